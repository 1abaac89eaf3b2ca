// The whole graph: places come from the build, so nothing is simulated here and nothing is redrawn at rest.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";

import { decoded } from "./dom.js";

const data = self.teleo && self.teleo.graph;
const stage = document.getElementById("stage");
const form = document.getElementById("controls");
const root = document.body.dataset.root;

function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ratings: data.ratings.map(read),
    relations: data.relations.map(read),
    ink: read("ink"),
    paper: read("sheet"),
    rule: read("rule"),
    accent: read("accent"),
  };
}

function lead(title) {
  const most = stage.clientWidth < 600 ? 26 : 42;
  if (title.length <= most) return title;
  const cut = title.lastIndexOf(" ", most - 2);
  return `${title.slice(0, cut > most / 2 ? cut : most - 2)}…`;
}

function made() {
  const graph = new MultiDirectedGraph();
  data.nodes.forEach(([page, title, x, y, rating, domain, ties, created], number) => {
    graph.addNode(number, { page, title, label: lead(title), x, y: -y, rating, domain, created, size: 2.2 + 1.25 * Math.sqrt(ties) });
  });
  for (const [from, to, relation] of data.edges) {
    graph.addEdge(from, to, { relation, type: "arrow", size: relation < 4 ? 1.4 : 0.6 });
  }
  return graph;
}

// The dash and the shape by which a relation is told apart everywhere on the site.
const DASHES = new Map([["challenges", [7, 4]], ["contradicts", [9, 3, 2, 3]], ["related", [1, 4]], ["cites", [4, 3]], ["part_of", [2, 3]]]);
const SHAPES = new Map([
  ["depends_on", ["M5 0L-4 -4V4z", "full"]],
  ["supports", ["M-5 -4L-1 0L-5 4M0 -4L4 0L0 4", "line"]],
  ["challenges", ["M-5 -4L-1 0L-5 4M3 -5V5", "line"]],
  ["contradicts", ["M-2 -5V5M2 -5V5", "line"]],
  ["related", ["M-2.4 0a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0z", "full"]],
  ["cites", ["M5 0L-4 -4V4z", "hollow"]],
  ["part_of", ["M5.5 0L0 -3.5L-5.5 0L0 3.5z", "hollow"]],
  ["mentions", ["M-2 -4L2 0L-2 4", "line"]],
]);
// With more edges in sight than this, dash and shape are for those that argue; with more of these, for none.
const MOST_DRAWN = 400;
// Above this many edges they are not drawn while the reader moves the plane: not every machine has a GPU.
const MOST_MOVED = 6000;
// Shapes that are drawn at once; with more nodes in sight their discs are too small and too many to be told apart.
const MOST_SHAPES = 2500;
const CLEAR = "rgba(0,0,0,0)";

const state = { chosen: null, hovered: null, relations: new Set(), ratings: new Set(), domain: "", until: "" };
let paint;
let near = new Set();
let drawn = new Set();

function start() {
  const graph = made();
  paint = colours();
  readForm();
  focus(graph);
  const sigma = new Sigma(graph, stage, {
    allowInvalidContainer: true,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelWeight: "500",
    labelColor: { color: paint.ink },
    labelDensity: 0.6,
    labelGridCellSize: 120,
    labelRenderedSizeThreshold: leastLabelled(graph),
    defaultEdgeType: "arrow",
    zIndex: true,
    hideEdgesOnMove: graph.size > MOST_MOVED,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    nodeReducer: (node, attributes) => shownNode(graph, node, attributes),
    edgeReducer: (edge, attributes) => shownEdge(graph, edge, attributes),
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: drawHover,
  });
  dress(sigma, graph);
  listen(sigma, graph);
  // Sigma has drawn by now, and the layers that were added since stand empty.
  sigma.scheduleRender();
  fromAddress(sigma, graph);
  return sigma;
}

