// A stated range, a model's interval and its distribution on one axis: the port of teleo/site/interval_chart.py.

import { percentile } from "./engine.js";
import { valueText } from "./show.js";

const WIDTH = 360;
const PAD = 6;
const INNER = WIDTH - 2 * PAD;
const HILL = 30;
const WIDEST_LINEAR = 30;
const BINS = 36;
const NARROWEST_BIN = 3;
const PERCENTILES = [0.005, ...Array.from({ length: 49 }, (_, fiftieth) => (fiftieth + 1) / 50), 0.995];

const fixed = (number) => number.toFixed(1);

// What is drawn for a result: its height, what it says, and each shape with its attributes and its text; nothing where
// it would have no width. A stated range is two numbers, of which null is an open end; `isWidened` says that they are
// wider than what was stated, by a tolerance.
export function chart({ low, value, high, ordered }, stated, unit, isWidened) {
  const name = (number) => valueText(number, unit);
  const spread = ordered ? PERCENTILES.map((share) => percentile(ordered, share)) : [];
  const ends = [low, value, high, ...spread.slice(0, 1), ...spread.slice(-1), ...stated.flat()].filter(Number.isFinite);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  if (!(most > least)) return undefined;
  const axis = axisOf(least, most);
  const hill = spread.length ? outline(spread, axis) : "";
  const top = hill ? HILL : 0;
  const line = top + 14;
  const bands = stated.map(([from, to]) => {
    const left = from === null ? 0 : axis.place(Math.max(from, least));
    const right = to === null ? WIDTH : axis.place(Math.min(to, most));
    return ["rect", { class: "stated", x: fixed(left), y: 4, width: fixed(Math.max(right - left, 2)), height: top + 20, rx: 2 }];
  });
  const across = (kind, from, to) => ["line", { class: kind, x1: from, y1: line, x2: to, y2: line }];
  const [first, middle, last] = [low, value, high].map((number) => fixed(axis.place(number)));
  const said = stated.map(([from, to]) => (from === null ? `up to ${name(to)}` : to === null ? `${name(from)} and more` : `${name(from)} to ${name(to)}`));
  return {
    height: top + 40,
    label: `Model: ${name(value)}, from ${name(low)} to ${name(high)}${said.length ? `. Stated${isWidened ? " with tolerance" : ""}: ${said.join(" or ")}` : ""}`,
    shapes: [
      across("axis", PAD, WIDTH - PAD),
      ...bands,
      ...(hill ? [["path", { class: "hill", d: hill }]] : []),
      across("model", first, last),
      ["circle", { class: "median", cx: middle, cy: line, r: 4 }],
      ["text", { x: PAD, y: top + 37 }, name(least)],
      ["text", { x: WIDTH - PAD, y: top + 37, "text-anchor": "end" }, name(most)],
    ],
  };
}

// Where numbers lie between two ends: evenly, or by powers where they are many times each other.
function axisOf(low, high) {
  if (low > 0 && high / low > WIDEST_LINEAR) {
    const width = Math.log(high) - Math.log(low);
    return {
      place: (value) => PAD + (INNER * (Math.log(value) - Math.log(low))) / width,
      value: (place) => Math.exp(Math.log(low) + (width * (place - PAD)) / INNER),
    };
  }
  return {
    place: (value) => PAD + (INNER * (value / 2 - low / 2)) / (high / 2 - low / 2),
    value: (place) => low * (1 - (place - PAD) / INNER) + (high * (place - PAD)) / INNER,
  };
}

// How the samples are spread over the axis, in steps; empty where they have no width.
function outline(percentiles, axis) {
  const [left, right] = [percentiles[0], percentiles[percentiles.length - 1]].map(axis.place);
  const count = Math.min(BINS, Math.floor((right - left) / NARROWEST_BIN));
  if (!(count >= 1)) return "";
  const edges = Array.from({ length: count + 1 }, (_, bin) => left + ((right - left) * bin) / count);
  const below = edges.map((edge) => shareBelow(axis.value(edge), percentiles));
  [below[0], below[count]] = [PERCENTILES[0], PERCENTILES[PERCENTILES.length - 1]];
  const masses = edges.slice(1).map((_, bin) => below[bin + 1] - below[bin]);
  const [base, most] = [HILL + 8, Math.max(...masses)];
  const steps = masses.map((mass, bin) => `V${fixed(base - ((HILL + 2) * mass) / most)}H${fixed(edges[bin + 1])}`);
  return `M${fixed(left)} ${base}${steps.join("")}V${base}z`;
}

function shareBelow(value, percentiles) {
  const after = percentiles.findIndex((one) => one > value);
  if (after <= 0) return PERCENTILES[after ? PERCENTILES.length - 1 : 0];
  const [low, high] = [percentiles[after - 1], percentiles[after]];
  const width = high / 2 - low / 2;
  return PERCENTILES[after - 1] + (PERCENTILES[after] - PERCENTILES[after - 1]) * (width ? (value / 2 - low / 2) / width : 0);
}
