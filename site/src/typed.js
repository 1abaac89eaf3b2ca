// A value as a reader types it: in what it is shown in, or with a scale or a unit of its own.

import { holds } from "./scale.js";
import { noun, shownIn, spelled, symbolOf, valueText } from "./show.js";

const SCALES = new Map([["k", 1e3], ["K", 1e3], ["M", 1e6], ["B", 1e9], ["bn", 1e9], ["T", 1e12], ["thousand", 1e3], ["million", 1e6], ["billion", 1e9], ["trillion", 1e12]]);
const PREFIXES = new Map([["k", 1e3], ["M", 1e6], ["G", 1e9], ["T", 1e12], ["P", 1e15], ["E", 1e18], ["Z", 1e21], ["Y", 1e24]]);
const NUMBER = /^([+-]?)([\d.,]*\d[\d.,]*)(?:e([+-]?\d{1,3})|\s?[x×*·]\s?10\^([+-]?\d{1,3}))?(.*)$/i;

// The forms of digits, each with what parts its thousands and what its decimals.
const FORMS = [
  [/^(\d+\.?\d*|\.\d+)$/, "", "."],
  [/^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/, ",", "."],
  [/^(\d+,\d*|,\d+)$/, "", ","],
  [/^[1-9]\d{0,2}(\.\d{3})+,\d*$/, ".", ","],
  [/^[1-9]\d{0,2}(\.\d{3}){2,}$/, ".", ","],
];

// The value of `text` for an input that is shown as `value`: { value }, or { fault } with what is wrong with it.
export function typed(text, value, { unit, bounds }) {
  const [, digits] = (/^(?:byte|bit)\b/.test(unit) && text.match(/^\s*(.*[\d.,])\s*B\s*$/)) || [];
  if (digits) return { fault: `“${text.trim()}” may be bytes or billions: write ${digits} ${symbolOf(unit) ? `G${symbolOf(unit)}` : "billion"} or ${digits} ${noun(unit, false)}` };
  const read = number(text, value, unit);
  if (read === undefined) return { fault: `“${text.trim()}” is no number here` };
  if (!holds(read, bounds)) return { fault: `${valueText(read, unit)} is out of range; allowed: ${allowed(bounds, unit)}` };
  return { value: read };
}

function number(text, value, unit) {
  const bare = text.trim().replace(/(\d)[\s_](?=\d{3}(?!\d))/g, "$1").replace(/\u2212/g, "-");
  const match = (unit.startsWith("USD") ? bare.replace(/^([+-]?)(?:US)?\$\s?/, "$1") : bare).match(NUMBER);
  if (!match) return undefined;
  const [, sign, written, power, raised, behind] = match;
  const form = FORMS.find(([pattern]) => pattern.test(written));
  const size = sizeOf(behind.replace(/\s/g, ""), value, unit);
  if (!form || size === undefined) return undefined;
  const digits = written.split(form[1] || " ").join("").replace(form[2], ".");
  const read = Number(`${sign}${digits}e${power ?? raised ?? 0}`);
  // A percentage is divided, since 0.01 is no binary fraction: 7% is 0.07 and no more.
  const inUnit = size < 1 ? read / (1 / size) : read * size;
  return Number.isFinite(inUnit) ? inUnit : undefined;
}

// How much one of what stands behind the digits is, in the unit; undefined for what is no scale and no unit.
function sizeOf(behind, value, unit) {
  const shown = shownIn(value, unit);
  if (!behind || behind === shown.after.replace(/\s/g, "")) return shown.size;
  const symbol = symbolOf(unit);
  const names = [...spelled(unit), ...(symbol ? [symbol] : [])];
  const name = names.map((one) => one.replace(/\s/g, "")).sort((one, two) => two.length - one.length).find((one) => behind.endsWith(one)) ?? "";
  const before = behind.slice(0, behind.length - name.length);
  if (name && name === symbol && PREFIXES.has(before)) return PREFIXES.get(before);
  if (name === "%") return before ? undefined : shown.size;
  return before ? (symbol || shown.size < 1 ? undefined : SCALES.get(before)) : 1;
}

function allowed({ low = -Infinity, high = Infinity, lowOpen, highOpen, isWhole }, unit) {
  const ends = [
    ...(low > -1e30 ? [`${lowOpen ? "above" : "at least"} ${valueText(low, unit)}`] : []),
    ...(high < 1e30 ? [`${highOpen ? "below" : "at most"} ${valueText(high, unit)}`] : []),
  ];
  return [...(isWhole ? ["a whole number"] : []), ends.join(" and ")].filter(Boolean).join(", ") || "numbers up to 1e30";
}
