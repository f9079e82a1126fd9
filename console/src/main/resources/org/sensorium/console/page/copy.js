// Copies a text, and says so for a moment.
import { html, useState } from './preact.js';
import { t } from './words.js';

const SHOWN_MS = 2_000;

/** Without https a browser has no clipboard for a page: then the old way, by a selection. */
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

export function Copy({ text }) {
  const [done, setDone] = useState(false);
  const press = async () => {
    await copy(text);
    setDone(true);
    setTimeout(() => setDone(false), SHOWN_MS);
  };
  return html`<button class="copy" onClick=${press}>${t(done ? 'copied' : 'copy')}</button>`;
}
