// SPDX-License-Identifier: Apache-2.0
// The dependency graph as it is now: who waits for whom, across machines.

import cytoscape from '/console/lib/cytoscape/dist/cytoscape.esm.min.mjs';
import { html, live, nothing } from '../lit.js';
import { graphSvg } from '../parts/graphsvg.js';
import { BOX, layOut } from '../parts/layers.js';
import { SIGNS, stateBadge } from '../parts/state.js';
import { here, outputLink, processLink, setQuery } from '../route.js';
import { changed, failed, fulfilled, key, named, shown, store } from '../store.js';

/** Smaller than this, names cannot be read: then one looks at a part. */
const LEAST_READABLE = 0.65;
const PADDING = 30;
const MOST_LETTERS = 20;
const STATES = Object.keys(SIGNS);
/** States in which nothing is there to be filled. */
const EMPTY = new Set(['STOPPED', 'EXITED', 'DONE', 'WAITING', 'BLOCKED', 'UNKNOWN']);

let graph = null;
/** What the drawn graph is made of; another needs another layout. */
let drawn = '';
let chosen = null;
/** Whether somebody has chosen himself what part of it is seen; until then it fits what room there is. */
let moved = false;
const resized = new ResizeObserver(() => {
  graph?.resize();
  if (graph !== null && !moved) {
    showReadably();
  }
});

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function stateStyle(state) {
  const own = color(`state-${state.toLowerCase()}`) || color('state-failed');
  return { selector: `node[state = "${state}"]`, style: {
    'border-color': own, 'border-width': state === 'FAILED' || state === 'UNHEALTHY' ? 6 : 3, 'border-style': EMPTY.has(state) ? 'dashed' : state === 'FAILED' ? 'double' : 'solid',
    'background-color': EMPTY.has(state) ? color('panel') : own, 'background-opacity': EMPTY.has(state) ? 1 : 0.18 } };
}

function style() {
  return [
    { selector: 'node', style: {
      shape: 'round-rectangle', width: BOX.width, height: BOX.height,
      label: 'data(label)', color: color('text'), 'font-size': 14, 'font-family': 'system-ui, sans-serif',
      'text-valign': 'center', 'text-wrap': 'wrap', 'text-max-width': BOX.width, 'line-height': 1.2 } },
    ...STATES.map(stateStyle),
    { selector: 'edge', style: {
      width: 2, 'line-color': color('edge'), 'target-arrow-color': color('edge'), 'target-arrow-shape': 'triangle', 'arrow-scale': 1,
      'curve-style': 'round-segments', 'edge-distances': 'endpoints', 'source-endpoint': '50% 0', 'target-endpoint': '-50% 0',
      'segment-weights': 'data(weights)', 'segment-distances': 'data(distances)', 'segment-radii': 14 } },
    { selector: 'edge[?straight]', style: { 'curve-style': 'straight' } },
    { selector: 'edge[?waits]', style: {
      width: 3, 'line-style': 'dashed', 'line-color': color('state-waiting'), 'target-arrow-color': color('state-waiting') } },
    { selector: 'edge[?broken]', style: { width: 4, 'line-color': color('state-failed'), 'target-arrow-color': color('state-failed') } },
    { selector: '.aside', style: { opacity: 0.2 } },
    { selector: '.chosen', style: { 'overlay-color': color('accent'), 'overlay-opacity': 0.2, 'overlay-padding': 6 } },
  ];
}

/** What a process depends on, as far as it is shown. */
function dependencies(process) {
  return named(process, process.dependsOn).filter((other) => other.showUi !== false);
}

/** Those that are looked for, with all that they need and all that needs them. */
function looked() {
  const find = (here().query.get('find') ?? '').toLowerCase();
  const all = shown();
  if (find === '') {
    return all;
  }
  const kept = new Set();
  const follow = (process, next) => next(process).filter((other) => !kept.has(other)).forEach((other) => {
    kept.add(other);
    follow(other, next);
  });
  for (const process of all.filter((one) => `${one.name} ${one.category ?? ''} ${one.machine}`.toLowerCase().includes(find))) {
    kept.add(process);
    follow(process, dependencies);
    named(process, process.dependants).forEach((other) => kept.add(other));
  }
  return all.filter((process) => kept.has(process));
}

