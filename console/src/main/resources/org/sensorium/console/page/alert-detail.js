// One alert: what it says, its readings with window, expected value and threshold, what was done, and what to do.
import { html, useEffect, useState } from './preact.js';
import { counted, t, told, moment, number } from './words.js';
import { call, get } from './rest.js';
import { go } from './views.js';
import { owns, worksOff } from './session.js';
import * as alerts from './alerts.js';
import { Chart } from './chart.js';
import { chartOf } from './alert-chart.js';
import { Assign, useAssignees } from './alert-assign.js';

const HOUR_MS = 3_600_000;

function useAlert(id) {
  const [alert, setAlert] = useState(alerts.find(id) ?? null);
  const [trouble, setTrouble] = useState('');
  const ask = () => get(`/alerts/${encodeURIComponent(id)}`).then(setAlert, e => setTrouble(e.message));
  useEffect(() => {
    if (!id) return undefined;
    ask();
    let last = alerts.find(id)?.updatedAt;
    return alerts.onAlerts(() => {
      const now = alerts.find(id);
      if (now && now.updatedAt !== last) {
        last = now.updatedAt;
        ask();
      }
    });
  }, [id]);
  return [alert, trouble, setAlert, setTrouble];
}

export function AlertDetail({ id, note, act }) {
  const [alert, trouble, setAlert, setTrouble] = useAlert(id);
  const [busy, setBusy] = useState(false);
  const mine = alert !== null && worksOff() && owns(alert.department);
  const stands = mine && alerts.standing(alert);
  const assignees = useAssignees(id, stands);
  if (!id) {
    return html`<section class="detail detail-none" aria-label=${t('alert')}><p class="quiet">${t('alert.choose')}</p></section>`;
  }
  async function run(verb, more = {}) {
    if (busy || !mine) return;
    setBusy(true);
    setTrouble('');
    try {
      const text = note.current?.value.trim();
      alerts.put(await call('POST', `/alerts/${encodeURIComponent(id)}/${verb}`, { ...more, ...(text ? { note: text } : {}) }));
      if (note.current) note.current.value = '';
      setAlert(await get(`/alerts/${encodeURIComponent(id)}`));
    } catch (e) {
      setTrouble(e.message);
    }
    setBusy(false);
  }
  const acknowledge = mine && alert.state === 'open' ? () => run('acknowledge') : null;
  const close = mine && alert.state !== 'closed' ? () => run('close') : null;
  const assign = stands && alert.assignedTo !== assignees.to ? () => run('assign', { to: assignees.to }) : null;
  act.current = { acknowledge, assign, close };

  return html`<section class="detail" aria-label=${t('alert')}>
    <button class="plain back" onClick=${() => go('alerts')}>← ${t('back')}</button>
    ${alert === null ? html`<p class="trouble" role="alert">${trouble}</p>` : html`
      <h2><span class="badge ${alert.severity}">${t(`severity.${alert.severity}`)}</span> ${told(alert.message)}</h2>
      <p class="quiet">${t(`state.${alert.state}`)} · <a href=${`#/sensors/${alert.sensorId}`}>${alert.sensorId}</a>${' '}
        · ${alert.metric} · ${t(`detector.${alert.detector}`)} · ${alert.district} · ${alert.department}</p>
      ${alert.reports > 0 && html`<p><span class="badge good">${counted('alert.confirmed', alert.reports)}</span></p>`}
      <${Readings} alert=${alert} />
      <dl class="figures">
        ${['value', 'expected', 'threshold', 'score'].filter(name => alert[name] !== null && alert[name] !== undefined)
          .map(name => html`<div><dt>${t(`alert.${name}`)}</dt><dd>${number(alert[name])}</dd></div>`)}
        <div><dt>${t('alert.raised')}</dt><dd>${moment(alert.raisedAt)}</dd></div>
        ${alert.assignedTo && html`<div><dt>${t('alert.assigned')}</dt><dd>${alert.assignedTo}</dd></div>`}
        ${alert.clearedAt && html`<div><dt>${t('alert.cleared')}</dt><dd>${moment(alert.clearedAt)}</dd></div>`}
        <div><dt>${t('alert.rule')}</dt><dd>${alert.rule?.id} (${alert.rule?.revision})</dd></div>
      </dl>
      ${mine && alert.state !== 'closed' && html`<div class="work">
        <label>${t('alert.note')}<textarea ref=${note} rows="2" maxlength="2000"></textarea></label>
        <div class="buttons">
          <button class="primary" disabled=${!acknowledge || busy} onClick=${acknowledge}>${t('acknowledge')} <kbd>a</kbd></button>
          <button disabled=${busy} onClick=${close}>${t('close')} <kbd>c</kbd></button>
        </div>
        ${stands && html`<${Assign} assignees=${assignees} assign=${assign} busy=${busy} />`}</div>`}
      <p class="trouble" role="alert">${trouble}</p>
      <${Nearby} alert=${alert} />
      <${History} events=${alert.events} />`}
  </section>`;
}

/** From an hour before the window to some time after it, or to now. */
function span(alert) {
  const from = new Date(alert.window?.from ?? alert.raisedAt).getTime() - HOUR_MS;
  const to = alert.clearedAt ? new Date(alert.clearedAt).getTime() + HOUR_MS : Date.now();
  return { from: new Date(from), to: new Date(Math.max(Math.min(to, Date.now()), from + HOUR_MS)) };
}

function Readings({ alert }) {
  const [chart, setChart] = useState(null);
  useEffect(() => {
    let gone = false;
    chartOf(alert, span(alert)).then(made => gone || setChart(made), () => gone || setChart({ rows: [] }));
    return () => { gone = true; };
  }, [alert.id, alert.updatedAt]);
  return html`<${Chart} made=${chart} name=${`${alert.sensorId} ${alert.metric}`} />`;
}

/** Others that stand in the same district for the same metric: several together are an event, one alone a fault. */
function Nearby({ alert }) {
  const others = alerts.list().filter(other => alerts.standing(other) && other.id !== alert.id
    && other.district === alert.district && other.metric === alert.metric);
  if (others.length === 0) return null;
  return html`<h3>${t('alert.nearby', { n: others.length })}</h3>
    <ul class="nearby">${others.slice(0, 6).map(other => html`<li><a href=${`#/alerts/${other.id}`}>
      <span class="badge ${other.severity}">${t(`severity.${other.severity}`)}</span> ${other.sensorId} · ${number(other.value)}</a></li>`)}</ul>`;
}

function History({ events }) {
  if (!events?.length) return null;
  return html`<h3>${t('alert.history')}</h3>
    <ol class="history">${events.map(event => html`<li><time>${moment(event.time)}</time>
      <strong>${t(`event.${event.event}`)}</strong> ${event.detail?.by ?? ''}${event.detail?.to ? ` → ${event.detail.to}` : ''}
      ${event.detail?.report && html`<a href=${`#/reports/${event.detail.report}`}>${event.detail.report}</a> · ${event.detail.metres} m`}
      ${event.detail?.note && html`<q>${event.detail.note}</q>`}</li>`)}</ol>`;
}
