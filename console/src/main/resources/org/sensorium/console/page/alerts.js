// The alerts that stand, and what becomes of them while the page is open. Told once a beat, however many arrive.
import { pages } from './rest.js';
import { attend } from './attention.js';

const BEAT_MS = 200;
const MOST_OVER = 500;
const byId = new Map();
const toldMeanwhile = new Set();
const listeners = new Set();
let beat = 0;
let loading = 0;
let order = [];
let complete = false;

export const STANDING = ['open', 'acknowledged'];
export const standing = alert => STANDING.includes(alert.state);
export const find = id => byId.get(id);
export const list = () => order;
export const isComplete = () => complete;

export function onAlerts(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function clear() {
  byId.clear();
  order = [];
  complete = false;
}

/** All that stand now. What stood before and is not among them is over, unless it was told of meanwhile. */
export async function load() {
  const seen = new Set();
  loading++;
  try {
    for await (const page of pages('/alerts', { state: STANDING.join(',') })) {
      page.forEach(alert => {
        seen.add(alert.id);
        if (!isOlder(alert, byId.get(alert.id))) byId.set(alert.id, alert);
      });
      tell();
    }
    byId.forEach((alert, id) => {
      if (standing(alert) && !seen.has(id) && !toldMeanwhile.has(id)) byId.set(id, { ...alert, state: 'cleared' });
    });
    complete = true;
    tell();
  } catch {
    // Said at the top of the page: not live. The next beat tries again.
  } finally {
    loading--;
    if (loading === 0) toldMeanwhile.clear();
  }
}

/** An event by MQTT. The same may come twice, and one that is older than what is known says nothing new. */
export function happened(event) {
  const known = byId.get(event.id);
  if (isOlder(event, known)) return;
  if (loading > 0) toldMeanwhile.add(event.id);
  const { event: kind, ...fields } = event;
  byId.set(event.id, { ...known, ...fields, state: stateAfter(kind, known) });
  if (kind === 'raised' && !known) attend(event);
  tell();
}

const isOlder = (one, known) => known !== undefined && new Date(one.updatedAt) < new Date(known.updatedAt);

function stateAfter(kind, known) {
  if (kind === 'cleared' || kind === 'acknowledged') return kind;
  return known?.state === 'acknowledged' ? 'acknowledged' : 'open';
}

/** An alert as the console has just answered it. */
export function put(alert) {
  byId.set(alert.id, { ...byId.get(alert.id), ...alert });
  tell();
}

const newestFirst = (a, b) => (a.raisedAt < b.raisedAt ? 1 : a.raisedAt > b.raisedAt ? -1 : a.id < b.id ? 1 : -1);

function tell() {
  if (beat) return;
  beat = setTimeout(() => {
    beat = 0;
    order = [...byId.values()].sort(newestFirst);
    forgetSomeOver();
    listeners.forEach(listener => listener());
  }, BEAT_MS);
}

function forgetSomeOver() {
  const over = order.filter(alert => !standing(alert)).slice(MOST_OVER);
  if (over.length === 0) return;
  over.forEach(alert => byId.delete(alert.id));
  order = order.filter(alert => byId.has(alert.id));
}
