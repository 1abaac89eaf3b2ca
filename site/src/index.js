// Ranks notes for a query over the index that the build made: BM25 over weighted words, then titles, then typos.

import { folded, tokens } from "./tokens.js";

const K = 1.2;
const B = 0.7;
const MOST_PREFIXES = 24;
const MOST_TYPOS = 6;

// Edit distance with swaps of neighbours, given up beyond `most`.
function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let before;
  let last = Array.from({ length: two.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= two.length; j += 1) {
      let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) value = Math.min(value, before[j - 2] + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[two.length];
}

// The plural of a word, or what it may be the plural of.
const forms = (word) => (word.length < 3 ? [] : word.endsWith("s") ? [word.slice(0, -1), ...(word.endsWith("es") ? [word.slice(0, -2)] : [])] : [`${word}s`]);
const allowed = (word) => (word.length < 4 || /^\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

// data: the list of notes; shard(number) resolves to the words of one shard.
export function searcher(data, shard) {
  const notes = data.notes;
  const mean = notes.reduce((sum, note) => sum + note[5], 0) / Math.max(1, notes.length) || 1;
  const names = notes.map(([, title, , , also]) => ({ title: folded(title), words: new Set(tokens(`${title} ${also}`)) }));
  const nameWords = new Set(names.flatMap(({ words }) => [...words]));

  function shardOf(word) {
    let [low, high] = [0, data.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.starts[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async function postings(word, isLast) {
    if (!data.starts.length) return [];
    const first = shardOf(word);
    const found = new Map(Object.entries(await shard(first)));
    if (isLast && word.length > 1) {
      const end = shardOf(`${word}\uffff`);
      for (let next = first + 1; next <= Math.min(end, first + 2); next += 1) for (const [key, value] of Object.entries(await shard(next))) found.set(key, value);
    }
    const exact = found.has(word) ? [[word, found.get(word), 1]] : [];
    for (const form of forms(word)) if (found.has(form)) exact.push([form, found.get(form), 0.7]);
    const longer = isLast && word.length > 1
      ? [...found].filter(([key]) => key !== word && key.startsWith(word)).sort((one, two) => one[0].length - two[0].length).slice(0, MOST_PREFIXES).map(([key, list]) => [key, list, 0.6])
      : [];
    if (exact.length || longer.length) return [...exact, ...longer];
    return typos(word, found);
  }

  async function typos(word, found) {
    const most = allowed(word);
    if (!most) return [];
    const near = [...found.keys()].filter((key) => distance(word, key, most) <= most);
    const named = [...nameWords].filter((key) => !found.has(key) && distance(word, key, most) <= most);
    const best = [...new Set([...near, ...named])].sort((one, two) => distance(word, one, most) - distance(word, two, most) || one.length - two.length).slice(0, MOST_TYPOS);
    const lists = [];
    for (const key of best) {
      const list = found.get(key) ?? new Map(Object.entries(await shard(shardOf(key)))).get(key);
      if (list) lists.push([key, list, 0.5]);
    }
    return lists;
  }

  function score(words) {
    const scores = new Map();
    for (const lists of words) {
      const best = new Map();
      for (const [word, list, weight] of lists) {
        const count = list.length / 2;
        const rarity = Math.log(1 + (notes.length - count + 0.5) / (count + 0.5));
        let number = 0;
        for (let place = 0; place < list.length; place += 2) {
          number += list[place];
          const times = list[place + 1];
          const value = weight * rarity * ((times * (K + 1)) / (times + K * (1 - B + (B * notes[number][5]) / mean)));
          if (value > (best.get(number)?.value ?? 0)) best.set(number, { value, word });
        }
      }
      for (const [number, { value, word }] of best) {
        const sum = scores.get(number) ?? { value: 0, words: [] };
        sum.value += value;
        sum.words.push(word);
        scores.set(number, sum);
      }
    }
    return scores;
  }

  // The best notes, each with the words that matched.
  async function search(query, most = 20) {
    const asked = tokens(query);
    if (!asked.length) return [];
    const isOpen = !/[\s.,;:!?]$/.test(query);
    const words = await Promise.all(asked.map((word, place) => postings(word, isOpen && place === asked.length - 1)));
    const scores = score(words);
    const whole = folded(query).trim();
    names.forEach(({ title, words: own }, number) => {
      const isBegun = title.startsWith(whole);
      if (!isBegun && !(scores.has(number) && asked.every((word) => own.has(word)))) return;
      const sum = scores.get(number) ?? { value: 0, words: asked };
      sum.value += isBegun ? 12 : 4;
      scores.set(number, sum);
    });
    return [...scores]
      .map(([number, { value, words: matched }]) => ({ number, score: value * (matched.length / asked.length) ** 0.7, words: [...new Set([...matched, ...asked])] }))
      .sort((one, two) => two.score - one.score || one.number - two.number)
      .slice(0, most);
  }

  return { search };
}
