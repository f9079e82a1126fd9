// The city without a tile server: a district is the hull of its sensors, sensors are dots, many near each other a larger
// one, and alerts lie over them with their number. One canvas (Leaflet), fed by a worker: a hundred thousand sensors are
// no more work for the page than what is in sight.
import { current } from './session.js';
import { script, style } from './script.js';
import { t, whole } from './words.js';

const MOST_ZOOM = 19;
const TONES = ['quiet', 'warning', 'minor', 'major', 'critical'];

/** A circle with a number in it, on the canvas itself: as elements, hundreds of them would stop the page. */
const numbered = L => L.CircleMarker.extend({
  _updatePath() {
    L.CircleMarker.prototype._updatePath.call(this);
    const { _ctx: ink } = this._renderer;
    if (!ink || !this.options.number) return;
    ink.font = '700 11px system-ui, sans-serif';
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.globalAlpha = 1;
    ink.fillStyle = this.options.ink;
    ink.fillText(this.options.number, this._point.x, this._point.y + 0.5);
  },
});

export async function cityMap(box, counted = () => {}) {
  style('leaflet');
  style('wall');
  await script('leaflet');
  const { L } = window;
  const colour = name => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  const map = L.map(box, {
    preferCanvas: true, attributionControl: false, zoomAnimation: false, zoomSnap: 0.5, minZoom: 3, maxZoom: MOST_ZOOM,
  });
  const renderer = L.canvas({ padding: 0.3 });
  const layers = { districts: L.layerGroup().addTo(map), dots: L.layerGroup().addTo(map), alerts: L.layerGroup().addTo(map) };
  const worker = new Worker('/page/map-worker.js', { type: 'module' });
  let chosen = () => {};
  let marker = null;
  let serial = 0;
  let placed = false;

  const Numbered = numbered(L);
  const circle = (at, options) => L.circleMarker([at.lat, at.lon], { renderer, ...options });
  const press = at => (at.opens === null ? chosen(at.id) : map.flyTo([at.lat, at.lon], at.opens));

  function look() {
    serial++;
    const bounds = map.getBounds().pad(0.2);
    worker.postMessage({ see: { serial, zoom: Math.round(map.getZoom()),
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] } });
  }

  function draw({ dots, alerts }) {
    layers.dots.clearLayers();
    layers.alerts.clearLayers();
    dots.forEach(at => circle(at, {
      radius: at.count === 1 ? 4 : Math.min(20, 5 + Math.log2(at.count) * 1.3), weight: 1,
      color: colour('accent'), fillColor: colour('accent'), fillOpacity: at.count === 1 ? 0.9 : 0.28,
    }).bindTooltip(at.id ?? t('wall.sensors', { n: whole(at.count) })).on('click', () => press(at)).addTo(layers.dots));
    alerts.forEach(at => {
      const tone = colour(TONES[at.level]);
      const bubble = new Numbered([at.lat, at.lon], { renderer, number: at.count > 1 ? whole(at.count) : '', ink: colour('on-accent'), radius: at.count === 1 ? 7 : Math.min(22, 10 + Math.log2(at.count)), weight: 2, color: colour('card'), fillColor: tone, fillOpacity: 1 });
      if (at.count === 1) bubble.bindTooltip(at.id);
      bubble.on('click', () => press(at)).addTo(layers.alerts);
    });
  }

  function drawDistrict({ name, hull }) {
    const top = hull.reduce((a, b) => (b[0] > a[0] ? b : a));
    L.polygon(hull, { renderer, color: colour('quiet'), weight: 1, fillColor: colour('quiet'), fillOpacity: 0.1, interactive: false }).addTo(layers.districts);
    L.circleMarker(top, { renderer, radius: 1, opacity: 0, fillOpacity: 0, interactive: false })
      .bindTooltip(name.replaceAll('_', ' '), { permanent: true, direction: 'top', offset: [0, -10], className: 'district-name', interactive: false })
      .addTo(layers.districts);
  }

  function ready({ count, bounds, districts }) {
    counted(count);
    layers.districts.clearLayers();
    districts.forEach(drawDistrict);
    if (!placed) map.fitBounds(bounds ?? [[-60, -170], [70, 170]], { padding: [30, 30], animate: false });
    placed = true;
    look();
  }

  worker.onmessage = ({ data }) => {
    if (data.ready) ready(data.ready);
    if (data.seen?.serial === serial) draw(data.seen);
  };
  map.setView([0, 0], 3);
  map.on('moveend', () => placed && look());
  const fit = new ResizeObserver(() => map.invalidateSize());
  fit.observe(box);
  worker.postMessage({ load: current().token });
  return {
    onChoose: listener => { chosen = listener; },
    onClick: listener => map.on('click', event => listener(event.latlng)),
    /** Fetches the sensors anew. */
    refresh: () => worker.postMessage({ load: current().token }),
    /** Which sensors alert how badly: a map from id to 1 (warning) … 4 (critical). */
    show(worst) {
      worker.postMessage({ alert: [...worst] });
      if (placed) look();
    },
    /** Goes there, now or as soon as there is something to see. */
    go(location, zoom) {
      placed = true;
      map.setView([location.lat, location.lon], zoom, { animate: false });
    },
    mark(location) {
      marker?.remove();
      marker = location ? L.circleMarker([location.lat, location.lon], { radius: 10, color: colour('critical'), weight: 3, fillOpacity: 0.2 }).addTo(map) : null;
    },
    remove() {
      worker.terminate();
      fit.disconnect();
      map.stop();
      map.remove();
    },
  };
}
