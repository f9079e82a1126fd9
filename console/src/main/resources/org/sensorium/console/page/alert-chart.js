// What an alert's chart shows: the readings, the window it was found in, what was expected and the threshold.
import { series } from './series.js';

const seconds = iso => (iso ? new Date(iso).getTime() / 1000 : null);

export async function chartOf(alert, { from, to }) {
  const { times, values } = await series(alert.sensorId, alert.metric, from, to);
  return {
    times,
    values,
    from: Math.max(from.getTime() / 1000, times[0] ?? 0),
    to: to.getTime() / 1000,
    window: [seconds(alert.window?.from ?? alert.raisedAt), seconds(alert.window?.to ?? alert.raisedAt)],
    lines: [
      { name: 'threshold', at: alert.threshold },
      { name: 'expected', at: alert.expected === alert.threshold ? null : alert.expected },
    ].filter(line => line.at !== null && line.at !== undefined),
  };
}
