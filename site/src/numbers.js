// Live numbers: a panel's sliders move its number and all that rest on it, here and on every other page.

import { hasInputs, isInput, isOther, joined, parts, wayIn } from "./address.js";
import { chart } from "./chart.js";
import { control } from "./control.js";
import { counted } from "./counted.js";
import { decoded, html, svg } from "./dom.js";
import { engine } from "./engine.js";
import { influenceList } from "./influence.js";
import { clamped, holds } from "./scale.js";
import { inflected, massText, rangeText, valueText } from "./show.js";

const DRAFT = 1500;
const SHOWN = 60;
const NO_RESULT = "no result";

const { numbers: data, models, sampler, slots } = self.teleo;
const root = document.body.dataset.root;
const here = document.querySelector(".map")?.dataset.page ?? document.querySelector("[data-page]")?.dataset.page;
const machine = engine(data, sampler, models, valueText);
const baseline = machine.run(new Map(), data.samples);
const panels = new Map();
let overrides = new Map();
let state = { run: baseline, moved: new Set() };
// How many inputs of the address this vault has no place for: it may be older than the vault.
let lost = 0;
let banner;
let timer;

const entries = data.list;
const numberOf = new Map(entries.map((entry, index) => [`${entry.page}#${entry.id}`, index]));
const anchorOf = (id) => `q-${id.replace(/[^\p{L}\p{N}_-]+/gu, "-")}`;
const addressOf = (index) => `${root}${entries[index].page}/index.html`;
const inputOf = (key) => {
  const dot = key.indexOf(".");
  const index = Number(key.slice(0, dot));
  return { index, input: (entries[index].inputs || []).find(({ name }) => name === key.slice(dot + 1)) };
};

// Given numbers that are one unknown move together: what a reader gives it is kept at the first, in the unit of that.
const unknownOf = (index) => entries[index].unknown ?? [index, 1];
const keyOf = (index, input) => `${input.name ? index : unknownOf(index)[0]}.${input.name}`;

// The input of a given number, which is its value, has no name of its own.
const nameOf = (index, input) => input.name || entries[index].id;

// The reader's inputs as the end of an address, with the place at which it is to be read.
const written = (place = "") => (overrides.size ? joined(inputs(), [], place) : place && `#${place}`);

// The address of this page as it stands, the way through its map included.
const standing = (place = "") => joined(inputs(), wayIn(location.hash), place);

function inputs() {
  return [...overrides].map(([key, value]) => {
    const { index, input } = inputOf(key);
    const name = `${entries[index].page}#${entries[index].id}${input.name && `.${input.name}`}`;
    return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  });
}

function named(name) {
  const dot = numberOf.has(name) ? name.length : name.lastIndexOf(".");
  const index = numberOf.get(name.slice(0, dot));
  const inputs = (index !== undefined && entries[index].inputs) || [];
  return { index, input: inputs.find((one) => one.name === name.slice(dot + 1) && !("from" in one || "table" in one)) };
}

function read(hash) {
  const found = new Map();
  lost = 0;
  for (const part of parts(hash).filter(isInput)) {
    const [name, value] = part.split("=").map(decoded);
    const { index, input } = named(name);
    if (input && "choice" in input && input.choices.includes(value)) found.set(keyOf(index, input), value);
    else if (input && !("choice" in input) && value?.trim() && holds(Number(value), input.bounds)) found.set(keyOf(index, input), kept(index, input, Number(value)));
    else if (name.includes("#")) lost += 1;
  }
  return found;
}

// A value of an input as it is kept, and as it is shown.
function kept(index, input, value) {
  const [first, factor] = input.name ? [index, 1] : unknownOf(index);
  return first === index ? value : clamped(value / factor, entries[first].inputs[0].bounds);
}

function givenTo(index, input) {
  const own = overrides.get(keyOf(index, input));
  return input.name || own === undefined ? own : own * unknownOf(index)[1];
}

function made(index, input) {
  const key = keyOf(index, input);
  const take = (value, isDraft) => set(key, typeof value === "number" ? kept(index, input, value) : value, isDraft);
  return control(nameOf(index, input), input, () => givenTo(index, input), take);
}

