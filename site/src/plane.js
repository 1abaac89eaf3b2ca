// The plane in which the graph stands, and the sizes of its notes, as teleo/site/picture.py has them.

export const GRID = 1500;
// How much wider than high the graph is drawn.
const STRETCH = 1.5;
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

// Where sigma, whose heights grow upwards, has a place: half as wide again as high, or, on a stage that is higher than
// wide, turned on its side.
export const spot = (x, y, isTurned) => (isTurned ? { x: -y, y: -STRETCH * x } : { x: STRETCH * x, y: -y });

// The frame of a square of places.
export function frame({ left, top, side }, isTurned) {
  const [one, other] = [spot(left, top, isTurned), spot(left + side, top + side, isTurned)];
  const span = (name) => [one[name], other[name]].sort((first, second) => first - second);
  return { x: span("x"), y: span("y") };
}

// The side of the picture's square on a stage of these measures.
export const sideOn = (width, height) => (height >= width ? Math.min(STRETCH * width, height) : Math.min(width, STRETCH * height));

export const radius = (ties, count) => (3 + 1.75 * Math.sqrt(ties)) * Math.min(MOST_SCALE, Math.max(LEAST_SCALE, Math.sqrt(FULL / count)));
