// Where the page begins: its language, then the sign-in or the frame around the views; for citizens their form.
import { html, render } from './preact.js';
import { speak, onSpeak } from './words.js';
import { current, onSession } from './session.js';
import { SignIn } from './sign-in.js';
import { Frame } from './frame.js';

const root = document.getElementById('app');
const form = location.pathname === '/report' ? (await import('./report.js')).Report : null;
const signedIn = () => (current() ? html`<${Frame} key=${current().user} />` : html`<${SignIn} />`);
const show = () => render(form ? html`<${form} />` : signedIn(), root);

onSpeak(show);
onSession(show);
await speak();
