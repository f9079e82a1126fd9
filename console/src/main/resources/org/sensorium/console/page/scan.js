// The sensor's code by the camera; no button where browsers give pages none, as without https.
import { html, useEffect, useRef, useState } from './preact.js';
import { codeReader } from './code-reader.js';
import { t } from './words.js';

const LOOK_MS = 250;
const can = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** The id in what was read: the last part of an address, the field id of JSON, or the text as it is. */
export function idIn(text) {
  try {
    const { id, user } = JSON.parse(text);
    return id ?? user ?? '';
  } catch {
    return text.trim().replace(/[/?#]+$/, '').split('/').pop();
  }
}

export function Scan({ found }) {
  const [open, setOpen] = useState(false);
  if (!can()) return null;
  return html`<button type="button" onClick=${() => setOpen(true)}>${t('scan')}</button>
    ${open && html`<${Camera} found=${id => { found(id); setOpen(false); }} close=${() => setOpen(false)} />`}`;
}

function Camera({ found, close }) {
  const dialog = useRef();
  const video = useRef();
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    let stream = null;
    let timer = 0;
    dialog.current.showModal();
    let gone = false;
    async function look(read) {
      const text = await read(video.current);
      if (gone) return;
      if (text) found(idIn(text));
      else timer = setTimeout(look, LOOK_MS, read);
    }
    const stop = () => stream?.getTracks().forEach(track => track.stop());
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(async opened => {
      stream = opened;
      if (gone) {
        stop();
        return;
      }
      video.current.srcObject = opened;
      await video.current.play();
      look(await codeReader());
    }).catch(() => { if (!gone) setTrouble(t('scan.no-camera')); });
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return html`<dialog ref=${dialog} onClose=${close} aria-label=${t('scan')}>
    <video ref=${video} playsinline muted></video>
    <p class="trouble" role="alert">${trouble}</p>
    <button type="button" onClick=${() => dialog.current.close()}>${t('cancel')}</button></dialog>`;
}
