// The twin of exact.py and sampling.py: the same names and spreads give the same samples, bit by bit.
const teleoSampler = (() => {
  const LN2_HIGH = 0.693147180369123816490;
  const LN2_LOW = 1.90821492927058770002e-10;
  const SQRT_HALF = 0.70710678118654752440;
  const Z95 = 1.6448536269514722;
  const CENTRE = [
    [3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3],
    [1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3],
  ];
  const NEAR = [
    [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4],
    [1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9],
  ];
  const FAR = [
    [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
    [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15],
  ];
  const bits = new DataView(new ArrayBuffer(8));

  const split = (x) => {
    let value = x;
    let shift = 0;
    if (value < 2.2250738585072014e-308) {
      value *= 18014398509481984;
      shift = -54;
    }
    bits.setFloat64(0, value);
    const high = bits.getUint32(0);
    bits.setUint32(0, (high & 0x800fffff) | 0x3fe00000);
    return [bits.getFloat64(0), ((high >>> 20) & 0x7ff) - 1022 + shift];
  };
  const log = (x) => {
    let [mantissa, power] = split(x);
    if (mantissa < SQRT_HALF) {
      mantissa *= 2;
      power -= 1;
    }
    const s = (mantissa - 1) / (mantissa + 1);
    const z = s * s;
    let series = 0;
    for (let term = 11; term > 0; term--) series = (series + 1 / (2 * term + 1)) * z;
    return power * LN2_HIGH + (power * LN2_LOW + (2 * s + 2 * s * series));
  };
  const exp = (x) => {
    const power = Math.floor(x / LN2_HIGH + 0.5);
    const rest = x - power * LN2_HIGH - power * LN2_LOW;
    let series = 1;
    for (let term = 14; term > 0; term--) series = 1 + (rest * series) / term;
    bits.setUint32(0, (power + 1023) << 20);
    bits.setUint32(4, 0);
    return series * bits.getFloat64(0);
  };
  const polynomial = (ascending, r) => {
    let value = ascending[ascending.length - 1];
    for (let i = ascending.length - 2; i >= 0; i--) value = value * r + ascending[i];
    return value;
  };
  const ratio = (coefficients, r) => polynomial(coefficients[0], r) / polynomial(coefficients[1], r);
  const normalQuantile = (p) => {
    const q = p - 0.5;
    if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q);
    const r = Math.sqrt(-log(Math.min(p, 1 - p)));
    const outer = r <= 5 ? ratio(NEAR, r - 1.6) : ratio(FAR, r - 5);
    return q < 0 ? -outer : outer;
  };

  const mixed = (word) => {
    let h = word;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const keys = (name) => {
    let first = 0x811c9dc5;
    let second = 0x9747b28c;
    for (const byte of new TextEncoder().encode(name)) {
      first = Math.imul(first ^ byte, 0x01000193);
      second = Math.imul(second ^ byte, 0x01000193);
    }
    return [mixed(first), mixed(second)];
  };
  const permutation = (name, count) => {
    const [first, second] = keys(name);
    const order = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      order[i] = mixed(mixed((Math.imul(i, 0x9e3779b1) + first) | 0) ^ second) * 1048576 + i;
    }
    order.sort();
    return order.map((word) => word % 1048576);
  };

  const toScale = (shape, value) => {
    if (shape === "normal") return value;
    return log(shape === "logit-normal" ? value / (1 - value) : value);
  };
  const fromScale = (shape, value) => {
    if (shape === "normal") return value;
    const grown = exp(Math.max(-690, Math.min(690, value)));
    return shape === "logit-normal" ? grown / (1 + grown) : grown;
  };
  // Returns the function from a probability to a value.
  const valueAt = (spread) => {
    const { shape, low, high, median = null, choices = [] } = spread;
    if (shape === "point") return () => low;
    if (shape === "uniform") return (p) => low + (high - low) * p;
    if (shape === "choice") return (p) => choices[Math.floor(p * choices.length)];
    const bottom = toScale(shape, low);
    const top = toScale(shape, high);
    const centre = median === null ? (bottom + top) / 2 : toScale(shape, median);
    const below = (centre - bottom) / Z95;
    const above = (top - centre) / Z95;
    return (p) => {
      const z = normalQuantile(p);
      return fromScale(shape, centre + z * (z < 0 ? below : above));
    };
  };
  const holds = (bounds, value) => {
    const { low = -Infinity, high = Infinity, lowOpen = false, highOpen = false } = bounds;
    return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
  };
  const edge = (at, bounds, start) => {
    let outside = start;
    let inside = 0.5;
    for (let turn = 0; turn < 60; turn++) {
      const middle = (outside + inside) / 2;
      if (holds(bounds, at(middle))) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  const kept = (spread, bounds) => {
    if (["point", "uniform", "choice"].includes(spread.shape)) return [0, 1];
    const at = valueAt(spread);
    const start = holds(bounds, at(2 ** -60)) ? 0 : edge(at, bounds, 0);
    const end = holds(bounds, at(1 - 2 ** -53)) ? 1 : edge(at, bounds, 1);
    return [start, end];
  };

  // Returns `count` samples of the variable `name`; see sampling.py.
  const samples = (spread, name, count, bounds = {}) => {
    const [start, end] = kept(spread, bounds);
    const at = valueAt(spread);
    const ordered = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const middle = (i + 0.5) / count;
      const value = at(start === 0 && end === 1 ? middle : start + (end - start) * middle);
      ordered[i] = bounds.isWhole ? Math.floor(value + 0.5) : value;
    }
    return permutation(name, count).map((place) => ordered[place]);
  };

  return { keys, log, exp, normalQuantile, permutation, samples };
})();
