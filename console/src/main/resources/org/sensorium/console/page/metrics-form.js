// What a sensor measures: filled in by its type, to be changed where this one differs.
import { html } from './preact.js';
import { t } from './words.js';
import { millis } from './commissioning-checks.js';

const SECOND_MS = 1_000;
const read = text => (text === '' ? undefined : Number(text));

export function Metrics({ metrics, change, wrong }) {
  const put = (i, part) => change(metrics.map((metric, at) => (at === i ? { ...metric, ...part } : metric)));
  return html`<fieldset><legend>${t('sensor.metrics')}</legend>
    ${wrong && html`<p class="trouble">${wrong}</p>`}
    <div class="table-box" role="region" tabindex="0" aria-label=${t('table')}><table class="metrics">
      <thead><tr>${['metric', 'unit', 'min', 'max', 'interval'].map(c => html`<th scope="col">${t(`metric.${c}`)}</th>`)}<th><span class="unseen">${t('remove')}</span></th></tr></thead>
      <tbody>${metrics.map((metric, i) => html`<tr key=${metric.name}>
        <th scope="row">${metric.name}</th>
        <td>${metric.unit}</td>
        ${['min', 'max'].map(bound => html`<td><input type="number" step="any" aria-label=${`${metric.name} ${t(`metric.${bound}`)}`}
          value=${metric[bound] ?? ''} onChange=${e => put(i, { [bound]: read(e.target.value) })} /></td>`)}
        <td><input type="number" min="1" aria-label=${`${metric.name} ${t('metric.interval')}`}
          value=${(millis(metric.interval) ?? '') && millis(metric.interval) / SECOND_MS}
          onChange=${e => put(i, { interval: e.target.value ? `PT${e.target.value}S` : undefined })} /></td>
        <td><button type="button" class="plain" aria-label=${`${t('remove')} ${metric.name}`}
          onClick=${() => change(metrics.filter((_, at) => at !== i))}>×</button></td></tr>`)}</tbody>
    </table></div></fieldset>`;
}
