// The list: only the rows in sight are there, so that ten thousand scroll like ten.
import { html, useEffect, useLayoutEffect, useRef, useState } from './preact.js';
import { counted, t, told, ago, moment, number } from './words.js';

const ROW_PX = 62;
const BEYOND = 6;
const BEAT_MS = 15_000;

function useWindow(box, count) {
  const [at, setAt] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const measure = () => setAt({ top: box.current.scrollTop, height: box.current.clientHeight });
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    box.current.addEventListener('scroll', measure, { passive: true });
    return () => watch.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(at.top / ROW_PX) - BEYOND);
  const last = Math.min(count, Math.ceil((at.top + at.height) / ROW_PX) + BEYOND);
  return [first, last];
}

/** Times since grow although nothing happens. */
function useBeat() {
  const [, beat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => beat(n => n + 1), BEAT_MS);
    return () => clearInterval(timer);
  }, []);
}

export function AlertList({ alerts, selected, choose, move }) {
  const box = useRef();
  const [first, last] = useWindow(box, alerts.length);
  useBeat();
  const at = alerts.findIndex(alert => alert.id === selected);
  useEffect(() => {
    if (at < 0) return;
    const { scrollTop, clientHeight } = box.current;
    if (at * ROW_PX < scrollTop) box.current.scrollTop = at * ROW_PX;
    if ((at + 1) * ROW_PX > scrollTop + clientHeight) box.current.scrollTop = (at + 1) * ROW_PX - clientHeight;
  }, [selected]);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -alerts.length, End: alerts.length };
  const key = event => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(steps[event.key]);
  };
  return html`<div class="list" ref=${box} role="listbox" tabindex="0" aria-label=${t('view.alerts')} onKeyDown=${key}
      aria-activedescendant=${at >= first && at < last ? `alert-${at}` : null}>
    ${alerts.length === 0 && html`<p class="empty" role="option" aria-selected="false">${t('alerts.none')}</p>`}
    <div class="list-all" role="presentation" style=${{ height: `${alerts.length * ROW_PX}px` }}>
      ${alerts.slice(first, last).map((alert, i) => html`<${Row} key=${alert.id} alert=${alert} at=${first + i}
        count=${alerts.length} selected=${alert.id === selected} choose=${choose} />`)}
    </div>
  </div>`;
}

function Row({ alert, at, count, selected, choose }) {
  return html`<div id=${`alert-${at}`} class="row ${alert.severity} ${alert.state} ${selected ? 'selected' : ''}" role="option"
      aria-selected=${selected} aria-setsize=${count} aria-posinset=${at + 1}
      style=${{ transform: `translateY(${at * ROW_PX}px)` }} onClick=${() => choose(alert)}>
    <span class="severity">${t(`severity.${alert.severity}`)}</span>
    <span class="row-text"><strong>${alert.sensorId} · ${alert.metric}</strong>
      <span>${alert.reports > 0 ? `${counted('alert.confirmed', alert.reports)} · ` : ''}${alert.assignedTo ? `→ ${alert.assignedTo} · ` : ''}${told(alert.message)}</span></span>
    <span class="row-side"><time title=${moment(alert.raisedAt)}>${ago(alert.raisedAt)}</time>
      <span>${alert.state === 'open' ? number(alert.value) : t(`state.${alert.state}`)}</span></span>
  </div>`;
}
