// The square in which the graph stands, and the sizes of its notes, as teleo/site/picture.py has them.

export const GRID = 1000;
const MARGIN = 1.06;
const FULL = 150;
const LEAST_SCALE = 0.25;
const MOST_SCALE = 2;

export function square(nodes) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [, , x, y] of nodes) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const side = MARGIN * Math.max(right - left, bottom - top) || 1;
  return { left: (left + right - side) / 2, top: (top + bottom - side) / 2, side };
}

export const radius = (ties, count) => (3 + 1.75 * Math.sqrt(ties)) * Math.min(MOST_SCALE, Math.max(LEAST_SCALE, Math.sqrt(FULL / count)));
