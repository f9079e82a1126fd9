// What a sensor signs in with, as text and as a QR code. The console keeps only a hash: this is the only time.
import { html, useEffect, useState } from './preact.js';
import { t } from './words.js';
import { Copy } from './copy.js';

const meta = name => document.querySelector(`meta[name="${name}"]`).content;

/** All that a device needs to connect, for its own configuration. */
function connection({ user, password }) {
  return {
    user, password, host: location.hostname,
    tlsPort: Number(meta('mqtt-tls-port')), port: Number(meta('mqtt-port')), topic: `readings/${user}`,
  };
}

export function Credentials({ credentials }) {
  const all = connection(credentials);
  const text = JSON.stringify(all);
  return html`<div class="credentials card">
    <p><strong>${t('credentials.once')}</strong></p>
    <div class="credentials-both">
      <${Code} text=${text} label=${t('credentials.code', { id: credentials.user })} />
      <dl class="figures">
        ${[['user', all.user], ['password', all.password], ['host', all.host], ['tlsPort', all.tlsPort], ['topic', all.topic]]
          .map(([name, value]) => html`<div><dt>${t(`credentials.${name}`)}</dt><dd><code>${value}</code></dd></div>`)}
      </dl>
    </div>
    <div class="buttons no-print"><${Copy} text=${text} /><button onClick=${() => print()}>${t('print')}</button></div>
  </div>`;
}

function Code({ text, label }) {
  const [drawn, setDrawn] = useState(null);
  useEffect(() => {
    import('./qrcode.js').then(({ qrcode }) => {
      const code = qrcode(0, 'M');
      code.addData(text);
      code.make();
      const size = code.getModuleCount();
      let path = '';
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          if (code.isDark(row, column)) path += `M${column} ${row}h1v1h-1z`;
        }
      }
      setDrawn({ size, path });
    });
  }, [text]);
  if (drawn === null) return null;
  return html`<svg class="code" role="img" aria-label=${label} viewBox=${`-3 -3 ${drawn.size + 6} ${drawn.size + 6}`}>
    <rect x="-3" y="-3" width=${drawn.size + 6} height=${drawn.size + 6} fill="#fff" /><path d=${drawn.path} fill="#000" /></svg>`;
}
