// What is around every view: the way between them, who is signed in, and whether alerts come live.
import { html, useEffect, useState } from './preact.js';
import { t } from './words.js';
import { current, end } from './session.js';
import { call } from './rest.js';
import { mine, place } from './views.js';
import { Languages } from './languages.js';
import { watchIdle } from './idle.js';

let live;

async function signOut() {
  live?.disconnect();
  await call('DELETE', '/session').catch(() => {});
  end();
}

function useLiveAlerts() {
  const [state, setState] = useState('connecting');
  useEffect(() => {
    let gone = false;
    let forget = () => {};
    import('./live.js').then(module => {
      if (gone) return;
      live = module;
      forget = module.onState(setState);
      module.connect();
    });
    return () => {
      gone = true;
      forget();
      live?.disconnect();
    };
  }, []);
  return state;
}

function usePlace() {
  const [at, setAt] = useState(place());
  const [view, setView] = useState(null);
  useEffect(() => {
    const move = () => setAt(place());
    addEventListener('hashchange', move);
    move(); // The address may have changed since it was first looked at.
    return () => removeEventListener('hashchange', move);
  }, []);
  useEffect(() => {
    let gone = false;
    setView(null);
    at.view.load().then(module => gone || setView(() => module.View));
    return () => { gone = true; };
  }, [at.view]);
  return [at, view];
}

export function Frame() {
  const state = useLiveAlerts();
  useEffect(() => watchIdle(signOut), []);
  const [at, View] = usePlace();
  return html`<a class="skip" href="#main" onClick=${toMain}>${t('skip')}</a>
    <header class="top">
      <img src="/page/icon.svg" alt="" width="26" height="26" />
      <nav aria-label=${t('nav')}>
        ${mine().map(view => html`<a href=${`#/${view.name}`}
          aria-current=${view === at.view ? 'page' : null}>${t(`view.${view.name}`)}</a>`)}
      </nav>
      <span class=${`live ${state === 'live' ? 'now' : ''}`} role="status" title=${t(`live.${state}.what`)}>${t(`live.${state}`)}</span>
      <${Languages} />
      <span class="who quiet">${current().user}</span>
      <button class="plain" onClick=${signOut}>${t('signout')}</button>
    </header>
    <main id="main" tabindex="-1" class=${`view-${at.view.name}`} aria-busy=${View ? null : 'true'}>
      ${View ? html`<${View} rest=${at.rest} />` : html`<h1 class="unseen">${t(`view.${at.view.name}`)}</h1>
        <p class="loading" role="status">${t('loading')}</p>`}
    </main>`;
}

function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
