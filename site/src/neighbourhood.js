// The map around a note, placed as teleo/site/neighbourhood.py places it.

import { beginning } from "./labels.js";

export const WIDTH = 380;
export const TOP = 30;
const CENTRE = WIDTH / 2;
const REACH = 62;
const BULGE = 26;
export const LINE = 13.5;
const ROW_GAP = 11;
const LEAST_ROW = 32;
const MOST = 24;
const MOST_CHORDS = 30;
const CHORDS = new Set(["depends_on", "supports", "challenges", "contradicts"]);
const LABEL_CHARACTERS = 18;
const LABEL_LINES = 3;
const SYMMETRIC = new Set(["contradicts", "related"]);
const ORDER = [
  "challenges<", "depends_on>", "supports<", "contradicts>", "contradicts<", "depends_on<", "supports>", "challenges>",
  "related>", "related<", "cites>", "cites<", "part_of<", "part_of>", "mentions>", "mentions<",
];
const RANK = new Map(ORDER.map((name, rank) => [name, rank]));

const WIDE = /[\u2e80-\u{10ffff}]/gu;
const PIECE = /[\u2e80-\u{10ffff}][\ufe0f、。，．；：！？）」』】》]*|[^\u2e80-\u{10ffff}]+/gu;

const width = (text) => [...text].length + (text.match(WIDE) || []).length;

function within(text, most) {
  const letters = [...text];
  while (width(letters.join("")) > most) letters.pop();
  return letters.join("");
}

// The lines of a label with wide letters, before and after which a line may end.
function wideLines(title) {
  const lines = [""];
  const pieces = title.split(/\s+/).filter(Boolean).flatMap((word) => word.match(PIECE).map((piece, number) => [number ? "" : " ", piece]));
  for (const [gap, piece] of pieces) {
    const last = lines.length - 1;
    if (lines[last] && width(lines[last] + gap + piece) > LABEL_CHARACTERS) {
      if (lines.length === LABEL_LINES) {
        lines[last] = `${within(lines[last], LABEL_CHARACTERS - 1).replace(/[ ,;:]+$/, "")}…`;
        break;
      }
      lines.push(piece);
    } else lines[last] += lines[last] ? gap + piece : piece;
  }
  return lines.map((one) => (width(one) <= LABEL_CHARACTERS + 2 ? one : `${within(one, LABEL_CHARACTERS)}…`));
}

export function labelLines(title) {
  if (title.match(WIDE)) return wideLines(title);
  const lines = [];
  let line = "";
  for (const word of title.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > LABEL_CHARACTERS) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
    if (lines.length === LABEL_LINES) break;
  }
  if (lines.length < LABEL_LINES) lines.push(line);
  else if (line) lines.push(`${beginning(lines.pop(), LABEL_CHARACTERS - 1)}…`);
  return lines.map((one) => (one.length <= LABEL_CHARACTERS + 2 ? one : `${one.slice(0, LABEL_CHARACTERS)}…`));
}

// Each note's ties, what bears most on it first.
export function adjacency({ nodes, edges, relations }) {
  const ties = nodes.map(() => []);
  for (const [from, to, number] of edges) {
    const relation = relations[number];
    ties[from].push({ other: to, relation, isOutward: true, rank: RANK.get(`${relation}>`) });
    ties[to].push({ other: from, relation, isOutward: false, rank: RANK.get(`${relation}<`) });
  }
  for (const found of ties) found.sort((one, two) => one.rank - two.rank || one.other - two.other);
  return ties;
}

function balance(left, right) {
  for (const [longer, shorter] of [[left, right], [right, left]]) {
    while (longer.length > shorter.length + 1) {
      const index = longer.findLastIndex(({ ties }) => SYMMETRIC.has(ties[0].relation));
      if (index < 0) break;
      shorter.push(...longer.splice(index, 1));
    }
    shorter.sort((one, two) => one.ties[0].rank - two.ties[0].rank || one.note - two.note);
  }
}

