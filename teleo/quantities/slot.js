// The twin of slot.py: writes numbers into a sentence in the form that its author chose.
const teleoSlots = (() => {
  const MOST_DECIMALS = 100;
  const SLACK = 1e-12;
  // As Number.toFixed, which writes what is larger with an exponent.
  const fixed = (value, decimals) => {
    if (Math.abs(value) < 1e21) return value.toFixed(decimals);
    return `${BigInt(value)}${decimals ? `.${"0".repeat(decimals)}` : ""}`;
  };
  const digits = (slot, shown) => {
    const steps = shown / slot.step;
    let rounded = Math.floor(steps + 0.5);
    const slack = Math.abs(steps) * SLACK;
    if (slot.bound) rounded = slot.bound === "floor" ? Math.floor(steps + slack) : Math.ceil(steps - slack);
    rounded = Number.isFinite(steps) ? rounded * slot.step : shown;
    let decimals = slot.decimals;
    if (rounded === 0 && shown !== 0 && !slot.bound) {
      decimals = Math.max(decimals, -Math.floor(Math.log10(Math.abs(shown))));
      rounded = shown;
      if (decimals > MOST_DECIMALS) return shown.toExponential(0);
    }
    const text = fixed(rounded, decimals);
    const unsigned = Number(text) === 0 ? text.replace("-", "") : text;
    return slot.grouped ? unsigned.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : unsigned;
  };
  // A number by its power of ten, rounded, or the next below or above it where that is beyond what it bounds.
  const within = ({ bound, decimals }, shown) => {
    const [mantissa, power] = shown.toExponential(decimals).split("e").map(Number);
    const rounded = Number(`${mantissa}e${power}`);
    const slack = Math.abs(shown) * SLACK;
    const isOver = bound === "floor" ? rounded > shown + slack : rounded < shown - slack;
    const isBeyond = bound && decimals <= 15 && isOver;
    if (!isBeyond) return [mantissa.toFixed(decimals), power];
    const one = 10 ** decimals;
    const steps = Math.round(mantissa * one) + (bound === "floor" ? -1 : 1);
    if (Math.abs(steps) >= 10 * one) return [(Math.sign(steps)).toFixed(decimals), power + 1];
    if (Math.abs(steps) < one) return [((Math.sign(mantissa) * (10 * one - 1)) / one).toFixed(decimals), power - 1];
    return [(steps / one).toFixed(decimals), power];
  };
  // Returns a text with its slots filled from `numbers`, an object with value, low and high; see slot.py.
  const fill = (template, numbers) =>
    template
      .map((part) => {
        if (typeof part === "string") return part;
        const shown = numbers[part.end] * part.factor;
        if (!Number.isFinite(shown)) return "infinity";
        if (part.mark !== undefined) {
          const [mantissa, power] = within(part, shown);
          return `${mantissa}${part.mark}${power}`;
        }
        const text = digits(part, shown);
        return part.longMinus ? text.replaceAll("-", "\u2212") : text;
      })
      .join("");

  return { fill };
})();
