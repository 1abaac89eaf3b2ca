// The words of a query, as teleo/site/tokens.py finds those of a text, which has the last character of a run in a
// script without spaces as well.

const LONGEST = 32;
const WIDE_LETTERS = "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uac00-\\ud7a3";
const WIDE = new RegExp(`[${WIDE_LETTERS}]+`);
const WIDE_SPLIT = new RegExp(`([${WIDE_LETTERS}]+)`);
const RUNS = new RegExp(`[${WIDE_LETTERS}]+|(?:(?![${WIDE_LETTERS}])[\\p{L}\\p{M}])+(?:['’ʼ\`](?:(?![${WIDE_LETTERS}])[\\p{L}\\p{M}])+)*|\\p{Nd}+(?:[.,]\\p{Nd}+)*`, "gu");

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };

export const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").normalize("NFC").toLowerCase().replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]);

// Whether a word is one character of a script without spaces, which many pairs begin with.
export const isLone = (word) => word.length === 1 && WIDE.test(word);

const pairs = (run) => {
  const letters = [...run];
  return letters.length > 1 ? letters.slice(0, -1).map((letter, place) => letter + letters[place + 1]) : letters;
};

export function tokens(text) {
  const plain = folded(text).replace(/(?<=\p{L})['’ʼ`](?=\p{L})/gu, "");
  const found = [];
  for (const [word] of plain.matchAll(/\p{Nd}+(?:[.,]\p{Nd}+)*|\p{L}+/gu)) {
    if (/^\p{Nd}/u.test(word)) found.push(word.replaceAll(",", "").slice(0, LONGEST));
    else if (WIDE.test(word)) {
      for (const part of word.split(WIDE_SPLIT).filter(Boolean)) {
        if (WIDE.test(part)) found.push(...pairs(part));
        else if (part.length > 1) found.push(part.slice(0, LONGEST));
      }
    } else if (word.length > 1) found.push(word.slice(0, LONGEST));
  }
  return found;
}

// Where the words of a set stand in a text, in order: start, end, word; what stands side by side in a script
// without spaces is one place.
export function places(text, wanted) {
  const found = [];
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    if (!WIDE.test(run)) {
      const [word, ...more] = tokens(run);
      if (word && !more.length && wanted.has(word)) found.push({ start: index, end: index + run.length, word });
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
