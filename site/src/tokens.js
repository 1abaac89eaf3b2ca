// The words of a text, as teleo/site/tokens.py finds them.

const LONGEST = 32;
const WIDE = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+/;
const WIDE_SPLIT = /([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+)/;

export const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").normalize("NFC").toLowerCase();

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
