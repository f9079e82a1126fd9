// Many sensors from a file: every row is checked before anything is sent, and every row has its result after.
import { html, useEffect, useRef, useState } from './preact.js';
import { t, whole } from './words.js';
import { get } from './rest.js';
import { script } from './script.js';
import { COLUMNS, checker, headerFault } from './bulk-check.js';
import { download, upload } from './bulk-send.js';

const SHOWN = 200;
const EXAMPLE = `${COLUMNS.join(',')}\nair-001,air_quality,environment,harbour,22.51,114.05,pm25:ug/m3:0:1000:PT60S;pm10:ug/m3:0:2000:PT60S,,pole=17\n`;

async function read(file) {
  await script('papaparse');
  const { data, meta, errors } = await new Promise((complete, error) => {
    window.Papa.parse(file, { header: true, skipEmptyLines: true, transformHeader: h => h.trim(), transform: v => v.trim(), complete, error });
  });
  const header = meta.fields ?? [];
  const fault = headerFault(header);
  if (fault) throw new Error(t(...fault));
  const { items } = await get('/departments');
  const check = checker(new Set(items.map(department => department.id)));
  const broken = new Map(errors.filter(e => e.row !== undefined).map(e => [e.row, e.message]));
  const rows = data.map((cells, i) => {
    const faults = check(cells);
    if (broken.has(i)) faults.id ??= 'bulk.broken';
    return { line: i + 1, cells, faults, good: Object.keys(faults).length === 0 };
  });
  return { name: file.name, header, rows, good: rows.filter(row => row.good) };
}

export function Bulk() {
  const [file, setFile] = useState(null);
  const [trouble, setTrouble] = useState('');
  const [results, setResults] = useState(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef();

  async function take(chosen) {
    if (!chosen) return;
    setTrouble('');
    setResults(null);
    setFile(null);
    await read(chosen).then(setFile, e => setTrouble(e.message));
  }
  async function register() {
    setBusy(true);
    const all = [];
    setResults([]);
    try {
      const csv = window.Papa.unparse(file.good.map(row => row.cells), { columns: file.header });
      await upload(csv, some => {
        all.push(...some);
        setResults([...all]);
      });
    } catch (e) {
      setTrouble(e.message);
    }
    setBusy(false);
  }
  function save() {
    const rows = results.map(({ row, id, status, credentials, problem }) => ({
      line: file.good[row - 1]?.line ?? row, id, status, user: credentials?.user, password: credentials?.password,
      problem: problem && [problem.field, problem.detail].filter(Boolean).join(': '),
    }));
    download(`registered-${file.name}`, window.Papa.unparse(rows, { escapeFormulae: true }));
  }

  return html`<section>
    <h1>${t('bulk.title')}</h1>
    <div class=${`drop ${over ? 'over' : ''}`} onDragOver=${e => { e.preventDefault(); setOver(true); }} onDragLeave=${() => setOver(false)}
      onDrop=${e => { e.preventDefault(); setOver(false); take(e.dataTransfer.files[0]); }}>
      <p>${t('bulk.drop')}</p>
      <input ref=${input} type="file" accept=".csv,text/csv" hidden onChange=${e => take(e.target.files[0])} aria-label=${t('bulk.choose')} />
      <div class="buttons" style=${{ justifyContent: 'center' }}>
        <button class="primary" onClick=${() => input.current.click()}>${t('bulk.choose')}</button>
        <button onClick=${() => download('sensors.csv', EXAMPLE)}>${t('bulk.example')}</button></div>
    </div>
    <p class="trouble" role="alert">${trouble}</p>
    ${file && !results && html`<${Checked} file=${file} register=${register} />`}
    ${results && html`<${Results} file=${file} results=${results} busy=${busy} save=${save} />`}
  </section>`;
}

function Checked({ file, register }) {
  const bad = file.rows.filter(row => !row.good);
  const shown = [...bad, ...file.good].slice(0, SHOWN);
  return html`<h2>${file.name}</h2>
    <p role="status"><span class="badge good">${t('bulk.good', { n: whole(file.good.length) })}</span>
      ${bad.length > 0 && html` <span class="badge bad">${t('bulk.bad', { n: whole(bad.length) })}</span>`}
      <span class="quiet"> ${t('bulk.nothing-yet')}</span></p>
    <div class="bulk-table" tabindex="0" role="region" aria-label=${t('bulk.rows')}><table>
      <thead><tr><th scope="col">${t('bulk.row')}</th>${file.header.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${shown.map(row => html`<tr key=${row.line}><th scope="row">${row.line}</th>
        ${file.header.map(name => html`<td class=${row.faults[name] ? 'wrong' : ''}>${row.cells[name]}
          ${row.faults[name] && html`<span class="trouble">${t(row.faults[name])}</span>`}</td>`)}</tr>`)}</tbody>
    </table></div>
    ${file.rows.length > SHOWN && html`<p class="quiet">${t('bulk.shown', { n: SHOWN, all: whole(file.rows.length) })}</p>`}
    <button class="primary" disabled=${file.good.length === 0} onClick=${register}>${t('bulk.go', { n: whole(file.good.length) })}</button>`;
}

function Results({ file, results, busy, save }) {
  const count = status => results.filter(result => result.status === status).length;
  const rejected = results.filter(result => result.status === 'rejected').slice(0, SHOWN);
  return html`<h2>${t('bulk.results')}</h2>
    <progress max=${file.good.length} value=${results.length} aria-label=${t('bulk.results')}></progress>
    <p role="status">${['created', 'exists', 'rejected'].map(status => html`<span class=${`badge ${status === 'created' ? 'good' : status === 'exists' ? 'wait' : 'bad'}`}>
      ${t(`bulk.${status}`, { n: whole(count(status)) })}</span> `)}</p>
    ${!busy && html`<p><strong>${t('bulk.once')}</strong></p><button class="primary" onClick=${save}>${t('bulk.save')}</button>`}
    ${rejected.length > 0 && html`<div class="bulk-table" tabindex="0" role="region" aria-label=${t('bulk.rows')}><table><tbody>${rejected.map(result => html`<tr>
      <th scope="row">${file.good[result.row - 1]?.line}</th><td>${result.id}</td><td class="wrong">${result.problem?.detail}</td></tr>`)}</tbody></table></div>`}`;
}
