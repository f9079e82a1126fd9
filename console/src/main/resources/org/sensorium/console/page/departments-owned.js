// What each department owns, as far as the reader may see it, and what stands there now.
import { html, useEffect, useState } from './preact.js';
import { t, spoken, whole } from './words.js';
import { get } from './rest.js';
import * as alerts from './alerts.js';

function count(map) {
  const counts = new Map(map.unplaced.map(({ department, sensors, active }) => [department, { sensors, active }]));
  map.sensors.forEach(([, , , , department, , active]) => {
    const name = map.departments[department];
    const sum = counts.get(name) ?? { sensors: 0, active: 0 };
    sum.sensors++;
    sum.active += active;
    counts.set(name, sum);
  });
  return counts;
}

export function Owned() {
  const [data, setData] = useState(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    Promise.all([get('/departments'), get('/map')])
      .then(([departments, map]) => setData({ departments: departments.items, counts: count(map) }), e => setTrouble(e.message));
  }, []);
  if (!data) return html`<p class="loading" role="status">${trouble || t('loading')}</p>`;
  const standing = alerts.list().filter(alerts.standing);
  return html`<h2>${t('departments.owned')}</h2>
    <div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
      <thead><tr><th scope="col">${t('sensor.department')}</th>${['sensors', 'active', 'alerts'].map(c => html`<th scope="col" class="number">${t(`owned.${c}`)}</th>`)}</tr></thead>
      <tbody>${data.departments.map(department => {
        const sum = data.counts.get(department.id) ?? { sensors: 0, active: 0 };
        return html`<tr key=${department.id}><th scope="row">${spoken() === 'zh' && department.nameZh ? department.nameZh : department.name}
          <code> ${department.id}</code></th>
          <td class="number">${whole(sum.sensors)}</td><td class="number">${whole(sum.active)}</td>
          <td class="number">${whole(standing.filter(alert => alert.department === department.id).length)}</td></tr>`;
      })}</tbody></table></div>
    <p class="quiet">${t('owned.note')}</p>`;
}
