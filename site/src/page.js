import { hasInputs } from "./address.js";
import { dressCitation } from "./cite.js";
import { html, load } from "./dom.js";
import { catchUp } from "./early.js";
import { walkMap } from "./map.js";
import { dressTheme } from "./theme.js";

dressTheme(() => document.dispatchEvent(new Event("teleo:theme")));
walkMap();
dressCitation();
catchUp();

// Paper shows what is folded on the screen; the style sheet says so too, to browsers that know how.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")];
  for (const one of unfolded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
});

// Milliseconds after which a reader is told that something is on its way.
const LATE = 400;

// Numbers come alive when they are first wanted: their models are not part of the first view.
async function enliven() {
  await Promise.all([load("static/data/numbers.js"), load("static/data/models.js")]);
  await load("static/numbers.js");
}

if (document.body.dataset.numbers !== undefined) {
  const offers = [...document.querySelectorAll(".enliven")];
  const told = html("span", { className: "aside" });
  told.setAttribute("role", "status");
  for (const offer of offers) {
    offer.addEventListener("click", async () => {
      if (offer.getAttribute("aria-disabled")) return;
      // A button that is disabled would lose the focus.
      offer.setAttribute("aria-disabled", "true");
      told.textContent = "";
      offer.after(" ", told);
      const late = setTimeout(() => (told.textContent = "The models are on their way …"), LATE);
      const asked = document.activeElement;
      try {
        await enliven();
      } catch {
        // What did not come may come the next time.
        offer.removeAttribute("aria-disabled");
        told.textContent = "The models did not come. Try again.";
        return;
      } finally {
        clearTimeout(late);
      }
      const isHere = [asked, document.body].includes(document.activeElement);
      told.remove();
      for (const one of offers) one.remove();
      const box = document.getElementById(offer.dataset.panel)?.querySelector(".try");
      if (!box) return;
      box.open = true;
      if (isHere) box.querySelector("summary").focus();
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.number");
    const target = link && link.getAttribute("href").startsWith("#") && document.getElementById(link.getAttribute("href").slice(1));
    target?.querySelector(".enliven")?.click();
  });
  // Also where an address is pasted over that of the page as it stands.
  const follow = () => hasInputs(location.hash) && enliven().then(() => offers.forEach((one) => one.remove()), () => {});
  addEventListener("hashchange", follow);
  follow();
}

// Search: its code and its index come when they are first asked for.
const button = document.getElementById("search");
const told = html("span", { className: "aside" });
told.setAttribute("role", "status");

// What is typed while the search that a reader asked for is on its way; undefined at other times.
let early;

const tell = (text) => {
  told.textContent = text;
  button.after(told);
};

async function search() {
  told.remove();
  const late = setTimeout(() => tell("The search is on its way …"), LATE);
  try {
    await load("static/search.js");
  } catch {
    early = undefined;
    return tell("The search did not come. Try again.");
  } finally {
    clearTimeout(late);
  }
  told.remove();
  const opened = self.teleo.openSearch();
  const field = document.activeElement;
  if (early && field.closest("dialog")) {
    field.value = early;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  early = undefined;
  return opened;
}

if (button) {
  // Who comes back from a result finds the others.
  if (history.state?.search) search();
  button.addEventListener("click", () => {
    early ??= "";
    search();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    if (early !== undefined && event.key.length === 1) {
      event.preventDefault();
      early += event.key;
    } else if (event.key === "/") {
      event.preventDefault();
      early = "";
      search();
    }
  });
}
