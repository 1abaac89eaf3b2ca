"use strict";
const network = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const status = document.getElementById("status");
  const summary = status.textContent;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const options = read("options");
  options.nodes.font.color = isDark ? "#e4e7ea" : "#1d2329";

  const nodes = new vis.DataSet(read("nodes").map((node) => ({ ...node, font: { ...options.nodes.font, ...node.font } })));
  const edges = new vis.DataSet(read("edges"));
  const hidden = new Set();
  const shown = new vis.DataView(edges, { filter: (edge) => !hidden.has(edge.relation) });
  const network = new vis.Network(document.getElementById("graph"), { nodes, edges: shown }, options);

  network.on("stabilizationProgress", ({ iterations, total }) => {
    status.textContent = `settling, ${Math.round((100 * iterations) / total)} %`;
  });
  // The simulation stops once it has settled: a page at rest costs nothing.
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    status.textContent = summary;
    document.body.dataset.settled = "true";
  });

  for (const box of document.querySelectorAll("input[name=relation]")) {
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(box.value);
      else hidden.add(box.value);
      shown.refresh();
    });
  }

  const find = document.getElementById("find");
  find.addEventListener("change", () => {
    const wanted = find.value.trim().toLowerCase();
    if (!wanted) return;
    const all = nodes.get();
    const node = all.find((one) => one.name.toLowerCase() === wanted)
      || all.find((one) => one.name.toLowerCase().includes(wanted));
    status.textContent = node ? node.name : "nothing found";
    if (!node) return;
    network.selectNodes([node.id]);
    network.focus(node.id, { scale: 1.2, animation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  });
  return network;
})();
