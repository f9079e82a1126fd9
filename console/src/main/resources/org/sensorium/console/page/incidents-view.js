// Incidents, each one matter about many sensors: the list, newest first, and beside it the one that is looked at.
import { html, useEffect, useRef, useState } from './preact.js';
import { t, told, ago, moment, whole } from './words.js';
import { get, query } from './rest.js';
import { go } from './views.js';
import { onIncident } from './live.js';
import { titled } from './attention.js';
import { STATES } from './alert-filter.js';
import { IncidentDetail } from './incident-detail.js';
import { style } from './script.js';

style('alerts');
style('incidents');
const MOST = 1000;
const BEAT_MS = 300;
const POLL_MS = 10_000;

/** Asked for again whenever one is told of, and every ten seconds for what was not. */
function useIncidents(state) {
  const [incidents, setIncidents] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let gone = false;
    let beat = 0;
    const states = state === 'standing' ? 'open,acknowledged' : state;
    const ask = () => get(`/incidents${query({ state: states, limit: MOST })}`).then(
      page => { if (!gone) { setIncidents(page.items); setTrouble(''); } },
      e => gone || setTrouble(e.message));
    const soon = () => { clearTimeout(beat); beat = setTimeout(ask, BEAT_MS); };
    ask();
    const poll = setInterval(ask, POLL_MS);
    const forget = onIncident(soon);
    return () => {
      gone = true;
      clearTimeout(beat);
      clearInterval(poll);
      forget();
    };
  }, [state]);
  return [incidents, trouble];
}

export function View({ rest: [id] }) {
  const [state, setState] = useState('standing');
  const [incidents, trouble] = useIncidents(state);
  const note = useRef();
  useEffect(() => titled(t('view.incidents')));
  const n = incidents?.length ?? 0;
  return html`<section class="alerts ${id ? 'has-detail' : ''}">
    <h1 class="unseen">${t('view.incidents')}</h1>
    <div class="alerts-left">
      <div class="filters"><label>${t('filter.state')}
        <select name="state" value=${state} onChange=${e => setState(e.target.value)}>
          ${STATES.map(s => html`<option value=${s} selected=${s === state}>${t(`state.${s}`)}</option>`)}
        </select></label></div>
      <p class="count" role="status">${incidents === null ? t('loading')
        : t(n === 1 ? 'incidents.one' : 'incidents.many', { n: whole(n) })}</p>
      <p class="trouble" role="alert">${trouble}</p>
      <ul class="incidents">
        ${incidents?.length === 0 && html`<li class="empty">${t('incidents.none')}</li>`}
        ${incidents?.map(incident => html`<${Row} key=${incident.id} incident=${incident} selected=${incident.id === id} />`)}
      </ul>
    </div>
    <${IncidentDetail} key=${id ?? ''} id=${id} note=${note} back=${() => go('incidents')}
      at=${incidents?.find(incident => incident.id === id)?.updatedAt} />
  </section>`;
}

function Row({ incident, selected }) {
  return html`<li><a class="incident ${incident.state} ${selected ? 'selected' : ''}" href=${`#/incidents/${incident.id}`}
      aria-current=${selected ? 'true' : null}>
    <span class="badge ${incident.severity}">${t(`severity.${incident.severity}`)}</span>
    <span class="row-text"><strong>${t(`kind.${incident.kind}`)} · ${incident.group}</strong>
      <span>${told(incident.message)}</span></span>
    <span class="row-side"><time title=${moment(incident.raisedAt)}>${ago(incident.raisedAt)}</time>
      <span>${t('incident.sensors', { n: whole(incident.sensorCount) })}</span></span>
  </a></li>`;
}
