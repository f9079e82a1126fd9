// One report for staff: what it says, where it is, which alerts it confirms, and the answer that closes it.
import { html, useEffect, useRef, useState } from './preact.js';
import { counted, t, told, moment } from './words.js';
import { call, get, send } from './rest.js';
import { owns, worksOff } from './session.js';

const NEAR = 15;

export function ReportDetail({ id, changed }) {
  const [report, setReport] = useState(null);
  const [trouble, setTrouble] = useState('');
  const path = `/reports/${encodeURIComponent(id)}`;
  useEffect(() => { get(path).then(setReport, e => setTrouble(e.message)); }, [id]);
  async function close(event) {
    event.preventDefault();
    setTrouble('');
    try {
      changed(await call('POST', `${path}/close`, { note: new FormData(event.target).get('note') }));
      setReport(await get(path));
    } catch (e) {
      setTrouble(e.message);
    }
  }
  if (!report) return html`<p class="trouble" role="alert">${trouble}</p>`;
  const mine = report.state === 'open' && worksOff() && owns(report.department);
  return html`<section class="card" aria-label=${t('reports.one')}>
    <p><a href="#/reports">← ${t('back')}</a></p>
    <h2>${t(`kind.${report.kind}`)} <span class="badge ${report.state === 'closed' ? 'good' : 'wait'}">${t(`report.state.${report.state}`)}</span></h2>
    <p class="quiet">${moment(report.reportedAt)} · ${report.department}${report.district ? ` · ${report.district}` : ''}${' '}
      ${report.sensorId && html`· <a href=${`#/sensors/${report.sensorId}`}>${report.sensorId}</a>`}</p>
    <p class="report-text">${report.text}</p>
    ${report.photo && html`<${Shown} path=${path} />`}
    <${Where} location=${report.location} />
    ${report.contact && html`<p>${t('report.contact')}: <strong>${report.contact}</strong></p>`}
    ${report.gap && html`<p><span class="badge wait">${t(`gap.${report.gap}`)}</span></p>`}
    <${Confirmed} report=${report} />
    ${report.answer && html`<h3>${t('report.answer')}</h3><p class="report-text report-answer">${report.answer}</p>
      <p class="quiet">${moment(report.closedAt)} · ${report.closedBy}</p>`}
    ${report.rating && html`<p class="stars-given">${t('report.rated', { n: report.rating.score })}</p>
      ${report.rating.text && html`<p class="report-text">${report.rating.text}</p>`}`}
    ${mine && html`<form onSubmit=${close}>
      <label>${t('reports.answer')}<textarea name="note" rows="3" required maxlength="2000"></textarea></label>
      <button class="primary">${t('reports.close')}</button></form>`}
    <p class="trouble" role="alert">${trouble}</p></section>`;
}

function Confirmed({ report }) {
  if (report.confirms === 0) return html`<p class="quiet">${t('reports.no-alert')}</p>`;
  return html`<h3>${counted('reports.confirms', report.confirms)}</h3>
    <ul class="confirmed">${report.alerts.map(alert => html`<li><a href=${`#/alerts/${alert.id}`}>
      <span class="badge ${alert.severity}">${t(`severity.${alert.severity}`)}</span> ${alert.sensorId} · ${told(alert.message)} · ${alert.metres} m</a></li>`)}</ul>`;
}

/** Fetched with the session's token, so it cannot be an address; as data it is a picture and nothing else. */
function Shown({ path }) {
  const [url, setUrl] = useState('');
  useEffect(() => {
    let gone = false;
    send('GET', `/api/v1${path}/photo`).then(answer => (answer.ok ? answer.blob() : null)).then(blob => {
      if (!blob || gone) return;
      const reader = new FileReader();
      reader.onload = () => gone || setUrl(reader.result);
      reader.readAsDataURL(blob);
    }, () => {});
    return () => { gone = true; };
  }, [path]);
  return url && html`<img class="report-photo" src=${url} alt=${t('report.photo')} />`;
}

function Where({ location }) {
  const box = useRef();
  useEffect(() => {
    let map = null;
    let gone = false;
    import('./city-map.js').then(({ cityMap }) => (gone ? null : cityMap(box.current))).then(made => {
      if (gone) {
        made?.remove();
        return;
      }
      map = made;
      map.go(location, NEAR);
      map.mark(location);
    });
    return () => { gone = true; map?.remove(); };
  }, [location.lat, location.lon]);
  return html`<div class="report-map" ref=${box} role="application" aria-label=${t('place.map')}></div>`;
}