// The size from which nodes bear their titles: the forty most tied ones do, however few ties a small vault has.
function leastLabelled(graph) {
  const sizes = graph.mapNodes((_, { size }) => size).sort((one, other) => other - one);
  return Math.min(6, sizes[Math.min(40, sizes.length) - 1]);
}

function isShown(attributes) {
  return (
    state.ratings.has(data.ratings[attributes.rating]) &&
    (!state.until || (attributes.created && attributes.created <= state.until)) &&
    (!state.domain || data.domains[attributes.domain] === state.domain)
  );
}

function shownNode(graph, node, attributes) {
  const shown = { ...attributes, color: paint.ratings[attributes.rating], zIndex: 1 };
  if (!isShown(attributes)) {
    shown.hidden = true;
  } else if (near.size && !near.has(node)) {
    shown.color = paint.rule;
    shown.label = "";
    shown.zIndex = 0;
  } else if (node === state.chosen) {
    shown.highlighted = true;
    shown.forceLabel = true;
    shown.zIndex = 3;
  } else if (near.size) {
    shown.forceLabel = near.size < 40;
    shown.zIndex = 2;
  }
  return shown;
}

function shownEdge(graph, edge, attributes) {
  const [from, to] = graph.extremities(edge);
  const focus = state.hovered ?? state.chosen;
  const isNear = focus !== null && (from === focus || to === focus);
  const shown = { ...attributes, color: paint.relations[attributes.relation] };
  if (!state.relations.has(data.relations[attributes.relation])) shown.hidden = true;
  else if (focus !== null && !isNear) shown.hidden = true;

  else if (drawn.has(edge)) shown.color = CLEAR;
  else if (focus === null && attributes.relation > 3) shown.color = paint.rule;
  if (isNear) shown.size = attributes.size + 0.8;
  return shown;
}

// The shape of a rating, cut into the node's disc: a quarter, a half, a hole, a square.
function drawShape(context, x, y, size, shape) {
  if (size < 3 || shape === "proven") return;
  context.fillStyle = paint.paper;
  context.beginPath();
  if (shape === "likely") {
    context.moveTo(x, y);
    context.arc(x, y, size * 0.75, Math.PI, 1.5 * Math.PI);
  } else if (shape === "experimental") context.arc(x, y, size * 0.75, 0.5 * Math.PI, 1.5 * Math.PI);
  else if (shape === "speculative") context.arc(x, y, size * 0.6, 0, 2 * Math.PI);
  else context.rect(x - size * 0.4, y - size * 0.4, size * 0.8, size * 0.8);
  context.fill();
}

// Words that would lie over others are left out, and words at the right edge stand on the left of their node.
let taken = [];

function placeOf(node, width, height) {
  const room = stage.clientWidth;
  const right = node.x + node.size + 4;
  const isLeft = right + width > room - 4 && node.x - node.size - 4 - width > 4;
  const x = isLeft ? node.x - node.size - 4 - width : right;
  return { x, box: [x, node.y - height / 2, x + width, node.y + height / 2] };
}

function drawLabel(context, node, settings) {
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  const { x, box } = placeOf(node, context.measureText(node.label).width, settings.labelSize + 4);
  if (taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) return;
  taken.push(box);
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paint.paper;
  context.strokeText(node.label, x, node.y + settings.labelSize / 3);
  context.fillStyle = paint.ink;
  context.fillText(node.label, x, node.y + settings.labelSize / 3);
}