function picture(result, entry) {
  const drawn = chart(result, entry.stated || [], entry.unit, entry.isWidened);
  if (!drawn) return html("span");
  const shapes = drawn.shapes.map(([name, attributes, text]) => svg(name, attributes, ...(text === undefined ? [] : [text])));
  return svg("svg", { class: "chart", viewBox: `0 0 360 ${drawn.height}`, role: "img", "aria-label": drawn.label }, ...shapes);
}

function said(result, entry) {
  if (result.complaint) return `no result: ${result.complaint}`;
  const interval = result.ordered ? ` (90%: ${rangeText(result.low, result.high, entry.unit)})` : "";
  const mass = result.mass === undefined ? "" : `: ${result.verdict}${result.ordered ? ` (probability ${massText(result.mass)})` : ""}`;
  return `${valueText(result.value, entry.unit)}${interval}${mass}`;
}

// The sliders of a panel: its own inputs, and the given numbers that others come from, moved where they are used.
function controlsOf(index) {
  const controls = new Map();
  const rows = entries[index].inputs.filter((input) => !("table" in input)).flatMap((input) => {
    const isOwn = !("from" in input);
    const source = isOwn ? index : input.from;
    const row = isOwn ? [] : [html("p", { className: "aside" }, html("code", { textContent: input.name }), " comes from ",
      html("a", { href: `${addressOf(source)}#${anchorOf(entries[source].id)}`, textContent: entries[source].title }))];
    const moved = isOwn ? input : entries[source].given && entries[source].inputs[0];
    if (!moved || controls.has(keyOf(source, moved))) return row;
    const one = made(source, moved);
    controls.set(keyOf(source, moved), one);
    return [...row, one.row, ...others(source, moved)];
  });
  return { controls: [...controls.values()], rows };
}

// Where else an unknown is stated: who moves it here moves it there.
function others(index, input) {
  if (input.name || !entries[index].unknown) return [];
  const [first] = unknownOf(index);
  const links = entries.flatMap((entry, one) => (one !== index && entry.unknown?.[0] === first
    ? [", ", html("a", { href: `${addressOf(one)}#${anchorOf(entry.id)}`, textContent: `${entry.title} ${entry.id}` })] : []));
  return [html("p", { className: "aside" }, "The same unknown, which moves with it: ", ...links.slice(1))];
}

function panel(element, index) {
  const entry = entries[index];
  if (!entry.inputs) return;
  const { controls, rows } = controlsOf(index);
  if (!rows.length) return;
  const answer = html("p", { className: "answer" });
  answer.setAttribute("role", "status");
  const drawing = html("div");
  const also = html("div", { className: "also" });
  // What is pressed keeps the focus, so that neither button is ever disabled.
  const reset = html("button", { type: "button", textContent: "Reset", onclick: () => overrides.size && replace(new Map()) });
  const copy = html("button", { type: "button", textContent: "Copy link", onclick: () => overrides.size && copied(told, index) });
  const told = html("span", { className: "aside" });
  told.setAttribute("role", "status");
  const box = html("details", { className: "try" }, html("summary", { textContent: "Try other inputs" }),
    ...rows, answer, drawing, also, html("p", { className: "buttons" }, reset, " ", copy, " ", told));
  element.append(box);
  const refresh = (run, moved) => {
    controls.forEach((one) => one.refresh());
    const isMoved = moved.has(index);
    if (isMoved) box.open = true;
    if (!box.open) return;
    const result = run.result(index);
    answer.textContent = `${isMoved ? "With your inputs" : entry.given ? "Given" : "The model gives"} ${said(result, entry)}`;
    answer.className = `answer ${result.verdict ?? ""}`;
    told.textContent = "";
    drawing.replaceChildren(...(result.complaint ? [] : [picture(result, entry), influenceList(run.influences(index), entry.unit)]));
    for (const button of [reset, copy]) button.setAttribute("aria-disabled", !overrides.size);
    showAlso(also, index, run, moved);
  };
  box.addEventListener("toggle", () => box.open && refresh(state.run, state.moved));
  panels.set(index, { refresh, box, element });
}

