// SPDX-License-Identifier: Apache-2.0
// The dependency graph as it is now: who waits for whom, across machines.

import cytoscape from '/console/lib/cytoscape/dist/cytoscape.esm.min.mjs';
import { html } from '../lit.js';
import { stateBadge } from '../parts/state.js';
import { fulfilled, key, named, shown } from '../store.js';

const NODE_WIDTH = 150;
const NODE_HEIGHT = 46;
const MOST_ROWS = 12;

let graph = null;
/** What the drawn graph is made of; another needs another layout. */
let drawn = '';

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function style() {
  const states = ['ready', 'running', 'starting', 'waiting', 'stopping', 'backoff', 'failed', 'done', 'stopped', 'exited', 'unknown'];
  return [
    { selector: 'node', style: {
      shape: 'round-rectangle', width: NODE_WIDTH, height: NODE_HEIGHT,
      'background-color': color('panel'), 'border-width': 2, 'border-color': color('line'),
      label: 'data(label)', color: color('text'), 'font-size': 13, 'font-family': 'system-ui, sans-serif',
      'text-valign': 'center', 'text-wrap': 'wrap', 'text-max-width': NODE_WIDTH - 12 } },
    ...states.map((state) => ({ selector: `node[state = "${state}"]`, style: { 'border-color': color(`state-${state}`), 'border-width': 3 } })),
    { selector: 'node[state = "stopped"], node[state = "done"], node[state = "exited"]', style: { 'border-style': 'dashed', 'border-width': 2 } },
    { selector: 'edge', style: {
      width: 1.5, 'line-color': color('line'), 'target-arrow-color': color('line'),
      'target-arrow-shape': 'triangle', 'curve-style': 'bezier', 'arrow-scale': 0.9 } },
    { selector: 'edge[?waits]', style: {
      width: 3, 'line-style': 'dashed', 'line-color': color('state-waiting'), 'target-arrow-color': color('state-waiting') } },
    { selector: 'edge[?broken]', style: { width: 3, 'line-color': color('state-failed'), 'target-arrow-color': color('state-failed') } },
  ];
}

/** How many dependencies lie, one behind the other, before each process. */
function depths(processes) {
  const depth = new Map();
  const of = (process) => {
    const id = key(process);
    if (!depth.has(id)) {
      depth.set(id, 0);
      const before = dependencies(process).map(of);
      depth.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
    }
    return depth.get(id);
  };
  processes.forEach(of);
  return depth;
}

/** What a process depends on, as far as it is shown. */
function dependencies(process) {
  return named(process, process.dependsOn).filter((other) => other.showUi);
}

function elements(processes) {
  const nodes = processes.map((process) => ({ group: 'nodes', data: { id: key(process), ...nodeData(process) } }));
  const edges = processes.flatMap((process) => dependencies(process).map((other) => ({
    group: 'edges',
    data: { id: `${key(process)}>${key(other)}`, source: key(other), target: key(process), ...edgeData(process, other) },
  })));
  return [...nodes, ...edges];
}

function nodeData(process) {
  const place = process.container ? `${process.machine} › ${process.container}` : process.machine;
  return { label: `${process.name}\n${place}`, state: process.state.toLowerCase() };
}

function hasFailed(process) {
  return process.state === 'FAILED' || process.state === 'BLOCKED';
}

function edgeData(process, other) {
  return {
    waits: process.state === 'WAITING' && !fulfilled(other),
    broken: hasFailed(process) && hasFailed(other),
  };
}

// Layers from left to right; in each, next to what it depends on, so that lines cross little. A layer of very many is
// several columns, or nothing could be read.
function positions(processes) {
  const depth = depths(processes);
  const longest = Math.max(MOST_ROWS, Math.ceil(Math.sqrt(processes.length * 2)));
  const layers = [];
  for (const process of processes) {
    (layers[depth.get(key(process))] ??= []).push(process);
  }
  const place = new Map();
  let column = 0;
  for (const layer of layers) {
    const wish = new Map(layer.map((process, index) => {
      const rows = dependencies(process).map((other) => place.get(key(other))?.row ?? 0);
      return [process, rows.length === 0 ? index : rows.reduce((a, b) => a + b, 0) / rows.length];
    }));
    layer.sort((a, b) => wish.get(a) - wish.get(b));
    let next = 0;
    layer.forEach((process, index) => {
      const row = layer.length > longest ? index % longest : Math.max(next, wish.get(process));
      next = row + 1;
      place.set(key(process), { row, column: column + Math.floor(index / longest) });
    });
    column += Math.ceil(layer.length / longest);
  }
  return (node) => ({
    x: place.get(node.id()).column * (NODE_WIDTH + 70),
    y: place.get(node.id()).row * (NODE_HEIGHT + 24),
  });
}

function draw(container) {
  const processes = shown();
  const all = elements(processes);
  const shape = all.map((element) => element.data.id).join(' ');
  if (graph === null || graph.container() !== container) {
    graph?.destroy();
    graph = cytoscape({ container, style: style(), maxZoom: 2, minZoom: 0.1, autoungrabify: true });
    graph.on('tap', 'node', (event) => {
      location.hash = `#/output/${event.target.id()}`;
    });
    drawn = '';
  }
  if (shape !== drawn) {
    graph.elements().remove();
    graph.add(all);
    graph.layout({ name: 'preset', positions: positions(processes), fit: true, padding: 30 }).run();
    drawn = shape;
  } else {
    graph.batch(() => {
      for (const element of all) {
        graph.getElementById(element.data.id).data(element.data);
      }
    });
  }
}

/** Draw the graph in the colours of another theme. */
export function recolorGraph() {
  graph?.style(style());
}

/** Bring the drawing up to date; called after the page has been rendered. */
export function refreshGraph() {
  const container = document.getElementById('graph');
  if (container) {
    draw(container);
  }
}

/** Let go of the drawing when its page is left. */
export function leaveGraph() {
  graph?.destroy();
  graph = null;
}

/** The page. */
export function graphPage() {
  const waiting = shown().filter((process) => process.state === 'WAITING');
  return html`
    <div class="toolbar">
      <button @click=${() => graph?.fit(undefined, 30)}>Show all</button>
      <span class="legend">${['WAITING', 'BLOCKED', 'RUNNING', 'READY', 'UNHEALTHY', 'FAILED', 'DONE', 'STOPPED', 'UNKNOWN'].map(stateBadge)}</span>
      <span class="hint">${waiting.length > 0 ? `${waiting.length} wait for others` : 'An arrow leads from what is needed to what needs it'}</span>
    </div>
    <div id="graph" role="img" aria-label="Dependency graph; the page of processes tells the same in words"></div>`;
}
