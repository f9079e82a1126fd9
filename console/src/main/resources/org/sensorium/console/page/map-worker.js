// The map's arithmetic, beside the page so that it never stands still: fetches the sensors, finds the districts' hulls,
// and clusters (supercluster) the sensors once and the alerting ones whenever they change.
import './supercluster.js';
import { hull } from './hull.js';

const RADIUS_PX = 46;
/** A tile of Leaflet is 256 pixels wide; supercluster counts in these. */
const EXTENT_PX = 256;
const MOST_ZOOM = 19;
const { Supercluster } = globalThis;
let sensors = [];
let places = new Map();
let all = null;
let alerting = null;
let levels = [];

const point = (lat, lon, properties) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } });

async function load(token) {
  const answer = await fetch('/api/v1/map', { headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) return;
  const data = await answer.json();
  ({ sensors } = data);
  places = new Map(sensors.map(sensor => [sensor[0], sensor]));
  all = new Supercluster({ radius: RADIUS_PX, extent: EXTENT_PX, maxZoom: MOST_ZOOM - 2 });
  all.load(sensors.map(([id, lat, lon]) => point(lat, lon, { id })));
  alert();
  postMessage({ ready: { count: sensors.length, bounds: bounds(), districts: districts(data) } });
}

function bounds() {
  if (sensors.length === 0) return null;
  const box = [90, 180, -90, -180];
  sensors.forEach(([, lat, lon]) => {
    box[0] = Math.min(box[0], lat);
    box[1] = Math.min(box[1], lon);
    box[2] = Math.max(box[2], lat);
    box[3] = Math.max(box[3], lon);
  });
  return [[box[0], box[1]], [box[2], box[3]]];
}

function districts({ districts: names }) {
  const inside = names.map(() => []);
  sensors.forEach(([, lat, lon, , , district]) => inside[district].push([lat, lon]));
  return names.map((name, i) => ({ name, hull: hull(inside[i]) })).filter(district => district.hull.length > 2);
}

/** Which sensors alert how badly; a cluster is as bad as its worst. */
function alert() {
  alerting = new Supercluster({
    radius: RADIUS_PX, extent: EXTENT_PX, maxZoom: MOST_ZOOM - 2,
    map: ({ level }) => ({ level }),
    reduce: (sum, one) => { sum.level = Math.max(sum.level, one.level); },
  });
  alerting.load(levels.filter(([id]) => places.has(id)).map(([id, level]) => {
    const [, lat, lon] = places.get(id);
    return point(lat, lon, { id, level });
  }));
}

function see({ box, zoom, serial }) {
  const found = index => (index ? index.getClusters(box, zoom) : []).map(({ properties: p, geometry: { coordinates: [lon, lat] } }) => ({
    lat, lon, id: p.id, level: p.level ?? 0, count: p.point_count ?? 1,
    opens: p.cluster ? Math.min(index.getClusterExpansionZoom(p.cluster_id), MOST_ZOOM) : null,
  }));
  postMessage({ seen: { serial, dots: found(all), alerts: found(alerting) } });
}

self.onmessage = ({ data }) => {
  if (data.load) load(data.load).catch(() => {});
  if (data.alert) {
    levels = data.alert;
    alert();
  }
  if (data.see) see(data.see);
};
