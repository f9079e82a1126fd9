// Sensors: look one up; its readings, state and alerts; new credentials; the check that a fitter makes.
import { html, useEffect, useState } from './preact.js';
import { t, ago, moment, told } from './words.js';
import { call, get, query } from './rest.js';
import { owns, registers } from './session.js';
import { titled } from './attention.js';
import { Chart } from './chart.js';
import { series } from './series.js';
import { Credentials } from './credentials.js';
import { Commissioning } from './commissioning.js';
import { style } from './script.js';

style('sensors');
const SPANS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

export function View({ rest: [id, what] }) {
  useEffect(() => titled(id ?? t('view.sensors')));
  if (!id) return html`<${Search} />`;
  return what === 'check'
    ? html`<div class="page"><${Commissioning} id=${id} key=${id} /></div>`
    : html`<${Sensor} id=${id} key=${id} />`;
}

function Search() {
  const [text, setText] = useState('');
  const [state, setState] = useState('');
  const [found, setFound] = useState(null);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => get(`/sensors${query({ q: text, state, limit: 200 })}`)
      .then(page => gone || setFound(page)), 200);
    return () => { gone = true; clearTimeout(timer); };
  }, [text, state]);
  return html`<div class="page">
    <h1>${t('view.sensors')}</h1>
    <div class="search">
      <label>${t('sensors.search')}<input type="search" value=${text} onInput=${e => setText(e.target.value)} /></label>
      <label>${t('filter.state')}<select value=${state} onChange=${e => setState(e.target.value)}>
        <option value="">${t('any')}</option>
        ${['registered', 'active', 'retired'].map(s => html`<option value=${s}>${t(`sensor.${s}`)}</option>`)}</select></label>
    </div>
    ${found === null ? html`<p class="loading">${t('loading')}</p>` : html`
      <p class="quiet" role="status">${t(found.nextCursor ? 'sensors.more' : 'sensors.found', { n: found.items.length })}</p>
      <div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
        <thead><tr>${['id', 'type', 'district', 'department', 'state', 'seen'].map(c => html`<th scope="col">${t(`sensor.${c}`)}</th>`)}</tr></thead>
        <tbody>${found.items.map(sensor => html`<tr key=${sensor.id}>
          <td><a href=${`#/sensors/${sensor.id}`}>${sensor.id}</a></td><td>${sensor.type}</td><td>${sensor.district}</td>
          <td>${sensor.department}</td><td>${t(`sensor.${sensor.state}`)}</td>
          <td>${sensor.lastSeen ? ago(sensor.lastSeen) : '–'}</td></tr>`)}</tbody>
      </table></div>`}
  </div>`;
}

function Sensor({ id }) {
  const [sensor, setSensor] = useState(null);
  const [alerts, setAlerts] = useState([]);
  const [span, setSpan] = useState('day');
  const [trouble, setTrouble] = useState('');
  const path = `/sensors/${encodeURIComponent(id)}`;
  useEffect(() => {
    get(path).then(setSensor, e => setTrouble(e.message));
    get(`/alerts${query({ sensor: id, limit: 20 })}`).then(page => setAlerts(page.items), () => {});
  }, [id]);
  if (sensor === null) return html`<p class="loading" role="status">${trouble || t('loading')}</p>`;
  const mine = registers() && owns(sensor.department) && sensor.state !== 'retired';
  return html`<div class="page">
    <h1>${id}</h1>
    <p class="quiet">${sensor.type} · ${sensor.district} · ${sensor.department} · ${t(`sensor.${sensor.state}`)}
      ${sensor.lastSeen ? html` · ${t('sensor.seen')} ${moment(sensor.lastSeen)}` : ''}
      ${sensor.location ? html` · ${sensor.location.lat}, ${sensor.location.lon}` : ''}</p>
    <div class="buttons no-print">
      ${Object.keys(SPANS).map(name => html`<button aria-pressed=${span === name} onClick=${() => setSpan(name)}>${t(`span.${name}`)}</button>`)}
      <a class="button" href=${`#/sensors/${id}/check`}>${t('check.go')}</a>
    </div>
    <div class="charts">${sensor.metrics.map(metric => html`<${Metric} key=${metric.name} id=${id} metric=${metric} span=${span} />`)}</div>
    <h2>${t('view.alerts')}</h2>
    ${alerts.length === 0 && html`<p class="quiet">${t('sensor.no-alerts')}</p>`}
    <ul class="plain-list">${alerts.map(alert => html`<li><a href=${`#/alerts/${alert.id}`}>
      <span class="badge ${alert.severity}">${t(`severity.${alert.severity}`)}</span> ${moment(alert.raisedAt)}${' '}
      · ${t(`state.${alert.state}`)} · ${told(alert.message)}</a></li>`)}</ul>
    ${mine && html`<${Rotation} id=${id} />`}
  </div>`;
}

function Metric({ id, metric, span }) {
  const [made, setMade] = useState(null);
  useEffect(() => {
    let gone = false;
    const to = new Date();
    const from = new Date(to - SPANS[span]);
    series(id, metric.name, from, to)
      .then(read => gone || setMade({ ...read, from: from / 1000, to: to / 1000 }), () => gone || setMade({ times: [] }));
    return () => { gone = true; };
  }, [id, metric.name, span]);
  return html`<figure><figcaption>${metric.name} <span class="quiet">${metric.unit}</span></figcaption>
    <${Chart} made=${made} name=${metric.name} /></figure>`;
}

/** New credentials, shown once; the old ones end at once, so it asks before. */
function Rotation({ id }) {
  const [sure, setSure] = useState(false);
  const [issued, setIssued] = useState(null);
  const [trouble, setTrouble] = useState('');
  const rotate = () => call('POST', `/sensors/${encodeURIComponent(id)}/credentials`)
    .then(answer => { setIssued(answer.credentials); setSure(false); }, e => setTrouble(e.message));
  return html`<h2>${t('credentials')}</h2>
    ${issued ? html`<${Credentials} credentials=${issued} />` : sure
      ? html`<p>${t('rotate.sure')}</p><div class="buttons"><button class="primary" onClick=${rotate}>${t('rotate')}</button>
        <button onClick=${() => setSure(false)}>${t('cancel')}</button></div>`
      : html`<button onClick=${() => setSure(true)}>${t('rotate')}</button>`}
    <p class="trouble" role="alert">${trouble}</p>`;
}