function showAlso(also, index, run, moved) {
  // Nearest first: a number is found before those that rest on it.
  const others = [...machine.dependents([index])].filter((one) => one !== index && moved.has(one));
  if (!others.length || !overrides.size) {
    also.replaceChildren();
    return;
  }
  const rows = others.slice(0, SHOWN).map((one) => {
    const entry = entries[one];
    const now = run.result(one);
    const place = anchorOf(entry.id);
    const link = html("a", { href: entry.page === here ? `#${place}` : addressOf(one) + written(place), textContent: entry.title });
    const before = valueText(entry.value[1], entry.unit);
    const after = now.complaint ? NO_RESULT : valueText(now.value, entry.unit);
    return html("li", {}, link, ` ${entry.id}: ${before} → `, html("strong", { textContent: after }), now.verdict ? ` (${now.verdict})` : "");
  });
  if (others.length > SHOWN) rows.push(html("li", { textContent: `and ${others.length - SHOWN} more` }));
  also.replaceChildren(html("h4", { textContent: "Moves with it" }), html("ul", {}, ...rows));
}

// A bound number in a sentence keeps the form that its author gave it: about 2027 becomes about 2031.
const templates = new Map(data.texts.map(([index, input, text, template]) => [`${index}.${input}.${text}`, template]));
const authors = new Map();

function refreshText(run, moved) {
  for (const link of document.querySelectorAll("a.number")) {
    if (!authors.has(link)) authors.set(link, { text: link.textContent, nodes: [...link.childNodes], title: link.title });
    const author = authors.get(link);
    const index = numberAt(link);
    const text = index === undefined ? undefined : movedText(run, moved, index, link.dataset.input ?? "", author.text);
    if (text === undefined) link.replaceChildren(...author.nodes);
    else link.textContent = text;
    link.classList.toggle("moved", text !== undefined);
    link.title = text === undefined ? author.title : `The text says ${author.text}`;
  }
}

// What a text bound to a number or to an input of one says now; undefined where the author's words stand.
function movedText(run, moved, index, name, text) {
  const numbers = name ? inputNumbers(run, moved, index, name) : moved.has(index) && run.result(index);
  if (!numbers) return undefined;
  if (numbers.complaint) return NO_RESULT;
  const template = templates.get(`${index}.${name}.${text}`);
  const isRange = template && template.some((part) => part.end === "low");
  if (template && !(isRange && numbers.low === numbers.high)) return inflected(template, slots.fill(template, numbers), text);
  return valueText(numbers.value, numbers.unit ?? entries[index].unit);
}

function inputNumbers(run, moved, index, name) {
  const input = (entries[index].inputs || []).find((one) => one.name === name);
  const own = overrides.get(`${index}.${name}`);
  if (typeof own === "number") return { value: own, low: own, high: own, unit: input.unit };
  if (!input || !("from" in input) || !moved.has(input.from)) return undefined;
  const numbers = run.numbers(input, index);
  return numbers ? { low: numbers[0], value: numbers[1], high: numbers[2], unit: input.unit } : { complaint: NO_RESULT };
}

function numberAt(link) {
  const url = new URL(link.href);
  const home = new URL(root || "./", location.href).pathname;
  const page = link.getAttribute("href").startsWith("#") ? here : url.pathname.slice(home.length).replace(/\/index\.html$/, "");
  const anchor = decoded(url.hash.slice(1));
  for (const [index, entry] of entries.entries()) if (entry.page === page && anchorOf(entry.id) === anchor) return index;
  return undefined;
}

function set(key, value, isDraft) {
  overrides.set(key, value);
  lost = 0;
  clearTimeout(timer);
  timer = setTimeout(() => update(isDraft), isDraft ? 16 : 0);
  if (!isDraft) history.replaceState(null, "", standing());
}

