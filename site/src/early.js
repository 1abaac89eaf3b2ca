// A button that a reader pressed before the scripts came does what it says when they are here.

// Milliseconds that a press lasts: what began later may end in a click that the scripts hear themselves.
const PRESS = 300;

const began = performance.now();

function replay(entries) {
  for (const { name, startTime, target } of entries.getEntries()) {
    if (!name.startsWith("key") && startTime < began - PRESS) target?.closest?.("button")?.click();
  }
}

export function catchUp() {
  // The browser keeps the first input of a page; where it does not, a reader presses again.
  const observe = () => new PerformanceObserver(replay).observe({ type: "first-input", buffered: true });
  if (PerformanceObserver.supportedEntryTypes?.includes("first-input")) addEventListener("DOMContentLoaded", observe);
}
