// Registering sensors: one at its place, or many from a file.
import { html, useEffect } from './preact.js';
import { t } from './words.js';
import { titled } from './attention.js';
import { style } from './script.js';
import { RegisterOne } from './register-one.js';
import { Bulk } from './bulk.js';

style('sensors');

export function View({ rest: [which] }) {
  useEffect(() => titled(t('view.register')));
  const bulk = which === 'file';
  return html`<div class="page">
    <nav class="tabs" aria-label=${t('view.register')}>
      <a href="#/register" aria-current=${bulk ? null : 'page'}>${t('register.one')}</a>
      <a href="#/register/file" aria-current=${bulk ? 'page' : null}>${t('register.file')}</a>
    </nav>
    ${bulk ? html`<${Bulk} />` : html`<${RegisterOne} />`}
  </div>`;
}
