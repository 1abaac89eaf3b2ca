// The search of the site: a dialog with a field and what it finds, by keyboard as by hand.

import { card } from "./cards.js";
import { counted } from "./counted.js";
import { html, load, svg } from "./dom.js";
import { excerpt, marked } from "./excerpt.js";
import { searcher } from "./index.js";
import { comparer } from "./meaning.js";
import { group } from "./shards.js";
import { LONGEST, tokens } from "./tokens.js";

const root = document.body.dataset.root;
const MOST = 20;
// Results that are shown at once where titles come in shards: more are fetched once the reader pauses.
const FIRST = 8;
const EXCERPTS = 6;
// Milliseconds for which what was shown stands; between two keys of one who types; from the last key until the
// reader pauses.
const PATIENCE = 60;
const TYPING = 200;
const PAUSE = 300;
// Milliseconds for which rows stand still under a press at most.
const PRESS = 1000;
const MOST_NAMED = 4;
const AGAIN = "Try again";

// Opens the dialog; after Back, with what was asked and found before a result was followed.
export async function openSearch() {
  const kept = history.state?.search;
  if (!dialog.open) dialog.showModal();
  field.focus();
  if (kept) field.value = kept.query;
  else field.select();
  await find();
  if (kept?.place >= list.children.length) await rest;
  if (!kept || kept.query !== field.value || !list.children[kept.place]) return;
  active = kept.place;
  mark();
}

let engine;
let data;
let turn = 0;
let active = -1;
let isSearching = false;
let typedAt = -Infinity;
let awaited;
let rest;
let pressed;
let release;
let released;

const field = html("input", { type: "search", placeholder: "Search titles and texts", autocomplete: "off", spellcheck: false, id: "search-field" });
for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "search-results", "aria-label": "Search", "aria-autocomplete": "list" })) field.setAttribute(key, value);
const list = html("div", { id: "search-results", className: "results" });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Results");
const said = html("p", { className: "aside", textContent: "Fetching the index …" });
said.setAttribute("role", "status");
const advice = html("p", { className: "aside", hidden: true });
const close = html("button", { type: "button", textContent: "Close", onclick: () => leave() });
const dialog = html("dialog", { className: "search", aria: { label: "Search" } }, html("div", { className: "bar" }, field, close), said, advice, list);
document.body.append(dialog);

const pause = (time) => new Promise((done) => setTimeout(done, time));

async function shardOf(name, number) {
  await load(`static/data/${name}/${number}.js`);
  return self.teleo[name][number];
}

let starting;

