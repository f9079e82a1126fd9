// Who is signed in. The token lives as long as the tab and is sent by us alone, never by the browser.
const KEPT = 'sensorium.session';
const listeners = new Set();
let session = read();

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    return kept && new Date(kept.expiresAt) > new Date() ? kept : null;
  } catch {
    return null;
  }
}

function tell() {
  listeners.forEach(listener => listener(session));
}

export const current = () => session;
export const onSession = listener => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function begin(opened) {
  session = opened;
  sessionStorage.setItem(KEPT, JSON.stringify(opened));
  tell();
}

/** Forgets the session; it is over, or about to be. */
export function end() {
  session = null;
  sessionStorage.removeItem(KEPT);
  tell();
}

export const is = (...roles) => session !== null && roles.includes(session.role);
export const worksOff = () => is('admin', 'operator');
export const registers = () => is('admin', 'engineer');

/** Whether the user's department owns it; administrators and the city own everything. */
export const owns = department =>
  is('admin') || session.departments.includes('city') || session.departments.includes(department);
