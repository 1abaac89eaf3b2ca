// The whole graph: places come from the build, so nothing is simulated here and nothing is redrawn at rest.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";

import { onArrows } from "./arrows.js";
import { counted } from "./counted.js";
import { hasInputs } from "./address.js";
import { html, isCalm } from "./dom.js";
import { colours, dress, drawHover, drawLabel } from "./drawing.js";
import { addressOf, addressed, fill } from "./filters.js";
import { shortened } from "./labels.js";
import { GRID, frame, radius, sideOn, spot, square } from "./plane.js";
import { MOST_DRAWN, focus, isShown, readForm, shownEdge, shownNode, state } from "./seen.js";

// Above this many edges they are not drawn while the reader moves the plane, and above that many a touch of the pointer
// alone recolours nothing, which would take longer than the pointer stays: not every machine has a GPU.
const MOST_MOVED = 20000;
const MOST_TOUCHED = 6000;
const MOST_LABELLED = 40;
// Milliseconds for a picture of a flight that are too many, and how many such pictures in a row, of one flight or of several.
const SLOW = 80;
const MOST_SLOW = 3;
// Nodes or edges that are taken up without a pause.
const AT_ONCE = 5000;
// Pixels around a note in which a pointer means it, and in which a finger does.
const RIM = 3;
const FINGER = 14;
// How much of the plane's shorter side an arrow key moves by at the first ratio.
const STEP = 0.15;
// Milliseconds of a flight for who wants none: of no time at all, Sigma would make places that are no numbers.
const AT_ONCE_MS = 1;

const stage = document.getElementById("stage");
const form = document.getElementById("controls");
const find = document.getElementById("find");
const root = document.body.dataset.root;

const lead = (title) => shortened(title, stage.clientWidth < 600 ? 26 : 42);
const isTurned = () => stage.clientHeight >= stage.clientWidth;

// Does something with each of a long list, and lets the page answer its reader in between.
async function each(list, act) {
  for (let start = 0; start < list.length; start += AT_ONCE) {
    if (start) await new Promise((done) => setTimeout(done));
    list.slice(start, start + AT_ONCE).forEach((one, place) => act(one, start + place));
  }
}

// Larger nodes come first, so that smaller ones lie on them, and edges that argue come last, so that they lie on the others.
async function made({ nodes, edges }) {
  const graph = new MultiDirectedGraph();
  const argued = edges.reduce((count, [, , relation]) => count + (relation < 4), 0);
  const ranked = nodes.map((_, number) => number).sort((one, other) => nodes[other][6] - nodes[one][6] || one - other);
  await each(ranked, (number) => {
    const [page, title, x, y, rating, domain, ties, created] = nodes[number];
    graph.addNode(number, { page, title, label: lead(title), ...spot(x, y, isTurned()), rating, domain, created, size: radius(ties, nodes.length) });
  });
  const ordered = [...edges].sort(([, , one], [, , other]) => other - one);
  await each(ordered, ([from, to, relation], number) => {
    graph.addDirectedEdgeWithKey(number, from, to, { relation, size: relation > 3 ? 0.9 : argued > MOST_DRAWN ? 1.3 : 2 });
  });
  return graph;
}

// What the drawing needs to know besides the graph: colours, pixels to a unit of the picture, and the picture's titles.
function viewOf(data) {
  const numbers = new Map(data.nodes.map(([page], number) => [`${root}${page}index.html`, String(number)]));
  const view = {
    numbers,
    paint: colours(data),
    taken: [],
    labels: [],
    lead,
    width: () => stage.clientWidth,
    height: () => stage.clientHeight,
    isOpening: () => false,
    measure() {
      view.scale = sideOn(stage.clientWidth, stage.clientHeight) / GRID;
      const screen = [...stage.querySelectorAll(".picture > g")].find((group) => getComputedStyle(group).display !== "none");
      view.titles = new Map(
        [...(screen?.querySelectorAll("a") ?? [])].map((link) => [numbers.get(link.getAttribute("href")), { text: link.querySelector("text").textContent, isLeft: Boolean(link.querySelector(".left")) }]),
      );
    },
  };
  view.measure();
  return view;
}

// The size from which nodes bear their titles: the forty most tied ones do, however few ties a small vault has.
function leastLabelled(graph, scale) {
  const sizes = graph.mapNodes((_, { size }) => size).sort((one, other) => other - one);
  return Math.min(6, scale * sizes[Math.min(MOST_LABELLED, sizes.length) - 1]);
}

