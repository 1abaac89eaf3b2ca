// The light and the dark dress: what the reader chose here, else what the system says.

const KEY = "teleo-theme";

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Some browsers keep no storage for pages opened from a folder; the choice then lasts for this page.
  }
}

export function dressTheme(onChange) {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const forced = matchMedia("(forced-colors: active)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
    onChange();
  };
  // Where the system gives all colours, a dress chosen here would set its drawings on the wrong ground.
  const wear = () => {
    const chosen = stored();
    if (forced.matches) delete root.dataset.theme;
    else if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
    show();
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    store(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  forced.addEventListener("change", wear);
  // What was chosen meanwhile in another tab, or on the page from which the reader comes back.
  addEventListener("storage", ({ key }) => key === KEY && wear());
  addEventListener("pageshow", ({ persisted }) => persisted && wear());
  wear();
}
