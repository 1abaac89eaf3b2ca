// If this fell: the reader rates one claim otherwise, and the page recomputes all that moves.

import { html, load, svg } from "./dom.js";
import { addressed } from "./filters.js";
import { effective, hundredths, strengths } from "./strength.js";

const place = document.getElementById("cascade");
const root = document.body.dataset.root;
const SHOWN = 60;
// The columns of what moves, which on a phone each cell says itself.
const [STRENGTH, EFFECTIVE] = ["Strength", "Effective rating"];
// A rating that was chosen by its word has its rank; of a strength it follows from that.
const state = { node: null, base: null, rank: null };
let data;
let before;
let byPage;
let names;
let byName;

const glyph = (word) => {
  const made = svg("svg", { class: `glyph ${word}`, role: "img", "aria-label": word });
  made.append(svg("use", { href: `#g-${word}` }));
  return made;
};
const anchorOf = (page) => (page.includes("/") ? page : `${page}/`);
const wordOf = (rank) => (rank === null ? "unrated" : data.words[rank]);

// The rating that a strength of one's own comes nearest to from below; what fell is below all of them.
function rankOf(base) {
  const below = data.bases.map((one, rank) => ({ one, rank })).filter(({ one }) => base >= one - 1e-9);
  return below.sort((one, two) => two.one - one.one || one.rank - two.rank)[0]?.rank ?? 0;
}

// A rating may have no strength of its own; what was only given none fell.
const hasFallen = () => state.base === 0 && state.rank === null;
const rankNow = () => state.rank ?? rankOf(state.base);

function outcome() {
  const own = new Map([[state.node, state.base]]);
  const strength = strengths(data, own, !hasFallen());
  const rank = effective(data, new Map([[state.node, rankNow()]]));
  const rows = data.pages.flatMap((_, node) => {
    const change = strength[node] - before.strength[node];
    const isSeen = data.ranks[node] !== null && hundredths(strength[node]) !== hundredths(before.strength[node]);
    return node !== state.node && (isSeen || rank[node] !== before.rank[node]) ? [{ node, change }] : [];
  });
  rows.sort((one, two) => Math.abs(two.change) - Math.abs(one.change) || one.node - two.node);
  return { strength, rank, rows };
}

const find = html("input", { type: "search", autocomplete: "off" });
find.setAttribute("list", "cascade-titles");
const list = html("datalist", { id: "cascade-titles" });
const slider = html("input", { type: "range", min: 0, max: 100, step: 1 });
const now = html("span");
const given = html("label", {}, html("span", {}, "Strength that you give it: ", now), slider);
const choices = html("div", { className: "choices" });
// What is read aloud after each move is how many notes move, and not the table of them.
const answer = html("p");
answer.setAttribute("role", "status");
const result = html("div");
const chosen = html("p", { className: "notes one" });

// What an address does not say is that the claim fell.
function choose(node, base = 0, rank = null) {
  state.node = node;
  find.value = names[node];
  rate(base, rank);
}

function leave(said) {
  history.replaceState(null, "", location.pathname + location.search);
  clear(said);
}

function clear(said = "") {
  state.node = null;
  show();
  chosen.replaceChildren();
  result.replaceChildren();
  answer.textContent = said;
}

// A copied address shows what its copier saw. It names a rating where its strength would be taken for another's.
function tell() {
  const { node, base, rank } = state;
  const said = base ? [`strength=${base}`] : [];
  if (rank !== null && (!base || rank !== rankOf(base))) said.push(`rating=${data.words[rank]}`);
  history.replaceState(null, "", `#${anchorOf(data.pages[node])}${said.length ? `?${said.join("&")}` : ""}`);
}

// What was typed without choosing from the list: it names a claim if one alone has all its words.
function settle() {
  const said = find.value.trim().toLowerCase();
  if (!said) leave();
  if (!said || (state.node !== null && find.value === names[state.node])) return;
  const words = said.split(/\s+/);
  const found = names.flatMap((name, node) => (data.ranks[node] !== null && words.every((word) => name.toLowerCase().includes(word)) ? [node] : []));
  const same = found.filter((node) => data.titles[node].toLowerCase() === said);
  const [node, ...others] = same.length ? same : found;
  if (node !== undefined && !others.length) {
    choose(node);
    tell();
    return;
  }
  const count = others.length + 1;
  leave(node === undefined ? "No rated claim has these words in its title." : `${count} claims have these words: write one more, or choose from the list.`);
}

function rate(base, rank = null) {
  state.base = base;
  state.rank = rank;
  slider.value = Math.round(100 * base);
  show();
}

function give(base, rank) {
  rate(base, rank);
  tell();
}

