// Ranks notes for a query over the index that the build made: BM25 over the texts, titles and names beside it, the
// beginnings of words, and typos.

import { group } from "./shards.js";
import { BEGUN, isOpenEnded, titleSearch } from "./titles.js";
import { LONGEST, asked, isLone } from "./tokens.js";

const K = 0.9;
const B = 0.85;
const TITLE = 1.4;
const NAMES = 0.6;
const COVER = 2;
const WHOLE = 4;
const FORM = 0.5;
const KIN = 0.15;
// How many times: its letter is a sign, and no part of what is missing.
const TIMES = /^[\d.,]+x$/;
const BEGINNING = 0.3;
const LONE_BEGINNING = 0.6;
const TYPO = 0.4;
const APART = 0.45;
const MOST_PREFIXES = 24;
const MOST_TYPOS = 5;
const MOST_OFFERS = 3;
// Words of a query that are looked for: of a text that was pasted the longest, which few notes have.
const MOST_ASKED = 24;
const FUSION = 60;
const NEAR = 0.7;
// What follows "how" in a question, and asks as it does.
const DEGREES = new Set(["big", "far", "fast", "large", "long", "often", "quickly", "soon"]);
const LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const rows = [0, 1, 2].map(() => new Uint8Array(2 * LONGEST));

