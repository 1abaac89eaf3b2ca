// Recomputes the vault's numbers with inputs of the reader's own, over the samples that the build drew.

// The largest share of samples without a result that a number may have, as in teleo/quantities/evaluation.py.
const MOST_UNDEFINED = 0.05;
const SHARES = [0.05, 0.5, 0.95];

// The value at a share of numbers in order, between its neighbours.
export function percentile(ordered, share) {
  const place = share * (ordered.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (ordered[above] - ordered[below]) * (place - below);
}

// data: the vault's numbers; sampler and models: the build's own code; write: a value with its unit as text.
// Of a run, overrides: "number.input" -> value.
export function engine(data, sampler, models, write) {
  const list = data.list;
  const uses = list.map(() => []);
  const needs = list.map(({ inputs }) => (inputs || []).flatMap((input) => ("from" in input ? [input.from] : [])));
  list.forEach((entry, index) => {
    for (const input of entry.inputs || []) if ("from" in input) uses[input.from].push(index);
    const [first] = entry.unknown || [index];
    if (first === index) return;
    uses[first].push(index);
    uses[index].push(first);
  });

  // All quantities that move when those of `starts` do, themselves included.
  function dependents(starts) {
    const found = new Set(starts);
    for (const index of found) for (const next of uses[index]) found.add(next);
    return found;
  }

  function run(overrides, count) {
    const known = new Map();
    const complaints = new Map();

    // Computes first what a number rests on, near or far: a chain of claims may be longer than calls can be nested.
    function outputs(index) {
      const open = new Set([index]);
      const path = [index];
      while (path.length && !known.has(index)) {
        const top = path.at(-1);
        const next = needs[top].find((one) => !known.has(one) && !open.has(one));
        if (next === undefined) {
          known.set(top, computed(list[top], top));
          path.pop();
        } else {
          open.add(next);
          path.push(next);
        }
      }
      return known.get(index);
    }

    function drawn(spread, variable, bounds) {
      return spread.shape === "point" ? spread.low : sampler.samples(spread, variable, count, bounds);
    }

    function valueOf(input, index) {
      const own = overrides.get(`${index}.${input.name}`);
      if (own !== undefined) return own;
      if ("choice" in input) return input.choice;
      if ("table" in input) return input.table;
      if (!("from" in input)) return drawn(input.spread, input.variable, input.bounds);
      const found = known.get(input.from);
      const values = found && found[input.output];
      if (values === null || values === undefined) return null;
      return typeof values === "number" ? values * input.factor : values.map((value) => value * input.factor);
    }

    function computed(entry, index) {
      if (entry.given) {
        const [first, factor] = entry.unknown || [index, 1];
        const own = overrides.get(`${first}.`);
        return { "": own === undefined ? drawn(entry.given, entry.given.variable) : (own * factor - entry.offset) / entry.scale };
      }
      if (!entry.model) return entry.value[1] === null ? null : { [entry.output]: (entry.value[1] - entry.offset) / entry.scale };
      const inputs = entry.inputs.map((input) => [input.name, valueOf(input, index)]);
      const missing = inputs.find(([, value]) => value === null);
      if (missing) {
        complaints.set(index, `${missing[0]} rests on a number that has no result`);
        return null;
      }
      const model = models.get(entry.model);
      const sampled = inputs.filter(([, value]) => value instanceof Float64Array);
      const given = Object.fromEntries(inputs);
      const columns = {};
      let misses = 0;
      for (let place = 0; place < (sampled.length ? count : 1); place += 1) {
        for (const [name, values] of sampled) given[name] = values[place];
        const row = attempt(model, given);
        if (row instanceof Error) {
          misses += 1;
          if (!complaints.has(index)) complaints.set(index, told(row, entry));
          // One sample out of range is left out; a model that cannot go on fails for all.
          if (!sampled.length || row.name !== "InputError" || 1 - (count - misses) / count > MOST_UNDEFINED) return null;
          continue;
        }
        if (!sampled.length) return row;
        for (const name of Object.keys(row)) {
          columns[name] ??= new Float64Array(count).fill(NaN);
          columns[name][place] = row[name];
        }
      }
      return columns;
    }

    const results = new Map();

    function result(index) {
      if (!results.has(index)) results.set(index, summary(list[index], outputs(index), complaints.get(index)));
      return results.get(index);
    }

    // The low, middle and high of an input, in its unit; undefined for one that is no number.
    function numbersOf(input, index) {
      outputs(index);
      const value = valueOf(input, index);
      if (typeof value === "number") return [value, value, value];
      if (!(value instanceof Float64Array)) return undefined;
      if (input.value) return input.value;
      const ordered = value.filter(Number.isFinite).sort();
      return ordered.length ? SHARES.map((share) => percentile(ordered, share)) : undefined;
    }

    // How far each input moves a number over its own 90%, the others at their medians, the widest first; as
    // teleo/quantities/sensitivity.py computes it.
    function influences(index) {
      const entry = list[index];
      if (!entry.model || !outputs(index)) return [];
      const numbers = new Map(entry.inputs.map((input) => [input.name, numbersOf(input, index)]));
      const middle = Object.fromEntries(entry.inputs.map((input) => [input.name, numbers.get(input.name)?.[1] ?? valueOf(input, index)]));
      const model = models.get(entry.model);
      const at = (changed) => {
        const found = attempt(model, { ...middle, ...changed });
        return found instanceof Error ? NaN : found[entry.output] * entry.scale + entry.offset;
      };
      const found = [...numbers].flatMap(([name, ends]) => {
        if (!ends || ends[0] === ends[2]) return [];
        const [low, high] = [at({ [name]: ends[0] }), at({ [name]: ends[2] })];
        return Number.isFinite(high - low) && high !== low ? [{ name, low, high, swing: Math.abs(high - low) }] : [];
      });
      return found.sort((one, two) => two.swing - one.swing || (one.name < two.name ? -1 : 1));
    }

    return { outputs, influences, numbers: numbersOf, result };
  }

  function attempt(model, inputs) {
    try {
      return model(inputs);
    } catch (error) {
      if (["InputError", "ResultError", "OverlapError"].includes(error.name)) return error;
      throw error;
    }
  }

  function told(error, entry) {
    const input = entry.inputs.find(({ name }) => name === error.field);
    if (!input || typeof error.value !== "number") return error.message;
    return `${error.field} is ${write(error.value, input.unit)}; allowed: ${error.allowed}`;
  }

  function summary(entry, found, complaint = "no value") {
    const values = found && found[entry.given ? "" : entry.output];
    if (values === undefined || values === null) return { complaint };
    const shown = (value) => value * entry.scale + entry.offset;
    if (typeof values === "number") return judged(entry, { low: shown(values), value: shown(values), high: shown(values), ordered: null });
    const ordered = values.filter(Number.isFinite).sort();
    if (!ordered.length) return { complaint };
    const [low, value, high] = SHARES.map((share) => shown(percentile(ordered, share)));
    return judged(entry, { low, value, high, ordered: ordered.map(shown) });
  }

  function judged(entry, result) {
    if (!entry.stated) return result;
    const holds = (value) => entry.stated.some(([low, high]) => value >= (low ?? -Infinity) && value <= (high ?? Infinity));
    const mass = result.ordered ? result.ordered.filter(holds).length / result.ordered.length : Number(holds(result.value));
    const verdict = mass >= data.supported ? "supported" : mass >= data.possible ? "possible" : "contradicted";
    return { ...result, mass, verdict };
  }

  return { dependents, run };
}
