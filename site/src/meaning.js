// The notes that say the same as a query in other words: by vectors of the notes and of single words, which the build
// took from its encoder.

import { group } from "./shards.js";

const rowsOf = (text) => Int8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function unit(rows, width, place) {
  const row = Float64Array.from(rows.subarray(place * width, (place + 1) * width));
  const length = Math.hypot(...row);
  return length ? row.map((value) => value / length) : row;
}

// vectors() resolves to the vectors of the notes, shard(number) to those of a range of words.
export function comparer(vectors, shard) {
  let notes;

  async function vectorOf(word, { width, starts }) {
    const number = group(starts, word);
    if (number < 0) return null;
    const { words, rows } = await shard(number);
    const place = words.split(" ").indexOf(word);
    return place < 0 ? null : unit(rowsOf(rows), width, place);
  }

  // The numbers of the notes nearest to weighted words, best first: only those nearer than the average note.
  return async function nearest(words, most) {
    const data = await vectors();
    const sum = new Float64Array(data.width);
    const found = await Promise.all(words.map(([word]) => vectorOf(word, data)));
    found.forEach((row, place) => row?.forEach((value, axis) => (sum[axis] += value * words[place][1])));
    if (!sum.some(Boolean)) return [];
    if (!notes) {
      const rows = rowsOf(data.notes);
      notes = Array.from({ length: rows.length / data.width }, (_, place) => unit(rows, data.width, place));
    }
    return notes
      .map((row, number) => ({ number, nearness: row.reduce((total, value, axis) => total + value * sum[axis], 0) }))
      .filter(({ nearness }) => nearness > 0)
      .sort((one, two) => two.nearness - one.nearness || one.number - two.number)
      .slice(0, most)
      .map(({ number }) => number);
  };
}
