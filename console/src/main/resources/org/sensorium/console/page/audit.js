// The audit log, newest first, page by page.
import { html, useEffect, useState } from './preact.js';
import { t, moment } from './words.js';
import { get, query } from './rest.js';

const ROWS = 100;

export function Audit() {
  const [filter, setFilter] = useState({ actor: '', action: '', subject: '' });
  const [entries, setEntries] = useState([]);
  const [cursor, setCursor] = useState('');
  const [trouble, setTrouble] = useState('');
  const ask = (from, before) => get(`/audit${query({ ...filter, limit: ROWS, cursor: from })}`).then(page => {
    setEntries([...before, ...page.items]);
    setCursor(page.nextCursor);
  }, e => setTrouble(e.message));
  useEffect(() => {
    const timer = setTimeout(() => ask('', []), 250);
    return () => clearTimeout(timer);
  }, Object.values(filter));
  return html`<h2>${t('departments.audit')}</h2>
    <p class="quiet">${t('audit.what')}</p>
    <div class="three">${Object.keys(filter).map(name => html`<label>${t(`audit.${name}`)}
      <input value=${filter[name]} onInput=${e => setFilter({ ...filter, [name]: e.target.value.trim() })} /></label>`)}</div>
    <p class="trouble" role="alert">${trouble}</p>
    <div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
      <thead><tr>${['time', 'actor', 'action', 'subject', 'detail'].map(c => html`<th scope="col">${t(`audit.${c}`)}</th>`)}</tr></thead>
      <tbody>${entries.map(entry => html`<tr key=${entry.id}><td>${moment(entry.time)}</td><td>${entry.actor}</td><td>${entry.action}</td>
        <td>${entry.subject}</td><td><code>${JSON.stringify(entry.detail)}</code></td></tr>`)}</tbody>
    </table></div>
    ${cursor && html`<button onClick=${() => ask(cursor, entries)}>${t('more')}</button>`}`;
}
