// What is drawn over and under sigma's own dots and lines: shapes of ratings, dashes of relations, titles.

import { html } from "./dom.js";
import { MOST_DRAWN, SOFT, state } from "./seen.js";

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
// Shapes that are drawn at once; with more nodes in sight only those of so many pixels have one, as the others are too
// many to be told apart.
const MOST_SHAPES = 2500;
const LARGE = 6;
// The least radius that is cut, in units of the picture and in pixels.
const LEAST_CUT = [2.9, 2];
// The ring of dashes and the hollow square, in parts of a radius, as teleo/site/picture.py has them.
const RING = { radius: 0.87, width: 0.26, dash: [0.392, 0.2914] };
const SQUARE = { outer: 0.78, inner: 0.56 };
// The part of the way at which an edge bears its shape, the shape's size, and the camera's ratio from which it comes.
const AT = 0.55;
const NEAR = 0.5;
const TIP = 1.15;
const TIP_STROKES = { full: 1, line: 1.7, hollow: 1.3 };

// So many edges cover what lies below; of more, each covers less of it, down to a share.
const MOST_COVERING = 3000;
const LEAST_SHARE = 0.3;

export function colours(data) {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const relations = data.relations.map(read);
  let crowd = { count: 0 };
  return {
    ratings: data.ratings.map(read),
    relations,
    // The colours of relations, and of those that do not argue, in a drawing of so many edges.
    among(count) {
      if (crowd.count === count) return crowd;
      const share = Math.max(LEAST_SHARE, Math.min(1, Math.sqrt(MOST_COVERING / count)));
      crowd = { count, relations: relations.map((colour) => thinned(colour, share)), rule: thinned(read("rule"), share) };
      return crowd;
    },
    ink: read("ink"),
    paper: read("sheet"),
    rule: read("rule"),
    accent: read("accent"),
  };
}

// A colour that covers a share of what lies below, as sigma blends it: with its parts times that share.
function thinned(colour, share) {
  const probe = document.body.appendChild(html("i"));
  probe.style.color = colour;
  const [, parts] = getComputedStyle(probe).color.match(/^rgb\(([\d., ]+)\)$/) ?? [];
  probe.remove();
  return parts ? `rgba(${parts.split(",").map((part) => Math.round(part * share))},${share})` : colour;
}

// Under the nodes the edges that the reader looks at, each with its dash and shape; on the nodes their ratings' shapes.
export function dress(sigma, data, graph, view) {
  sigma.createCanvasContext("shapes", { afterLayer: "nodes" });
  sigma.createCanvasContext("crown", { afterLayer: "hoverNodes" });
  sigma.resize(true);
  const { edgeLabels, shapes, crown } = sigma.getCanvases();
  const [below, above, highest] = [edgeLabels, shapes, crown].map((canvas) => canvas.getContext("2d"));
  sigma.on("afterClear", () => {
    view.taken = [];
    view.labels = [];
    for (const context of [above, highest]) context.clearRect(0, 0, view.width(), view.height());
  });
  sigma.on("afterRender", () => {
    for (const edge of state.drawn) drawEdge(below, sigma, data, graph, edge, view);
    for (const edge of arguedInSight(sigma, graph, view)) drawEdge(below, sigma, data, graph, edge, view, true);
    const least = Math.min(LEAST_CUT[0] * view.scale, LEAST_CUT[1]);
    const seen = [];
    graph.findNode((node) => {
      const shown = sigma.getNodeDisplayData(node);
      const size = shown.hidden || (state.near.size && !state.near.has(node)) ? 0 : sigma.scaleSize(shown.size);
      if (size < least) return false;
      const { x, y } = sigma.framedGraphToViewport(shown);
      if (x > -size && y > -size && x < view.width() + size && y < view.height() + size) seen.push([node, x, y, size]);
      return seen.length > MOST_SHAPES;
    });
    const shaped = seen.length > MOST_SHAPES ? seen.filter(([, , , size]) => size >= LARGE) : seen;
    for (const [node, x, y, size] of shaped) {
      const context = node === state.chosen || node === state.hovered ? highest : above;
      const rating = graph.getNodeAttribute(node, "rating");
      drawShape(context, x, y, size - SOFT, data.ratings[rating], view.paint.ratings[rating], view.paint.paper);
    }
  });
}

// The shape of a rating as it is everywhere on the site: a disc with a quarter or a half cut out, a ring of dashes, a
// hollow square. Each covers what it stands on, sigma's own disc and the edges that end there.
function drawShape(context, x, y, size, shape, colour, paper) {
  const blank = 1 + 1 / size;
  const circle = (reach, from = 0, to = 2 * Math.PI) => context.arc(x, y, size * reach, from, to);
  const square = (half) => context.rect(x - size * half, y - size * half, 2 * size * half, 2 * size * half);
  const fill = (style, act) => {
    context.fillStyle = style;
    context.beginPath();
    act();
    context.fill();
  };
  if (shape === "speculative") {
    fill(paper, () => circle(blank));
    context.strokeStyle = colour;
    context.lineWidth = size * RING.width;
    context.setLineDash(RING.dash.map((length) => length * size));
    context.beginPath();
    circle(RING.radius);
    context.stroke();
    context.setLineDash([]);
  } else if (shape === "unrated") {
    fill(paper, () => circle(blank));
    fill(colour, () => square(SQUARE.outer));
    fill(paper, () => square(SQUARE.inner));
  } else {
    fill(colour, () => circle(1));
    if (shape === "proven") return;
    fill(paper, () => {
      context.moveTo(x, y);
      circle(0.75, (shape === "likely" ? 1 : 0.5) * Math.PI, 1.5 * Math.PI);
    });
  }
}

