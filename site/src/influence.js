// How far each input moves a number, drawn with a reader's inputs as the build draws it with the author's.

import { html, svg } from "./dom.js";
import { valueText } from "./show.js";

const bar = (width, name) => svg("rect", { class: name, width, height: 5 });

export function influenceList(influences, unit) {
  if (!influences.length) return html("span");
  const most = influences[0].swing;
  const rows = influences.map(({ name, low, high, swing }) => {
    const picture = svg("svg", { viewBox: "0 0 100 5", preserveAspectRatio: "none", "aria-hidden": "true" }, bar(100, "full"), bar(Math.round((100 * swing) / most), "part"));
    const meter = html("span", { className: "meter" }, picture, ` ${valueText(low, unit)} to ${valueText(high, unit)}`);
    return html("li", {}, html("code", { textContent: name }), " ", meter);
  });
  return html("div", { className: "influences" }, html("h4", { textContent: "Moves the result" }), html("ul", {}, ...rows));
}
