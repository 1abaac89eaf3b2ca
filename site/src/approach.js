// The picture of the graph comes alive when a reader first reaches for it: what that needs is no part of the first view.

import { onArrows } from "./arrows.js";
import { html, load } from "./dom.js";
import { addressed, fill } from "./filters.js";

const stage = document.getElementById("stage");
const form = document.getElementById("controls");
const failed = html("p", { className: "notice warning", hidden: true });
failed.setAttribute("role", "status");
const listening = new AbortController();
let opening;
let wish;

const canDraw = () => Boolean(document.createElement("canvas").getContext("webgl2"));

async function opened() {
  await Promise.all([load("static/data/graph.js"), load("static/graph.js")]);
  return self.teleo.openGraph();
}

// Opens the graph once, and then does what the reader wished last; without a graph, what stands in for it.
async function wake(act, otherwise) {
  if (act) wish = { act, otherwise };
  if (opening) return;
  stage.setAttribute("aria-busy", "true");
  opening = opened();
  let view;
  try {
    view = await opening;
    listening.abort();
    failed.hidden = true;
  } catch (error) {
    // A file that did not come may come the next time; a browser that cannot draw stays so.
    if (self.teleo?.openGraph && self.teleo.graph) {
      listening.abort();
      form.hidden = stage.querySelector(".zoom").hidden = true;
    } else opening = undefined;
    failed.textContent = `The graph stays a picture: ${canDraw() ? error.message : "this browser has no WebGL, or it is turned off"}.`;
    failed.hidden = false;
  }
  stage.removeAttribute("aria-busy");
  if (view) wish?.act(view);
  else wish?.otherwise?.();
  wish = undefined;
}

function clicked(event) {
  const button = event.target.closest("[data-zoom]");
  if (button) return wake((view) => view.zoom(button.dataset.zoom));
  const link = event.target.closest("a");
  // A key on a link, and a click that asks for another tab, do what they do on any link.
  if (link && (!event.detail || event.ctrlKey || event.metaKey || event.shiftKey)) return undefined;
  if (!link) return wake((view) => view.touch(event.clientX, event.clientY));
  event.preventDefault();
  const address = link.getAttribute("href");
  return wake((view) => view.show(address), () => (location.href = address));
}

// Does what the address says, unless that is a place on this page.
function follow() {
  const { name, filters } = addressed(location.hash);
  if (document.getElementById(name)) return;
  const isFiltered = filters.toString() !== "";
  if (isFiltered) fill(form, filters);
  if (isFiltered || name) wake();
}

const isChanged = (field) =>
  field.type === "checkbox" ? field.checked !== field.defaultChecked : field.matches("select") ? field.selectedIndex > 0 : Boolean(field.value);

if (stage) {
  const on = (target, names, act) => names.split(" ").forEach((name) => target.addEventListener(name, act, { signal: listening.signal, passive: name === "wheel" }));
  // A finger that only scrolls the page past the map wants nothing of it: its tap is a click.
  on(stage, "pointerenter", ({ pointerType }) => pointerType !== "touch" && wake());
  on(stage, "wheel", () => wake());
  on(stage, "click", clicked);
  onArrows(stage.querySelector(".zoom"), (way) => wake((view) => view.move(way)), { signal: listening.signal });
  on(form, "pointerdown focusin input change", () => wake());
  on(form, "submit", (event) => event.preventDefault());
  on(form, "keydown", ({ key, target }) => key === "Enter" && target.type === "search" && wake((view) => view.find()));
  on(self, "hashchange", follow);
  // Browsers put back what was chosen before a reload.
  on(self, "pageshow", () => [...form.querySelectorAll("input, select")].some(isChanged) && wake());
  stage.after(failed);
  follow();
}
