// How good the data are: by department and type, then sensor by sensor, the worst first.
import { html, useEffect, useState } from './preact.js';
import { t, number, whole } from './words.js';
import { get, query } from './rest.js';

const HOUR_MS = 3_600_000;
const SPANS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };
const GOOD = 0.95;
const POOR = 0.8;

export const share = value => (value === null || value === undefined ? '–' : `${number(value * 100)} %`);
const tone = value => (value === null || value === undefined ? '' : value < POOR ? 'bad' : value < GOOD ? 'wait' : 'good');

export function Quality() {
  const [span, setSpan] = useState('hour');
  const [of, setOf] = useState(null);
  const [items, setItems] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let gone = false;
    setItems(null);
    const to = new Date();
    const from = new Date(to - SPANS[span]);
    get(`/quality${query({ from: from.toISOString(), to: to.toISOString(), by: of ? 'sensor' : 'owner', ...of })}`)
      .then(answer => gone || setItems(answer.items), e => gone || setTrouble(e.message));
    return () => { gone = true; };
  }, [span, of]);
  return html`<h2>${of ? `${of.department} · ${of.type}` : t('departments.quality')}</h2>
    <p class="quiet">${t('quality.what')}</p>
    <div class="buttons no-print">${Object.keys(SPANS).map(name => html`<button aria-pressed=${span === name} onClick=${() => setSpan(name)}>${t(`span.${name}`)}</button>`)}
      ${of && html`<button onClick=${() => setOf(null)}>← ${t('back')}</button>`}</div>
    <p class="trouble" role="alert">${trouble}</p>
    ${items === null ? html`<p class="loading" role="status">${t('loading')}</p>` : html`<${Rows} items=${items} of=${of} open=${setOf} />`}`;
}

function Rows({ items, of, open }) {
  const names = of ? ['sensor'] : ['department', 'type', 'sensors', 'reporting'];
  return html`<div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
    <thead><tr>${names.map(c => html`<th scope="col" class=${['sensors', 'reporting'].includes(c) ? 'number' : ''}>${t(`quality.${c}`)}</th>`)}
      ${['completeness', 'validity', 'timeliness', 'clock'].map(c => html`<th scope="col" class="number">${t(`quality.${c}`)}</th>`)}</tr></thead>
    <tbody>${items.map(item => html`<tr key=${item.sensorId ?? `${item.department} ${item.type}`}>
      ${of ? html`<th scope="row"><a href=${`#/sensors/${item.sensorId}`}>${item.sensorId}</a></th>`
        : html`<th scope="row">${item.department}</th>
          <td><button class="plain" onClick=${() => open({ department: item.department, type: item.type })}>${item.type}</button></td>
          <td class="number">${whole(item.sensors)}</td><td class="number">${whole(item.reporting)}</td>`}
      ${['completeness', 'validity', 'timeliness'].map(name => html`<td class="number"><span class=${`badge ${tone(item[name])}`}>${share(item[name])}</span></td>`)}
      <td class="number">${item.clockOffsetSeconds === null ? '–' : `${number(item.clockOffsetSeconds)} s`}</td></tr>`)}</tbody>
  </table></div>`;
}
