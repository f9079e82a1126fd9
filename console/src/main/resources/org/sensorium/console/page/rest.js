// The REST interface, with the session's token. What is not answered as wished is thrown as a Trouble.
import { current, end } from './session.js';

/** Problem details (RFC 9457), or that the console does not answer at all (status 0). */
export class Trouble extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? '');
    this.status = problem.status ?? 0;
    this.errors = problem.errors ?? [];
  }
}

async function ask(path, request) {
  try {
    return await fetch(path, request);
  } catch (e) {
    throw new Trouble({ detail: String(e.message ?? e) });
  }
}

export async function send(method, path, body, type = 'application/json') {
  const headers = {};
  if (current()) headers.Authorization = `Bearer ${current().token}`;
  if (body !== undefined) headers['Content-Type'] = type;
  const text = body === undefined || type !== 'application/json' ? body : JSON.stringify(body);
  const answer = await ask(path, { method, headers, body: text });
  if (answer.status === 401 && current() && !path.endsWith('/session')) end();
  return answer;
}

export const call = async (method, path, body) => read(await send(method, `/api/v1${path}`, body));

/** What needs no session: by a report's ticket, or by nothing. */
export async function callOpenly(method, path, body, ticket) {
  const headers = ticket ? { 'X-Report-Ticket': ticket } : {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return read(await ask(`/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) }));
}

async function read(answer) {
  if (answer.status === 204) return null;
  const json = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok) throw new Trouble(json ?? { status: answer.status, detail: answer.statusText });
  return json;
}

export const get = path => call('GET', path);

/** An address's parameters; what is empty is left out. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, v]) => v !== '' && v !== null && v !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** The pages of a list, one after the other. */
export async function* pages(path, parameters = {}) {
  let cursor = '';
  do {
    const page = await get(path + query({ limit: 1000, ...parameters, cursor }));
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

export async function all(path, parameters) {
  const items = [];
  for await (const page of pages(path, parameters)) items.push(...page);
  return items;
}
