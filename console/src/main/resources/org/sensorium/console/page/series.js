// A sensor's readings of one metric as two arrays, in as few rows as the span asks for.
import { get, query } from './rest.js';

const MINUTE_MS = 60_000;
const STEPS = [
  [6 * 60 * MINUTE_MS, 'raw', 10_000],
  [3 * 24 * 60 * MINUTE_MS, 'PT1M', 10_000],
  [Infinity, 'PT1H', 10_000],
];

/** Times in seconds since 1970 and values, the oldest first. */
export async function series(sensor, metric, from, to) {
  const [, step, limit] = STEPS.find(([longest]) => to - from <= longest);
  const page = await get(`/sensors/${encodeURIComponent(sensor)}/readings`
    + query({ metric, from: from.toISOString(), to: to.toISOString(), step, limit }));
  const times = [];
  const values = [];
  page.items.forEach(item => {
    times.push(new Date(item.time ?? item.bucket).getTime() / 1000);
    values.push(item.value ?? item.avg);
  });
  return { times, values, raw: step === 'raw', items: page.items };
}
