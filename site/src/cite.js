// The box for citing a page: whole addresses instead of relative ones, where a host gives the page one, and a button
// that copies.

export function dressCitation() {
  for (const link of document.querySelectorAll("a[rel=bookmark]")) if (link.protocol !== "file:") link.textContent = link.href;
  for (const button of document.querySelectorAll("button.copy")) {
    const box = document.getElementById(button.dataset.copy);
    if (!box || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(box.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(box);
        button.textContent = "Selected";
      }
    });
  }
}