function drawn(data, graph, view, plane) {
  const sigma = new Sigma(new MultiDirectedGraph(), plane, {
    allowInvalidContainer: true,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelWeight: "500",
    labelColor: { color: view.paint.ink },
    labelDensity: 0.6,
    labelGridCellSize: 120,
    labelRenderedSizeThreshold: leastLabelled(graph, view.scale),
    stagePadding: 0,
    minEdgeThickness: 1.3,
    nodeProgramClasses: { circle: NodePointProgram },
    edgeProgramClasses: { hair: EdgeLineProgram },
    zIndex: true,
    hideEdgesOnMove: graph.size > MOST_MOVED,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    nodeReducer: (node, attributes) => shownNode(data, node, attributes, view),
    edgeReducer: (edge, attributes) => shownEdge(data, graph, edge, attributes, view),
    defaultDrawNodeLabel: (context, node, settings) => drawLabel(context, node, settings, view),
    defaultDrawNodeHover: (context, node, settings) => drawHover(context, node, settings, view),
  });
  const camera = sigma.getCamera();
  view.isOpening = () => camera.ratio > 0.8 && camera.ratio < 1.25 && !state.near.size && state.isWhole;
  dress(sigma, data, graph, view);
  spare(sigma, camera);
  // The frame is that of the picture, so that everything stands where it stood.
  sigma.setCustomBBox(frame(square(data.nodes), isTurned()));
  sigma.setGraph(graph);
  // Sigma has drawn by now, and the layers that were added since stand empty.
  sigma.scheduleRender();
  return sigma;
}

// Where a machine takes long for each picture of a flight, edges are left out of those that follow. A flight may be too
// short for as many slow pictures, so that those of several count.
function spare(sigma, camera) {
  let [before, slow] = [0, 0];
  sigma.on("afterRender", () => {
    const now = performance.now();
    if (before) slow = now - before > SLOW ? slow + 1 : 0;
    before = camera.isAnimated() ? now : 0;
    if (slow >= MOST_SLOW && !sigma.getSetting("hideEdgesOnMove")) sigma.setSetting("hideEdgesOnMove", true);
  });
}

const said = html("div", { className: "said", hidden: true });
said.setAttribute("role", "status");

