// Walking the map of a page: a click on a neighbour makes it the centre, a click on the centre opens it.

import { hasPlace, isOther, wayIn, withWay } from "./address.js";
import { counted } from "./counted.js";
import { html, load, svg } from "./dom.js";
import { shortened } from "./labels.js";
import { LINE, WIDTH, adjacency, chords, curve, neighbourhood } from "./neighbourhood.js";

const DATA = "static/data/graph.js";
// A relation's name, and how it reads from its origin and from its target, as teleo/site/wording.py has them.
const WORDS = new Map([
  ["depends_on", ["rests on", "Rests on", "Holds up"]],
  ["supports", ["supports", "Supports", "Supported by"]],
  ["challenges", ["challenges", "Challenges", "Challenged by"]],
  ["contradicts", ["contradicts", "Contradicts", "Contradicted by"]],
  ["related", ["related", "Related to", "Related to"]],
  ["cites", ["cites", "Cites", "Cited by"]],
  ["part_of", ["part of", "Part of", "Contains"]],
  ["mentions", ["mentions", "Mentions", "Mentioned by"]],
]);

export function walkMap() {
  const figure = document.querySelector(".map");
  if (!figure) return;
  const root = document.body.dataset.root;
  const home = figure.dataset.page;
  const first = { picture: figure.querySelector("svg"), legend: figure.querySelector(".legend"), rest: figure.querySelector(".left-out") };
  const graphLink = figure.querySelector(".in-graph");
  const crumbs = html("ol", { className: "crumbs no-print", hidden: true, aria: { label: "The way here" } });
  const said = html("p", { className: "unseen" });
  said.setAttribute("role", "status");
  figure.prepend(crumbs);
  figure.append(said);
  let graph;
  let trail = [];

  async function data() {
    if (!graph) {
      await load(DATA);
      const raw = self.teleo.graph;
      graph = {
        ...raw,
        pages: raw.nodes.map(([page]) => page.slice(0, -1)),
        titles: raw.nodes.map(([, title]) => title),
        ties: adjacency(raw),
      };
      graph.numbers = new Map(graph.pages.map((page, number) => [page, number]));
    }
    return graph;
  }

  const tone = (note) => graph.ratings[graph.nodes[note][4]];
  const link = (note, ...children) => svg("a", { class: `node ${tone(note)}`, href: `${root}${graph.pages[note]}/index.html`, "data-note": graph.pages[note] }, ...children);
  const glyph = (note, x, y, size) => svg("use", { href: `#g-${tone(note)}`, x: x - size / 2, y: y - size / 2, width: size, height: size });

  function drawn(note, area) {
    const height = Math.round(area.height + 6);
    const centre = WIDTH / 2;
    const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-label": `Map of the notes around ${graph.titles[note]}` });
    const label = (x, end, text) => svg("text", { class: "side", x, y: 12, "text-anchor": end ? "end" : "start" }, text);
    picture.append(label(4, false, "points here"), label(WIDTH - 4, true, "it points to"));
    for (const { relation, path } of chords(area.nodes, graph.ties)) picture.append(svg("path", { class: `edge between ${relation}`, d: path }));
    for (const node of area.nodes) {
      node.ties.slice(0, 2).forEach(({ relation }, number) => {
        const { path, tip } = curve(node, number, area.middle);
        picture.append(
          svg("path", { class: `edge ${relation}`, d: path }),
          svg("use", { class: `tip ${relation}`, href: `#t-${relation}`, transform: tip }),
        );
      });
    }
    picture.append(
      link(
        note,
        svg("title", {}, `Open ${graph.titles[note]}`),
        svg("circle", { class: "halo", cx: centre, cy: area.middle, r: 15 }),
        svg("circle", { class: "here", cx: centre, cy: area.middle, r: 14.5 }),
        glyph(note, centre, area.middle, 18),
      ),
    );
    for (const node of area.nodes) picture.append(neighbour(node));
    return picture;
  }

  function neighbour(node) {
    const x = node.isRight ? node.x + 10 : node.x - 10;
    const text = svg("text", { x, y: node.y - ((node.label.length - 1) * LINE) / 2 + 4, "text-anchor": node.isRight ? "start" : "end" });
    node.label.forEach((line, number) => text.append(svg("tspan", { x, dy: number ? LINE : 0 }, line)));
    const { relation, isOutward } = node.ties[0];
    return link(
      node.note,
      svg("title", {}, `${WORDS.get(relation)[isOutward ? 1 : 2]}: ${graph.titles[node.note]}`),
      svg("circle", { class: "halo", cx: node.x, cy: node.y, r: 7.5 }),
      glyph(node.note, node.x, node.y, 12),
      text,
    );
  }

  function legend(area) {
    const shown = [...area.nodes.flatMap(({ ties }) => ties.slice(0, 2)), ...chords(area.nodes, graph.ties)];
    const used = new Set(shown.map(({ relation }) => relation));
    const list = html("ul", { className: "legend" });
    for (const [relation, [word]] of WORDS) {
      if (!used.has(relation)) continue;
      const stroke = svg("svg", { class: `stroke ${relation}`, viewBox: "0 0 34 12", "aria-hidden": "true" },
        svg("line", { x1: 0, y1: 6, x2: 34, y2: 6 }), svg("use", { class: "tip", href: `#t-${relation}`, transform: "translate(18 6)" }));
      list.append(html("li", { className: relation }, stroke, ` ${word}`));
    }
    return list;
  }

  function put(picture, list, leftOut) {
    figure.querySelector("svg[role]").replaceWith(picture);
    figure.querySelector(".legend").replaceWith(list);
    figure.querySelector(".left-out")?.remove();
    if (leftOut) list.after(leftOut);
  }

  // The reader's inputs stay in the address, whatever they are when it is followed.
  const addressAt = (step) => withWay(location.hash, trail.slice(0, step)) || "#";

  function showCrumbs() {
    crumbs.hidden = !trail.length;
    crumbs.replaceChildren(
      ...[home, ...trail].map((page, index, all) => {
        const title = graph.titles[graph.numbers.get(page)];
        const shown = shortened(title, 34);
        if (index === all.length - 1) return html("li", {}, html("span", { textContent: shown, title, aria: { current: "location" } }));
        return html("li", {}, html("a", { href: addressAt(index), textContent: shown, title, dataset: { step: index } }));
      }),
    );
  }

  // The way stands in the address, so that Back, a reload and a copied link find it again.
  async function follow(shouldFocus) {
    const way = wayIn(location.hash);
    if ((!way.length && !trail.length) || isOther(location.hash)) return;
    if (graph && way.join("~") === trail.join("~")) return;
    await data();
    trail = way.filter((page) => graph.numbers.has(page));
    const page = trail.at(-1) ?? home;
    const note = graph.numbers.get(page);
    if (trail.length) {
      const area = neighbourhood(note, graph.ties, graph.titles);
      const rest = area.leftOut && html("p", { className: "aside left-out", textContent: `${counted(area.leftOut, "more neighbour")} not drawn.` });
      put(drawn(note, area), legend(area), rest);
    } else put(first.picture, first.legend, first.rest);
    graphLink.href = `${root}graph/index.html#${page}`;
    showCrumbs();
    said.textContent = `Now at ${graph.titles[note]}, with ${counted(graph.ties[note].length, "edge")}.`;
    if (shouldFocus) figure.querySelector("svg[role] a")?.focus({ preventScroll: true });
    // Where the map is below the text, who opens a copied address would not see it.
    else if (!hasPlace(location.hash) && figure.getBoundingClientRect().top > innerHeight) figure.scrollIntoView();
  }

  figure.addEventListener("click", async (event) => {
    const crumb = event.target.closest(".crumbs a");
    if (crumb) crumb.setAttribute("href", addressAt(Number(crumb.dataset.step)));
    const target = event.target.closest("svg[role] a");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const address = target.getAttribute("href");
    try {
      await data();
    } catch {
      location.href = address;
      return;
    }
    const page = address.slice(root.length).replace(/\/index\.html$/, "");
    if (page === (trail.at(-1) ?? home) || !graph.numbers.has(page)) location.href = address + withWay(location.hash);
    else location.hash = withWay(location.hash, [...trail, page].slice(-12));
  });
  addEventListener("hashchange", () => follow(true));
  follow(false);
}
