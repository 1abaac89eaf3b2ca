// What the reader sees of the graph: what the filters leave, and what stands out around the node in focus.

// With more edges in sight than this, dash and shape are for those that argue; with more of these, for none.
export const MOST_DRAWN = 400;
const CLEAR = "rgba(0,0,0,0)";
// Sigma softens the rims of dots and lines inwards; these are the pixels that this takes.
export const SOFT = 0.4;
const THIN = 0.8;

export const state = {
  chosen: null,
  hovered: null,
  relations: new Set(),
  ratings: new Set(),
  domain: "",
  until: "",
  isWhole: true,
  isCrowded: false,
  count: 0,
  near: new Set(),
  drawn: new Set(),
  argued: [],
};

export function readForm(form) {
  const values = new FormData(form);
  state.relations = new Set(values.getAll("relation"));
  state.ratings = new Set(values.getAll("rating"));
  state.domain = values.get("domain") || "";
  state.until = values.get("until") || "";
  state.isWhole = !state.domain && !state.until && !form.querySelector("[name=rating]:not(:checked)");
}

export function isShown(data, { rating, created, domain }) {
  return (
    state.ratings.has(data.ratings[rating]) &&
    (!state.until || (created && created <= state.until)) &&
    (!state.domain || data.domains[domain] === state.domain)
  );
}

// Finds what stands out: the neighbours of the node in focus, and the edges that are drawn with dash and shape.
export function focus(data, graph) {
  const node = state.hovered ?? state.chosen;
  state.near = new Set(node === null ? [] : [node]);
  const [seen, argued] = [[], []];
  const isSeen = ({ relation }, one, other) => state.relations.has(data.relations[relation]) && isShown(data, one) && isShown(data, other);
  const take = (edge, { relation }) => {
    seen.push(edge);
    if (relation < 4) argued.push(edge);
  };
  if (node === null) graph.forEachEdge((edge, attributes, from, to, one, other) => isSeen(attributes, one, other) && take(edge, attributes));
  else {
    graph.forEachEdge(node, (edge, attributes, from, to, one, other) => {
      const far = from === node ? other : one;
      if (!isSeen(attributes, far, far)) return;
      state.near.add(from === node ? to : from);
      take(edge, attributes);
    });
  }
  // Of many, those of a hub too, only what argues is drawn with its dash and shape, and of many of these what is in sight.
  const isCrowded = argued.length > MOST_DRAWN;
  if (node === null) Object.assign(state, { isCrowded, count: seen.length });
  state.drawn = new Set(seen.length <= MOST_DRAWN ? seen : isCrowded ? [] : argued);
  state.argued = isCrowded ? argued : [];
}

// Both reducers fill in what sigma hands them, which is a copy already: a large graph has a million of these.
export function shownNode(data, node, attributes, { paint, scale, titles }) {
  const { near } = state;
  const shown = Object.assign(attributes, { size: attributes.size * scale + SOFT, color: paint.ratings[attributes.rating], zIndex: 1 });
  // What was chosen by its name is there whatever the filters leave.
  if (node !== state.chosen && !isShown(data, attributes)) {
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
  } else {
    shown.forceLabel = titles.has(node);
  }
  return shown;
}

export function shownEdge(data, graph, edge, attributes, { paint, scale }) {
  const [from, to] = graph.extremities(edge);
  const node = state.hovered ?? state.chosen;
  const isNear = node !== null && (from === node || to === node);
  // In a crowd, heads of arrows would only hide the nodes.
  const type = state.isCrowded ? "hair" : "arrow";
  const { relations, rule } = state.isCrowded && !isNear ? paint.among(state.count) : paint;
  const shown = Object.assign(attributes, { type, size: attributes.size * scale + THIN, color: relations[attributes.relation] });
  if (!state.relations.has(data.relations[attributes.relation])) shown.hidden = true;
  else if (node !== null && !isNear) shown.hidden = true;
  else if (state.drawn.has(edge)) shown.color = CLEAR;
  else if (node === null && attributes.relation > 3) shown.color = rule;
  if (isNear) shown.size += 0.8;
  return shown;
}
