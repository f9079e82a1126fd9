// A chart of one series (uPlot, fetched with the first): for who does not see it, the same in a sentence.
import { html, useEffect, useRef } from './preact.js';
import { t, number, moment } from './words.js';
import { style } from './script.js';

const HEIGHT_PX = 220;

export function Chart({ made, name }) {
  const box = useRef();
  useEffect(() => {
    if (!made || made.times.length === 0) return undefined;
    let plot = null;
    let gone = false;
    style('uplot');
    import('./uplot.js').then(({ default: UPlot }) => {
      if (gone) return;
      plot = draw(UPlot, box.current, made);
    });
    const fit = new ResizeObserver(() => plot?.setSize({ width: box.current.clientWidth, height: HEIGHT_PX }));
    fit.observe(box.current);
    return () => {
      gone = true;
      fit.disconnect();
      plot?.destroy();
    };
  }, [made]);
  if (made && (made.times?.length ?? 0) === 0) return html`<p class="chart-none quiet">${t('chart.none')}</p>`;
  return html`<div class="chart" ref=${box} role="img" aria-label=${made ? sentence(made, name) : t('loading')}></div>`;
}

function sentence(made, name) {
  const values = made.values.filter(v => v !== null);
  return t('chart.sentence', {
    name, n: values.length, from: moment(made.times[0] * 1000), to: moment(made.times.at(-1) * 1000),
    min: number(Math.min(...values)), max: number(Math.max(...values)), last: number(values.at(-1)),
  }) + (made.lines ?? []).map(line => `; ${t(`alert.${line.name}`)} ${number(line.at)}`).join('');
}

function draw(UPlot, box, made) {
  const colour = name => getComputedStyle(box).getPropertyValue(`--${name}`).trim();
  const axis = { stroke: colour('quiet'), grid: { stroke: colour('rule'), width: 1 }, ticks: { stroke: colour('rule') } };
  const drawn = [...(made.lines ?? []).map(line => line.at), ...(made.band ?? []).map(([, at]) => at).filter(Number.isFinite)];
  const low = Math.min(...made.values, ...drawn);
  const high = Math.max(...made.values, ...drawn);
  const room = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  return new UPlot({
    width: box.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { drag: { x: true, y: false } },
    scales: { x: { range: () => [made.from ?? made.times[0], made.to ?? made.times.at(-1)] }, y: { range: () => [low - room, high + room] } },
    axes: [{ ...axis, values: clock }, { ...axis, size: 56 }],
    series: [{}, { stroke: colour('accent'), width: 1.6, points: { show: made.times.length < 60, size: 4 } }],
    hooks: { drawClear: [plot => shade(plot, made, colour('shade')), plot => band(plot, made, colour('band'))], draw: [plot => lines(plot, made, colour)] },
  }, [made.times, made.values], box);
}

const clock = (plot, splits, axis, space, step) => splits.map(at => {
  const date = new Date(at * 1000);
  return step >= 86_400
    ? `${date.getMonth() + 1}/${date.getDate()}`
    : date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...(step < 60 ? { second: '2-digit' } : {}) });
});

/** The window, at least as wide as can be seen. */
function shade(plot, made, fill) {
  if (!made.window?.[0]) return;
  const [left, right] = made.window.map(at => plot.valToPos(at, 'x', true));
  plot.ctx.save();
  plot.ctx.fillStyle = fill;
  plot.ctx.fillRect(left - 2, plot.bbox.top, Math.max(4, right - left + 4), plot.bbox.height);
  plot.ctx.restore();
}

/** What would have been in order: what has no end goes to the edge. */
function band(plot, made, fill) {
  if (!made.band) return;
  const { ctx, scales } = plot;
  const seen = value => Math.min(scales.y.max, Math.max(scales.y.min, value));
  ctx.save();
  ctx.fillStyle = fill;
  ctx.beginPath();
  made.band.forEach(([at, value]) => ctx.lineTo(plot.valToPos(at, 'x', true), plot.valToPos(seen(value), 'y', true)));
  ctx.fill();
  ctx.restore();
}

function lines(plot, made, colour) {
  const { ctx, bbox } = plot;
  (made.lines ?? []).forEach(({ name, at }) => {
    const y = plot.valToPos(at, 'y', true);
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = colour(name === 'threshold' ? 'critical' : 'quiet');
    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = 1.2 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = `${11 * devicePixelRatio}px system-ui`;
    // On the side where the other line, which may be close, is not.
    const below = made.lines.some(other => other.at > at);
    ctx.textAlign = 'left';
    ctx.textBaseline = below ? 'top' : 'bottom';
    ctx.fillText(`${t(`alert.${name}`)} ${number(at)}`, bbox.left + 6 * devicePixelRatio, y + (below ? 4 : -4) * devicePixelRatio);
    ctx.restore();
  });
}
