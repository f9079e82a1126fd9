// Prometheus' text format, as much of it as the wall needs.
const LINE = /^([a-z_:]+)(?:\{(.*)\})? (\S+)/;

/** The sum of each metric over its labels, and of buckets the numbers below each bound. */
export function parse(text) {
  const sums = new Map();
  const buckets = new Map();
  text.split('\n').forEach(line => {
    const match = LINE.exec(line);
    if (!match) return;
    const [, name, labels = '', value] = match;
    if (name.endsWith('_bucket')) {
      const bound = Number(/le="([^"]+)"/.exec(labels)[1].replace('+Inf', 'Infinity'));
      const of = buckets.get(name) ?? new Map();
      of.set(bound, (of.get(bound) ?? 0) + Number(value));
      buckets.set(name, of);
    } else {
      sums.set(name, (sums.get(name) ?? 0) + Number(value));
    }
  });
  return { sums, buckets };
}

/** What a counter grew by a second between two readings of the page; null if either lacks it. */
export function rate(name, before, after) {
  const seconds = (after.at - before.at) / 1000;
  const [a, b] = [before.sums.get(name), after.sums.get(name)];
  return a === undefined || b === undefined || seconds <= 0 ? null : Math.max(0, b - a) / seconds;
}

/** The bound below which that share of what came between the two lies; null if nothing came. */
export function quantile(share, name, before, after) {
  const [a, b] = [before.buckets.get(name), after.buckets.get(name)];
  if (!a || !b) return null;
  const grown = [...b].sort(([x], [y]) => x - y).map(([bound, n]) => [bound, n - (a.get(bound) ?? 0)]);
  const all = grown.at(-1)?.[1] ?? 0;
  if (all <= 0) return null;
  return grown.find(([, n]) => n >= all * share)?.[0] ?? null;
}
