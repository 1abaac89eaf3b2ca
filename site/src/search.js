// The search of the site: a dialog with a field and what it finds, by keyboard as by hand.

import { html, load, svg } from "./dom.js";
import { searcher } from "./index.js";
import { folded, tokens } from "./tokens.js";

const root = document.body.dataset.root;
const MOST = 20;
const AROUND = 90;
const EXCERPTS = 8;

export async function openSearch() {
  dialog.showModal();
  field.focus();
  field.select();
  await find();
}

let engine;
let data;
let turn = 0;
let active = -1;

const field = html("input", { type: "search", placeholder: "Search titles and texts", autocomplete: "off", spellcheck: false, id: "search-field" });
for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "true", "aria-controls": "search-results", "aria-label": "Search", "aria-autocomplete": "list" })) field.setAttribute(key, value);
const list = html("ul", { id: "search-results" });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Results");
const said = html("p", { className: "aside" });
said.setAttribute("role", "status");
const close = html("button", { type: "button", textContent: "Close", onclick: () => dialog.close() });
const dialog = html("dialog", { className: "search", aria: { label: "Search" } }, html("div", { className: "bar" }, field, close), said, list);
document.body.append(dialog);

async function shardOf(name, number) {
  await load(`static/data/${name}/${number}.js`);
  return self.teleo[name][number];
}

let starting;

function start() {
  starting ??= load("static/data/search.js").then(() => {
    data = self.teleo.search;
    engine = searcher(data, (number) => shardOf("words", number));
  });
  return starting;
}

async function find() {
  const mine = (turn += 1);
  await start();
  const query = field.value;
  const found = query.trim() ? await engine.search(query, MOST) : [];
  if (mine !== turn) return;
  active = found.length ? 0 : -1;
  said.textContent = !query.trim() ? `${data.notes.length.toLocaleString("en")} notes` : found.length ? `${found.length}${found.length === MOST ? " best" : ""} results` : "Nothing found.";
  list.replaceChildren(...found.map((result, place) => option(result, place)));
  mark();
  for (const [place, result] of found.slice(0, EXCERPTS).entries()) {
    const sentence = await excerpt(result);
    if (mine !== turn) return;
    if (sentence) list.children[place].querySelector(".says").append(...sentence);
  }
}

function option({ number, words }, place) {
  const [page, title, rating, kind, also] = data.notes[number];
  const tone = data.ratings[rating];
  const glyph = svg("svg", { class: `glyph ${tone}`, "aria-hidden": "true" });
  glyph.append(svg("use", { href: `#g-${tone}` }));
  const line = html("p", { className: "title" }, glyph, ...marked(title, words), html("span", { className: "aside" }, ` ${kind}`));
  const made = html("li", { id: `search-${place}`, dataset: { href: `${root}${page}/index.html` } }, line, html("p", { className: "says" }));
  if (also && words.some((word) => folded(also).includes(word))) made.append(html("p", { className: "aside" }, ...marked(also, words)));
  made.setAttribute("role", "option");
  made.addEventListener("pointermove", () => {
    if (active === place) return;
    active = place;
    mark();
  });
  return made;
}

// The text in parts, what matches the words between marks.
function marked(text, words) {
  const wanted = new Set(words);
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}'’.,]+/gu)) {
    const own = tokens(match[0]);
    if (!own.some((one) => wanted.has(one))) continue;
    parts.push(text.slice(from, match.index), html("mark", { textContent: match[0] }));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

// A body without the marks of Markdown.
const MARKS = /!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|^[ \t]*(?:-{3,}|[-*+>]|\d+[.)]|#{1,6}|```\w*)[ \t]*|\*\*|__|`|\|(?=[ -])|-{3,}|<[^>\n]*>/gm;
const plain = (body) => body.replace(MARKS, "").replace(/\s+/g, " ").trim();

// The stretch of the text that holds most of the words.
async function excerpt({ number, words }) {
  const text = plain((await shardOf("texts", Math.floor(number / data.texts)))[number % data.texts]);
  const wanted = new Set(words);
  const hits = [...text.matchAll(/[\p{L}\p{N}'’]+/gu)].filter(([word]) => tokens(word).some((one) => wanted.has(one))).map(({ index, 0: word }) => ({ index, word: folded(word) }));
  if (!hits.length) return [text.slice(0, 2 * AROUND) + (text.length > 2 * AROUND ? " …" : "")];
  let best = { count: 0, start: 0 };
  for (const [place, { index }] of hits.slice(0, 400).entries()) {
    const within = new Set();
    for (let next = place; next < hits.length && hits[next].index < index + 2 * AROUND; next += 1) within.add(hits[next].word);
    if (within.size > best.count) best = { count: within.size, start: index };
  }
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, best.start - AROUND / 2)));
  const end = text.indexOf(" ", Math.min(text.length, best.start + 2 * AROUND));
  return [start ? "… " : "", ...marked(text.slice(start, end < 0 ? undefined : end), words), end < 0 ? "" : " …"];
}

function mark() {
  [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === active)));
  const chosen = list.children[active];
  if (chosen) {
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function follow(chosen, { ctrlKey, metaKey }) {
  if (!chosen) return;
  if (ctrlKey || metaKey) open(chosen.dataset.href);
  else {
    dialog.close();
    location.href = chosen.dataset.href;
  }
}

field.addEventListener("input", find);
field.addEventListener("keydown", (event) => {
  const count = list.children.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!count) return;
    active = (active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    mark();
    event.preventDefault();
  } else if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    follow(list.children[active], event);
  }
});
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
list.addEventListener("click", (event) => follow(event.target.closest("li"), event));
self.teleo = self.teleo || {};
self.teleo.openSearch = openSearch;
self.teleo.searched = async (query, most) => {
  await start();
  return (await engine.search(query, most)).map(({ number }) => data.notes[number][0]);
};
