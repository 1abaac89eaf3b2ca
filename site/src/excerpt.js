// The sentence of a text that says most of what was asked, with the words marked.

import { html } from "./dom.js";
import { places } from "./tokens.js";

const LONGEST = 260;
const SHORT = 70;
const AROUND = 90;

// A body without the marks of Markdown; blocks are parted by a line. Where a line begins with a number, that is none.
const DEFINITIONS = /^[ \t]*\[(?!\^)[^\]\n]+\]:[ \t]*\S+[ \t]*$/gm;
const EMPHASIS = /(^|[\s(["'“‘])([*_])(?=[^\s*_])([^*_\n]+)(?<=[^\s*_])\2(?=$|[\s)\]"'”’.,;:!?])/gm;
const LINE_MARKS = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)]|#{1,6}|\[[ xX]\])(?=[ \t])|\[![a-zA-Z][\w-]*(?:\|[^\]\n]*)?\](?!\()[+-]?|-{3,}|```\w*)[ \t]*)+/gm;
const HIGHLIGHT = /(?<![A-Za-z0-9=!;])==(?=\S)([^=\n]+)(?<=\S)==(?![A-Za-z0-9=])/g;
const ADDRESSES = /<((?:https?|mailto):[^\s>]*)>/g;
const MARKS = /!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|\[\^[^\]\n]{1,80}\]:?|\*\*|__|~~|`|\|(?=[ -])|-{3,}|<[/!]?[a-zA-Z-][^>\n]*>/g;
const BLOCKS = /\n[ \t]*(?=\n|[>|]|-{3}|(?:[-*+]|#{1,6}|\d{1,9}[.)])[ \t])/;
const ENDED = /[.!?…。！？:;,—–-]["'“”‘’)\]]*$/;
const SENTENCES = /(?<=[.!?…]["'”’)\]*_]*)\s+(?=["'“‘(\[*_]*[\p{Lu}\p{N}])|(?<=[。！？])/u;

function* sentences(body) {
  for (const block of body.split(BLOCKS)) {
    const lines = block.replace(DEFINITIONS, "").replace(LINE_MARKS, "").replace(ADDRESSES, "$1");
    const plain = lines.replace(MARKS, "").replace(HIGHLIGHT, "$1").replace(EMPHASIS, "$1$3").replace(/\s+/g, " ").trim();
    if (plain) yield* plain.split(SENTENCES);
  }
}

// Places that touch as one.
function joined(found) {
  const whole = [];
  for (const { start, end } of found) {
    if (whole.length && whole.at(-1).end === start) whole.at(-1).end = end;
    else whole.push({ start, end });
  }
  return whole;
}

// The text in parts, what stands for the words between marks.
export function marked(text, wanted) {
  const parts = [];
  let from = 0;
  for (const { start, end } of joined(places(text, wanted))) {
    parts.push(text.slice(from, start), html("mark", { textContent: text.slice(start, end) }));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

export function excerpt(body, wanted) {
  const every = [...sentences(body)];
  let best = { count: 0, place: 0, start: 0 };
  for (const [place, sentence] of every.entries()) {
    const hits = places(sentence, wanted);
    const count = new Set(hits.map(({ word }) => word)).size;
    if (count > best.count) best = { count, place, start: hits[0].start };
  }
  let text = every[best.place] ?? "";
  const next = every[best.place + 1];
  if (text.length < SHORT && next) text += ENDED.test(text) ? ` ${next}` : ` · ${next}`;
  return marked(cut(text, best.start), wanted);
}

// A long sentence from a little before `start`, between words.
function cut(text, start) {
  if (text.length <= LONGEST) return text;
  const from = start + AROUND < LONGEST ? 0 : text.indexOf(" ", start - AROUND) + 1;
  const rest = text.slice(from);
  const end = rest.length <= LONGEST ? -1 : rest.lastIndexOf(" ", LONGEST);
  return `${from ? "… " : ""}${end < 0 ? rest.slice(0, LONGEST) : rest.slice(0, end)}${rest.length > LONGEST ? " …" : ""}`;
}
