// How alerts and reports were handled, by department and period: each row leads to what it counts.
import { html, useEffect, useState } from './preact.js';
import { t, number, whole } from './words.js';
import { get, query } from './rest.js';

const DAY_MS = 86_400_000;
const DAYS = [1, 7, 30, 90];

/** Seconds in the largest unit that they fill. */
function lasting(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  const [unit, size] = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]].find(([, s]) => Math.abs(seconds) >= s) ?? ['s', 1];
  return `${number(seconds / size)} ${t(`unit.${unit}`)}`;
}

export function Assessment() {
  const [days, setDays] = useState(7);
  const [answer, setAnswer] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let gone = false;
    const to = new Date();
    const from = new Date(to - days * DAY_MS);
    get(`/assessment${query({ from: from.toISOString(), to: to.toISOString() })}`)
      .then(read => gone || setAnswer(read), e => gone || setTrouble(e.message));
    return () => { gone = true; };
  }, [days]);
  return html`<h2>${t('departments.assessment')}</h2>
    <p class="quiet">${t('assessment.what')}</p>
    <div class="buttons no-print">${DAYS.map(n => html`<button aria-pressed=${days === n} onClick=${() => setDays(n)}>${t('days', { n })}</button>`)}</div>
    <p class="trouble" role="alert">${trouble}</p>
    ${answer === null ? html`<p class="loading" role="status">${t('loading')}</p>` : html`<${Rows} items=${answer.items} /><${Reports} items=${answer.reports} />`}`;
}

function see({ department, severity }) {
  sessionStorage.setItem('sensorium.filter', JSON.stringify({ department, severity }));
}

function Reports({ items }) {
  const counts = ['received', 'confirming', 'gaps', 'closed'];
  const show = department => sessionStorage.setItem('sensorium.reports', JSON.stringify({ department, state: '' }));
  return html`<h2>${t('view.reports')}</h2>
    ${items.length === 0 ? html`<p>${t('assessment.no-reports')}</p>` : html`<div class="table-box" role="region" tabindex="0" aria-label=${t('view.reports')}><table>
    <thead><tr><th scope="col">${t('filter.department')}</th>
      ${[...counts, 'close', 'rated', 'rating'].map(c => html`<th scope="col" class="number">${t(`assessment.${c}`)}</th>`)}</tr></thead>
    <tbody>${items.map(item => html`<tr key=${item.department}>
      <th scope="row"><a href="#/reports" onClick=${() => show(item.department)}>${item.department}</a></th>
      ${counts.map(name => html`<td class="number">${whole(item[name])}</td>`)}
      <td class="number">${lasting(item.medianSecondsToClose)}</td><td class="number">${whole(item.rated)}</td>
      <td class="number">${number(item.meanRating)}</td></tr>`)}</tbody></table></div>`}`;
}

function Rows({ items }) {
  if (items.length === 0) return html`<p>${t('assessment.none')}</p>`;
  const counts = ['raised', 'acknowledged', 'standing', 'overdue', 'again'];
  return html`<div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
    <thead><tr><th scope="col">${t('filter.department')}</th><th scope="col">${t('filter.severity')}</th>
      ${[...counts, 'half', 'most', 'clear'].map(c => html`<th scope="col" class="number">${t(`assessment.${c}`)}</th>`)}</tr></thead>
    <tbody>${items.map(item => html`<tr key=${`${item.department} ${item.severity}`}>
      <th scope="row"><a href="#/alerts" onClick=${() => see(item)}>${item.department}</a></th>
      <td><span class=${`badge ${item.severity}`}>${t(`severity.${item.severity}`)}</span></td>
      ${counts.map(name => html`<td class="number">${name === 'overdue' && item.overdue > 0
        ? html`<span class="badge bad">${whole(item.overdue)}</span>` : whole(item[name])}</td>`)}
      <td class="number">${lasting(item.medianSecondsToAcknowledge)}</td>
      <td class="number">${lasting(item.ninetiethSecondsToAcknowledge)}</td>
      <td class="number">${lasting(item.medianSecondsToClear)}</td></tr>`)}</tbody>
  </table></div>`;
}
