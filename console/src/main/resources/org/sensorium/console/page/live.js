// Alerts as they happen: MQTT over WebSocket by the session's token, with the user's own rights. Each time the
// connection is there anew the list is loaded anew, for what happened meanwhile was not told. Without a broker to be
// reached so (another one was plugged in, say) the list is asked for again and again instead.
import { current } from './session.js';
import * as alerts from './alerts.js';

const POLL_MS = 10_000;
const RETRY_MS = 3_000;
let client = null;
let poll = 0;
let state = 'connecting';
const listeners = new Set();
const incidentListeners = new Set();

export function onState(listener) {
  listeners.add(listener);
  listener(state);
  return () => listeners.delete(listener);
}

/** Told whenever something becomes of an incident; what, the console says. */
export function onIncident(listener) {
  incidentListeners.add(listener);
  return () => incidentListeners.delete(listener);
}

function become(next) {
  state = next;
  listeners.forEach(listener => listener(next));
}

const meta = name => document.querySelector(`meta[name="${name}"]`).content;

/** Behind a proxy with TLS the broker is found through it, at /mqtt. */
function address() {
  return location.protocol === 'https:'
    ? `wss://${location.host}/mqtt`
    : `ws://${location.hostname}:${meta('mqtt-ws-port')}/mqtt`;
}

/** The city hears all; everybody else what their departments may see. */
export function topics() {
  const { role, departments } = current();
  const heard = role === 'admin' || departments.includes('city') ? ['city'] : departments;
  return heard.map(department => `alerts/${department}/#`);
}

export async function connect() {
  alerts.clear();
  const loaded = alerts.load();
  poll = setInterval(() => state !== 'live' && current() && alerts.load(), POLL_MS);
  const { default: mqtt } = await import('./mqtt.js');
  await loaded;
  if (!current() || topics().length === 0) return;
  const { user, token } = current();
  client = mqtt.connect(address(), {
    username: user,
    password: token,
    clientId: `page-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`,
    protocolVersion: 5,
    clean: true,
    keepalive: 30,
    reconnectPeriod: RETRY_MS,
    timerVariant: 'native',
  });
  client.on('connect', arrived);
  client.on('message', arrive);
  client.on('close', () => become('away'));
  client.on('error', () => become('away'));
}

function arrive(topic, payload) {
  if (topic.startsWith('incidents/')) incidentListeners.forEach(listener => listener());
  else alerts.happened(JSON.parse(payload.toString()));
}

async function arrived() {
  try {
    await client.subscribeAsync(topics(), { qos: 1 });
    // A broker of somebody's own may not know this right yet: they are asked for every ten seconds, too.
    client.subscribeAsync(topics().map(topic => topic.replace('alerts/', 'incidents/')), { qos: 1 }).catch(() => {});
    await alerts.load();
    become('live');
  } catch {
    become('away');
  }
}

export function disconnect() {
  clearInterval(poll);
  client?.end(true);
  client = null;
  become('connecting');
}
