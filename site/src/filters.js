// What the filters of the graph leave, as an address says it: #c/oaks?relation=challenges names a note and the relations that stay.

import { hasInputs } from "./address.js";
import { decoded } from "./dom.js";

const MANY = ["relation", "rating"];
const ONE = ["domain", "until"];

// The note that an address names, which may be none, and the filters that it gives. Inputs that a reader brings along
// from another page are neither.
export function addressed(hash) {
  const [name, ...rest] = hasInputs(hash) ? [""] : hash.slice(1).split("?");
  return { name: decoded(name), filters: new URLSearchParams(rest.join("?")) };
}

// The part of an address that names a note and gives the filters of the form; empty where both are as at first.
export function addressOf(name, form) {
  const values = new FormData(form);
  const filters = MANY.filter((key) => form.querySelector(`[name=${key}]:not(:checked)`)).map((key) => [key, values.getAll(key).join(".")]);
  for (const key of ONE) if (values.get(key)) filters.push([key, values.get(key)]);
  const query = new URLSearchParams(filters).toString();
  return name || query ? `#${name}${query && "?"}${query}` : "";
}

// Gives the form the filters of an address; those that it does not give are as at first.
export function fill(form, filters) {
  for (const key of MANY) {
    const kept = filters.has(key) ? new Set(filters.get(key).split(".")) : undefined;
    for (const box of form.querySelectorAll(`[name=${key}]`)) box.checked = kept?.has(box.value) ?? true;
  }
  for (const key of ONE) {
    const field = form.querySelector(`[name=${key}]`);
    if (field) field.value = filters.get(key) ?? "";
    if (field?.selectedIndex < 0) field.value = "";
  }
}