// Under the nodes the edges that the reader looks at, each with its dash and shape; on the nodes their ratings' shapes.
function dress(sigma, graph) {
  sigma.createCanvasContext("shapes", { afterLayer: "nodes" });
  sigma.createCanvasContext("crown", { afterLayer: "hoverNodes" });
  sigma.resize(true);
  const { edgeLabels, shapes, crown } = sigma.getCanvases();
  const [below, above, highest] = [edgeLabels, shapes, crown].map((canvas) => canvas.getContext("2d"));
  sigma.on("afterClear", () => {
    taken = [];
    for (const context of [above, highest]) context.clearRect(0, 0, stage.clientWidth, stage.clientHeight);
  });
  sigma.on("afterRender", () => {
    for (const edge of drawn) drawEdge(below, sigma, graph, edge);
    const seen = [];
    graph.findNode((node) => {
      const shown = sigma.getNodeDisplayData(node);
      const size = shown.hidden || (near.size && !near.has(node)) ? 0 : sigma.scaleSize(shown.size);
      if (size < 3) return false;
      const { x, y } = sigma.framedGraphToViewport(shown);
      if (x > -size && y > -size && x < stage.clientWidth + size && y < stage.clientHeight + size) seen.push([node, x, y, size]);
      return seen.length > MOST_SHAPES;
    });
    if (seen.length > MOST_SHAPES) return;
    for (const [node, x, y, size] of seen) {
      const context = node === state.chosen || node === state.hovered ? highest : above;
      drawShape(context, x, y, size, data.ratings[graph.getNodeAttribute(node, "rating")]);
    }
  });
}

function drawEdge(context, sigma, graph, edge) {
  const [from, to] = graph.extremities(edge).map((node) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(node)));
  const number = graph.getEdgeAttribute(edge, "relation");
  const relation = data.relations[number];
  const [shape, fill] = SHAPES.get(relation);
  context.save();
  context.strokeStyle = context.fillStyle = paint.relations[number];
  context.lineWidth = number < 4 ? 1.6 : 1.1;
  context.setLineDash(DASHES.get(relation) ?? []);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  context.translate(from.x + (to.x - from.x) * 0.55, from.y + (to.y - from.y) * 0.55);
  context.rotate(Math.atan2(to.y - from.y, to.x - from.x));
  const path = new Path2D(shape);
  if (fill === "hollow") context.fillStyle = paint.paper;
  if (fill !== "line") context.fill(path);
  if (fill !== "full") context.stroke(path);
  context.restore();
}

