// Numbers as teleo/quantities/show.py writes them.

const SCALED = new Map([["byte", "B"], ["FLOP", "FLOP"], ["FLOP/s", "FLOP/s"], ["byte/s", "B/s"], ["W", "W"]]);
const PREFIXES = [[1e24, "Y"], [1e21, "Z"], [1e18, "E"], [1e15, "P"], [1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
const WORDS = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];

// What is so large has no prefix, and is written with an exponent.
const BEYOND = 1e27;
// How far from one a factor or a share is told apart from it; what is nearer comes of rounding while it was computed.
const LEAST_GROWTH = 1e-9;

const SINGULARS = ["token", "year", "month", "day", "hour", "user", "agent", "GPU", "bit", "byte"];
// How units that are counted stand after a one, and after any other number.
const NOUNS = new Map([
  ...SINGULARS.flatMap((one) => [[one, [one, `${one}s`]], [`${one}s`, [one, `${one}s`]]]),
  ...["param", "params", "parameter", "parameters"].map((unit) => [unit, ["parameter", "parameters"]]),
  ...["query", "queries"].map((unit) => [unit, ["query", "queries"]]),
]);

// A unit as it stands behind a number.
export function noun(unit, isOne) {
  const [counted, ...rest] = unit.split("/");
  const parts = counted.split(/[*-]/);
  const last = parts.pop();
  const [one, plural] = NOUNS.get(last) ?? [last, last];
  return [[...parts, isOne ? one : plural].join("-"), ...rest].join("/");
}

// A text that was filled anew from its template, with what is counted in the number that its author's words were in:
// 1 token becomes 10 tokens. An author who wrote 8 bit had a reason to, and so 2 bit it is.
export function inflected(template, filled, author) {
  const [before, after] = [template.findIndex((part) => typeof part === "object"), template.findLastIndex((part) => typeof part === "object") + 1];
  const tail = template.slice(after).join("");
  const [, gap, word] = tail.match(/^(\s+)([a-z]+)(?![a-z]|-)/i) ?? [];
  if (after - before !== 1 || !NOUNS.has(word)) return filled;
  const start = template.slice(0, before).join("").length;
  const [was, is] = [author, filled].map((text) => text.slice(start, text.length - tail.length) === "1");
  const [one, plural] = NOUNS.get(word);
  if (was === is || word !== (was ? one : plural)) return filled;
  return filled.slice(0, filled.length - tail.length) + gap + (is ? one : plural) + tail.slice(gap.length + word.length);
}

// How large a number is as it is written: 999.9 million is a billion.
const shown = (value) => Math.abs(Number(value.toPrecision(3)));

function plain(value) {
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (shown(value) < 1e-4 || size >= 9) return value.toExponential(2).replace("e+", "e").replace(/\.?0+e/, "e");
  const digits = Math.max(2 - size, 0);
  const [whole, part = ""] = value.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const rest = part.replace(/0+$/, "");
  return rest ? `${grouped}.${rest}` : grouped;
}

const hasPrefix = (value, unit) => SCALED.has(unit) && shown(value) >= 1e3 && shown(value) < BEYOND;
const prefixOf = (value) => PREFIXES.find(([size]) => shown(value) >= size);
const wordOf = (value) => WORDS.find(([scale]) => shown(value) >= scale && shown(value) < 1e15);

function words(value) {
  const found = wordOf(value);
  return found ? `${plain(value / found[0])} ${found[1]}` : plain(value);
}

// A number with as many digits as show two of its distance from another.
const toldApart = (value, distance) => value.toFixed(1 - Math.floor(Math.log10(distance))).replace(/\.?0+$/, "");

// A factor, of which what makes one grow or shrink is said in two digits, as in 1.0065.
function factor(value) {
  const growth = Math.abs(value - 1);
  if (growth < LEAST_GROWTH || growth >= 0.1) return words(value);
  return toldApart(value, growth);
}

// A percentage; one that three digits would make a whole says in two what it lacks, as in 99.95.
function percentage(value) {
  const lack = Math.abs(Math.abs(value) - 100);
  if (shown(value) !== 100 || lack < 100 * LEAST_GROWTH) return plain(value);
  return toldApart(value, lack);
}

export function valueText(value, unit) {
  if (!Number.isFinite(value)) return "no value";
  if (unit === "calendar year") return value.toFixed(1);
  if (unit === "fraction" || unit === "probability") return `${percentage(value * 100)}%`;
  if (unit === "%") return `${percentage(value)}%`;
  if (hasPrefix(value, unit)) {
    const [scale, prefix] = prefixOf(value);
    return `${plain(value / scale)} ${prefix}${SCALED.get(unit)}`;
  }
  if (unit === "USD" || unit.startsWith("USD/")) return `${value < 0 ? "-" : ""}$${words(Math.abs(value))}${unit.slice(3)}`;
  if (unit === "x" || unit.startsWith("x/")) {
    const number = factor(value);
    return `${number}${/[a-z]$/.test(number) ? " " : ""}${unit}`;
  }
  const number = words(value);
  return `${number} ${noun(unit, number === "1")}`.trimEnd();
}

// What a value is shown in: its digits, what stands before and behind them, and how much one of that is in the unit.
export function shownIn(value, unit) {
  const [, sign, before, digits, after] = valueText(value, unit).match(/^(-?)(\$?)([\d.,]+(?:e-?\d+)?)(.*)$/);
  return { before, digits: sign + digits.replaceAll(",", ""), after, size: sizeIn(value, unit) };
}

function sizeIn(value, unit) {
  if (unit === "fraction" || unit === "probability") return 0.01;
  if (unit === "%" || unit === "calendar year") return 1;
  if (hasPrefix(value, unit)) return prefixOf(value)[0];
  return wordOf(value)?.[0] ?? 1;
}

// The sign that takes a prefix, as the B of GB; undefined for a unit that takes none.
export function symbolOf(unit) {
  return SCALED.get(unit);
}

// The ways in which a unit may stand behind a number.
export function spelled(unit) {
  if (unit === "fraction" || unit === "probability") return ["%"];
  const [counted] = unit.split("/");
  if (unit.startsWith("USD")) return [unit, unit.slice(3)].filter(Boolean);
  // A FLOP is no FLOP/s, though a query may stand for a query/day.
  const names = [unit, noun(unit, true), noun(unit, false), ...(SCALED.has(unit) ? [] : [counted, noun(counted, true), noun(counted, false)])];
  return names.filter(Boolean);
}

// Two numbers with their unit, said once where both share it.
export function rangeText(low, high, unit) {
  const words = [low, high].map((value) => valueText(value, unit).match(/^(-?\$?[\d.,]+(?:e-?\d+)?)(.*)$/));
  if (!words.every(Boolean)) return `${valueText(low, unit)} to ${valueText(high, unit)}`;
  const [[first, digits, end], [second, , last]] = words;
  const isShared = last !== "%" && (end === last || end === ` ${noun(unit, true)}`);
  return `${isShared ? digits : first} to ${second}`;
}

export function massText(mass) {
  if (mass < 0.001) return "below 0.001";
  if (mass < 0.1) return String(Number(mass.toPrecision(2)));
  return mass > 0.99 ? "above 0.99" : mass.toFixed(2);
}
