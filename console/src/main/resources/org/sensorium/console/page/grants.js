// Grants: which department may see what of another, until when. Administrators add and end them.
import { html, useEffect, useState } from './preact.js';
import { t, moment } from './words.js';
import { call, get } from './rest.js';
import { is } from './session.js';

const PARTS = ['owner', 'district', 'type', 'sensorId'];

export function Grants() {
  const [grants, setGrants] = useState(null);
  const [departments, setDepartments] = useState([]);
  const [districts, setDistricts] = useState([]);
  const [trouble, setTrouble] = useState('');
  const ask = () => get('/grants').then(page => setGrants(page.items), e => setTrouble(e.message));
  useEffect(() => {
    ask();
    get('/departments').then(page => setDepartments(page.items), () => {});
    get('/districts').then(page => setDistricts(page.items), () => {});
  }, []);
  const end = id => call('DELETE', `/grants/${encodeURIComponent(id)}`).then(ask, e => setTrouble(e.message));
  if (grants === null) return html`<p class="loading" role="status">${trouble || t('loading')}</p>`;
  const over = grant => grant.validUntil && new Date(grant.validUntil) < new Date();
  return html`<h2>${t('departments.grants')}</h2>
    <p class="quiet">${t('grants.what')}</p>
    ${grants.length === 0 ? html`<p>${t('grants.none')}</p>` : html`<div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table>
      <thead><tr>${['department', ...PARTS, 'until', 'purpose'].map(c => html`<th scope="col">${t(`grant.${c}`)}</th>`)}${is('admin') && html`<th><span class="unseen">${t('grant.end')}</span></th>`}</tr></thead>
      <tbody>${grants.map(grant => html`<tr key=${grant.id} class=${over(grant) ? 'over' : ''}>
        <th scope="row">${grant.department}</th>${PARTS.map(part => html`<td>${grant[part] ?? t('any')}</td>`)}
        <td>${grant.validUntil ? moment(grant.validUntil) : t('grant.forever')} ${over(grant) ? html`<span class="badge wait">${t('grant.over')}</span>` : ''}</td>
        <td>${grant.purpose ?? ''}</td>
        ${is('admin') && html`<td><button onClick=${() => end(grant.id)} aria-label=${`${t('grant.end')} ${grant.id}`}>${t('grant.end')}</button></td>`}</tr>`)}</tbody>
    </table></div>`}
    <p class="trouble" role="alert">${trouble}</p>
    ${is('admin') && html`<${Form} departments=${departments} districts=${districts} done=${ask} />`}`;
}

function Form({ departments, districts, done }) {
  const [trouble, setTrouble] = useState('');
  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    if (given.validUntil) given.validUntil = new Date(`${given.validUntil}T23:59:59`).toISOString();
    setTrouble('');
    try {
      await call('PUT', `/grants/g-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`, given);
      form.reset();
      done();
    } catch (e) {
      setTrouble(e.message);
    }
  }
  const choice = (name, options, required) => html`<label>${t(`grant.${name}`)}<select name=${name} required=${required}>
    <option value="">${required ? t('choose') : t('any')}</option>${options.map(({ id, name: words }) => html`<option value=${id}>${words}</option>`)}</select></label>`;
  return html`<h3>${t('grant.new')}</h3><form class="card grant-form" onSubmit=${submit}>
    ${choice('department', departments, true)}${choice('owner', departments, true)}${choice('district', districts)}
    <label>${t('grant.type')}<input name="type" pattern="[a-z][a-z0-9_\\-]{0,31}" placeholder=${t('any')} /></label>
    <label>${t('grant.sensorId')}<input name="sensorId" placeholder=${t('any')} /></label>
    <label>${t('grant.until')}<input name="validUntil" type="date" /></label>
    <label>${t('grant.purpose')}<input name="purpose" maxlength="200" /></label>
    <button class="primary">${t('grant.go')}</button>
    <p class="trouble" role="alert">${trouble}</p></form>`;
}