function drawHover(context, node, settings) {
  const text = node.label || lead(node.title);
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(text).width;
  context.fillStyle = paint.paper;
  context.strokeStyle = paint.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(node.x - node.size - 4, node.y - 11, width + 2 * node.size + 16, 22, 11);
  context.fill();
  context.stroke();
  context.fillStyle = node.color;
  context.beginPath();
  context.arc(node.x, node.y, node.size, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = paint.ink;
  context.fillText(text, node.x + node.size + 5, node.y + 4);
}

// Finds what stands out: the neighbours of the node in focus, and the edges that are drawn with dash and shape.
function focus(graph) {
  const node = state.hovered ?? state.chosen;
  near = new Set(node === null ? [] : [node]);
  drawn = new Set();
  const isSeen = (edge, { relation }, from, to, one, other) => state.relations.has(data.relations[relation]) && isShown(one) && isShown(other);
  if (node !== null) {
    graph.forEachEdge(node, (edge, attributes, from, to, one, other) => {
      if (!isSeen(edge, attributes, from, to, one, other)) return;
      near.add(from === node ? to : from);
      drawn.add(edge);
    });
    return;
  }
  const argued = new Set();
  graph.findEdge((edge, attributes, from, to, one, other) => {
    if (!isSeen(edge, attributes, from, to, one, other)) return false;
    if (drawn.size <= MOST_DRAWN) drawn.add(edge);
    if (attributes.relation < 4) argued.add(edge);
    return argued.size > MOST_DRAWN;
  });
  if (drawn.size > MOST_DRAWN) drawn = argued.size > MOST_DRAWN ? new Set() : argued;
}

function readForm() {
  const values = new FormData(form);
  state.relations = new Set(values.getAll("relation"));
  state.ratings = new Set(values.getAll("rating"));
  state.domain = values.get("domain") || "";
  state.until = values.get("until") || "";
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function choose(sigma, graph, node) {
  state.chosen = node;
  focus(graph);
  sigma.refresh({ skipIndexation: true });
  said.hidden = node === null;
  if (node === null) return;
  const { title, page, rating } = graph.getNodeAttributes(node);
  said.replaceChildren(
    element("a", { href: `${root}${page}index.html`, textContent: title }),
    element("div", { className: "aside", textContent: `${data.ratings[rating]} · ${graph.degree(node)} edges` }),
  );
  history.replaceState(null, "", `#${page.slice(0, -1)}`);
}

function fly(sigma, graph, node) {
  const place = sigma.getNodeDisplayData(node);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sigma.getCamera().animate({ x: place.x, y: place.y, ratio: 0.25 }, { duration: calm ? 0 : 500 });
  choose(sigma, graph, node);
}

function fromAddress(sigma, graph) {
  const wanted = decoded(location.hash.slice(1));
  if (!wanted) return;
  const number = data.nodes.findIndex(([page]) => page === `${wanted}/`);
  if (number >= 0) fly(sigma, graph, String(number));
}

const said = element("div", { className: "said", hidden: true });
said.setAttribute("role", "status");

function zoomButtons(sigma) {
  const camera = sigma.getCamera();
  const button = (text, label, act) => {
    const made = element("button", { type: "button", textContent: text, onclick: act });
    made.setAttribute("aria-label", label);
    return made;
  };
  return element(
    "div",
    { className: "zoom" },
    button("+", "Zoom in", () => camera.animatedZoom({ duration: 200 })),
    button("−", "Zoom out", () => camera.animatedUnzoom({ duration: 200 })),
    button("⌂", "Show all", () => camera.animatedReset({ duration: 200 })),
  );
}

function listen(sigma, graph) {
  stage.append(said, zoomButtons(sigma));
  const refresh = () => {
    focus(graph);
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("clickNode", ({ node }) => {
    if (node === state.chosen) location.href = `${root}${graph.getNodeAttribute(node, "page")}index.html`;
    else choose(sigma, graph, node);
  });
  sigma.on("clickStage", () => choose(sigma, graph, null));
  // In a large graph a touch of the pointer alone recolours nothing: that would take longer than the pointer stays.
  const point = (node) => {
    stage.classList.toggle("pointing", node !== null);
    if (graph.size > MOST_MOVED) return;
    state.hovered = node;
    refresh();
  };
  sigma.on("enterNode", ({ node }) => point(node));
  sigma.on("leaveNode", () => point(null));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    readForm();
    refresh();
  });
  const titles = new Map(data.nodes.map(([, title], number) => [title, String(number)]));
  const find = document.getElementById("find");
  const list = element("datalist", { id: "titles" });
  list.append(...[...titles.keys()].slice(0, 5000).map((value) => element("option", { value })));
  find.after(list);
  find.addEventListener("input", () => {
    if (titles.has(find.value)) fly(sigma, graph, titles.get(find.value));
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const wanted = find.value.trim().toLowerCase();
    const found = data.nodes.findIndex(([, title]) => title.toLowerCase().includes(wanted));
    if (wanted && found >= 0) fly(sigma, graph, String(found));
  });
  addEventListener("hashchange", () => fromAddress(sigma, graph));
  document.addEventListener("teleo:theme", () => {
    paint = colours();
    sigma.setSetting("labelColor", { color: paint.ink });
    refresh();
  });
}

function begin() {
  try {
    self.teleo.sigma = start();
  } catch (error) {
    stage.hidden = form.hidden = true;
    document.getElementById("waiting").textContent = `This browser cannot draw the map (${error.message}). The list below holds the same notes.`;
  }
}

// The words of the page are painted before the map, which takes its time where there is no GPU.
if (data && data.nodes.length && stage) requestAnimationFrame(() => setTimeout(begin));
