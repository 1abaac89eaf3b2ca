// One input of a panel: a list to choose from, or a slider with a field beside it in which its value can be typed.

import { html } from "./dom.js";
import { rounded, scale } from "./scale.js";
import { shownIn, valueText } from "./show.js";
import { typed } from "./typed.js";

const STEPS = 400;
let count = 0;

// own: the reader's value, or undefined; set: takes a value, and whether more of them follow at once.
export function control(name, input, own, set) {
  return "choice" in input ? chooser(name, input, own, set) : slider(name, input, own, set);
}

function chooser(name, input, own, set) {
  const id = `input-${(count += 1)}`;
  const field = html("select", { id }, ...input.choices.map((value) => html("option", { value, textContent: value })));
  field.addEventListener("change", () => set(field.value, false));
  const label = html("label", { htmlFor: id }, html("code", { textContent: name }));
  const row = html("div", { className: "input" }, label, field, ...meaning(input, field));
  return { row, refresh: () => (field.value = own() ?? input.choice) };
}

function slider(name, input, own, set) {
  const id = `input-${(count += 1)}`;
  const { at, of } = scale(input);
  const range = html("input", { type: "range", id, min: 0, max: STEPS, step: 1 });
  const placed = () => {
    const value = at(range.value / STEPS);
    return rounded(value, input.bounds, at((Number(range.value) + 1) / STEPS) - value);
  };
  range.addEventListener("input", () => set(placed(), true));
  range.addEventListener("change", () => set(placed(), false));
  // No output element: the label would then name it, and not the slider.
  const author = html("span", { className: "author" });
  const label = html("label", { htmlFor: id }, html("code", { textContent: name }), " ", author);
  const written = typing(name, input, own, set, id);
  const refresh = () => {
    const mine = own();
    const value = mine ?? input.value[1];
    // Where the slider's place stands for the value it stays: rounded, the value may have a place beside it.
    if (mine === undefined || Math.abs(placed() - mine) > Math.abs(mine) * 1e-12) range.value = Math.round(STEPS * Math.min(1, Math.max(0, of(value))));
    range.setAttribute("aria-valuetext", mine === undefined ? input.text : valueText(mine, input.unit));
    if (mine !== undefined) author.textContent = `was ${input.text}`;
    else author.textContent = input.spread.shape === "point" ? "" : input.text;
    written.refresh(mine, value);
  };
  return { row: html("div", { className: "input" }, label, written.box, ...meaning(input, range), range, written.fault), refresh };
}

// What an input means, in words that a finger finds too; of a given number its page says that.
function meaning({ says }, field) {
  if (!says) return [];
  field.setAttribute("aria-describedby", `${field.id}-meaning`);
  return [html("p", { className: "meaning", id: `${field.id}-meaning`, textContent: says })];
}

// The field of a slider: what is typed counts from Enter on or when it is left. What is no value can be mended there
// after Enter; a field that is left shows again what counts, and what was wrong stays said until there is another value.
function typing(name, input, own, set, id) {
  const fault = html("p", { className: "fault", id: `${id}-fault` });
  fault.setAttribute("role", "alert");
  const field = html("input", { type: "text", inputMode: input.bounds.low >= 0 ? "decimal" : "text", enterKeyHint: "done", autocomplete: "off", spellcheck: false, aria: { describedby: fault.id } });
  const [before, after] = [html("span"), html("span")];
  let [isDirty, last] = [false, own()];
  const refresh = (mine, value) => {
    if (isDirty && document.activeElement === field) return;
    const shown = shownIn(value, input.unit);
    isDirty = false;
    field.setAttribute("aria-invalid", false);
    if (mine !== last) fault.textContent = "";
    last = mine;
    const isExact = mine !== undefined || input.spread.shape === "point";
    field.value = isExact ? exact(value / shown.size) : shown.digits;
    field.classList.toggle("mine", mine !== undefined);
    before.textContent = shown.before;
    after.textContent = shown.after;
    const unit = `${shown.before}${shown.after}`.trim();
    field.setAttribute("aria-label", unit ? `${name} in ${unit}` : `${name}, typed`);
  };
  const forget = () => {
    isDirty = false;
    refresh(own(), own() ?? input.value[1]);
  };
  const take = () => {
    if (!isDirty) return;
    const read = typed(field.value, own() ?? input.value[1], input);
    fault.textContent = read.fault ? `${read.fault}; it stays ${own() === undefined ? input.text : valueText(own(), input.unit)}.` : "";
    field.setAttribute("aria-invalid", Boolean(read.fault));
    if (read.fault) return;
    set(read.value, false);
    forget();
  };
  field.addEventListener("input", () => (isDirty = true));
  field.addEventListener("blur", () => {
    take();
    forget();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") take();
    if (event.key !== "Escape" || !isDirty) return;
    event.stopPropagation();
    fault.textContent = "";
    forget();
    field.select();
  });
  return { box: html("span", { className: "typed" }, before, field, after), fault, refresh };
}

// A number with all its digits that mean anything: a quotient's last are noise.
function exact(value) {
  const short = Number(value.toPrecision(12));
  const size = Math.abs(short);
  return size && (size < 1e-4 || size >= 1e9) ? short.toExponential().replace("e+", "e") : String(short);
}