// Edit distance with swaps of neighbours, given up beyond `most`: of two words of the greatest length at most.
export function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let [before, last, row] = rows;
  for (let j = 0; j <= two.length; j += 1) last[j] = j;
  for (let i = 1; i <= one.length; i += 1) {
    // What lies further off the diagonal takes more steps than are counted.
    const [from, to] = [Math.max(1, i - most), Math.min(two.length, i + most)];
    row[from - 1] = from > 1 ? most + 1 : i;
    let least = row[from - 1];
    for (let j = from; j <= to; j += 1) {
      const above = j < i + most ? last[j] : most;
      let value = Math.min(above + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) value = Math.min(value, before[j - 2] + 1);
      row[j] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[two.length];
}

// What a word may be an English form of, itself included.
function stems(word) {
  const found = [word];
  for (const ending of ["ing", "ed", "es", "s"]) {
    if (!word.endsWith(ending) || word.endsWith("ss")) continue;
    const stem = word.slice(0, -ending.length);
    found.push(stem);
    if (ending !== "s") found.push(`${stem}e`);
    if (stem.endsWith("i")) found.push(`${stem.slice(0, -1)}y`);
    if (stem.at(-1) === stem.at(-2)) found.push(stem.slice(0, -1));
  }
  return found.filter((stem) => stem.length > 2);
}

// The plural of a word, or what it may be the plural of.
const plurals = (word) => (word.length < 3 ? [] : word.endsWith("s") ? [word.slice(0, -1), ...(word.endsWith("es") ? [word.slice(0, -2)] : [])] : [`${word}s`]);

// The English forms of a word, whichever it is itself.
function forms(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return [];
  const found = stems(word).flatMap((stem) => {
    const last = stem.at(-1);
    const base = "ey".includes(last) ? stem.slice(0, -1) : stem;
    const often = { e: [`${base}ed`, `${base}ing`], y: [`${base}ies`, `${base}ied`, `${stem}ing`] }[last] ?? [];
    return [stem, ...["s", "es", "ed", "ing", `${last}ed`, `${last}ing`].map((ending) => stem + ending), ...often];
  });
  return [...new Set(found)].filter((form) => form !== word);
}

const allowed = (word) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

// Of the runs of a query the longest, in their order.
function longest(runs) {
  if (runs.length <= MOST_ASKED) return runs;
  const size = ({ parts }) => parts.join("").length;
  const kept = new Set([...runs].sort((one, other) => size(other) - size(one)).slice(0, MOST_ASKED));
  return runs.filter((run) => kept.has(run));
}

// The notes of a list, which holds the distance of each from the one before, with their counts.
function* counted(list) {
  let number = 0;
  for (let place = 0; place < list.length; place += 2) yield [(number += list[place]), list[place + 1]];
}

// The notes that one of these lists has, as a list, each with the greatest of its counts.
function united(lists) {
  const counts = new Map();
  for (const list of lists) for (const [number, count] of counted(list)) counts.set(number, Math.max(count, counts.get(number) ?? 0));
  let last = 0;
  return [...counts].sort(([one], [other]) => one - other).flatMap(([number, count]) => [number - last, ((last = number), count)]);
}

// Notes in a list, as if they had a word in their titles alone.
function listed(numbers) {
  let last = 0;
  return numbers.sort((one, other) => one - other).flatMap((number) => [number - last, ((last = number), 2)]);
}

// The ranks by words and by meaning fused: what is high in either is high, and told where meaning says more.
function withNear(found, near, words) {
  const ranks = new Map(found.map((one, rank) => [one.number, { one, spoken: 1 / (FUSION + rank + 1), meant: 0 }]));
  near.forEach((number, rank) => {
    const known = ranks.get(number) ?? { one: { number, words }, spoken: 0 };
    ranks.set(number, { ...known, meant: NEAR / (FUSION + rank + 1) });
  });
  return [...ranks.values()]
    .sort((one, two) => two.spoken + two.meant - one.spoken - one.meant || one.one.number - two.one.number)
    .map(({ one, spoken, meant }) => ({ ...one, isNear: meant > spoken }));
}

// data: what search.js holds; cards: the titles, where they came with it; shard(number) resolves to the words of one
// shard, titled(number) to those of titles where they did not come, vocabulary(letters) to words of a length to correct a query by,
// nearest(words, most) to notes near in meaning, where there are vectors, titleOf(number) to the title of a note.
export function searcher(data, cards, shard, titled, vocabulary, nearest, titleOf) {
  const lengths = Array.from(data.lengths, (letter) => 2 ** (LENGTHS.indexOf(letter) / 4) - 1);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  const common = new Set(data.common);
  const grammar = new Set(data.grammar.split(" "));
  const titles = titleSearch(data, cards, titled, titleOf, grammar);
  const opened = new Map();

  async function wordsOf(number) {
    if (!opened.has(number)) opened.set(number, new Map(Object.entries(await shard(number))));
    return opened.get(number);
  }

  const listOf = async (word) => (await wordsOf(Math.max(0, group(data.starts, word)))).get(word);

  // The words of the index that a word of the query stands for: key, notes, weight.
  async function lists(word, isLast) {
    if (!data.starts.length || common.has(word)) return [];
    const first = Math.max(0, group(data.starts, word));
    const found = new Map(await wordsOf(first));
    const isLetter = isLone(word);
    const isOpen = isLetter || (isLast && word.length > 1);
    if (isOpen) {
      const end = Math.min(group(data.starts, `${word}\uffff`), first + 2);
      for (let next = first + 1; next <= end; next += 1) for (const [key, value] of await wordsOf(next)) found.set(key, value);
    }
    // A character has no form and no slip: whatever begins with it has it.
    if (isLetter) return [...found].filter(([key]) => key[0] === word).map(([, list]) => [word, list, 1]);
    const at = async (key) => found.get(key) ?? (await listOf(key));
    const exact = found.has(word) ? [[word, found.get(word), 1]] : [];
    const alike = plurals(word);
    for (const form of alike) if (await at(form)) exact.push([form, await at(form), FORM]);
    // Where notes have the word itself or its plural, other forms say it less.
    const kin = exact.length ? KIN : FORM;
    for (const form of forms(word)) if (!alike.includes(form) && (await at(form))) exact.push([form, await at(form), kin]);
    const weight = exact.length ? BEGINNING : LONE_BEGINNING;
    const begun = isOpen ? [...found].filter(([key]) => key !== word && key.startsWith(word)) : [];
    begun.sort((one, two) => one[0].length - two[0].length || two[1].length - one[1].length);
    const longer = begun.slice(0, MOST_PREFIXES).map(([key, list]) => [key, list, weight]);
    const inTitles = isOpen ? [...(await titles.placesOf(word, true)).keys()] : [];
    if (inTitles.length) longer.push([[], listed(inTitles), weight]);
    // What many words begin with says little, but a title that has one of them may be the one that is being typed.
    if (begun.length > MOST_PREFIXES) longer.push([[], united(begun.slice(MOST_PREFIXES).map(([, list]) => list)), weight]);
    return exact.length || longer.length ? [...exact, ...longer] : typos(word, found);
  }

  async function wordsNear(word, most) {
    const sizes = data.vocabulary.filter((length) => Math.abs(length - word.length) <= most);
    return (await Promise.all(sizes.map(vocabulary))).flat();
  }

  async function typos(word, around) {
    const most = allowed(word);
    if (!most) return [];
    const near = new Map();
    for (const key of [...around.keys(), ...(await wordsNear(word, most))]) {
      const steps = near.has(key) ? most + 1 : distance(word, key, most);
      if (steps <= most) near.set(key, steps);
    }
    const best = [...near].sort(([one, far], [two, further]) => far - further || (two[0] === word[0]) - (one[0] === word[0]) || one.length - two.length || (one < two ? -1 : 1));
    const found = [];
    // A slip in a word that tells nothing leads to nothing worse.
    if (common.has(best[0]?.[0])) return [[best[0][0], [], TYPO]];
    for (const [key, steps] of best.slice(0, MOST_TYPOS)) {
      const list = around.get(key) ?? (await listOf(key));
      if (list) found.push([key, list, TYPO / steps]);
    }
    return found;
  }

  // The notes that have all of these words, as the index lists the notes of one.
  async function together(words) {
    const [first, ...others] = (await Promise.all(words.filter((word) => !common.has(word)).map(listOf))).map((list) => new Map(counted(list ?? [])));
    const found = [];
    let last = 0;
    for (const [number, count] of first ?? []) {
      if (!others.every((one) => one.has(number))) continue;
      found.push(number - last, Math.min(count, ...others.map((one) => one.get(number))));
      last = number;
    }
    return found;
  }

  // The two words that a word is put together from and that stand together in the most notes: pretraining, pre-training.
  async function halves(word) {
    let best = [];
    for (let end = 2; end <= word.length - 2; end += 1) {
      const pair = [word.slice(0, end), word.slice(end)];
      if (pair.some((one) => common.has(one)) || !(await listOf(pair[0])) || !(await listOf(pair[1]))) continue;
      const found = await together(pair);
      if (found.length > best.length) best = Object.assign(found, { pair });
    }
    return Promise.all((best.pair ?? []).map(async (one) => ({ word: one, whole: word, candidates: [[one, await listOf(one), 1]] })));
  }

  // What is written together stands for itself where notes write it so, and then a little for its parts in one note;
  // else for its parts, of which single characters tell nothing when the others are not all of the rest.
  async function lookedUp({ wholes, parts }, isLast) {
    const whole = wholes[0];
    for (const word of wholes) {
      if (common.has(word)) return [{ word, candidates: [] }];
      const candidates = await lists(word, isLast);
      const apart = candidates.length && parts.length > 1 ? await together(parts) : [];
      if (apart.length) candidates.push([parts, apart, APART]);
      if (candidates.length) return [{ word, whole: word === whole ? undefined : whole, candidates }];
    }
    const isAll = !whole || TIMES.test(whole) || parts.join("").length === wholes.at(-1).length - wholes.at(-1).startsWith("$");
    const telling = (isAll ? parts : parts.filter((word) => word.length > 1)).slice(0, MOST_ASKED);
    if (whole && !telling.length) return [{ word: whole, candidates: [] }];
    const found = await Promise.all(telling.map(async (word, place) => ({ word, whole, candidates: await lists(word, isLast && place === telling.length - 1) })));
    if (!whole && parts.length === 1 && parts[0].length > 5 && !found[0].candidates.length && !common.has(parts[0])) {
      const pair = await halves(parts[0]);
      if (pair.length) return pair;
    }
    // A digit beside letters that no note has tells nothing either.
    const isLost = whole && found.some(({ word, candidates }) => word.length > 1 && !candidates.length);
    return isLost ? found.filter(({ word }) => word.length > 1) : found;
  }

  // The words of a query with what they stand for; words of grammar only if there is nothing else that notes have.
  async function understood(query) {
    const runs = [...new Map(asked(query).map((run) => [run.wholes[0] ?? run.parts[0], run]))].flatMap(([key, run]) => (key ? [run] : []));
    const isOpen = isOpenEnded(query);
    const last = runs.at(-1);
    const look = async (some) => (await Promise.all(longest(some).map((run) => lookedUp(run, isOpen && run === last)))).flat();
    const isGrammar = ({ wholes, parts: [word] }, place) => !wholes.length && (grammar.has(word) || (DEGREES.has(word) && runs[place - 1]?.parts[0] === "how"));
    const words = await look(runs.filter((run, place) => !isGrammar(run, place)));
    return words.some(({ candidates }) => candidates[0]?.[1].length) ? words : look(runs);
  }

  // For each note that has one of the words: its value, how much of the query it covers, the words that it has.
  function scored(words) {
    const scores = new Map();
    for (const { candidates } of words) {
      const best = new Map();
      const inTitles = new Set();
      for (const [word, list, weight] of candidates) {
        const share = 1 / words.length;
        // A form of a word says less of a text in which it stands, but a title and a note have the word.
        const part = weight === FORM ? 1 : weight;
        const rarity = Math.log(1 + (lengths.length - list.length / 2 + 0.5) / (list.length / 2 + 0.5));
        for (const [number, count] of counted(list)) {
          const mark = count & 3;
          const times = (count >> 2) + (mark ? 1 : 0);
          const often = (times * (K + 1)) / (times + K * (1 - B + (B * lengths[number]) / mean));
          const value = rarity * (weight * often + part * share * ((mark & 2 ? TITLE : 0) + (mark & 1 ? NAMES : 0)));
          if (value > (best.get(number)?.value ?? 0)) best.set(number, { value, word, part });
          if (mark > 1) inTitles.add(number);
        }
      }
      for (const [number, one] of best) {
        const sum = scores.get(number) ?? { value: 0, cover: 0, titled: 0, had: 0, words: [] };
        sum.value += one.value;
        sum.cover += Math.sqrt(one.part);
        sum.titled += inTitles.has(number);
        sum.had += 1;
        sum.words.push(...[one.word].flat());
        scores.set(number, sum);
      }
    }
    return scores;
  }

  // The best notes, each with the words that matched; and what words of the query were taken for.
  async function search(query, most = 20) {
    const words = await understood(query);
    const spoken = words.filter(({ word, candidates }) => !common.has(candidates[0]?.[0] ?? word));
    const telling = spoken.length;
    const shown = (telling ? spoken : words).map(({ word }) => word);
    const scores = scored(words.filter(({ candidates }) => candidates[0]?.[1].length));
    const likes = await titles.likenesses(query);
    for (const [number, score] of likes) {
      const sum = scores.get(number) ?? { value: 0, cover: telling, titled: 0, had: shown.length, words: shown };
      sum.value += BEGUN * score;
      sum.cover = Math.max(sum.cover, telling);
      scores.set(number, sum);
    }
    const found = [...scores]
      .map(([number, { value, cover, titled, had, words: matched }]) => ({
        number,
        score: (value + (telling && titled === telling ? WHOLE : 0)) * (telling ? cover / telling : 1) ** COVER,
        words: [...new Set([...matched, ...shown])],
        isComplete: had >= telling,
      }))
      .sort((one, two) => two.score - one.score || one.number - two.number);
    const isMissed = nearest && words.length > 1 && !found[0]?.isComplete;
    const fused = isMissed ? withNear(found, await nearest(weighed(words), lengths.length), shown) : found;
    const best = fused.slice(0, most);
    return { found: cards || fused !== found ? best : await titles.spelled(best, query, likes), ...told(words) };
  }

  // Which words were taken for which, and which are in no note.
  function told(words) {
    const taken = new Map();
    for (const { word, whole, candidates } of words) {
      if (!candidates.length) continue;
      if (whole) taken.set(whole, [taken.get(whole), word].filter(Boolean).join(" "));
      else if (candidates[0][2] <= TYPO) taken.set(word, candidates[0][0]);
    }
    const missing = words.filter(({ word, candidates }) => !candidates.length && !common.has(word)).map(({ word, whole }) => whole ?? word);
    return { taken: [...taken], unknown: [...new Set(missing)].filter((word) => !taken.has(word)) };
  }

  // The words of a query, or what they were taken for, each with how rare it is.
  const weighed = (words) => words.flatMap(({ candidates: [first] }) => (first?.[1].length ? [[first[0], Math.log(1 + (2 * lengths.length) / first[1].length)]] : []));

  // For words that nothing stands for, the words of the vault that are least unlike them.
  async function alike(words) {
    const found = [];
    for (const word of words.filter((one) => one.length > 2 && !/\d/.test(one)).slice(0, MOST_OFFERS)) {
      const most = Math.max(2, Math.floor(word.length / 2) - 1);
      const near = (await wordsNear(word, most)).map((key) => [key, distance(word, key, most)]).filter(([, steps]) => steps <= most);
      near.sort(([one, far], [two, further]) => far - further || (two[0] === word[0]) - (one[0] === word[0]) || (one < two ? -1 : 1));
      found.push(...near.slice(0, 2).map(([key]) => [word, key]));
    }
    return found.slice(0, MOST_OFFERS);
  }

  return { search, begun: titles.begun, alike };
}
