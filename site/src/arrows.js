// Arrow keys, as the way that each of them points: to the right and upwards.

const WAYS = new Map([["ArrowLeft", [-1, 0]], ["ArrowRight", [1, 0]], ["ArrowUp", [0, 1]], ["ArrowDown", [0, -1]]]);

export function onArrows(group, act, options) {
  group.addEventListener("keydown", (event) => {
    const way = WAYS.get(event.key);
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(way);
  }, options);
}
