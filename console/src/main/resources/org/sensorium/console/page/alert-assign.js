// To whom an alert is given: at first to oneself, so that one key takes it.
import { html, useEffect, useState } from './preact.js';
import { t } from './words.js';
import { get } from './rest.js';
import { current } from './session.js';

export function useAssignees(id, asked) {
  const [people, setPeople] = useState([]);
  const [to, setTo] = useState(current().user);
  useEffect(() => {
    if (!asked) return undefined;
    let gone = false;
    get(`/alerts/${encodeURIComponent(id)}/assignees`).then(page => gone || setPeople(page.items), () => {});
    return () => { gone = true; };
  }, [id, asked]);
  return { people, to, setTo };
}

export function Assign({ assignees: { people, to, setTo }, assign, busy }) {
  return html`<div class="assign"><label>${t('assign.to')}<select name="assignee" value=${to} onChange=${e => setTo(e.target.value)}>
      ${people.map(({ id, displayName }) => html`<option value=${id} selected=${id === to}>${displayName ? `${displayName} (${id})` : id}</option>`)}</select></label>
    <button disabled=${!assign || busy} onClick=${assign}>${t('assign')} <kbd>s</kbd></button></div>`;
}
