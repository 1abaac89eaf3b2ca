// In which shard of an index something lies.

// The number of the last of `starts`, which are in order, that is not after `wanted`; -1 when all are.
export function group(starts, wanted) {
  let [low, high] = [-1, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
