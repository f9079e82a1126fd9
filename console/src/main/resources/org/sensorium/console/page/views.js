// The views, who has them, and the module that shows each: fetched when it is first gone to.
import { is } from './session.js';

const EVERYBODY = ['admin', 'operator', 'engineer', 'viewer'];
export const VIEWS = [
  { name: 'alerts', roles: EVERYBODY, load: () => import('./alerts-view.js') },
  { name: 'incidents', roles: EVERYBODY, load: () => import('./incidents-view.js') },
  { name: 'wall', roles: EVERYBODY, load: () => import('./wall-view.js') },
  { name: 'reports', roles: EVERYBODY, load: () => import('./reports-view.js') },
  { name: 'sensors', roles: EVERYBODY, load: () => import('./sensors-view.js') },
  { name: 'register', roles: ['admin', 'engineer'], load: () => import('./register-view.js') },
  { name: 'departments', roles: EVERYBODY, load: () => import('./departments-view.js') },
];

export const mine = () => VIEWS.filter(view => is(...view.roles));

/** Where the address leads: a view and what follows its name. */
export function place() {
  const [name, ...rest] = decodeURIComponent(location.hash.replace(/^#\/?/, '')).split('/');
  const views = mine();
  const home = is('engineer') ? 'register' : 'alerts';
  const view = views.find(v => v.name === name) ?? views.find(v => v.name === home);
  return { view, rest: view?.name === name ? rest.filter(Boolean) : [] };
}

export const go = (...parts) => { location.hash = `#/${parts.map(encodeURIComponent).join('/')}`; };
