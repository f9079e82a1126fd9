// For citizens, without signing in: the form, or by the address's id and ticket what became of a report. The ticket stands
// behind the # of the address, which no browser sends to anybody.
import { html, useEffect, useState } from './preact.js';
import { t } from './words.js';
import { callOpenly } from './rest.js';
import { style } from './script.js';
import { Languages } from './languages.js';
import { ReportForm } from './report-form.js';
import { ReportState } from './report-state.js';

style('sensors');
style('report');

const held = () => /^#([\w.:-]+)\/([\w-]+)$/.exec(location.hash)?.slice(1) ?? null;

export function Report() {
  const [at, setAt] = useState(held());
  const [facts, setFacts] = useState({ kinds: [], districts: [], radiusMetres: 0 });
  useEffect(() => {
    document.title = `${t('report.title')} · Sensorium`;
    callOpenly('GET', '/report-form').then(setFacts, () => {});
    const move = () => setAt(held());
    addEventListener('hashchange', move);
    return () => removeEventListener('hashchange', move);
  }, []);
  const received = ({ id, ticket }) => { location.hash = `#${id}/${ticket}`; };
  return html`<header class="top"><img src="/page/icon.svg" alt="" width="26" height="26" />
      <strong class="report-brand">Sensorium</strong><${Languages} /></header>
    <main class="page report-page">
      ${at ? html`<${ReportState} key=${at[0]} id=${at[0]} ticket=${at[1]} radius=${facts.radiusMetres} />`
        : html`<${ReportForm} facts=${facts} received=${received} />`}
    </main>`;
}
