// Citizens' reports for staff: the list, and beside it the one that is looked at.
import { html, useEffect, useState } from './preact.js';
import { counted, t, moment } from './words.js';
import { get, query } from './rest.js';
import { titled } from './attention.js';
import { style } from './script.js';
import { ReportDetail } from './report-detail.js';

style('report');
style('sensors');

const ROWS = 100;
const NO_FILTER = { state: 'open', kind: '', gap: '', department: '' };
const STATES = ['open', 'closed'];
const GAPS = ['no_sensor', 'silent_sensor'];
const KINDS = ['air', 'noise', 'water', 'traffic', 'power', 'weather', 'other'];

/** What stands behind the address: the assessment leads to the reports that it counts. */
function kept() {
  try {
    return { ...NO_FILTER, ...JSON.parse(sessionStorage.getItem('sensorium.reports')) };
  } catch {
    return NO_FILTER;
  }
}

export function View({ rest: [id] }) {
  const [filter, setFilter] = useState(kept());
  const [departments, setDepartments] = useState([]);
  const [reports, setReports] = useState(null);
  const [cursor, setCursor] = useState('');
  const [trouble, setTrouble] = useState('');
  const ask = (from, before) => get(`/reports${query({ ...filter, limit: ROWS, cursor: from })}`).then(page => {
    setReports([...before, ...page.items]);
    setCursor(page.nextCursor);
  }, e => setTrouble(e.message));
  useEffect(() => titled(t('view.reports')));
  useEffect(() => { get('/departments').then(page => setDepartments(page.items), () => {}); }, []);
  useEffect(() => { ask('', []); }, Object.values(filter));
  const change = next => {
    sessionStorage.setItem('sensorium.reports', JSON.stringify(next));
    setFilter(next);
  };
  const changed = report => setReports(reports.map(each => (each.id === report.id ? { ...each, ...report } : each)));
  const choice = (name, options) => html`<label>${t(`reports.${name}`)}<select name=${name} value=${filter[name]}
    onChange=${e => change({ ...filter, [name]: e.target.value })}><option value="">${t('any')}</option>
    ${options.map(([value, words]) => html`<option value=${value} selected=${value === filter[name]}>${words}</option>`)}</select></label>`;

  return html`<div class="page reports ${id ? 'has-detail' : ''}">
    <h1>${t('view.reports')}</h1>
    <div class="reports-left">
      <p class="quiet">${t('reports.what')} <a href="/report" target="_blank" rel="noopener">${t('reports.form')}</a></p>
      <div class="two">
        ${choice('state', STATES.map(s => [s, t(`report.state.${s}`)]))}${choice('kind', KINDS.map(k => [k, t(`kind.${k}`)]))}
        ${choice('gap', GAPS.map(g => [g, t(`gap.${g}`)]))}${choice('department', departments.map(d => [d.id, d.name]))}</div>
      <p class="trouble" role="alert">${trouble}</p>
      ${reports === null ? html`<p class="loading" role="status">${t('loading')}</p>` : html`<${List} reports=${reports} id=${id} />`}
      ${cursor && html`<p><button onClick=${() => ask(cursor, reports)}>${t('more')}</button></p>`}
    </div>
    <div class="report-detail">${id ? html`<${ReportDetail} key=${id} id=${id} changed=${changed} />` : html`<p class="quiet">${t('reports.choose')}</p>`}</div>
  </div>`;
}

function List({ reports, id }) {
  if (reports.length === 0) return html`<p>${t('reports.none')}</p>`;
  return html`<ul class="report-list">${reports.map(report => html`<li key=${report.id}>
    <a href=${`#/reports/${report.id}`} aria-current=${report.id === id ? 'true' : null}>
      <span class="first"><strong>${t(`kind.${report.kind}`)}</strong>
        ${report.confirms > 0 && html`<span class="badge critical">${counted('reports.confirms', report.confirms)}</span>`}
        ${report.gap && html`<span class="badge wait">${t(`gap.${report.gap}`)}</span>`}
        ${report.state === 'closed' && html`<span class="badge good">${t('report.state.closed')}${report.rating ? ` ${report.rating.score}★` : ''}</span>`}
        <time>${moment(report.reportedAt)}</time></span>
      <p class="words">${report.text}</p></a></li>`)}</ul>`;
}
