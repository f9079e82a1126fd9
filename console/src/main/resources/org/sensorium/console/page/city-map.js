// The city without a tile server: a district is the hull of its sensors, sensors are dots, many near each other one
// number. On one canvas (Leaflet, supercluster), so that a hundred thousand are no more work than what is in sight.
import { script, style } from './script.js';
import { hull } from './hull.js';

const RADIUS_PX = 48;
const MOST_ZOOM = 19;
const REST = 8;
const same = (a, b) => a.size === b.size && [...a].every(([id, level]) => b.get(id) === level);
const TONES = ['quiet', 'warning', 'minor', 'major', 'critical'];

async function libraries() {
  style('leaflet');
  style('wall');
  await Promise.all([script('leaflet'), script('supercluster')]);
  return { L: window.L, Supercluster: window.Supercluster };
}

/** Worst severity of a sensor's alerts as a number: 0 none, 4 critical. */
const points = (sensors, worst) => sensors.map(([id, lat, lon]) => ({
  type: 'Feature', properties: { id, worst: worst.get(id) ?? 0 }, geometry: { type: 'Point', coordinates: [lon, lat] },
}));

export async function cityMap(box, data) {
  const { L, Supercluster } = await libraries();
  const colour = name => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  const map = L.map(box, { preferCanvas: true, attributionControl: false, zoomSnap: 0.5, minZoom: 3, maxZoom: MOST_ZOOM });
  const renderer = L.canvas({ padding: 0.3 });
  const districts = L.layerGroup().addTo(map);
  const dots = L.layerGroup().addTo(map);
  let index = null;
  let chosen = () => {};
  let marker = null;
  let worst = new Map();
  let sensors = data.sensors;
  let built = { at: 0, took: 0 };
  let waiting = 0;

  function build() {
    index = new Supercluster({
      radius: RADIUS_PX, maxZoom: MOST_ZOOM - 2,
      map: ({ worst: w }) => ({ worst: w, alerts: w > 0 ? 1 : 0 }),
      reduce: (sum, one) => { sum.worst = Math.max(sum.worst, one.worst); sum.alerts += one.alerts; },
    });
    index.load(points(sensors, worst));
  }

  /** Building takes a share of the time and no more, however many alerts come. */
  function rebuild() {
    const began = performance.now();
    build();
    draw();
    built = { at: performance.now(), took: performance.now() - began };
  }

  function draw() {
    const bounds = map.getBounds().pad(0.2);
    const seen = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    dots.clearLayers();
    index.getClusters(seen, Math.round(map.getZoom())).forEach(dot);
  }

  function dot(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    const { cluster, cluster_id: cid, point_count: count = 1, worst: level, id } = feature.properties;
    const tone = colour(level > 0 ? TONES[level] : 'accent');
    const radius = cluster ? Math.min(24, 9 + Math.log2(count) * 1.6) : level > 0 ? 7 : 4.5;
    const circle = L.circleMarker([lat, lon], {
      renderer, radius, color: level > 0 ? tone : colour('card'), weight: cluster ? 2 : 1, fillColor: tone, fillOpacity: cluster ? 0.78 : 0.95,
    });
    if (cluster) {
      circle.bindTooltip(String(feature.properties.point_count_abbreviated),
        { permanent: true, direction: 'center', className: 'dot-count', opacity: 1 });
      circle.on('click', () => map.flyTo([lat, lon], Math.min(index.getClusterExpansionZoom(cid), MOST_ZOOM)));
    } else {
      circle.bindTooltip(id);
      circle.on('click', () => chosen(id));
    }
    circle.addTo(dots);
  }

  function drawDistricts() {
    data.districts.forEach((name, position) => {
      const inside = sensors.filter(sensor => sensor[5] === position).map(([, lat, lon]) => [lat, lon]);
      if (inside.length < 3) return;
      const around = hull(inside);
      const top = around.reduce((a, b) => (b[0] > a[0] ? b : a));
      L.polygon(around, { renderer, color: colour('quiet'), weight: 1, fillColor: colour('quiet'), fillOpacity: 0.08, interactive: false })
        .addTo(districts);
      L.circleMarker(top, { renderer, radius: 1, opacity: 0, fillOpacity: 0, interactive: false })
        .bindTooltip(name.replaceAll('_', ' '), { permanent: true, direction: 'top', offset: [0, -14], className: 'district-name', interactive: false })
        .addTo(districts);
    });
  }

  const all = sensors.map(([, lat, lon]) => [lat, lon]);
  map.fitBounds(all.length > 0 ? L.latLngBounds(all).pad(0.05) : [[-60, -170], [70, 170]]);
  rebuild();
  drawDistricts();
  map.on('moveend', draw);
  const fit = new ResizeObserver(() => map.invalidateSize());
  fit.observe(box);
  return {
    onChoose: listener => { chosen = listener; },
    onClick: listener => map.on('click', event => listener(event.latlng)),
    /** The sensors again, and which of them alert how badly. */
    show(nextWorst, nextSensors = sensors) {
      if (nextSensors === sensors && same(worst, nextWorst)) return;
      worst = nextWorst;
      sensors = nextSensors;
      clearTimeout(waiting);
      waiting = setTimeout(rebuild, Math.max(0, built.at + built.took * REST - performance.now()));
    },
    mark(location) {
      marker?.remove();
      marker = location ? L.circleMarker([location.lat, location.lon], { radius: 10, color: colour('critical'), weight: 3, fillOpacity: 0.2 }).addTo(map) : null;
    },
    remove() {
      clearTimeout(waiting);
      fit.disconnect();
      map.remove();
    },
  };
}
