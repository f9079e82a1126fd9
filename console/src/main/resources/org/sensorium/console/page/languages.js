// One press changes the language; the button says the other one in its own words.
import { html } from './preact.js';
import { choose, spoken } from './words.js';

export function Languages() {
  const other = spoken() === 'zh' ? 'en' : 'zh';
  return html`<button class="plain" lang=${other} onClick=${() => choose(other)}>
    ${other === 'zh' ? '中文' : 'English'}</button>`;
}
