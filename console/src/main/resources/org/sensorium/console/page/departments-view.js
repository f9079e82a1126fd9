// Departments: what each owns, how good its data are, how it handles alerts, who may see what, and who did what.
import { html, useEffect } from './preact.js';
import { t } from './words.js';
import { is } from './session.js';
import { titled } from './attention.js';
import { style } from './script.js';
import { Owned } from './departments-owned.js';
import { Quality } from './quality.js';
import { Assessment } from './assessment.js';
import { Grants } from './grants.js';
import { Audit } from './audit.js';

style('departments');
const TABS = [
  { name: 'owned', show: Owned, open: () => true },
  { name: 'quality', show: Quality, open: () => true },
  { name: 'assessment', show: Assessment, open: () => true },
  { name: 'grants', show: Grants, open: () => true },
  { name: 'audit', show: Audit, open: () => is('admin') },
];

export function View({ rest: [which] }) {
  useEffect(() => titled(t('view.departments')));
  const tabs = TABS.filter(tab => tab.open());
  const now = tabs.find(tab => tab.name === which) ?? tabs[0];
  return html`<div class="page">
    <h1 class="unseen">${t('view.departments')}</h1>
    <nav class="tabs" aria-label=${t('view.departments')}>${tabs.map(tab => html`<a href=${`#/departments/${tab.name}`}
      aria-current=${tab === now ? 'page' : null}>${t(`departments.${tab.name}`)}</a>`)}</nav>
    <${now.show} key=${now.name} />
  </div>`;
}
