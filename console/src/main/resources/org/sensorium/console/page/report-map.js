// A map for whoever reports: where the districts are, and the place that was chosen. Nothing of the sensors is on it.
import { script, style } from './script.js';
import { spoken } from './words.js';

const NEAR = 13;

export async function reportMap(box, districts, location) {
  style('leaflet');
  style('wall');
  await script('leaflet');
  const { L } = window;
  const colour = name => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  const map = L.map(box, { preferCanvas: true, attributionControl: false, zoomAnimation: false, zoomSnap: 0.5, minZoom: 3, maxZoom: 19 });
  let marker = null;
  districts.forEach(({ name, nameZh, location: { lat, lon } }) => L.circleMarker([lat, lon], {
    radius: 5, color: colour('quiet'), weight: 1, fillOpacity: 0.3, interactive: false,
  }).bindTooltip(spoken() === 'zh' && nameZh ? nameZh : name, { permanent: true, direction: 'top', className: 'district-name' }).addTo(map));
  if (location) map.setView([location.lat, location.lon], NEAR);
  else map.fitBounds(L.latLngBounds(districts.map(d => [d.location.lat, d.location.lon])).pad(0.2), { maxZoom: NEAR });
  const fit = new ResizeObserver(() => map.invalidateSize());
  fit.observe(box);
  return {
    onClick: listener => map.on('click', event => listener(event.latlng)),
    mark(at) {
      marker?.remove();
      marker = at ? L.circleMarker([at.lat, at.lon], { radius: 10, color: colour('critical'), weight: 3, fillOpacity: 0.2 }).addTo(map) : null;
    },
    remove() {
      fit.disconnect();
      map.remove();
    },
  };
}
