// What the address of a page holds: the reader's inputs (#try/…), the way through the map (#walk/…), or both (#try/…&walk=…).

import { decoded } from "./dom.js";

const TRY = "#try/";
const WALK = "#walk/";
const isWay = (part) => part.startsWith("walk=");
const isPlace = (part) => part.startsWith("at=");

export const isInput = (part) => !isWay(part) && !isPlace(part);
export const hasInputs = (hash) => hash.startsWith(TRY);
export const hasPlace = (hash) => hasInputs(hash) && hash.split("&").some(isPlace);
export const parts = (hash) => (hasInputs(hash) ? hash.slice(TRY.length).split("&").filter(Boolean) : []);

// Whether an address says nothing of inputs and way: it names a part of the page.
export const isOther = (hash) => hash !== "" && !hasInputs(hash) && !decoded(hash).startsWith(WALK);

// The pages of the way, the first step first.
export function wayIn(hash) {
  const way = hasInputs(hash) ? decoded((parts(hash).find(isWay) ?? "").slice("walk=".length)) : decoded(hash).slice(WALK.length);
  return isOther(hash) || !way ? [] : way.split("~");
}

// Inputs, each written out, with the way of an address and the place at which it is to be read.
export function joined(inputs, way = [], place = "") {
  const steps = way.map((page) => encodeURIComponent(page).replaceAll("%2F", "/")).join("~");
  if (!inputs.length) return steps && WALK + steps;
  const ends = [steps && `walk=${steps}`, place && `at=${encodeURIComponent(place)}`].filter(Boolean);
  return TRY + [...inputs, ...ends].join("&");
}

// The inputs of an address with another way, or with none; the place at which it was read is left.
export const withWay = (hash, way = []) => joined(parts(hash).filter(isInput), way);