/** What does not fit into a box is cut in its middle: names differ at their ends. */
function cut(text) {
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS / 2)}…${text.slice(1 - MOST_LETTERS / 2)}`;
}

function nodeData(process) {
  const place = process.container ? `${process.machine} › ${process.container}` : process.machine;
  return { label: `${SIGNS[process.state] ?? ''} ${cut(process.name)}\n${cut(place)}`, state: process.state };
}

function edgeData(process, other) {
  return { waits: process.state === 'WAITING' && !fulfilled(other), broken: failed(process) && failed(other) };
}

function elements(processes) {
  const there = new Set(processes);
  const nodes = processes.map((process) => ({ group: 'nodes', data: { id: key(process), ...nodeData(process) } }));
  const edges = processes.flatMap((process) => dependencies(process).filter((other) => there.has(other)).map((other) => ({
    group: 'edges', data: { id: `${key(process)}>${key(other)}`, source: key(other), target: key(process), ...edgeData(process, other) } })));
  return [...nodes, ...edges];
}

function build(all) {
  const nodes = all.filter((element) => element.group === 'nodes');
  const edges = all.filter((element) => element.group === 'edges');
  const { places, lines } = layOut(nodes.map((node) => node.data.id), edges.map((edge) => [edge.data.source, edge.data.target]));
  nodes.forEach((node) => { node.position = { x: places.get(node.data.id).x, y: places.get(node.data.id).y }; });
  for (const edge of edges) {
    const line = lines.get(`${edge.data.source}>${edge.data.target}`);
    Object.assign(edge.data, line, { straight: line.weights.length === 0 });
  }
  graph.elements().remove();
  graph.add(all);
  moved = false;
  showReadably();
}

/** Show all of it, or, if names could not be read then, where something is wrong. */
function showReadably() {
  graph.fit(undefined, PADDING);
  if (graph.zoom() > 1.2) {
    graph.zoom(1.2);
    graph.center();
  }
  if (graph.zoom() < LEAST_READABLE) {
    const wrong = graph.nodes('[state = "FAILED"]');
    const telling = wrong.nonempty() ? wrong : graph.nodes('[state != "STOPPED"]');
    graph.zoom(LEAST_READABLE + 0.1);
    telling.nonempty() ? graph.center(telling.first()) : graph.pan({ x: PADDING - graph.elements().boundingBox().x1, y: PADDING });
  }
}

function choose(id) {
  chosen = chosen === id ? null : id;
  showChosen();
  changed();
}

function showChosen() {
  const node = chosen === null ? null : graph.getElementById(chosen);
  graph.elements().removeClass('aside chosen');
  if (node?.nonempty()) {
    const path = node.union(node.predecessors()).union(node.successors());
    graph.elements().difference(path).addClass('aside');
    node.addClass('chosen');
  }
}

function draw(container) {
  if (graph === null || graph.container() !== container) {
    graph?.destroy();
    graph = cytoscape({ container, style: style(), maxZoom: 2, minZoom: 0.05, autoungrabify: true, autounselectify: true });
    graph.on('dragpan scrollzoom pinchzoom', () => { moved = true; });
    resized.disconnect();
    resized.observe(container);
    graph.on('tap', (event) => choose(event.target === graph || event.target.isEdge() ? null : event.target.id()));
    drawn = '';
  }
  const all = elements(looked());
  const shape = all.map((element) => element.data.id).join(' ');
  if (shape !== drawn) {
    build(all);
    drawn = shape;
    showChosen();
    return;
  }
  graph.batch(() => all.forEach((element) => graph.getElementById(element.data.id).data(element.data)));
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

function showAll() {
  moved = true;
  graph?.fit(undefined, PADDING);
}

/** Let go of the drawing when its page is left. */
export function leaveGraph() {
  resized.disconnect();
  graph?.destroy();
  graph = null;
  chosen = null;
}

function sessions() {
  return store.launchers.map((launcher) => launcher.session);
}

function saveSvg() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([graphSvg(graph, color('panel'))], { type: 'image/svg+xml' }));
  link.download = `${sessions().join('-') || 'graph'}.svg`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function exports() {
  return html`
    <details class="chooser"><summary>Export</summary>
      <div class="chooser-list"><button @click=${saveSvg}>SVG, as it is drawn</button>
        ${sessions().map((session) => html`
        <a class="button" download href="/api/v1/launchers/${session}/graph?format=dot">${session} for Graphviz (DOT)</a>
        <a class="button" download href="/api/v1/launchers/${session}/graph?format=mermaid">${session} for Mermaid</a>`)}</div></details>`;
}

function chosenBar() {
  const process = store.processes.get(chosen);
  return process ? html`
    <div class="selection" role="region" aria-label="Chosen process"><b>${process.name}</b>${stateBadge(process.state)}
      <span class="hint">${process.message ?? ''}</span>
      <a class="button" href=${processLink(process)}>Open</a><a class="button" href=${outputLink([chosen])}>Output</a></div>` : nothing;
}

/** The page. */
export function graphPage() {
  const waiting = shown().filter((process) => process.state === 'WAITING');
  const used = STATES.filter((state) => shown().some((process) => process.state === state));
  return html`
    <div class="toolbar">
      <input type="search" placeholder="Only the paths of …" aria-label="Only the paths of" .value=${live(here().query.get('find') ?? '')}
        @input=${(event) => setQuery('find', event.target.value)}>
      <button @click=${showAll}>Show all</button>
      <a class="button" href="#/timeline">Timeline</a>
      ${exports()}
      <span class="legend">${used.map(stateBadge)}</span>
      <span class="hint">${waiting.length > 0 ? `${waiting.length} wait for others` : 'An arrow leads from what is needed to what needs it'}</span>
    </div>
    <div id="graph" role="img" aria-label="Dependency graph; the page of processes tells the same in words"></div>
    ${chosenBar()}`;
}
