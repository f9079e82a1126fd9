// The keys, in a dialog.
import { html, useEffect, useRef } from './preact.js';
import { t } from './words.js';

const KEYS = ['j', 'k', 'a', 's', 'n', 'c', '/', 'Esc', '?'];

export function KeyHelp({ close }) {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal(), []);
  return html`<dialog ref=${dialog} onClose=${close} aria-labelledby="keys-title">
    <h2 id="keys-title">${t('keys')}</h2>
    <dl class="keys">${KEYS.map(key => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(`key.${key}`)}</dd></div>`)}</dl>
    <button class="primary" onClick=${() => dialog.current.close()}>${t('close-dialog')}</button>
  </dialog>`;
}
