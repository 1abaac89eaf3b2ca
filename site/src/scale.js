// The values that an input may take, and a slider's scale over them.

export function holds(value, { low = -Infinity, high = Infinity, lowOpen, highOpen, isWhole }) {
  const isInside = (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
  return isInside && Number.isFinite(value) && (!isWhole || Number.isInteger(value));
}

// How often a slider holds an interval on either side of it: a narrow one is still a seventh of its way.
const REACH = 3;

// Logarithmic where values are positive, by odds for shares, else straight; it stops short of an open bound.
export function scale({ bounds, value: [low, middle, high] }) {
  const floor = bounds.lowOpen ? bounds.low + (low - bounds.low) / 100 : bounds.low ?? -Infinity;
  const ceiling = bounds.highOpen ? bounds.high - (bounds.high - high) / 100 : bounds.high ?? Infinity;
  if (bounds.low === 0 && bounds.high === 1 && low > 0 && high < 1) {
    const odds = (share) => Math.log(share / (1 - share));
    const room = Math.min(2, REACH * (odds(high) - odds(low))) || 2;
    const [from, to] = [odds(low) - room, odds(high) + room];
    return { at: (t) => 1 / (1 + Math.exp(-(from + (to - from) * t))), of: (share) => (odds(share) - from) / (to - from) };
  }
  if (low > 0) {
    const factor = high > low ? Math.min(3, (high / low) ** REACH) : 10;
    const [from, to] = [Math.max(low / factor, floor), Math.min(high * factor, ceiling)];
    return { at: (t) => from * (to / from) ** t, of: (value) => Math.log(value / from) / Math.log(to / from) };
  }
  const room = high - low || Math.abs(middle) || 1;
  const [from, to] = [Math.max(low - room, floor), Math.min(high + room, ceiling)];
  return { at: (t) => from + (to - from) * t, of: (value) => (value - from) / (to - from) };
}

// A value in few digits, but as many as tell it from the value a step further, unless these would be out of bounds.
export function rounded(value, bounds, step) {
  const digits = value && step ? Math.floor(Math.log10(Math.abs(value))) + 1 - Math.floor(Math.log10(2 * step)) : 0;
  const short = bounds.isWhole ? Math.round(value) : Number(value.toPrecision(Math.min(Math.max(digits, 3), 15)));
  return holds(short, bounds) ? short : clamped(value, bounds);
}

export function clamped(value, { low = -Infinity, high = Infinity }) {
  return Math.min(Math.max(value, low), high);
}
