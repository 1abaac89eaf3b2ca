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
  if (title.length <= 42) return title;
  const cut = title.lastIndexOf(" ", 40);
  return `${title.slice(0, cut > 20 ? cut : 40)}…`;
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

const state = { chosen: null, hovered: null, relations: new Set(), ratings: new Set(), domain: "", until: "" };
let paint;
let near = new Set();

function start() {
  const graph = made();
  paint = colours();
  stage.hidden = form.hidden = false;
  document.getElementById("waiting").hidden = true;
  readForm();
  const sigma = new Sigma(graph, stage, {
    allowInvalidContainer: true,
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelWeight: "500",
    labelColor: { color: paint.ink },
    labelDensity: 0.6,
    labelGridCellSize: 140,
    labelRenderedSizeThreshold: 6,
    defaultEdgeType: "arrow",
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    nodeReducer: (node, attributes) => shownNode(graph, node, attributes),
    edgeReducer: (edge, attributes) => shownEdge(graph, edge, attributes),
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: drawHover,
  });
  listen(sigma, graph);
  fromAddress(sigma, graph);
  return sigma;
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
  else if (focus === null && attributes.relation > 3) shown.color = paint.rule;
  if (isNear) shown.size = attributes.size + 0.8;
  return shown;
}

// The shape of a rating, cut into the node's disc: a quarter, a half, a hole, a square.
function drawShape(context, { x, y, size, rating }) {
  const shape = data.ratings[rating];
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

function drawLabel(context, node, settings) {
  drawShape(context, node);
  if (!node.label) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paint.paper;
  context.strokeText(node.label, node.x + node.size + 4, node.y + settings.labelSize / 3);
  context.fillStyle = paint.ink;
  context.fillText(node.label, node.x + node.size + 4, node.y + settings.labelSize / 3);
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
  drawShape(context, node);
  context.fillStyle = paint.ink;
  context.fillText(text, node.x + node.size + 5, node.y + 4);
}

function focus(graph) {
  const node = state.hovered ?? state.chosen;
  near = new Set();
  if (node === null) return;
  near.add(node);
  graph.forEachEdge(node, (edge, attributes, from, to) => {
    if (state.relations.has(data.relations[attributes.relation])) near.add(from === node ? to : from);
  });
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
  sigma.on("enterNode", ({ node }) => {
    state.hovered = node;
    stage.classList.add("pointing");
    refresh();
  });
  sigma.on("leaveNode", () => {
    state.hovered = null;
    stage.classList.remove("pointing");
    refresh();
  });
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

if (data && data.nodes.length && stage) {
  try {
    self.teleo.sigma = start();
  } catch (error) {
    stage.hidden = true;
    document.getElementById("waiting").textContent = `This browser cannot draw the map (${error.message}). The list below holds the same notes.`;
  }
}