const endsOf = (sigma, graph, edge) => graph.extremities(edge).map((node) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(node)));

// In a graph of too many edges the few that a reader has come near to bear the shapes of their relations.
function arguedInSight(sigma, graph, view) {
  const captor = sigma.getMouseCaptor();
  const isMoving = sigma.getCamera().isAnimated() || captor.isMoving || captor.draggedEvents || captor.currentWheelDirection;
  if (!state.argued.length || sigma.getCamera().ratio > NEAR || (isMoving && sigma.getSetting("hideEdgesOnMove"))) return [];
  const seen = [];
  for (const edge of state.argued) {
    const [from, to] = endsOf(sigma, graph, edge);
    const [x, y] = [from.x + (to.x - from.x) * AT, from.y + (to.y - from.y) * AT];
    if (x > 0 && y > 0 && x < view.width() && y < view.height() && seen.push(edge) > MOST_DRAWN) return [];
  }
  return seen;
}

function drawEdge(context, sigma, data, graph, edge, { paint, scale, isOpening }, isLined = false) {
  const [from, to] = endsOf(sigma, graph, edge);
  const number = graph.getEdgeAttribute(edge, "relation");
  const relation = data.relations[number];
  const [shape, fill] = SHAPES.get(relation);
  const unit = isOpening() ? scale : Math.max(scale, 0.75);
  context.save();
  context.strokeStyle = context.fillStyle = paint.relations[number];
  context.lineWidth = unit * (number < 4 ? 2 : 1.5);
  context.setLineDash((DASHES.get(relation) ?? []).map((length) => length * unit));
  context.beginPath();
  context.moveTo(from.x, from.y);
  if (!isLined) context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  context.translate(from.x + (to.x - from.x) * AT, from.y + (to.y - from.y) * AT);
  context.rotate(Math.atan2(to.y - from.y, to.x - from.x));
  context.scale(unit * TIP, unit * TIP);
  context.lineWidth = TIP_STROKES[fill];
  const path = new Path2D(shape);
  if (fill === "hollow") context.fillStyle = paint.paper;
  if (fill !== "line") context.fill(path);
  context.stroke(path);
  context.restore();
}

// Words at the right edge stand on the left of their node.
function placeOf(node, width, height, room) {
  const right = node.x + node.size + 4;
  const isLeft = right + width > room - 4 && node.x - node.size - 4 - width > 4;
  const x = isLeft ? node.x - node.size - 4 - width : right;
  return { x, box: [x, node.y - height / 2, x + width, node.y + height / 2] };
}

// Whether a node's title is drawn over the others, and perhaps elsewhere than beside it.
const standsOut = ({ key }) => key === state.chosen || key === state.hovered;

// As the graph opens, its titles are those of the picture; later those with room, so that none lie over others.
export function drawLabel(context, node, settings, view) {
  const isOpening = view.isOpening();
  const title = isOpening && view.titles.get(node.key);
  if (!node.label || (isOpening && !title)) return;
  context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
  let x;
  if (title) {
    x = title.isLeft ? node.x - node.size - 4 - context.measureText(title.text).width : node.x + node.size + 4;
  } else {
    const place = placeOf(node, context.measureText(node.label).width, settings.labelSize + 4, view.width());
    if (view.taken.some((one) => place.box[0] < one[2] && place.box[2] > one[0] && place.box[1] < one[3] && place.box[3] > one[1])) return;
    view.taken.push(place.box);
    if (standsOut(node)) return;
    x = place.x;
  }
  const text = title ? title.text : node.label;
  view.labels.push({ node: node.key, left: x, right: x + context.measureText(text).width, top: node.y - settings.labelSize / 2 - 2, bottom: node.y + settings.labelSize / 2 + 2 });
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = view.paint.paper;
  context.strokeText(text, x, node.y + settings.labelSize / 3);
  context.fillStyle = view.paint.ink;
  context.fillText(text, x, node.y + settings.labelSize / 3);
}

// Beside the note where there is room, else above it.
export function drawHover(context, node, settings, { paint, lead, labels, width: widthOf }) {
  const text = node.label || lead(node.title);
  context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
  const width = context.measureText(text).width;
  const isBeside = node.x + node.size + width + 13 <= widthOf();
  const x = isBeside ? node.x + node.size + 5 : Math.max(8, Math.min(node.x - width / 2, widthOf() - width - 8));
  const y = isBeside ? node.y : node.y - node.size - 16;
  const start = isBeside ? node.x - node.size - 4 : x - 8;
  if (standsOut(node)) labels.unshift({ node: node.key, left: start, right: x + width + 8, top: y - 11, bottom: y + 11 });
  context.fillStyle = paint.paper;
  context.strokeStyle = paint.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(start, y - 11, x + width + 8 - start, 22, 11);
  context.fill();
  context.stroke();
  context.fillStyle = node.color;
  context.beginPath();
  context.arc(node.x, node.y, node.size, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = paint.ink;
  context.fillText(text, x, y + 4);
}
