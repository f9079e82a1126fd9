// What an alert's chart shows: the readings, the window it was found in, what was expected, the threshold, and the band
// of what would have been in order.
import { series } from './series.js';

const seconds = iso => (iso ? new Date(iso).getTime() / 1000 : null);
const there = value => value !== null && value !== undefined;

export async function chartOf(alert, { from, to }) {
  const { times, values } = await series(alert.sensorId, alert.metric, from, to);
  const chart = { from: Math.max(from.getTime() / 1000, times[0] ?? 0), to: to.getTime() / 1000 };
  const window = [seconds(alert.window?.from ?? alert.raisedAt), seconds(alert.window?.to ?? alert.raisedAt)];
  return { times, values, ...chart, window, band: bandOf(alert, window, chart), lines: linesOf(alert) };
}

/** A flatline's threshold is how far a value has to move, no level; what is expected is drawn once. */
export function linesOf({ detector, expected, threshold }) {
  return [
    { name: 'threshold', at: detector === 'flatline' ? null : threshold },
    { name: 'expected', at: expected === threshold ? null : expected },
  ].filter(line => there(line.at));
}

/**
 * The corners, in seconds and the metric's unit; null where the alert does not say. On the other side of a threshold all was
 * in order, all along and without end; a change might have gone from what it came from to the threshold within the window; a
 * flat line stayed within its tolerance there; of the rest what was expected is known for the window only.
 */
export function bandOf({ detector, value, expected, threshold }, [since, until], { from, to }) {
  const box = (left, right, a, b) => (a === b ? null : [[left, a], [right, a], [right, b], [left, b]]);
  if (detector === 'flatline') {
    return there(value) && there(threshold) ? box(since, until, value - threshold, value + threshold) : null;
  }
  if (detector === 'threshold' && there(value) && there(threshold)) {
    return box(from, to, threshold, value < threshold ? Infinity : -Infinity);
  }
  if (!there(expected) || !there(threshold)) return null;
  if (detector === 'rate_of_change') return [[since, expected], [until, expected], [until, threshold]];
  return box(since, until, expected, threshold);
}
