// The box for citing a page: whole addresses instead of relative ones, where a host gives the page one, and a button
// that copies.

import { html } from "./dom.js";

export function dressCitation() {
  for (const link of document.querySelectorAll("a[rel=bookmark]")) if (link.protocol !== "file:") link.textContent = link.href;
  for (const button of document.querySelectorAll("button.copy")) {
    const box = document.getElementById(button.dataset.copy);
    if (!box || !navigator.clipboard) continue;
    const said = html("span", { className: "aside" });
    said.setAttribute("role", "status");
    button.hidden = false;
    button.after(" ", said);
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(box.textContent);
        said.textContent = "Copied.";
      } catch {
        getSelection().selectAllChildren(box);
        said.textContent = "Selected; your keyboard or menu copies it.";
      }
    });
  }
}
