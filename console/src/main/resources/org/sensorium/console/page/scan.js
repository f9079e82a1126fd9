// The sensor's code by the camera, where the browser can read codes itself; otherwise there is no button.
import { html, useEffect, useRef, useState } from './preact.js';
import { t } from './words.js';

const LOOK_MS = 250;
const FORMATS = ['qr_code', 'data_matrix', 'code_128', 'code_39'];
const can = () => 'BarcodeDetector' in window && Boolean(navigator.mediaDevices?.getUserMedia);

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
    const detector = new window.BarcodeDetector({ formats: FORMATS });
    async function look() {
      const [code] = await detector.detect(video.current).catch(() => []);
      if (code) found(idIn(code.rawValue));
      else timer = setTimeout(look, LOOK_MS);
    }
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(async opened => {
      stream = opened;
      video.current.srcObject = opened;
      await video.current.play();
      look();
    }).catch(() => setTrouble(t('scan.no-camera')));
    return () => {
      clearTimeout(timer);
      stream?.getTracks().forEach(track => track.stop());
    };
  }, []);
  return html`<dialog ref=${dialog} onClose=${close} aria-label=${t('scan')}>
    <video ref=${video} playsinline muted></video>
    <p class="trouble" role="alert">${trouble}</p>
    <button type="button" onClick=${() => dialog.current.close()}>${t('cancel')}</button></dialog>`;
}
