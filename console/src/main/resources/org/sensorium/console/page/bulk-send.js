// Sends rows and reads the results as they come, a line for each row.
import { send, Trouble } from './rest.js';

/** Calls back with each result; rows are numbered from 1 as they were sent. */
export async function upload(csv, onResults) {
  const answer = await send('POST', '/api/v1/sensors/bulk', new Blob([csv], { type: 'text/csv' }), 'text/csv');
  if (!answer.ok) throw new Trouble(await answer.json());
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = lines.pop();
    const results = lines.filter(Boolean).map(line => JSON.parse(line)).filter(result => result.row !== undefined);
    if (results.length > 0) onResults(results);
    if (done) return;
  }
}

export function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
