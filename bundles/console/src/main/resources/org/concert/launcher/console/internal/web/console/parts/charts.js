// SPDX-License-Identifier: Apache-2.0
// CPU and memory of a process over the last hour, with its starts and ends.

import uPlot from '/console/lib/uplot/dist/uPlot.esm.js';
import { bytes, percent } from '../format.js';
import { html } from '../lit.js';
import { get, processPath } from '../server.js';
import { key } from '../store.js';

const HOUR_SECONDS = 3600;
/** Of what has not been looked at for longer, so much is shown. */
const LEAST_SECONDS = 30;
const AGAIN_MILLIS = 10000;
const HEIGHT = 150;

const KINDS = [
  { name: 'CPU', field: 'cpuPercent', said: percent, color: 'accent' },
  { name: 'Memory', field: 'residentBytes', said: bytes, color: 'state-unknown' },
];

let drawn = null;

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A line for each start, solid, and each end, dashed. */
function drawMarks(plot, marks) {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { seconds, kind } of marks) {
    const x = Math.round(plot.valToPos(seconds, 'x', true));
    if (x >= bbox.left && x <= bbox.left + bbox.width) {
      ctx.strokeStyle = color(kind === 'started' ? 'good' : 'danger');
      ctx.lineWidth = devicePixelRatio;
      ctx.setLineDash(kind === 'started' ? [] : [4 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
  }
  ctx.restore();
}

function options({ name, said, color: line }, width, chart) {
  const axis = { stroke: color('muted'), grid: { stroke: color('line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
  return {
    width, height: HEIGHT, cursor: { sync: { key: 'resources' }, drag: { x: false, y: false } }, legend: { show: true, live: true },
    scales: { x: { time: true, range: () => [chart.since, chart.until] }, y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.1)] } },
    axes: [{ ...axis, size: 30, space: 80, values: '{HH}:{mm}:{ss}' }, { ...axis, size: 70, values: (_, marks) => marks.map(said) }],
    series: [{ value: '{HH}:{mm}:{ss}' },
      { label: name, stroke: color(line), fill: `${color(line)}22`, width: 1.5, value: (_, value) => said(value), spanGaps: false, points: { show: false } }],
    hooks: { draw: [(plot) => drawMarks(plot, chart.marks)] },
  };
}

async function read(chart) {
  try {
    const { samples } = await get(`${processPath(chart.process)}/resources`);
    if (chart !== drawn || samples.length === 0) {
      return;
    }
    const times = samples.map((sample) => sample.unixSeconds);
    chart.until = times.at(-1);
    chart.since = Math.max(chart.until - HOUR_SECONDS, Math.min(times[0], chart.until - LEAST_SECONDS));
    KINDS.forEach((kind, at) => chart.plots[at].setData([times, samples.map((sample) => sample[kind.field])]));
    chart.container.dataset.samples = samples.length;
  } catch {
    // The header tells that nobody answers; it is asked again.
  }
}

/** Draw what there is to see; called whenever the page has been drawn. */
export function refreshCharts(process, history) {
  const container = document.getElementById('charts');
  const theme = document.documentElement.dataset.theme;
  if (drawn && (drawn.container !== container || drawn.id !== key(process) || drawn.theme !== theme)) {
    leaveCharts();
  }
  if (!container) {
    return;
  }
  const marks = history.filter((entry) => entry.kind !== 'noted').map((entry) => ({ seconds: new Date(entry.time) / 1000, kind: entry.kind }));
  if (drawn) {
    if (drawn.marks.length !== marks.length) {
      drawn.marks = marks;
      drawn.plots.forEach((plot) => plot.redraw());
    }
    return;
  }
  const now = Date.now() / 1000;
  const chart = { id: key(process), process, theme, container, marks, since: now - LEAST_SECONDS, until: now, plots: [] };
  drawn = chart;
  chart.plots = KINDS.map((kind) => new uPlot(options(kind, container.clientWidth, chart), [[], []], container));
  chart.observer = new ResizeObserver(() => chart.plots.forEach((plot) => plot.setSize({ width: container.clientWidth, height: HEIGHT })));
  chart.observer.observe(container);
  chart.timer = setInterval(() => read(chart), AGAIN_MILLIS);
  read(chart);
}

/** Let go of what was drawn. */
export function leaveCharts() {
  if (drawn) {
    clearInterval(drawn.timer);
    drawn.observer.disconnect();
    drawn.plots.forEach((plot) => plot.destroy());
    drawn = null;
  }
}

/** Where they are drawn. */
export function charts() {
  return html`<section class="card wide"><h3>CPU and memory, the last hour <span class="hint">· solid line: started, dashed: ended</span></h3>
    <div id="charts"></div></section>`;
}
