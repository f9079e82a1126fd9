// The alerts: filters, the list that changes by itself, and beside it the one that is looked at.
import { html, useEffect, useMemo, useRef, useState } from './preact.js';
import { t, whole } from './words.js';
import { get, query } from './rest.js';
import { go } from './views.js';
import { current } from './session.js';
import * as alerts from './alerts.js';
import { titled } from './attention.js';
import { NO_FILTER, matcher } from './alert-filter.js';
import { Filters } from './alert-filters.js';
import { AlertList } from './alert-list.js';
import { AlertDetail } from './alert-detail.js';
import { useKeys } from './keys.js';
import { KeyHelp } from './key-help.js';
import { style } from './script.js';

style('alerts');

const KEPT = 'sensorium.filter';
const OVER = ['cleared', 'closed'];

function keptFilter() {
  try {
    return { ...NO_FILTER, ...JSON.parse(sessionStorage.getItem(KEPT)) };
  } catch {
    return NO_FILTER;
  }
}

/** What stands, live; of what is over the newest thousand as they are now. */
function useAlerts(filter) {
  const [live, setLive] = useState(alerts.list());
  const [over, setOver] = useState([]);
  useEffect(() => {
    const show = () => setLive(alerts.list());
    show(); // They may have come between the first drawing and now.
    return alerts.onAlerts(show);
  }, []);
  const asked = OVER.includes(filter.state);
  useEffect(() => {
    if (!asked) return undefined;
    let gone = false;
    const { department, district, severity, detector, state } = filter;
    const assignee = filter.assignee === 'me' ? current().user : '';
    get(`/alerts${query({ department, district, severity, detector, state, assignee, limit: 1000 })}`)
      .then(page => gone || setOver(page.items))
      .catch(() => gone || setOver([]));
    return () => { gone = true; };
  }, [asked, ...Object.values(filter)]);
  return useMemo(() => (asked ? over : live).filter(matcher(filter)), [asked, over, live, filter]);
}

export function View({ rest }) {
  const [filter, setFilter] = useState(keptFilter());
  const [help, setHelp] = useState(false);
  const [places, setPlaces] = useState({ departments: [], districts: [] });
  const shown = useAlerts(filter);
  const note = useRef();
  const act = useRef({});
  const [id] = rest;
  useEffect(() => titled(t('view.alerts')));
  useEffect(() => {
    Promise.all([get('/departments'), get('/districts')])
      .then(([departments, districts]) => setPlaces({ departments: departments.items, districts: districts.items }))
      .catch(() => {});
  }, []);

  function change(next) {
    sessionStorage.setItem(KEPT, JSON.stringify(next));
    setFilter(next);
  }
  function move(by) {
    const at = shown.findIndex(alert => alert.id === id);
    const from = at < 0 && by < 0 ? shown.length : at;
    const next = shown[Math.min(shown.length - 1, Math.max(0, from + by))];
    if (next) go('alerts', next.id);
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    a: () => act.current.acknowledge?.(),
    s: () => act.current.assign?.(),
    c: () => act.current.close?.(),
    n: () => note.current?.focus(),
    '/': () => document.getElementById('filter-text')?.focus(),
    '?': () => setHelp(true),
    Escape: () => (help ? setHelp(false) : go('alerts')),
  });

  return html`<section class="alerts ${id ? 'has-detail' : ''}">
    <h1 class="unseen">${t('view.alerts')}</h1>
    <div class="alerts-left">
      <${Filters} filter=${filter} change=${change} places=${places} />
      <p class="count" role="status">
        <span>${t(shown.length === 1 ? 'alerts.one' : 'alerts.many', { n: whole(shown.length) })}
        ${alerts.isComplete() ? '' : ` ${t('loading')}`}</span>
        <button class="plain" onClick=${() => setHelp(true)}>${t('keys')} <kbd>?</kbd></button></p>
      <${AlertList} alerts=${shown} selected=${id} choose=${alert => go('alerts', alert.id)} move=${move} />
    </div>
    <${AlertDetail} key=${id ?? ''} id=${id} note=${note} act=${act} />
    ${help && html`<${KeyHelp} close=${() => setHelp(false)} />`}
  </section>`;
}
