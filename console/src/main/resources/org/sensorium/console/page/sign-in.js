// The sign-in. The same words whether name or password was wrong, as the console says it.
import { html, useEffect, useRef, useState } from './preact.js';
import { t } from './words.js';
import { call } from './rest.js';
import { begin } from './session.js';
import { Languages } from './languages.js';

export function SignIn() {
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const user = useRef();
  useEffect(() => {
    document.title = 'Sensorium';
    user.current.focus();
  }, []);

  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    setBusy(true);
    setTrouble('');
    try {
      begin(await call('POST', '/session', { user: form.get('user'), password: form.get('password') }));
    } catch (e) {
      setTrouble(e.status === 401 ? t('signin.wrong') : e.status === 0 ? t('no-answer') : e.message);
      setBusy(false);
    }
  }

  return html`<main class="sign-in">
    <div class="sign-in-top"><${Languages} /></div>
    <form onSubmit=${submit} class="card">
      <h1><img src="/page/icon.svg" alt="" width="40" height="40" /> Sensorium</h1>
      <p class="quiet">${t('signin.what')}</p>
      <label>${t('signin.user')}
        <input ref=${user} name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required /></label>
      <label>${t('signin.password')}
        <input name="password" type="password" autocomplete="current-password" required /></label>
      <p class="trouble" role="alert">${trouble}</p>
      <button class="primary" disabled=${busy}>${t('signin.go')}</button>
    </form>
    <p class="quiet sign-in-foot">
      <a href="/api/openapi.yaml">REST (OpenAPI)</a> · <a href="/api/asyncapi.yaml">MQTT (AsyncAPI)</a></p>
  </main>`;
}
