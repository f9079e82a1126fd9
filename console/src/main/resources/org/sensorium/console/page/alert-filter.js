// What a filter lets through, and the same as topics and as a line for a shell.
import { current } from './session.js';
import { topics } from './live.js';

export const NO_FILTER = { state: 'standing', department: '', district: '', severity: '', detector: '', assignee: '', text: '' };
export const SEVERITIES = ['critical', 'major', 'minor', 'warning'];
export const DETECTORS = ['threshold', 'rate_of_change', 'flatline', 'silence', 'novelty', 'sensor_fault', 'composite'];
export const STATES = ['standing', 'open', 'acknowledged', 'cleared', 'closed'];

export function matcher(filter) {
  const text = filter.text.toLowerCase();
  const fixed = ['department', 'district', 'severity', 'detector'].filter(name => filter[name] !== '');
  return alert =>
    fixed.every(name => alert[name] === filter[name])
    && (filter.state === 'standing'
      ? alert.state === 'open' || alert.state === 'acknowledged'
      : alert.state === filter.state)
    && (filter.assignee === '' || alert.assignedTo === current().user)
    && (text === '' || `${alert.sensorId} ${alert.metric} ${alert.message?.en} ${alert.message?.zh}`
      .toLowerCase().includes(text));
}

/** A shell's line that hears just this; the password is asked for by name and stands in no history. */
export function subscribing(filter) {
  const rest = [filter.district, filter.severity, filter.detector].map(word => word || '+').join('/');
  const heard = filter.department ? [`alerts/${filter.department}/#`] : topics();
  const port = document.querySelector('meta[name="mqtt-port"]').content;
  const wanted = heard.map(topic => `-t '${topic.replace('#', rest)}/+'`).join(' ');
  return `mosquitto_sub -h ${location.hostname} -p ${port} -u ${current().user} -P "$SENSORIUM_PASSWORD" -q 1 -v ${wanted}`;
}
