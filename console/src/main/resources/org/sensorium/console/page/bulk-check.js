// A file's rows judged cell by cell as the console would, before anything is sent. No page in here.
export const COLUMNS = ['id', 'type', 'department', 'district', 'lat', 'lon', 'metrics', 'gateway', 'labels'];
const REQUIRED = ['id', 'type', 'department', 'district'];
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const NAME = /^[a-z][a-z0-9_-]{0,31}$/;
const DURATION = /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** What is wrong with the header as [key, values], or null. */
export function headerFault(header) {
  const unknown = header.filter(name => !COLUMNS.includes(name));
  const missing = REQUIRED.filter(name => !header.includes(name));
  if (unknown.length > 0) return ['bulk.unknown-column', { name: unknown[0], columns: COLUMNS.join(',') }];
  if (missing.length > 0) return ['bulk.missing-column', { name: missing.join(', ') }];
  return null;
}

/** For each row the faults by column: keys of the dictionary. Knows departments, and ids that came before. */
export function checker(departments) {
  const seen = new Set();
  return row => {
    const faults = {};
    REQUIRED.forEach(name => { if (!row[name]) faults[name] = 'bulk.empty'; });
    if (row.id && !ID.test(row.id)) faults.id = 'bulk.id';
    else if (seen.has(row.id)) faults.id = 'bulk.twice';
    seen.add(row.id);
    ['type', 'department', 'district'].forEach(name => { if (row[name] && !NAME.test(row[name])) faults[name] = 'bulk.name'; });
    if (!faults.department && row.department && !departments.has(row.department)) faults.department = 'bulk.department';
    bounded(row, 'lat', 90, faults);
    bounded(row, 'lon', 180, faults);
    if (!faults.lat && !faults.lon && Boolean(row.lat) !== Boolean(row.lon)) faults[row.lat ? 'lon' : 'lat'] = 'bulk.pair';
    if (row.metrics && !row.metrics.split(';').filter(Boolean).every(metric)) faults.metrics = 'bulk.metrics';
    if (row.gateway && !ID.test(row.gateway)) faults.gateway = 'bulk.id';
    return faults;
  };
}

function bounded(row, name, most, faults) {
  if (row[name] && !(Math.abs(Number(row[name])) <= most)) faults[name] = `bulk.${name}`;
}

function metric(text) {
  const [name, unit, min = '', max = '', ...interval] = text.trim().split(':');
  return NAME.test(name) && Boolean(unit)
    && [min, max].every(bound => bound === '' || Number.isFinite(Number(bound)))
    && (min === '' || max === '' || Number(min) <= Number(max))
    && (interval.join(':') === '' || DURATION.test(interval.join(':')));
}