// The note that a place of the plane means: the one there, else the one whose title is there, else the nearest in reach,
// and whether it stands there itself.
function meant(sigma, graph, view, x, y) {
  let nearest = { node: null, beyond: Infinity };
  graph.forEachNode((node) => {
    const shown = sigma.getNodeDisplayData(node);
    if (shown.hidden) return;
    const spot = sigma.framedGraphToViewport(shown);
    const away = Math.hypot(spot.x - x, spot.y - y);
    const beyond = away - sigma.scaleSize(shown.size);
    if (beyond < nearest.beyond) nearest = { node, beyond, away };
  });
  if (nearest.beyond <= RIM) return { node: nearest.node, isThere: true };
  const label = view.labels.find(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
  if (label) return { node: label.node, isThere: true };
  return { node: nearest.away <= FINGER ? nearest.node : null, isThere: false };
}

// The acts of a reader, whether by pointer, by keys or by the address.
function acts(data, sigma, graph) {
  const camera = sigma.getCamera();
  let goal = null;
  const refresh = () => {
    focus(data, graph);
    sigma.refresh({ skipIndexation: true });
  };
  // A copied address shows what its copier saw.
  const tell = () => {
    const name = state.chosen === null ? "" : graph.getNodeAttribute(state.chosen, "page").slice(0, -1);
    history.replaceState(null, "", addressOf(name, form) || location.href.replace(/#.*/, ""));
  };
  const say = (...words) => {
    said.hidden = !words.length;
    said.replaceChildren(...words);
  };
  const describe = () => {
    if (state.chosen === null) return say();
    const attributes = graph.getNodeAttributes(state.chosen);
    const { title, page, rating } = attributes;
    const left = isShown(data, attributes) ? "" : " · your filters hide it; it is drawn because it was chosen";
    return say(
      html("a", { href: `${root}${page}index.html`, textContent: title }),
      html("div", { className: "aside", textContent: `${data.ratings[rating]} · ${counted(graph.degree(state.chosen), "edge")}${left}` }),
    );
  };
  const filter = () => {
    readForm(form);
    refresh();
    if (state.chosen !== null) describe();
  };
  const choose = (node) => {
    state.chosen = node;
    refresh();
    tell();
    describe();
  };
  const open = (node) => {
    if (node === state.chosen && node !== null) location.href = `${root}${graph.getNodeAttribute(node, "page")}index.html`;
    else choose(node);
  };
  const miss = (words) => {
    choose(null);
    say(words);
  };
  const fly = (node) => {
    const place = sigma.getNodeDisplayData(node);
    camera.animate({ x: place.x, y: place.y, ratio: 0.25 }, { duration: isCalm() ? AT_ONCE_MS : 500 });
    goal = null;
    choose(node);
  };
  const zooms = { in: "animatedZoom", out: "animatedUnzoom", all: "animatedReset" };
  // Keys that follow each other add up, however far the last flight has come.
  const move = ([right, up]) => {
    const { x, y, ratio } = goal && camera.isAnimated() ? goal : camera.getState();
    goal = { x: x + right * STEP * ratio, y: y + up * STEP * ratio, ratio };
    if (isCalm()) camera.setState({ x: goal.x, y: goal.y });
    else camera.animate(goal, { duration: 200 });
  };
  const zoom = (name) => {
    goal = null;
    camera[zooms[name]]({ duration: isCalm() ? AT_ONCE_MS : 200 });
  };
  return { refresh, choose, open, miss, filter, fly, tell, move, zoom };
}

// What a reader may wish before the graph stands, and what they may type at any time.
function wishes(data, sigma, graph, view, { choose, miss, fly, move, zoom }) {
  const titles = new Map(data.nodes.map(([, title], number) => [title, String(number)]));
  document.getElementById("titles").append(...[...titles.keys()].slice(0, 5000).map((value) => html("option", { value })));
  const typed = () => {
    if (titles.has(find.value)) fly(titles.get(find.value));
    else if (state.chosen === null) said.hidden = true;
  };
  const named = () => {
    const { name } = addressed(location.hash);
    const number = view.numbers.get(`${root}${name}/index.html`);
    if (number !== undefined) fly(number);
    else if (name && !document.getElementById(name)) miss("The address names no note of this graph.");
  };
  const search = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (wanted) => data.nodes.findIndex(([, title]) => wanted.every((word) => title.toLowerCase().includes(word)));
    const number = [has([words.join(" ")]), has(words)].find((one) => one >= 0);
    if (words.length && number === undefined) miss("No note has these words in its title.");
    else if (words.length) fly(String(number));
  };
  const touch = (x, y) => {
    const { left, top } = stage.getBoundingClientRect();
    const { node } = meant(sigma, graph, view, x - left, y - top);
    if (node !== null) choose(node);
  };
  return { typed, named, find: search, touch, move, zoom, show: (address) => choose(view.numbers.get(address)) };
}

// A phone that is turned gets the plane turned back.
function follow(data, sigma, graph, view) {
  let was = isTurned();
  sigma.on("resize", () => {
    view.measure();
    if (was === isTurned()) return;
    was = !was;
    graph.updateEachNodeAttributes((node, attributes) => Object.assign(attributes, spot(data.nodes[node][2], data.nodes[node][3], was)));
    sigma.setCustomBBox(frame(square(data.nodes), was));
    sigma.refresh();
  });
}

function listen(data, sigma, graph, view, { refresh, choose, open, filter, tell }, { typed, named, find: search, move, zoom }) {
  sigma.on("clickNode", ({ node }) => open(node));
  sigma.on("clickStage", ({ event }) => {
    const { node, isThere } = meant(sigma, graph, view, event.x, event.y);
    // Who misses the chosen note wants to be rid of it, and not to leave.
    if (isThere) open(node);
    else choose(node === state.chosen ? null : node);
  });
  const point = (node) => {
    stage.classList.toggle("pointing", node !== null);
    if (graph.size > MOST_TOUCHED) return;
    state.hovered = node;
    refresh();
  };
  sigma.on("enterNode", ({ node }) => point(node));
  sigma.on("leaveNode", () => point(null));
  for (const button of stage.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(button.dataset.zoom));
  onArrows(stage.querySelector(".zoom"), move);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    // What was typed is no filter, and a link that is being clicked must stay where it is.
    if (target === find) return;
    filter();
    tell();
  });
  find.addEventListener("input", typed);
  find.addEventListener("keydown", ({ key }) => key === "Enter" && search());
  addEventListener("hashchange", () => {
    const { name, filters } = addressed(location.hash);
    if (hasInputs(location.hash) || document.getElementById(name)) return;
    fill(form, filters);
    filter();
    if (name) named();
    else choose(null);
  });
  document.addEventListener("teleo:theme", () => {
    view.paint = colours(data);
    sigma.setSetting("labelColor", { color: view.paint.ink });
    refresh();
  });
}

// Puts the graph in the place of its picture, and returns what a reader may wish of it.
async function openGraph() {
  const data = self.teleo.graph;
  const plane = html("div", { className: "plane" });
  stage.prepend(plane);
  try {
    const graph = await made(data);
    const view = viewOf(data);
    readForm(form);
    focus(data, graph);
    const sigma = drawn(data, graph, view, plane);
    const can = acts(data, sigma, graph);
    const wished = wishes(data, sigma, graph, view, can);
    listen(data, sigma, graph, view, can, wished);
    follow(data, sigma, graph, view);
    const held = document.activeElement?.closest(".picture a")?.getAttribute("href");
    stage.append(said);
    stage.classList.add("live");
    self.teleo.sigma = sigma;
    wished.named();
    if (find.value) wished.typed();
    if (addressOf("", form)) can.tell();
    if (held) {
      wished.show(held);
      said.querySelector("a").focus();
    }
    return wished;
  } catch (error) {
    plane.remove();
    throw error;
  }
}

self.teleo = self.teleo || {};
self.teleo.openGraph = openGraph;
