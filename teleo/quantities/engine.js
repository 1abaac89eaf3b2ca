// Recomputes a payload's quantities in a page; see javascript.py for the payload, evaluation.py for the twin.
const teleoEngine = (calculators, sampler) => {
  const MOST_UNDEFINED = 0.05;
  const SHARES = { low: 0.05, value: 0.5, high: 0.95 };
  const drawn = new Map();

  const draw = (spread, variable, count, bounds) => {
    if (spread.shape === "point") return spread.low;
    const key = JSON.stringify([spread, variable, count, bounds]);
    if (!drawn.has(key)) {
      if (drawn.size > 200) drawn.clear();
      drawn.set(key, sampler.samples(spread, variable, count, bounds));
    }
    return drawn.get(key);
  };
  const isMany = (values) => values instanceof Float64Array;
  const percentile = (ordered, share) => {
    const place = share * (ordered.length - 1);
    const below = Math.trunc(place);
    const above = Math.min(below + 1, ordered.length - 1);
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below);
  };
  const ordered = (values) => (isMany(values) ? values.filter(Number.isFinite).sort() : Float64Array.of(values));
  const times = (values, factor) => {
    if (factor === 1) return values;
    return isMany(values) ? values.map((value) => value * factor) : values * factor;
  };
  const isOut = (error) => ["InputError", "ResultError", "OverlapError"].includes(error.name);

  // Returns every numeric output by name: one number, or an array with NaN where the model has no result.
  const run = (name, columns) => {
    const many = Object.keys(columns).filter((key) => isMany(columns[key]));
    if (!many.length) return calculators[name](columns);
    const count = columns[many[0]].length;
    const inputs = { ...columns };
    const outputs = {};
    let undefinedCount = 0;
    let problem = null;
    for (let i = 0; i < count; i++) {
      let defined = true;
      for (const key of many) {
        inputs[key] = columns[key][i];
        if (Number.isNaN(inputs[key])) defined = false;
      }
      try {
        if (!defined) throw Object.assign(new RangeError("rests on no value"), { name: "InputError" });
        const found = calculators[name](inputs);
        for (const output of Object.keys(found)) {
          if (typeof found[output] !== "number") continue;
          outputs[output] ??= new Float64Array(count).fill(NaN);
          outputs[output][i] = found[output];
        }
      } catch (error) {
        if (!isOut(error)) throw error;
        problem ??= error;
        undefinedCount += 1;
      }
    }
    if (undefinedCount / count > MOST_UNDEFINED) throw problem;
    return outputs;
  };

  const column = (input, key, known, count, overrides) => {
    const override = overrides[`${key}.${input.name}`];
    if (typeof override === "number") return override;
    if (override) return draw(override, input.variable ?? `${key}.${input.name}`, count, input.bounds ?? {});
    if (input.spread) return draw(input.spread, input.variable, count, input.bounds);
    if (!input.from) return input.plain;
    const source = known[input.from];
    if (!source || source.problem) throw Object.assign(new RangeError(`rests on ${input.from}`), { name: "InputError" });
    return times(source.outputs[input.output], input.factor);
  };

  const verdictOf = (mass, limits) => {
    if (mass >= limits.supported) return "supported";
    return mass >= limits.possible ? "possible" : "contradicted";
  };
  const within = (value, ranges) => ranges.some(([low, high]) => value >= (low ?? -Infinity) && value <= (high ?? Infinity));

  const summary = (quantity, values, limits) => {
    const sorted = ordered(values).map((value) => value * quantity.scale + quantity.offset);
    const result = { isPoint: !isMany(values), sorted };
    for (const [end, share] of Object.entries(SHARES)) result[end] = percentile(sorted, share);
    result.mass = null;
    result.verdict = quantity.calculator ? "unstated" : "given";
    if (quantity.stated && quantity.calculator) {
      result.mass = sorted.filter((value) => within(value, quantity.stated)).length / sorted.length;
      result.verdict = verdictOf(result.mass, limits);
    }
    return result;
  };

  // Returns each quantity's value, low, high, mass, verdict, ascending samples and outputs, by `note#id`.
  // `overrides` puts a number or a spread in place of an input, by `note#id.input`, or of a given value, by `note#id`.
  const evaluate = (payload, overrides = {}, count = payload.samples) => {
    const known = {};
    for (const [key, quantity] of Object.entries(payload.quantities)) {
      try {
        let outputs;
        if (quantity.calculator) {
          const columns = {};
          for (const input of quantity.inputs) columns[input.name] = column(input, key, known, count, overrides);
          outputs = run(quantity.calculator, columns);
        } else {
          const spread = overrides[key] ?? quantity.spread;
          outputs = { "": typeof spread === "number" ? spread : draw(spread, quantity.variable, count, {}) };
        }
        known[key] = { outputs, ...summary(quantity, outputs[quantity.output], payload) };
      } catch (error) {
        if (!isOut(error)) throw error;
        known[key] = { problem: error.message };
      }
    }
    return known;
  };

  const digits = (slot, shown) => {
    const steps = shown / slot.step;
    let rounded = Math.floor(steps + 0.5);
    if (slot.bound) rounded = slot.bound === "floor" ? Math.floor(steps) : Math.ceil(steps);
    rounded *= slot.step;
    let decimals = slot.decimals;
    if (rounded === 0 && shown !== 0 && !slot.bound) {
      decimals = Math.max(decimals, -Math.floor(Math.log10(Math.abs(shown))));
      rounded = shown;
    }
    const text = rounded.toFixed(decimals);
    const unsigned = Number(text) === 0 ? text.replace("-", "") : text;
    return slot.grouped ? unsigned.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",") : unsigned;
  };
  // Returns a text with its slots filled from `numbers`, an object with value, low and high; see slot.py.
  const fill = (template, numbers) =>
    template
      .map((part) => {
        if (typeof part === "string") return part;
        const shown = numbers[part.end] * part.factor;
        if (part.mark !== undefined) {
          const [mantissa, power] = shown.toExponential(part.decimals).split("e");
          return `${mantissa}${part.mark}${Number(power)}`;
        }
        const text = digits(part, shown);
        return part.longMinus ? text.replace("-", "\u2212") : text;
      })
      .join("");

  return { evaluate, fill, percentile };
};
