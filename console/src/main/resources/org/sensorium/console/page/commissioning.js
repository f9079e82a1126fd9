// The live check of a sensor that was just fitted: asks every two seconds and says what holds, and what to do if not.
import { html, useEffect, useRef, useState } from './preact.js';
import { t, moment, number } from './words.js';
import { get, query } from './rest.js';
import { judge } from './commissioning-checks.js';

const ASK_MS = 2_000;
const LOOK_BACK_MS = 900_000;
const MOST_NEIGHBOURS = 5;
const MARKS = { good: '✓', bad: '✗', wait: '…', none: '–' };

async function neighboursOf(sensor) {
  const page = await get(`/sensors${query({ type: sensor.type, district: sensor.district, state: 'active', limit: 20 })}`);
  const others = page.items.filter(other => other.id !== sensor.id).slice(0, MOST_NEIGHBOURS);
  const values = {};
  await Promise.all(others.map(async other => {
    const from = new Date(Date.now() - LOOK_BACK_MS).toISOString();
    const { items } = await get(`/sensors/${encodeURIComponent(other.id)}/readings${query({ from, step: 'raw' })}`);
    const newest = new Map(items.map(item => [item.metric, item.value]));
    newest.forEach((value, metric) => (values[metric] ??= []).push(value));
  }));
  return values;
}

export function Commissioning({ id }) {
  const [sensor, setSensor] = useState(null);
  const [verdicts, setVerdicts] = useState(null);
  const [trouble, setTrouble] = useState('');
  const asked = useRef(new Date());
  useEffect(() => {
    let gone = false;
    let timer = 0;
    const path = `/sensors/${encodeURIComponent(id)}`;
    let neighbours = null;
    async function ask() {
      try {
        const now = await get(path);
        const since = new Date(Math.max(asked.current - LOOK_BACK_MS, new Date(now.registeredAt))).toISOString();
        const [readings, letters] = await Promise.all([
          get(`${path}/readings${query({ from: since, step: 'raw', limit: 1000 })}`),
          get(`/dead-letters${query({ sensor: id, from: since, limit: 20 })}`),
        ]);
        neighbours ??= await neighboursOf(now).catch(() => ({}));
        if (gone) return;
        setSensor(now);
        setTrouble('');
        setVerdicts(judge({
          sensor: now, readings: readings.items, letters: letters.items, neighbours, waited: Date.now() - asked.current,
        }));
      } catch (e) {
        if (!gone) setTrouble(e.message);
      }
      if (!gone) timer = setTimeout(ask, ASK_MS);
    }
    ask();
    return () => { gone = true; clearTimeout(timer); };
  }, [id]);
  const rounded = values => Object.fromEntries(Object.entries(values)
    .map(([name, value]) => [name, typeof value === 'number' ? number(value) : value]));
  return html`<section class="commissioning" aria-labelledby="check-title">
    <h1 id="check-title">${t('check', { id })}</h1>
    ${sensor && html`<p class="quiet">${sensor.type} · ${sensor.district} · ${sensor.department} · ${moment(new Date().toISOString())}</p>`}
    <p class="trouble" role="alert">${trouble}</p>
    ${verdicts === null ? html`<p class="loading" role="status">${t('loading')}</p>` : html`
      <p role="status"><span class=${`badge ${overall(verdicts)}`}>${t(`check.${overall(verdicts)}`)}</span></p>
      <ul class="checks">${verdicts.map(v => html`<li class=${v.state} key=${v.name}>
        <span class="mark" aria-hidden="true">${MARKS[v.state]}</span>
        <div><strong>${t(`check.${v.name}`)}</strong><span class="unseen"> ${t(`check.${v.state}`)}</span>
          <p>${t(`check.${v.name}.${v.state}`, rounded(v.values))}</p></div></li>`)}</ul>`}
    <div class="buttons no-print">
      <button onClick=${() => print()}>${t('print')}</button>
      <a class="button" href=${`#/sensors/${id}`}>${t('sensor.open')}</a>
    </div>
  </section>`;
}

const overall = verdicts =>
  verdicts.some(v => v.state === 'bad') ? 'bad' : verdicts.some(v => v.state === 'wait') ? 'wait' : 'good';