function show() {
  const { node, base } = state;
  given.hidden = choices.hidden = node === null;
  if (node === null) return;
  const isOwn = rankNow() === data.ranks[node] && base === data.bases[data.ranks[node]];
  now.textContent = hasFallen() ? "0, it fell" : `${hundredths(base)}${isOwn ? ", as rated" : ""}`;
  slider.setAttribute("aria-valuetext", now.textContent);
  // The buttons stay, so that one which a key pressed keeps the focus.
  for (const button of choices.children) button.setAttribute("aria-pressed", String("rank" in button.dataset ? !hasFallen() && Math.abs(button.value - base) < 0.005 && Number(button.dataset.rank) === rankNow() : hasFallen()));
  const { strength, rank, rows } = outcome();
  chosen.replaceChildren(glyph(wordOf(data.ranks[node])), html("a", { className: "title", href: `${root}${data.pages[node]}/index.html`, textContent: data.titles[node] }));
  const shown = rows.slice(0, SHOWN).map((row) => line(row, strength, rank));
  const drops = rows.filter(({ node: one }) => rank[one] !== before.rank[one]).length;
  answer.textContent = rows.length ? moved(rows.length, drops) : unmoved(node);
  result.replaceChildren(
    rows.length ? html("div", { className: "scroll", tabIndex: 0 }, html("table", { className: "findings" },
      html("thead", {}, html("tr", {}, ...["Claim", STRENGTH, EFFECTIVE].map((textContent) => html("th", { textContent, scope: "col" })))),
      html("tbody", {}, ...shown))) : "",
    rows.length > SHOWN ? html("p", { className: "aside", textContent: `and ${rows.length - SHOWN} more` }) : "",
  );
}

function moved(count, drops) {
  if (count === 1) return `1 other note moves, ${drops ? "and so does its effective rating" : "but not in its effective rating"}.`;
  return `${count} other notes move, ${drops || "none"} of them in ${drops > 1 ? "their" : "its"} effective rating.`;
}

function unmoved(node) {
  const isAlone = [data.premises, data.supporters, data.challengers].every((all) => !all.some((those) => those.includes(node)));
  return isAlone ? "Nothing else moves: no claim rests on this one, or is supported or challenged by it." : "Nothing else moves at this strength.";
}

function line({ node }, strength, rank) {
  const link = html("a", { className: "title", href: `${root}${data.pages[node]}/index.html`, textContent: data.titles[node] });
  const both = [...new Set([before.strength[node], strength[node]].map(hundredths))];
  const values = data.ranks[node] === null ? "" : both.join(" → ");
  const ranks = rank[node] === before.rank[node]
    ? [wordOf(rank[node])]
    : [wordOf(before.rank[node]), " → ", html("strong", { textContent: wordOf(rank[node]) })];
  const cell = (label, ...children) => html("td", { dataset: { label } }, html("span", {}, ...children));
  return html("tr", {}, html("td", { className: "notes" }, link), values ? cell(STRENGTH, values) : html("td"), cell(EFFECTIVE, ...ranks));
}

// The argument of the whole vault is fetched when the reader first asks for it; says whether it came.
async function fetched() {
  if (data) return true;
  try {
    await load("static/data/wiring.js");
  } catch {
    answer.textContent = "The claims did not come. Try again.";
    return false;
  }
  if (data) return true;
  answer.textContent = "";
  data = self.teleo.wiring;
  before = { strength: strengths(data), rank: effective(data) };
  choices.replaceChildren(
    html("button", { type: "button", textContent: "it fell", value: 0, onclick: () => give(0, null) }),
    ...data.words.map((textContent, rank) =>
      html("button", { type: "button", textContent, value: data.bases[rank], dataset: { rank }, onclick: () => give(data.bases[rank], rank) })),
  );
  byPage = new Map(data.pages.map((page, node) => [page, node]));
  // Of notes with one title each is told by its address too.
  const counts = new Map();
  for (const title of data.titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  names = data.titles.map((title, node) => (counts.get(title) > 1 ? `${title} (${data.pages[node]})` : title));
  byName = new Map(names.map((name, node) => [name, node]));
  list.replaceChildren(...names.flatMap((value, node) => (data.ranks[node] === null ? [] : [html("option", { value })])));
  self.teleo.cascade = { data, strengths, effective, before };
  return true;
}

async function fromAddress() {
  const { name, filters } = addressed(location.hash);
  // A part of the page itself is no claim: the address of a claim has a slash, as cascade_anchor of address.py says.
  if (!name || (!name.includes("/") && document.getElementById(name))) return;
  if (!(await fetched())) return;
  const node = byPage.get(name.replace(/\/$/, ""));
  if (node === undefined) {
    find.value = "";
    clear(`No claim of this vault has the address “${name}”: choose one by its title.`);
    return;
  }
  const base = Number(filters.get("strength"));
  const rank = data.words.indexOf(filters.get("rating"));
  choose(node, base >= 0 && base <= 1 ? base : 0, rank < 0 ? null : rank);
  // The browser went to the same claim in the list below, which is there for readers without script.
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  place.scrollIntoView();
}

if (place) {
  place.append(
    html("label", {}, "Claim", find), list, chosen, given, choices, answer, result,
  );
  find.addEventListener("focus", fetched);
  find.addEventListener("input", async () => {
    if (!(await fetched())) return;
    if (!find.value.trim()) leave();
    if (!byName.has(find.value)) return;
    choose(byName.get(find.value));
    tell();
  });
  find.addEventListener("change", async () => {
    if (await fetched()) settle();
  });
  slider.addEventListener("input", () => {
    state.base = slider.value / 100;
    state.rank = null;
    show();
  });
  slider.addEventListener("change", tell);
  addEventListener("hashchange", fromAddress);
  show();
  fromAddress();
}
