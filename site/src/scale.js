// The values that an input may take, and a slider's scale over them.

export function holds(value, { low = -Infinity, high = Infinity, lowOpen, highOpen, isWhole }) {
  const isInside = (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
  return isInside && Number.isFinite(value) && (!isWhole || Number.isInteger(value));
}

// Logarithmic where values are positive, by odds for shares, else straight; it stops short of an open bound.
export function scale({ spread, bounds, value: [low, middle, high] }) {
  const floor = bounds.lowOpen ? bounds.low + (low - bounds.low) / 100 : bounds.low ?? -Infinity;
  const ceiling = bounds.highOpen ? bounds.high - (bounds.high - high) / 100 : bounds.high ?? Infinity;
  if (bounds.low === 0 && bounds.high === 1 && low > 0 && high < 1) {
    const odds = (share) => Math.log(share / (1 - share));
    const [from, to] = [odds(low) - 2, odds(high) + 2];
    return { at: (t) => 1 / (1 + Math.exp(-(from + (to - from) * t))), of: (share) => (odds(share) - from) / (to - from) };
  }
  if (low > 0) {
    const isPoint = spread.shape === "point";
    const from = Math.max(isPoint ? middle / 10 : low / 3, floor);
    const to = Math.min(isPoint ? middle * 10 : high * 3, ceiling);
    return { at: (t) => from * (to / from) ** t, of: (value) => Math.log(value / from) / Math.log(to / from) };
  }
  const room = high - low || Math.abs(middle) || 1;
  const [from, to] = [Math.max(low - room, floor), Math.min(high + room, ceiling)];
  return { at: (t) => from + (to - from) * t, of: (value) => (value - from) / (to - from) };
}

// A value in few digits, unless these would be out of bounds.
export function rounded(value, bounds) {
  const short = bounds.isWhole ? Math.round(value) : Number(value.toPrecision(3));
  return holds(short, bounds) ? short : clamped(value, bounds);
}

export function clamped(value, { low = -Infinity, high = Infinity }) {
  return Math.min(Math.max(value, low), high);
}
