// The words of a query, as teleo/site/tokens.py finds those of a text, which has the last character of a run in a
// script without spaces as well.

export const LONGEST = 32;
const WIDE_LETTERS = "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uac00-\\ud7a3";
const WIDE = new RegExp(`[${WIDE_LETTERS}]+`);
const WIDE_SPLIT = new RegExp(`([${WIDE_LETTERS}]+)`);
const NUMBER = "\\p{Nd}+(?:[.,]\\p{Nd}+)*";
const EMOJI = "[\\u2600-\\u27bf\\u{1f1e6}-\\u{1f1ff}\\u{1f300}-\\u{1f3fa}\\u{1f400}-\\u{1faff}]";
const LETTER = `(?![${WIDE_LETTERS}])[\\p{L}\\p{M}]`;
const AND = `(?<![\\p{L}\\p{M}\\p{Nd}])(?:${LETTER}){1,2}&(?:${LETTER}){1,2}(?![\\p{L}\\p{M}\\p{Nd}])`;
const SIGNED = `(?<![\\p{L}\\p{N}_])(?:(?:${LETTER})(?:#(?![\\p{L}\\p{N}_#])|\\+\\+(?![\\p{L}_+]))|\\.[Nn][Ee][Tt](?![\\p{L}\\p{N}_]))|(?<![\\p{L}\\p{N}_/])(?:${LETTER})/(?:${LETTER})(?![\\p{L}\\p{N}_/])`;
const WORD = `${AND}|${SIGNED}|(?:${LETTER})+(?:['’ʼ\`](?:${LETTER})+)*`;
const PARTS = new RegExp(`[${WIDE_LETTERS}]+|${WORD}|${NUMBER}`, "gu");
const WHOLES = new RegExp(`[${WIDE_LETTERS}]+|${EMOJI}|(?:\\$(?=\\p{Nd}))?(?:${WORD}|${NUMBER}|(?<=\\p{Nd})×(?![\\p{L}\\p{N}_]))+`, "gu");
// The signs of the scripts of India that stand for vowels are parts of words.
const PLAIN_WORD = "(?:\\p{L}|(?=\\p{M})[\\u0900-\\u0dff])+";
const PLAIN_PARTS = new RegExp(`${NUMBER}|${PLAIN_WORD}|${EMOJI}`, "gu");
const PLAIN_WHOLES = new RegExp(`(?:\\$(?=\\p{Nd}))?(?:${NUMBER}|${PLAIN_WORD})+|${EMOJI}`, "gu");
const ONE_EMOJI = new RegExp(EMOJI, "u");
const DOLLARS = new RegExp(`^\\$${NUMBER}`, "u");
const MIXED = /\p{Nd}\p{L}|\p{L}\p{Nd}|\$\p{Nd}/u;

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

export const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]+/g, "").normalize("NFC").toLowerCase().replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]);

// Whether a word is one character of a script without spaces, which many pairs begin with.
export const isLone = (word) => word.length === 1 && WIDE.test(word);

const pairs = (run) => {
  const letters = [...run];
  return letters.length > 1 ? letters.slice(0, -1).map((letter, place) => letter + letters[place + 1]) : letters;
};

const plain = (text) => folded(text.replace(/(?<=\p{Nd})×(?![\p{L}\p{N}_])/gu, "x")).replace(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "").replace(/(?<![\p{L}\p{N}])(\p{L}{1,2})&(\p{L}{1,2})(?![\p{L}\p{N}])/gu, "$1$2").replace(/(?<=(?<![\p{L}\p{N}_/])\p{L})\/(?=\p{L}(?![\p{L}\p{N}_/]))/gu, "").replace(/(?<=(?<![\p{L}\p{N}_])\p{L})#(?![\p{L}\p{N}_#])/gu, "sharp").replace(/(?<=(?<![\p{L}\p{N}_])\p{L})\+\+(?![\p{L}_+])/gu, "plusplus").replace(/(?<![\p{L}\p{N}_])\.net(?![\p{L}\p{N}_])/gu, " dotnet net");

// The letters and digits of a text with one space between its words: a title and a query that names it are alike.
export const spelt = (text) => plain(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const numbered = (run) => run.replaceAll(",", "").slice(0, LONGEST);

const partsOf = (run) => (run.match(PLAIN_PARTS) ?? []).map(numbered).filter((word) => word.length > 1 || /\p{Nd}/u.test(word) || ONE_EMOJI.test(word));
// What is written of letters and digits together, or as dollars: h100; of $5m both 5m and $5m.
const wholesOf = (run) => [...new Set([run.replace(/^\$/, ""), run])].filter((one) => MIXED.test(one)).map(numbered);

export function tokens(text) {
  return plain(text).split(WIDE_SPLIT).flatMap((run) => (WIDE.test(run) ? pairs(run) : [...partsOf(run), ...(run.match(PLAIN_WHOLES) ?? []).flatMap(wholesOf)]));
}

// What a query asks for, in order: words, and what is written together with the words that it is made of; $5m may also
// be the $5 of $5 million, and then 5m.
export function asked(text) {
  return plain(text).split(WIDE_SPLIT).flatMap((run) => {
    if (WIDE.test(run)) return pairs(run).map((word) => ({ wholes: [], parts: [word] }));
    return (run.match(PLAIN_WHOLES) ?? []).map((one) => ({ wholes: [...new Set([one, ...(one.match(DOLLARS) ?? []), ...wholesOf(one).reverse()])].filter((word) => MIXED.test(word)).map(numbered), parts: partsOf(one) }));
  });
}

// The words of a title by their places, as title_words in teleo/site/tokens.py finds them: of what is written together
// the whole.
export const named = (text) => asked(text).flatMap(({ wholes, parts }) => (wholes.length ? [wholes[0]] : parts));

// Where the words of a set stand in a text, in order: start, end, word; what stands side by side in a script
// without spaces is one place.
export function places(text, wanted) {
  const found = [];
  for (const { 0: run, index } of text.matchAll(WHOLES)) {
    if (!WIDE.test(run)) {
      found.push(...spots(run, wanted).map(({ start, end, word }) => ({ start: index + start, end: index + end, word })));
      continue;
    }
    const parts = pairs(run);
    let start = index;
    for (const [number, letter] of [...run].entries()) {
      const word = [parts[number] ?? letter, letter].find((one) => wanted.has(tokens(one)[0]));
      if (word) {
        const last = found.at(-1);
        const end = start + word.length;
        if (last && last.isWide && last.end >= start) last.end = Math.max(last.end, end);
        else found.push({ start, end, word, isWide: true });
      }
      start += letter.length;
    }
  }
  return found;
}

// Where wanted words stand in a run of letters and digits: the whole of it, the whole but the dollar, or its parts.
function spots(run, wanted) {
  for (const shape of /\p{Nd}/u.test(run) ? [/.+/gu, /[^$]+/gu, PARTS] : [/.+/gu]) {
    const found = [...run.matchAll(shape)].map(({ 0: part, index }) => ({ start: index, end: index + part.length, word: tokens(part).at(-1) }));
    const hits = found.filter(({ word }) => wanted.has(word));
    if (hits.length) return hits;
  }
  return [];
}
