// Where the page begins: its language, then the sign-in or the frame around the views.
import { html, render } from './preact.js';
import { speak, onSpeak } from './words.js';
import { current, onSession } from './session.js';
import { SignIn } from './sign-in.js';
import { Frame } from './frame.js';

const root = document.getElementById('app');
const show = () => render(current() ? html`<${Frame} key=${current().user} />` : html`<${SignIn} />`, root);

onSpeak(show);
onSession(show);
await speak();
