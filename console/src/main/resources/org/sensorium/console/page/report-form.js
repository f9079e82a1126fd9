// What somebody reports: what it is about, where, in words, and a photo if there is one.
import { html, useState } from './preact.js';
import { t } from './words.js';
import { callOpenly } from './rest.js';
import { Place } from './place.js';
import { shrunk } from './photo.js';

const LONGEST_TEXT = 2000;

export function ReportForm({ facts, received }) {
  const [kind, setKind] = useState('');
  const [location, setLocation] = useState(null);
  const [photo, setPhoto] = useState(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);

  async function choose(event) {
    const [file] = event.target.files;
    setTrouble('');
    try {
      setPhoto(file ? await shrunk(file) : null);
    } catch {
      setPhoto(null);
      setTrouble(t('report.photo.bad'));
    }
  }
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const contact = form.get('contact').trim();
    if (!location) {
      setTrouble(t('report.where'));
      return;
    }
    setBusy(true);
    setTrouble('');
    try {
      received(await callOpenly('POST', '/reports', {
        kind, location, text: form.get('text'), ...(contact ? { contact } : {}), ...(photo ? { photo: photo.base64 } : {}),
      }));
    } catch (e) {
      setTrouble(e.status === 429 ? t('report.too-many') : e.status === 0 ? t('no-answer') : e.message);
      setBusy(false);
    }
  }
  const pick = facts.districts.length === 0 ? null
    : async box => (await import('./report-map.js')).reportMap(box, facts.districts, location);

  return html`<form class="report-form" onSubmit=${submit}>
    <h1>${t('report.title')}</h1>
    <p class="quiet">${t('report.what')}</p>
    <fieldset><legend>${t('report.kind')}</legend><div class="kinds">
      ${facts.kinds.map(name => html`<label class="kind"><input type="radio" name="kind" value=${name} required checked=${kind === name}
        onChange=${() => setKind(name)} /><span>${t(`kind.${name}`)}</span></label>`)}</div></fieldset>
    <${Place} location=${location} change=${setLocation} pick=${pick} />
    <label>${t('report.text')}<textarea name="text" rows="4" required maxlength=${LONGEST_TEXT}></textarea></label>
    <label>${t('report.photo')}<input type="file" name="photo" accept="image/*" onChange=${choose} /></label>
    ${photo && html`<img class="report-photo" src=${photo.url} alt=${t('report.photo')} />`}
    <label>${t('report.contact')}<input name="contact" maxlength="200" autocomplete="email" /></label>
    <p class="quiet">${t('report.privacy')}</p>
    <p class="trouble" role="alert">${trouble}</p>
    <button class="primary wide" disabled=${busy}>${t('report.go')}</button>
  </form>`;
}
