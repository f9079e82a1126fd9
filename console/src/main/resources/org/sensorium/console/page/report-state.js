// What became of a report, for whoever holds its ticket, and the rating once it is closed.
import { html, useEffect, useState } from './preact.js';
import { t, moment } from './words.js';
import { callOpenly } from './rest.js';
import { Copy } from './copy.js';

const STARS = [1, 2, 3, 4, 5];

/** In a sentence: it confirms an alert, or there is no sensor, or none that is heard of, or nothing so far. */
function found({ confirms, gap }, radius) {
  if (confirms > 0) return t('report.confirms');
  return t(`report.${gap ?? 'nothing'}`, { n: radius });
}

export function ReportState({ id, ticket, radius }) {
  const [report, setReport] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    callOpenly('GET', `/reports/${encodeURIComponent(id)}`, undefined, ticket)
      .then(setReport, e => setTrouble(e.status === 404 ? t('report.unknown') : e.message));
  }, [id, ticket]);
  if (!report) return html`<h1>${t('report.yours')}</h1><p class="trouble" role="alert">${trouble}</p>`;
  return html`<h1>${t('report.yours')}</h1>
    <div class="card">
      <p><span class="badge ${report.state === 'closed' ? 'good' : 'wait'}">${t(`report.state.${report.state}`)}</span>${' '}
        <strong>${t(`kind.${report.kind}`)}</strong> · <time>${moment(report.reportedAt)}</time></p>
      <p class="report-text">${report.text}</p>
      <p class="quiet">${found(report, radius)}</p>
      ${report.answer && html`<h2>${t('report.answer')}</h2><p class="report-text report-answer">${report.answer}</p>`}
    </div>
    ${report.state === 'closed' && html`<${Rating} report=${report} ticket=${ticket} rated=${setReport} />`}
    <p>${t('report.keep')}</p>
    <p class="line"><code tabindex="0">${location.href}</code><${Copy} text=${location.href} /></p>
    <p><a class="button" href="/report">${t('report.again')}</a></p>`;
}

function Rating({ report, ticket, rated }) {
  const [score, setScore] = useState(0);
  const [trouble, setTrouble] = useState('');
  if (report.rating) {
    return html`<p role="status" class="stars-given"><span aria-hidden="true">${'★'.repeat(report.rating.score)}${'☆'.repeat(5 - report.rating.score)}</span>${' '}
      ${t('report.rated', { n: report.rating.score })}</p>`;
  }
  async function submit(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    try {
      rated(await callOpenly('POST', `/reports/${encodeURIComponent(report.id)}/rating`, { score, ...(text ? { text } : {}) }, ticket));
    } catch (e) {
      setTrouble(e.message);
    }
  }
  return html`<form class="card rating" onSubmit=${submit}>
    <fieldset><legend>${t('report.rate')}</legend><div class="stars">
      ${STARS.map(n => html`<label><input type="radio" name="score" value=${n} required checked=${score === n} onChange=${() => setScore(n)} />
        <span class=${n <= score ? 'star on' : 'star'} aria-hidden="true">★</span><span class="unseen">${t('report.star', { n })}</span></label>`)}</div></fieldset>
    <label>${t('report.rate.text')}<input name="text" maxlength="500" /></label>
    <p class="trouble" role="alert">${trouble}</p>
    <button class="primary">${t('report.rate.go')}</button></form>`;
}
