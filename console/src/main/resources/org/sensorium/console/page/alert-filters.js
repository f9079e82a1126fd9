// The filters above the list, and the line that hears the same elsewhere.
import { html, useState } from './preact.js';
import { t, spoken } from './words.js';
import { DETECTORS, NO_FILTER, SEVERITIES, STATES, subscribing } from './alert-filter.js';
import { sound, sounds } from './attention.js';
import { Copy } from './copy.js';

const called = place => (spoken() === 'zh' && place.nameZh ? place.nameZh : place.name);

function Choice({ name, filter, change, options, any }) {
  return html`<label>${t(`filter.${name}`)}
    <select name=${name} value=${filter[name]} onChange=${e => change({ ...filter, [name]: e.target.value })}>
      ${any && html`<option value="">${t('any')}</option>`}
      ${options.map(([value, words]) => html`<option value=${value} selected=${value === filter[name]}>${words}</option>`)}
    </select></label>`;
}

export function Filters({ filter, change, places }) {
  const [open, setOpen] = useState(false);
  const [noisy, setNoisy] = useState(sounds());
  const set = Object.keys(NO_FILTER).filter(name => filter[name] !== NO_FILTER[name]).length;
  const line = subscribing(filter);
  return html`<div class="filters">
    <div class="filter-bar">
      <input id="filter-text" type="search" value=${filter.text} placeholder=${t('filter.text')} aria-label=${t('filter.text')}
        onInput=${e => change({ ...filter, text: e.target.value })} />
      <button aria-expanded=${open} aria-controls="filter-fields" onClick=${() => setOpen(!open)}>
        ${t('filters')}${set > 0 ? ` (${set})` : ''}</button>
      <button aria-pressed=${noisy} title=${t('sound.what')}
        onClick=${() => { sound(!noisy); setNoisy(!noisy); }}>
        ${t('sound')}</button>
    </div>
    <div id="filter-fields" hidden=${!open}>
      <div class="fields">
        <${Choice} name="state" filter=${filter} change=${change} options=${STATES.map(s => [s, t(`state.${s}`)])} />
        <${Choice} any name="severity" filter=${filter} change=${change} options=${SEVERITIES.map(s => [s, t(`severity.${s}`)])} />
        <${Choice} any name="department" filter=${filter} change=${change} options=${places.departments.map(d => [d.id, called(d)])} />
        <${Choice} any name="district" filter=${filter} change=${change} options=${places.districts.map(d => [d.id, called(d)])} />
        <${Choice} any name="detector" filter=${filter} change=${change} options=${DETECTORS.map(d => [d, t(`detector.${d}`)])} />
        <${Choice} any name="assignee" filter=${filter} change=${change} options=${[['me', t('filter.mine')]]} />
        <button class="plain" onClick=${() => change(NO_FILTER)} disabled=${set === 0}>${t('filter.none')}</button>
      </div>
      <p class="line"><span class="quiet">${t('line.what')}</span><code>${line}</code><${Copy} text=${line} /></p>
    </div>
  </div>`;
}
