// What a query finds in titles: where they came with the index by their letters, else by the words of titles in shards.

import { group } from "./shards.js";
import { named, spelt, tokens } from "./tokens.js";

export const BEGUN = 12;
const PHRASE = 0.5;
const SCATTERED = 0.25;
// Shards of the words of titles that are read for a word that is being typed.
const MOST_TITLES = 8;
const LAST = 1 << 31;

// How much a title is what was asked, both as they are spelt: one for its beginning, more for all of it.
function likeness(title, whole) {
  if (title.startsWith(whole)) return title.length === whole.length ? 2 : 1;
  return whole.includes(" ") && title.includes(` ${whole}`) ? PHRASE : 0;
}

// Whether the last word of a query may be going on.
export const isOpenEnded = (query) => !/[\s.,;:!?]$/.test(query);

// Whether a title has a word that begins so.
const hasBeginning = (title, word) => title.startsWith(word) || title.includes(` ${word}`);

// data: what search.js holds; cards: the titles, where they came with it; titled(number) resolves to the words of one
// shard of titles where they did not, titleOf(number) to the title of a note; grammar: words that stand anywhere.
export function titleSearch(data, cards, titled, titleOf, grammar) {
  const titles = (cards?.titles ?? []).map(spelt);

  // Where titles have a word, and where it is being typed those that begin with it: for each note its places as bits,
  // negative where it is the whole word and the last of the title.
  async function placesOf(word, isOpen) {
    const found = new Map();
    if (cards) {
      titles.forEach((title, number) => hasBeginning(title, word) && found.set(number, 0));
      return found;
    }
    if (!data.titles.length) return found;
    const first = Math.max(0, group(data.titles, word));
    const end = isOpen ? Math.min(group(data.titles, `${word}\uffff`), first + MOST_TITLES - 1) : first;
    const shards = await Promise.all(Array.from({ length: end - first + 1 }, (_, place) => titled(first + place)));
    for (const [key, list] of shards.flatMap(Object.entries)) {
      if (key !== word && !(isOpen && key.startsWith(word))) continue;
      let number = 0;
      for (let at = 0; at < list.length; at += 2) {
        number += list[at];
        const place = list[at + 1];
        const bits = 1 << Math.min(30, place < 0 ? ~place : place);
        found.set(number, (found.get(number) ?? 0) | (place < 0 && key === word ? bits | LAST : bits));
      }
    }
    return found;
  }

  // What stands in titles, at once: those that are the query, those that begin with it, those that have it as it is,
  // then those that have all its words.
  function begun(query, most) {
    const whole = spelt(query);
    const words = tokens(query);
    if (!whole) return [];
    const found = [];
    titles.forEach((title, number) => {
      const score = likeness(title, whole);
      if (score || (words.length && words.every((word) => title.includes(word)))) found.push({ number, score, words, isComplete: true });
    });
    return found.sort((one, two) => two.score - one.score || one.number - two.number).slice(0, most);
  }

  const isBegun = (place, words, query) => place === words.length - 1 && isOpenEnded(query);

  // The words by which titles are found, with their places: one of grammar, and one that may become one, stands anywhere.
  function telling(words, query) {
    const isAny = (word, place) => grammar.has(word) || (isBegun(place, words, query) && [...grammar].some((one) => one.startsWith(word)));
    return [...words.entries()].filter(([place, word]) => place < 31 && !isAny(word, place));
  }

  // How much titles are what was asked, by note: where they did not come, by the places of the words.
  async function likenesses(query) {
    const found = new Map();
    if (cards) {
      const parts = tokens(query);
      for (const { number, score } of begun(query, titles.length)) {
        if (score || parts.every((word) => hasBeginning(titles[number], word))) found.set(number, score || SCATTERED);
      }
      return found;
    }
    const words = named(query);
    const wanted = telling(words, query);
    const all = await Promise.all(wanted.map(([place, word]) => placesOf(word, isBegun(place, words, query) && word.length > 1)));
    for (const number of all[0]?.keys() ?? []) {
      if (!all.every((places) => places.has(number))) continue;
      const starts = wanted.reduce((bits, [place], at) => bits & ((all[at].get(number) & ~LAST) >>> place), ~0);
      const isEnd = wanted.at(-1)[0] === words.length - 1 && all.at(-1).get(number) & LAST && all.at(-1).get(number) & (1 << (words.length - 1));
      found.set(number, starts & 1 ? (isEnd ? 2 : 1) : starts && words.length > 1 ? PHRASE : SCATTERED);
    }
    return found;
  }

  // The best notes by what their titles are, where what was found went by the places of words. A title that lacks
  // one of the words is not what was asked, and is not fetched.
  async function spelled(found, query, likes) {
    const whole = spelt(query);
    const isLoose = whole.length < 2 || !telling(named(query), query).length;
    const corrected = async ({ number, score }) => (isLoose || likes.has(number) ? score + BEGUN * (likeness(spelt(await titleOf(number)), whole) - (likes.get(number) ?? 0)) : score);
    const scores = await Promise.all(found.map(corrected));
    return found.map((one, place) => ({ ...one, score: scores[place] })).sort((one, two) => two.score - one.score || one.number - two.number);
  }

  return { placesOf, begun, likenesses, spelled };
}
