// What a fitter wants to know before the ladder comes down, judged from what has arrived. Each check is good, bad, or
// waits; its name and state choose the sentence. No page in here: it takes figures and gives figures.
const FEW = 3;
const CLOCK_OFF_MS = 10_000;
const LATE_MS = 300_000;
const SLACK = 1.6;
const CLOCK_REASONS = ['future', 'bad_timestamp', 'too_old'];
const WORDS = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 };

/** Milliseconds of an ISO-8601 duration of days and less. */
export function millis(duration) {
  const parts = [...(duration ?? '').matchAll(/([\d.]+)([DHMS])/g)];
  return parts.reduce((sum, [, n, unit]) => sum + Number(n) * WORDS[unit], 0) || null;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param sensor as REST shows it
 * @param readings the newest raw ones of all its metrics: metric, time, value, receivedAt
 * @param letters its dead letters since the check began
 * @param neighbours for each metric the newest values of sensors of the same type in the same district
 * @param waited milliseconds since the check began
 */
export function judge({ sensor, readings, letters, neighbours, waited }) {
  const byMetric = new Map(sensor.metrics.map(metric => [metric.name, []]));
  readings.forEach(reading => byMetric.get(reading.metric)?.push(reading));
  return [
    arrived(sensor, byMetric, waited),
    interval(sensor, byMetric),
    range(sensor, readings, letters),
    clock(readings, letters),
    accepted(letters),
    agreement(byMetric, neighbours),
  ];
}

const verdict = (name, state, values = {}) => ({ name, state, values });

function arrived(sensor, byMetric, waited) {
  const missing = [...byMetric].filter(([, list]) => list.length === 0).map(([name]) => name);
  if (missing.length === 0) return verdict('arrived', 'good', { n: byMetric.size });
  const state = waited > LATE_MS ? 'bad' : 'wait';
  return verdict('arrived', state, { missing: missing.join(', '), topic: `readings/${sensor.id}` });
}

function interval(sensor, byMetric) {
  const declared = sensor.metrics.filter(metric => millis(metric.interval));
  if (declared.length === 0) return verdict('interval', 'none');
  for (const metric of declared) {
    const times = byMetric.get(metric.name).map(reading => new Date(reading.time).getTime()).sort((a, b) => a - b);
    if (times.length < FEW) return verdict('interval', 'wait', { n: times.length, wanted: FEW });
    const gap = median(times.slice(1).map((time, i) => time - times[i]));
    if (gap > millis(metric.interval) * SLACK) {
      return verdict('interval', 'bad', { metric: metric.name, gap: gap / 1000, declared: millis(metric.interval) / 1000 });
    }
  }
  return verdict('interval', 'good');
}

function range(sensor, readings, letters) {
  const outside = letters.find(letter => letter.reason === 'out_of_range');
  if (outside) return verdict('range', 'bad', { detail: outside.detail });
  if (readings.length === 0) return verdict('range', 'wait');
  return verdict('range', sensor.metrics.some(m => m.min !== undefined || m.max !== undefined) ? 'good' : 'none');
}

function clock(readings, letters) {
  const refused = letters.find(letter => CLOCK_REASONS.includes(letter.reason));
  if (refused) return verdict('clock', 'bad', { seconds: '?', detail: refused.detail });
  if (readings.length === 0) return verdict('clock', 'wait');
  const offset = median(readings.map(reading => new Date(reading.receivedAt) - new Date(reading.time)));
  return verdict('clock', Math.abs(offset) > CLOCK_OFF_MS ? 'bad' : 'good', { seconds: (offset / 1000).toFixed(1), detail: '' });
}

function accepted(letters) {
  const other = letters.find(letter => letter.reason !== 'out_of_range' && !CLOCK_REASONS.includes(letter.reason));
  return other
    ? verdict('accepted', 'bad', { reason: other.reason, detail: other.detail })
    : verdict('accepted', 'good');
}

/** Within three times the neighbours' spread, and never stricter than a tenth of their median. */
function agreement(byMetric, neighbours) {
  let compared = 0;
  for (const [metric, list] of byMetric) {
    const others = neighbours[metric] ?? [];
    if (others.length < FEW || list.length === 0) continue;
    compared++;
    const middle = median(others);
    const spread = median(others.map(value => Math.abs(value - middle))) * 1.4826;
    const mine = list.at(-1).value;
    if (Math.abs(mine - middle) > Math.max(3 * spread, Math.abs(middle) * 0.1)) {
      return verdict('agreement', 'bad', { metric, value: mine, middle, n: others.length });
    }
  }
  if (compared > 0) return verdict('agreement', 'good');
  const enough = Object.values(neighbours).some(others => others.length >= FEW);
  return verdict('agreement', enough ? 'wait' : 'none');
}
