// One sensor, registered by the one who hangs it up: what it is, where it is, then what it signs in with and the check.
import { html, useEffect, useState } from './preact.js';
import { t, spoken } from './words.js';
import { call, get } from './rest.js';
import { current, is } from './session.js';
import { TYPES, metricsOf } from './sensor-types.js';
import { Place } from './place.js';
import { Scan } from './scan.js';
import { Metrics } from './metrics-form.js';
import { Credentials } from './credentials.js';
import { Commissioning } from './commissioning.js';

const called = place => (spoken() === 'zh' && place.nameZh ? place.nameZh : place.name);
const NOTHING = { id: '', type: '', department: '', district: '', location: null, metrics: [] };

function useLists() {
  const [lists, setLists] = useState({ departments: [], districts: [] });
  useEffect(() => {
    Promise.all([get('/departments'), get('/districts')]).then(([departments, districts]) => {
      const all = is('admin') || current().departments.includes('city');
      setLists({
        departments: departments.items.filter(d => all || current().departments.includes(d.id)),
        districts: districts.items,
      });
    }).catch(() => {});
  }, []);
  return lists;
}

export function RegisterOne() {
  const lists = useLists();
  const [sensor, setSensor] = useState(NOTHING);
  const [errors, setErrors] = useState({});
  const [trouble, setTrouble] = useState('');
  const [done, setDone] = useState(null);
  const [busy, setBusy] = useState(false);
  const set = change => setSensor(before => ({ ...before, ...change }));
  useEffect(() => {
    if (lists.departments.length === 1) set({ department: lists.departments[0].id });
  }, [lists]);

  async function chooseType(type) {
    set({ type, metrics: TYPES[type] ?? [] });
    const metrics = await metricsOf(type).catch(() => null);
    if (metrics?.length > 0) set({ metrics });
  }
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    setErrors({});
    setTrouble('');
    const { location, ...rest } = sensor;
    try {
      setDone(await call('POST', '/sensors', location ? { ...rest, location } : rest));
      scrollTo(0, 0);
    } catch (e) {
      setErrors(Object.fromEntries(e.errors.map(error => [error.field.split(/[.[]/)[0], error.detail])));
      setTrouble(e.errors.length > 0 ? t('form.wrong') : e.message);
    }
    setBusy(false);
  }
  if (done) return html`<${Done} sensor=${done} again=${() => { setDone(null); set({ id: '', location: null }); }} />`;

  const field = (name, input) => html`<label>${t(`sensor.${name}`)}${input}
    ${errors[name] && html`<span class="trouble" id=${`wrong-${name}`}>${errors[name]}</span>`}</label>`;
  const wrong = name => (errors[name] ? { 'aria-invalid': true, 'aria-describedby': `wrong-${name}` } : {});
  const choice = (name, options) => field(name, html`<select name=${name} required value=${sensor[name]} ...${wrong(name)}
    onChange=${e => (name === 'type' ? chooseType(e.target.value) : set({ [name]: e.target.value }))}>
    <option value="" disabled>${t('choose')}</option>
    ${options.map(([value, words]) => html`<option value=${value} selected=${value === sensor[name]}>${words}</option>`)}</select>`);

  return html`<form class="register" onSubmit=${submit}>
    <h1>${t('register.title')}</h1>
    ${field('id', html`<span class="with-button"><input name="id" required value=${sensor.id} autocapitalize="none" autocomplete="off"
      spellcheck="false" pattern="[A-Za-z0-9][A-Za-z0-9._:\\-]{0,63}" title=${t('sensor.id.form')} ...${wrong('id')}
      onInput=${e => set({ id: e.target.value.trim() })} /><${Scan} found=${id => set({ id })} /></span>`)}
    ${choice('type', Object.keys(TYPES).map(type => [type, t(`type.${type}`)]))}
    ${choice('department', lists.departments.map(d => [d.id, called(d)]))}
    ${choice('district', lists.districts.map(d => [d.id, called(d)]))}
    <${Place} location=${sensor.location} change=${location => set({ location })} wrong=${errors.location} />
    ${sensor.type && html`<${Metrics} metrics=${sensor.metrics} change=${metrics => set({ metrics })} wrong=${errors.metrics} />`}
    <p class="trouble" role="alert">${trouble}</p>
    <button class="primary wide" disabled=${busy}>${t('register.go')}</button>
  </form>`;
}

function Done({ sensor, again }) {
  return html`<div class="done">
    <h1>${t('register.done', { id: sensor.id })}</h1>
    <${Credentials} credentials=${sensor.credentials} />
    <${Commissioning} id=${sensor.id} />
    <p class="no-print"><button onClick=${again}>${t('register.again')}</button></p>
  </div>`;
}
