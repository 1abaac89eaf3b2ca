// Effective ratings and strengths, computed as teleo/graph computes them: strength.py, equilibrium.py, effective.py.

const STEP = 0.1;
const TOLERANCE = 1e-9;
const MAX_STEPS = 5000;
const PATIENCE = 25;
const SMALLEST_STEP = STEP / 64;

// Tarjan's components, each sorted; what a component leads to comes before it.
export function strongComponents(steps) {
  const order = new Int32Array(steps.length).fill(-1);
  const low = new Int32Array(steps.length);
  const isOpen = new Uint8Array(steps.length);
  const pending = [];
  const found = [];
  let count = 0;
  for (let start = 0; start < steps.length; start += 1) {
    if (order[start] >= 0) continue;
    const path = [[start, 0]];
    order[start] = low[start] = count++;
    pending.push(start);
    isOpen[start] = 1;
    while (path.length) {
      const top = path.at(-1);
      const [node] = top;
      if (top[1] < steps[node].length) {
        const next = steps[node][top[1]++];
        if (order[next] < 0) {
          order[next] = low[next] = count++;
          pending.push(next);
          isOpen[next] = 1;
          path.push([next, 0]);
        } else if (isOpen[next]) low[node] = Math.min(low[node], order[next]);
        continue;
      }
      path.pop();
      if (path.length) low[path.at(-1)[0]] = Math.min(low[path.at(-1)[0]], low[node]);
      if (low[node] !== order[node]) continue;
      const component = pending.splice(pending.lastIndexOf(node));
      for (const one of component) isOpen[one] = 0;
      found.push(component.sort((one, two) => one - two));
    }
  }
  return found;
}

function levels(influences) {
  const level = new Int32Array(influences.length);
  const found = [];
  for (const component of strongComponents(influences)) {
    const members = new Set(component);
    let depth = 0;
    for (const node of component) for (const by of influences[node]) if (!members.has(by)) depth = Math.max(depth, level[by] + 1);
    for (const node of component) level[node] = depth;
    while (found.length <= depth) found.push([[], []]);
    const isCyclic = component.length > 1 || influences[component[0]].includes(component[0]);
    found[depth][Number(isCyclic)].push(...component);
  }
  return found;
}

function moved(base, energy) {
  const share = (energy * energy) / (1 + energy * energy);
  return base + (energy > 0 ? (1 - base) * share : -base * share);
}

function settled(wiring, values, node) {
  let value = wiring.base[node];
  if (wiring.isRated[node]) {
    let energy = wiring.pull[node];
    let given = 0;
    for (const by of wiring.supporters[node]) given += values[by];
    let taken = 0;
    for (const by of wiring.challengers[node]) taken += values[by];
    energy += given;
    energy -= taken;
    value = moved(value, energy);
  }
  for (const premise of wiring.premises[node]) value = Math.min(value, values[premise]);
  return value;
}

function cap(premises, nodes, local) {
  const steps = nodes.map((node) => premises[node].filter((by) => local.has(by)).map((by) => local.get(by)));
  const components = strongComponents(steps);
  const group = new Int32Array(nodes.length);
  components.forEach((component, number) => component.forEach((node) => (group[node] = number)));
  const below = components.map((component, number) => [...new Set(component.flatMap((node) => steps[node].map((by) => group[by])))].filter((one) => one !== number));
  return (values) => {
    const low = new Float64Array(components.length).fill(Infinity);
    values.forEach((value, node) => (low[group[node]] = Math.min(low[group[node]], value)));
    below.forEach((others, number) => others.forEach((one) => (low[number] = Math.min(low[number], low[one]))));
    return values.map((_, node) => low[group[node]]);
  };
}

