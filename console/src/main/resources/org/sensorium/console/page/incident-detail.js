// One incident: what it says, which sensors are in it since when, and what to do.
import { html, useEffect, useState } from './preact.js';
import { t, told, moment, whole } from './words.js';
import { call, get } from './rest.js';
import { worksOff } from './session.js';

/** Asked for again when the list says that it has changed. */
function useIncident(id, at) {
  const [incident, setIncident] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (!id) return undefined;
    let gone = false;
    get(`/incidents/${encodeURIComponent(id)}`).then(
      found => gone || setIncident(found), e => gone || setTrouble(e.message));
    return () => { gone = true; };
  }, [id, at]);
  return [incident, trouble, setIncident, setTrouble];
}

export function IncidentDetail({ id, at, note, back }) {
  const [incident, trouble, setIncident, setTrouble] = useIncident(id, at);
  const [busy, setBusy] = useState(false);
  if (!id) {
    return html`<section class="detail detail-none" aria-label=${t('incident')}><p class="quiet">${t('incident.choose')}</p></section>`;
  }
  async function run(verb) {
    setBusy(true);
    setTrouble('');
    const path = `/incidents/${encodeURIComponent(id)}`;
    try {
      const text = note.current?.value.trim();
      await call('POST', `${path}/${verb}`, text ? { note: text } : {});
      if (note.current) note.current.value = '';
      setIncident(await get(path));
    } catch (e) {
      setTrouble(e.message);
    }
    setBusy(false);
  }
  return html`<section class="detail" aria-label=${t('incident')}>
    <button class="plain back" onClick=${back}>← ${t('back')}</button>
    ${incident && html`
      <h2><span class="badge ${incident.severity}">${t(`severity.${incident.severity}`)}</span> ${told(incident.message)}</h2>
      <p class="quiet">${t(`state.${incident.state}`)} · ${t(`kind.${incident.kind}`)} · ${incident.group} · ${incident.district}</p>
      <dl class="figures">
        <div><dt>${t('incident.count')}</dt><dd>${whole(incident.sensorCount)}</dd></div>
        <div><dt>${t('alert.raised')}</dt><dd>${moment(incident.raisedAt)}</dd></div>
        ${incident.clearedAt && html`<div><dt>${t('alert.cleared')}</dt><dd>${moment(incident.clearedAt)}</dd></div>`}
        ${incident.acknowledgedBy && html`<div><dt>${t('state.acknowledged')}</dt><dd>${incident.acknowledgedBy}</dd></div>`}
        ${incident.closedBy && html`<div><dt>${t('state.closed')}</dt><dd>${incident.closedBy}</dd></div>`}
      </dl>
      ${worksOff() && incident.state !== 'closed' && html`<div class="work">
        <label>${t('alert.note')}<textarea ref=${note} rows="2" maxlength="2000"></textarea></label>
        <div class="buttons">
          <button class="primary" disabled=${incident.state !== 'open' || busy} onClick=${() => run('acknowledge')}>${t('acknowledge')}</button>
          <button disabled=${busy} onClick=${() => run('close')}>${t('close')}</button>
        </div></div>`}`}
    <p class="trouble" role="alert">${trouble}</p>
    ${incident?.sensors && html`<${Sensors} incident=${incident} />`}
  </section>`;
}

function Sensors({ incident: { sensors, sensorCount } }) {
  return html`<div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
    <caption>${t('incident.sensors', { n: whole(sensorCount) })}</caption>
    <thead><tr>${['sensor.id', 'sensor.metrics', 'incident.since', 'incident.until'].map(c => html`<th scope="col">${t(c)}</th>`)}</tr></thead>
    <tbody>${sensors.map(each => html`<tr key=${`${each.sensorId} ${each.metric}`}>
      <td><a href=${`#/sensors/${each.sensorId}`}>${each.sensorId}</a></td><td>${each.metric}</td>
      <td>${moment(each.since)}</td><td>${each.until ? moment(each.until) : '–'}</td></tr>`)}</tbody>
  </table></div>`;
}