function replace(found) {
  overrides = found;
  lost = 0;
  history.replaceState(null, "", standing() || location.pathname);
  update(false);
}

async function copied(told, index) {
  const end = standing(anchorOf(entries[index].id));
  const address = location.href.replace(/#.*/, "") + end;
  history.replaceState(null, "", end);
  told.textContent = "";
  try {
    await navigator.clipboard.writeText(address);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "Copy it from the address bar.";
  }
}

function update(isDraft) {
  const run = overrides.size ? machine.run(overrides, isDraft ? Math.min(DRAFT, data.samples) : data.samples) : baseline;
  const moved = machine.dependents(new Set([...overrides.keys()].map((key) => inputOf(key).index)));
  state = { run, moved };
  for (const one of panels.values()) one.refresh(run, moved);
  refreshText(run, moved);
  showBanner(moved);
}

function showBanner(moved) {
  banner ??= document.querySelector("main").insertAdjacentElement("afterbegin", html("p", { className: "notice info mine-banner no-print" }));
  banner.hidden = !overrides.size && !lost;
  const gone = lost ? `${counted(lost, "input")} of the address ${lost === 1 ? "has" : "have"} no place in this vault as it stands.` : "";
  if (!overrides.size) return banner.replaceChildren(gone && `${gone} The numbers are the author’s.`);
  const changed = [...overrides].map(([key, value]) => {
    const { index, input } = inputOf(key);
    return `${nameOf(index, input)} = ${typeof value === "number" ? valueText(value, input.unit) : value}`;
  });
  const count = `${counted(moved.size, "number")} ${moved.size === 1 ? "moves" : "move"}`;
  const near = [...moved].filter((index) => panels.has(index)).flatMap((index) => [", ", html("a", { href: `#${anchorOf(entries[index].id)}`, textContent: entries[index].id })]);
  banner.replaceChildren(
    html("strong", { textContent: "Your inputs: " }), `${changed.join(", ")}; ${count}`,
    ...(near.length ? [": here ", ...near.slice(1)] : []), ". ", gone && `${gone} `, html("button", { type: "button", textContent: "Reset", onclick: resetAll }),
  );
}

// The banner goes with the button in it; the reader's place is then the first panel that was moved.
function resetAll() {
  const open = [...panels.values()].find(({ box }) => box.open);
  replace(new Map());
  if (open) open.box.querySelector("summary").focus();
  else land("main");
}

// Brings a part of the page into view, and the keyboard to it, and leaves the address as it is.
function land(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  target.scrollIntoView();
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return true;
}

function landAt(hash) {
  const place = parts(hash).find((part) => part.startsWith("at="));
  if (place) land(decoded(place.slice(3)));
}

// A link within the page leaves the reader's inputs in the address; one to another page takes them along.
const plain = new WeakMap();
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("main a[href]");
  if (!link || link.closest(".map, svg")) return;
  if (!plain.has(link)) plain.set(link, link.getAttribute("href"));
  const [path, place = ""] = plain.get(link).split("#");
  if (/^[a-z]+:/i.test(path) || place.includes("/")) return;
  const isHere = !path || new URL(path, location.href).pathname === location.pathname;
  if (isHere) {
    if (overrides.size && place && !event.ctrlKey && !event.metaKey && land(decoded(place))) event.preventDefault();
  } else if (/(^|\/)index\.html$/.test(path)) link.setAttribute("href", path + written(place));
});
addEventListener("hashchange", () => {
  // The plain address is that of the author's numbers; a place within the page says nothing of them.
  if (isOther(location.hash)) return;
  const before = written();
  const were = lost;
  overrides = read(location.hash);
  if (written() !== before || lost !== were) update(false);
  landAt(location.hash);
});

for (const element of document.querySelectorAll(".quantity")) {
  const index = numberOf.get(`${here}#${element.dataset.id}`);
  if (index !== undefined) panel(element, index);
}
overrides = read(location.hash);
update(false);
if (hasInputs(location.hash)) landAt(location.hash);
self.teleo.live = { machine, panels, entries, baseline, open: (index) => panels.get(index) };