function settle(wiring, values, block) {
  const nodes = [...block].sort((one, two) => one - two);
  const local = new Map(nodes.map((node, index) => [node, index]));
  const outside = (neighbours, node) => neighbours[node].filter((by) => !local.has(by));
  const pull = nodes.map((node) => {
    const sum = (neighbours) => outside(neighbours, node).reduce((total, by) => total + values[by], 0);
    return wiring.pull[node] + sum(wiring.supporters) - sum(wiring.challengers);
  });
  const ceiling = nodes.map((node) => Math.min(1, ...outside(wiring.premises, node).map((by) => values[by])));
  const pushes = nodes.flatMap((node, index) => [[wiring.supporters, 1], [wiring.challengers, -1]].flatMap(([neighbours, sign]) =>
    neighbours[node].filter((by) => local.has(by)).map((by) => [index, local.get(by), sign])));
  const capped = cap(wiring.premises, nodes, local);
  const calledFor = (strength) => {
    const energy = Float64Array.from(pull);
    for (const [to, by, sign] of pushes) energy[to] += sign * strength[by];
    return energy.map((value, index) => Math.min(wiring.isRated[nodes[index]] ? moved(wiring.base[nodes[index]], value) : wiring.base[nodes[index]], ceiling[index]));
  };
  let state = Float64Array.from(nodes, (node, index) => Math.min(wiring.base[node], ceiling[index]));
  let [step, best, waited] = [STEP, Infinity, 0];
  for (let turn = 0; turn < MAX_STEPS; turn += 1) {
    const called = calledFor(capped(state));
    const gap = called.map((value, index) => value - state[index]);
    const error = gap.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    if (error <= TOLERANCE) {
      capped(state.map((value, index) => value + gap[index])).forEach((value, index) => (values[nodes[index]] = value));
      return;
    }
    waited = error < best ? 0 : waited + 1;
    best = Math.min(best, error);
    if (waited >= PATIENCE) [step, best, waited] = [Math.max(step / 2, SMALLEST_STEP), error, 0];
    const now = step;
    state = state.map((value, index) => value + now * gap[index]);
  }
  capped(state).forEach((value, index) => (values[nodes[index]] = value));
}

// The strength of every node; `own` replaces the base of some, by their numbers. With a base of 0 a node fell, and
// no supporter lifts it again, unless that is what its rating stands for.
export function strengths(data, own = new Map(), hasRating = false) {
  const base = data.ranks.map((rank, node) => own.get(node) ?? (rank === null ? 1 : data.bases[rank]));
  const isRated = data.ranks.map((rank, node) => (rank !== null || own.has(node)) && (hasRating || own.get(node) !== 0));
  const wiring = { ...data, base, isRated };
  const influences = base.map((_, node) => [...data.premises[node], ...data.supporters[node], ...data.challengers[node]]);
  const values = Float64Array.from(base);
  for (const [single, cyclic] of levels(influences)) {
    for (const node of single) values[node] = settled(wiring, values, node);
    if (cyclic.length) settle(wiring, values, cyclic);
  }
  return values;
}

// The effective rank of every node: the lowest among itself and all that it rests on.
export function effective(data, own = new Map()) {
  const ranks = data.ranks.map((rank, node) => own.get(node) ?? rank);
  const dependents = ranks.map(() => []);
  data.premises.forEach((premises, node) => premises.forEach((premise) => dependents[premise].push(node)));
  const found = new Map();
  for (let rank = 0; rank < data.words.length; rank += 1) {
    const reached = ranks.flatMap((one, node) => (one === rank && !found.has(node) ? [node] : []));
    for (const node of reached) found.set(node, rank);
    for (const node of reached) {
      for (const next of dependents[node]) {
        if (found.has(next)) continue;
        found.set(next, rank);
        reached.push(next);
      }
    }
  }
  return ranks.map((_, node) => found.get(node) ?? null);
}

// A strength as the audit writes it: of 0.125 and 0.625, which lie between two hundredths, the even one.
export function hundredths(strength) {
  return (strength * 8) % 4 === 1 ? (strength - 0.005).toFixed(2) : strength.toFixed(2);
}