const rowHeight = ({ label }) => Math.max(label.length * LINE + ROW_GAP, LEAST_ROW);
const columnHeight = (column) => column.reduce((sum, node) => sum + rowHeight(node), 0);

function place(column, height, isRight) {
  const inner = height - TOP;
  const spare = (inner - columnHeight(column)) / (column.length + 1);
  let y = TOP + spare;
  return column.map((node) => {
    const row = rowHeight(node);
    const middle = y + row / 2;
    const level = (2 * (middle - TOP)) / inner - 1;
    const reach = REACH - BULGE + BULGE * Math.sqrt(Math.max(0, 1 - level * level));
    y += row + spare;
    return { ...node, isRight, x: isRight ? CENTRE + reach : CENTRE - reach, y: middle };
  });
}

// Of the neighbours, in their order, those that bear most on a note, and of those alike the ones in most arguments.
function chosen(grouped, every) {
  if (grouped.size <= MOST) return [...grouped];
  const arguing = (note) => every[note].filter(({ relation }) => CHORDS.has(relation)).length;
  const ranked = [...grouped].map(([note, ties]) => ({ note, rank: ties[0].rank, count: arguing(note) }));
  ranked.sort((one, two) => one.rank - two.rank || two.count - one.count || one.note - two.note);
  const kept = new Set(ranked.slice(0, MOST).map(({ note }) => note));
  return [...grouped].filter(([note]) => kept.has(note));
}

export function neighbourhood(note, every, titles) {
  const grouped = new Map();
  for (const tie of every[note]) {
    if (!grouped.has(tie.other)) grouped.set(tie.other, []);
    grouped.get(tie.other).push(tie);
  }
  const kept = chosen(grouped, every).map(([other, found]) => ({ note: other, ties: found, label: labelLines(titles[other]) }));
  const left = kept.filter(({ ties: [first] }) => !first.isOutward);
  const right = kept.filter(({ ties: [first] }) => first.isOutward);
  balance(left, right);
  const height = TOP + Math.max(columnHeight(left), columnHeight(right), 90);
  return {
    height,
    middle: TOP + (height - TOP) / 2,
    leftOut: grouped.size - kept.length,
    nodes: [...place(left, height, false), ...place(right, height, true)],
  };
}

// The ties between neighbours that argue for or against each other.
export function chords(nodes, ties) {
  const placed = new Map(nodes.map((node) => [node.note, node]));
  return nodes
    .flatMap((node) => ties[node.note].filter(({ other, relation, isOutward }) => isOutward && CHORDS.has(relation) && placed.has(other)).map(({ other, relation }) => {
      const far = placed.get(other);
      const bend = `${((node.x + far.x) / 2) * 0.55 + CENTRE * 0.45} ${(node.y + far.y) / 2}`;
      return { relation, path: `M${node.x} ${node.y}Q${bend} ${far.x} ${far.y}` };
    }))
    .slice(0, MOST_CHORDS);
}

export function curve(node, number, middle) {
  const bend = (node.x + CENTRE) / 2 + (node.isRight ? 6 : -6) * number;
  const bendY = node.y + 7 * number;
  const { isOutward } = node.ties[number];
  const at = isOutward ? 0.62 : 0.5;
  const back = 1 - at;
  const x = back * back * CENTRE + 2 * back * at * bend + at * at * node.x;
  const y = back * back * middle + 2 * back * at * bendY + at * at * node.y;
  const dx = back * (bend - CENTRE) + at * (node.x - bend);
  const dy = back * (bendY - middle) + at * (node.y - bendY);
  const turn = (Math.atan2(isOutward ? dy : -dy, isOutward ? dx : -dx) * 180) / Math.PI;
  return {
    path: `M${CENTRE} ${middle}Q${bend} ${bendY} ${node.x} ${node.y}`,
    tip: `translate(${x.toFixed(1)} ${y.toFixed(1)})rotate(${Math.round(turn)})`,
  };
}
