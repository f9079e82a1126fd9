// The wall: the city with what stands, the figures of the moment, and how each part fares.
import { html, useEffect, useRef, useState } from './preact.js';
import { t, ago, told, number, whole } from './words.js';
import { send } from './rest.js';
import { go } from './views.js';
import { titled } from './attention.js';
import { style } from './script.js';
import * as alerts from './alerts.js';
import { SEVERITIES } from './alert-filter.js';
import { parse, quantile, rate } from './exposition.js';

style('wall');
const ASK_MS = 5_000;
const MAP_MS = 120_000;
const NEWEST = 12;

function useStanding() {
  const [standing, setStanding] = useState(alerts.list().filter(alerts.standing));
  useEffect(() => alerts.onAlerts(() => setStanding(alerts.list().filter(alerts.standing))), []);
  return standing;
}

/** Two readings of the metrics one after the other, and the health. */
function useSystem() {
  const [system, setSystem] = useState({});
  useEffect(() => {
    let gone = false;
    let timer = 0;
    async function ask() {
      try {
        const [health, page] = await Promise.all([
          send('GET', '/health').then(answer => answer.json()),
          send('GET', '/metrics').then(answer => answer.text()),
        ]);
        if (gone) return;
        const now = { ...parse(page), at: Date.now() };
        setSystem(before => ({ health, before: before.now, now }));
      } catch {
        if (!gone) setSystem(before => ({ ...before, health: null }));
      }
      if (!gone) timer = setTimeout(ask, ASK_MS);
    }
    ask();
    return () => { gone = true; clearTimeout(timer); };
  }, []);
  return system;
}

export function View() {
  const standing = useStanding();
  const system = useSystem();
  useEffect(() => titled(t('view.wall')));
  return html`<section class="wall">
    <h1 class="unseen">${t('view.wall')}</h1>
    <${CityMap} standing=${standing} />
    <div class="wall-side">
      <${Counters} standing=${standing} />
      <${Rates} ...${system} />
      <${Parts} health=${system.health} />
      <${Newest} standing=${standing} />
    </div>
  </section>`;
}

const LEVELS = { warning: 1, minor: 2, major: 3, critical: 4 };
function worstOf(standing) {
  const worst = new Map();
  standing.forEach(({ sensorId, severity }) => worst.set(sensorId, Math.max(worst.get(sensorId) ?? 0, LEVELS[severity])));
  return worst;
}

function CityMap({ standing }) {
  const box = useRef();
  const map = useRef();
  const now = useRef(standing);
  const [count, setCount] = useState(null);
  now.current = standing;
  useEffect(() => {
    let gone = false;
    let timer = 0;
    import('./city-map.js').then(({ cityMap }) => gone ? null : cityMap(box.current, setCount)).then(made => {
      if (!made) return;
      if (gone) {
        made.remove();
        return;
      }
      map.current = made;
      made.onChoose(id => go('sensors', id));
      made.show(worstOf(now.current));
      timer = setInterval(() => {
        made.refresh();
        made.show(worstOf(now.current));
      }, MAP_MS);
    });
    return () => { gone = true; clearInterval(timer); map.current?.remove(); map.current = null; };
  }, []);
  useEffect(() => map.current?.show(worstOf(standing)), [standing]);
  return html`<div class="wall-map">
    <div ref=${box} class="wall-canvas" role="application" aria-label=${t('wall.map')}></div>
    <p class="wall-count" role="status">${count === null ? t('loading') : t('wall.sensors', { n: whole(count) })}</p></div>`;
}

function Counters({ standing }) {
  return html`<dl class="counters">${SEVERITIES.map(severity => {
    const n = standing.filter(alert => alert.severity === severity).length;
    return html`<div class=${`counter ${severity} ${n === 0 ? 'zero' : ''}`}><dt>${t(`severity.${severity}`)}</dt><dd>${whole(n)}</dd></div>`;
  })}</dl>`;
}

function Rates({ before, now }) {
  const both = before && now;
  const perSecond = name => (both ? rate(name, before, now) : null);
  const p95 = name => (both ? quantile(0.95, name, before, now) : null);
  const figures = [
    ['wall.in', perSecond('sensorium_receive_readings_total'), ''],
    ['wall.stored', perSecond('sensorium_store_readings_total'), ''],
    ['wall.letters', perSecond('sensorium_deadletters_total'), ''],
    ['wall.store', p95('sensorium_publish_to_store_seconds_bucket'), ' s'],
    ['wall.alert', p95('sensorium_publish_to_alert_seconds_bucket'), ' s'],
    ['wall.behind', now?.sums.get('sensorium_log_behind_seconds') ?? null, ' s'],
  ];
  return html`<dl class="rates">${figures.map(([name, value, unit]) => html`<div><dt>${t(name)}</dt>
    <dd>${value === null ? '–' : `${number(value)}${unit}`}</dd></div>`)}</dl>`;
}

function Parts({ health }) {
  if (health === undefined) return null;
  if (health === null) return html`<p class="trouble" role="alert">${t('no-answer')}</p>`;
  return html`<ul class="parts" aria-label=${t('wall.health')}>${health.checks.map(check => html`<li>
    <span class=${`badge ${check.ok ? 'good' : 'bad'}`}>${check.name}</span> ${check.ok ? t('wall.ok') : check.detail}</li>`)}</ul>`;
}

function Newest({ standing }) {
  return html`<h2>${t('wall.newest')}</h2>
    <ol class="newest">${standing.slice(0, NEWEST).map(alert => html`<li key=${alert.id}><a href=${`#/alerts/${alert.id}`}>
      <span class=${`badge ${alert.severity}`}>${t(`severity.${alert.severity}`)}</span>
      <span class="newest-text">${told(alert.message)}</span><time>${ago(alert.raisedAt)}</time></a></li>`)}</ol>`;
}