function start() {
  starting ??= opened().catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function opened() {
  await load("static/data/search.js");
  data = self.teleo.search;
  const nearest = data.hasVectors && comparer(() => load("static/data/vectors.js").then(() => self.teleo.vectors), (number) => shardOf("near", number));
  engine = searcher(data, data.cards?.[0], (number) => shardOf("words", number), (number) => shardOf("titles", number), async (letters) => (await shardOf("vocabulary", letters)).split(" "), nearest, async (number) => (await cardOf(number)).title);
}

async function cardOf(number) {
  if (data.cards) return card(data, data.cards[0], number);
  return card(data, await shardOf("cards", Math.floor(number / data.inShard)), number % data.inShard);
}

async function textOf(number) {
  const shard = group(data.texts, number);
  return (await shardOf("texts", shard))[number - data.texts[shard]];
}

async function find(isTyping = false) {
  const mine = (turn += 1);
  isSearching = true;
  try {
    await answer(field.value, mine, isTyping);
  } catch {
    if (mine === turn) await fail(mine);
  }
  if (mine !== turn) return;
  isSearching = false;
  if (awaited) follow(list.children[active], awaited);
  awaited = undefined;
}

async function answer(query, mine, isTyping) {
  await start();
  // Each beginning of a word has results of its own: of a large vault they would be fetched to be seen by nobody.
  if (isTyping && !data.cards) await pause(TYPING);
  if (mine !== turn) return;
  if (!query.trim()) return show([], counted(data.lengths.length, "note"), mine);
  const pending = engine.search(query, MOST);
  // Titles are here already; what the texts say may have to be fetched.
  const isSlow = (await Promise.race([pending, pause(PATIENCE)])) === undefined;
  if (mine !== turn) return;
  if (isSlow) await show(engine.begun(query, MOST), "Looking through the texts …", mine);
  const result = await pending;
  if (mine !== turn) return;
  await show(result.found, summary(result), mine);
  advise(result.found.length ? [] : await engine.alike(result.unknown), mine);
}

// What can be said although a file did not come; it may come the next time.
async function fail(mine) {
  const titled = engine ? engine.begun(field.value, MOST) : [];
  const what = engine ? "A part of the index" : "The index";
  await show(titled, `${what} did not come${titled.length ? "; these titles are here" : ""}.`, mine).catch(() => show([], `${what} did not come.`, mine));
  if (mine !== turn) return;
  awaited = undefined;
  offerAgain();
}

function offerAgain(words = "") {
  advice.hidden = false;
  advice.replaceChildren(words, html("button", { type: "button", textContent: AGAIN, onclick: again }));
}

function again() {
  field.focus();
  find();
}

// A few words as they were typed; of others how many they are.
function quoted(words, write = String) {
  const some = words.slice(0, MOST_NAMED).map(write).map((word) => `“${word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word}”`);
  return `${some.join(", ")}${words.length > MOST_NAMED ? ` and ${counted(words.length - MOST_NAMED, "more word")}` : ""}`;
}

// A word of the query as it was typed.
const typed = (word) => field.value.match(/[$#+&\/\p{L}\p{M}\p{N}'’.,]+/gu)?.find((one) => tokens(one).includes(word)) ?? word;

function summary({ found, taken, unknown }) {
  const many = found.length === MOST ? `${MOST} best results` : counted(found.length, "result");
  // Where titles come in shards, a single letter finds none.
  const parts = [found.length ? many : tokens(field.value).length ? "Nothing found" : "Nothing found yet: type two letters or more"];
  if (taken.length) parts.push(`no note says ${quoted(taken.map(([word]) => word), typed)}, so this looks for ${quoted(taken.map(([, word]) => word))}`);
  if (unknown.length) parts.push(`no note says ${quoted(unknown, typed)}`);
  return `${parts.join("; ")}.`;
}

// Other words that the reader may have meant.
function advise(words, mine) {
  if (mine !== turn) return;
  advice.hidden = !words.length;
  const offers = words.map(([word, other]) => html("button", { type: "button", textContent: other, onclick: () => ask(word, other) }));
  advice.replaceChildren("Did you mean ", ...offers.flatMap((offer, place) => (place ? [" or ", offer] : [offer])), "?");
}

function ask(word, other) {
  const given = typed(word);
  field.value = field.value.includes(given) ? field.value.replace(given, () => other) : other;
  field.focus();
  find();
}

async function show(found, words, mine) {
  const options = await optionsOf(found, 0, data?.cards ? MOST : FIRST);
  await released;
  if (mine !== turn) return;
  active = found.length ? 0 : -1;
  said.textContent = words;
  advise([], mine);
  field.setAttribute("aria-expanded", String(found.length > 0));
  list.replaceChildren(...options);
  list.scrollTop = 0;
  mark();
  if (awaited && options.length) return;
  rest = others(found, mine);
  rest.then(() => speak(found.slice(0, EXCERPTS), mine));
}

const optionsOf = (found, from, to) => Promise.all(found.slice(from, to).map(async (result, place) => option(await cardOf(result.number), result, from + place)));

// The results that were not shown at once, when the reader pauses.
async function others(found, mine) {
  await pause(typedAt + PAUSE - performance.now());
  if (mine !== turn || list.children.length >= found.length) return;
  try {
    const options = await optionsOf(found, list.children.length, found.length);
    if (mine === turn) list.append(...options);
  } catch {
    if (mine === turn) offerAgain("The others did not come. ");
  }
}

// Puts under the first results what their texts say: one by one, so that a key is heard between.
async function speak(found, mine) {
  if (mine !== turn) return;
  const options = list.children;
  const texts = found.map(({ number }) => textOf(number).catch(() => ""));
  for (const [place, { words }] of found.entries()) {
    const text = await texts[place];
    await pause(0);
    await released;
    if (mine !== turn) return;
    options[place].querySelector(".says").replaceChildren(...excerpt(text, new Set(words)));
  }
}

function option({ title, page, kind, tone, also }, result, place) {
  const words = new Set(result.words);
  const glyph = svg("svg", { class: `glyph ${tone}`, "aria-hidden": "true" });
  glyph.append(svg("use", { href: `#g-${tone}` }));
  const line = html("p", { className: "title" }, glyph, html("bdi", {}, ...marked(title, words)), html("span", { className: "aside" }, ` ${kind}${result.isNear ? ", near in meaning" : ""}`));
  const made = html("a", { id: `search-${place}`, className: "found", href: `${root}${page}/index.html`, tabIndex: -1 }, line, html("p", { className: "says" }));
  if (also) {
    const names = marked(also, words);
    if (names.length > 1) made.append(html("p", { className: "aside" }, ...names));
  }
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.addEventListener("pointermove", () => {
    if (active === place) return;
    active = place;
    mark();
  });
  return made;
}

function mark() {
  [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === active)));
  const chosen = list.children[active];
  if (chosen) {
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

// The way back leads to what was found.
const keep = () => history.replaceState({ ...history.state, search: { query: field.value, place: active } }, "");

const forget = () => history.state?.search && history.replaceState({ ...history.state, search: undefined }, "");

// Forgets at once: the dialog tells later that it closed, and a page that is loaded again in between would open it.
function leave() {
  forget();
  dialog.close();
}

function follow(chosen, { ctrlKey, metaKey }) {
  if (!chosen) return;
  if (ctrlKey || metaKey) open(chosen.href);
  else {
    keep();
    location.href = chosen.href;
  }
}

function move(event) {
  const count = list.children.length;
  const places = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: Math.min(active + 5, count - 1), PageUp: Math.max(active - 5, 0) };
  if (!count || !(event.key in places)) return;
  active = (places[event.key] + count) % count;
  mark();
  event.preventDefault();
}

field.addEventListener("input", () => {
  const before = typedAt;
  typedAt = performance.now();
  find(typedAt - before < TYPING);
});
field.addEventListener("keydown", (event) => {
  // A key that ends a composition is none of ours; in one browser only its number says so.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape") {
    event.preventDefault();
    leave();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (isSearching) awaited = event;
    else follow(list.children[active], event);
  } else move(event);
});
// Beside the box it closes, unless the press began within, as where a text is selected.
dialog.addEventListener("pointerdown", ({ target }) => (pressed = target));
dialog.addEventListener("click", ({ target }) => target === dialog && pressed === dialog && leave());
dialog.addEventListener("close", forget);
// A row that moved or was made anew between press and release would hear no click.
list.addEventListener("pointerdown", () => {
  const over = new Promise((done) => (release = done));
  released = Promise.race([over.then(() => pause(PATIENCE)), pause(PRESS)]);
});
for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => release?.());
// The keys stay with the field, whatever is clicked.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
  const chosen = target.closest("a");
  if (!chosen || ctrlKey || metaKey || shiftKey) return;
  active = [...list.children].indexOf(chosen);
  keep();
});
addEventListener("online", () => dialog.open && advice.textContent.endsWith(AGAIN) && find());
self.teleo = self.teleo || {};
self.teleo.openSearch = openSearch;
self.teleo.searched = async (query, most) => {
  await start();
  const { found } = await engine.search(query, most);
  return Promise.all(found.map(async ({ number }) => (await cardOf(number)).page));
};
