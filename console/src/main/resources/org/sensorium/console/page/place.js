// Where the sensor is: by the phone, on the map, or typed.
import { html, useEffect, useRef, useState } from './preact.js';
import { t } from './words.js';

const DIGITS = 6;
const PATIENCE_MS = 15_000;
const short = degrees => Number(degrees.toFixed(DIGITS));
/** A browser tells a position only to a page that came by https, or from this machine. */
const canAsk = () => window.isSecureContext && 'geolocation' in navigator;

/** @param pick makes the map in a box; null where there is nothing to see on it */
export function Place({ location, change, wrong, pick = city }) {
  const [said, setSaid] = useState('');
  const [map, setMap] = useState(false);
  function ask() {
    setSaid(t('place.asking'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        change({ lat: short(coords.latitude), lon: short(coords.longitude) });
        setSaid(t('place.found', { n: Math.max(1, Math.ceil(coords.accuracy)) }));
      },
      () => setSaid(t('place.not-found')),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 });
  }
  const part = (name, most) => html`<label>${t(`place.${name}`)}<input name=${name} type="number" step="any" min=${-most} max=${most}
    inputmode="decimal" value=${location?.[name] ?? ''} onChange=${e => change(changed(location, name, e.target.value))} /></label>`;
  return html`<fieldset class="place"><legend>${t('sensor.place')}</legend>
    <div class="buttons">
      ${canAsk() && html`<button type="button" onClick=${ask}>${t('place.here')}</button>`}
      ${pick && html`<button type="button" aria-expanded=${map} onClick=${() => setMap(!map)}>${t('place.map')}</button>`}</div>
    <p class="quiet" role="status">${said || (canAsk() ? '' : t('place.insecure'))}</p>
    ${map && html`<${Pick} pick=${pick} location=${location} change=${at => change({ lat: short(at.lat), lon: short(at.lng) })} />`}
    <div class="two">${part('lat', 90)}${part('lon', 180)}</div>
    ${wrong && html`<p class="trouble">${wrong}</p>`}</fieldset>`;
}

function changed(location, name, text) {
  if (text === '') return null;
  return { lat: 0, lon: 0, ...location, [name]: Number(text) };
}

const city = async box => (await import('./city-map.js')).cityMap(box);

function Pick({ pick, location, change }) {
  const box = useRef();
  const map = useRef();
  const tell = useRef(change);
  tell.current = change;
  useEffect(() => {
    let gone = false;
    pick(box.current).then(made => {
      if (gone) {
        made?.remove();
        return;
      }
      map.current = made;
      made.onClick(at => tell.current(at));
      made.mark(location);
    });
    return () => { gone = true; map.current?.remove(); };
  }, []);
  useEffect(() => map.current?.mark(location), [location]);
  return html`<div class="pick-map" ref=${box} role="application" aria-label=${t('place.map')}></div>`;
}
