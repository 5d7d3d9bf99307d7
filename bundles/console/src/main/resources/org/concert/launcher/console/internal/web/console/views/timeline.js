// SPDX-License-Identifier: Apache-2.0
// How the last start went, as a picture: who waited for whom, how long each took, and which chain of waits made it as long as it was.

import { clock } from '../format.js';
import { html, nothing } from '../lit.js';
import { stateBadge } from '../parts/state.js';
import { here, processLink, setQuery } from '../route.js';
import { key, named, shown } from '../store.js';

/** Starts that lie further apart are not one. */
const PAUSE_MILLIS = 15000;

/** What is known of when a process was started and was as its dependants want it; null if it was not started. */
function stretch(process) {
  if (!process.startTime) {
    return null;
  }
  const started = Date.parse(process.startTime);
  const ready = Date.parse(process.readyTime);
  const ended = Date.parse(process.endTime);
  const fulfilled = ready >= started ? ready : process.state === 'DONE' && ended >= started ? ended : null;
  return { process, id: key(process), started, fulfilled, until: fulfilled ?? (process.pid === null && ended >= started ? ended : Date.now()) };
}

/** The starts there were, each a list of what was started together, the first of it first. */
function starts() {
  const all = shown().map(stretch).filter(Boolean).sort((a, b) => a.started - b.started);
  const found = [];
  let latest = -Infinity;
  for (const one of all) {
    if (one.started - latest > PAUSE_MILLIS) {
      found.push([]);
    }
    found.at(-1).push(one);
    latest = Math.max(latest, one.fulfilled ?? one.started);
  }
  return found;
}

/** What a start waited for last: the dependency that was fulfilled as the last one before it. */
function waitedFor(one, byId) {
  return named(one.process, one.process.dependsOn).map((other) => byId.get(key(other)))
    .filter((other) => other?.fulfilled && other.fulfilled <= one.started + 1000)
    .sort((a, b) => b.fulfilled - a.fulfilled)[0] ?? null;
}

/** The chain of waits that ends with what was fulfilled last. */
function criticalPath(all, byId) {
  const path = new Set();
  let one = all.filter((other) => other.fulfilled).sort((a, b) => b.fulfilled - a.fulfilled)[0] ?? null;
  while (one !== null && !path.has(one)) {
    path.add(one);
    one = waitedFor(one, byId);
  }
  return path;
}

function seconds(millis) {
  return `${(millis / 1000).toFixed(millis < 10000 ? 2 : 1)} s`;
}

function row(one, from, length, path, byId) {
  const waited = waitedFor(one, byId);
  const left = ((one.started - from) / length) * 100;
  const width = Math.min(100 - left, Math.max(0.4, ((one.until - one.started) / length) * 100));
  const took = one.fulfilled === null ? 'not ready' : `took ${seconds(one.fulfilled - one.started)}`;
  const words = `${one.process.name}: started after ${seconds(one.started - from)}${waited ? `, when ${waited.process.name} was ready` : ''}, ${took}`;
  return html`
    <li class="stretch ${path.has(one) ? 'critical' : ''}">
      <a class="name" href=${processLink(one.process)}>${path.has(one) ? html`<span aria-hidden="true">◆</span> ` : nothing}${one.process.name}</a>
      <div class="track" role="img" aria-label=${words} title=${words}>
        ${waited ? html`<span class="waited" style="left:0;width:${left}%"></span>` : nothing}
        <span class="took ${one.fulfilled === null ? 'unready' : ''}" style="left:${left}%;width:${width}%"></span></div>
      <span class="hint">${one.fulfilled === null ? stateBadge(one.process.state) : took}${waited ? ` after ${waited.process.name}` : ''}</span>
    </li>`;
}

function chooser(found, all) {
  return html`<select aria-label="Which start" @change=${(event) => setQuery('start', event.target.value)}>
    ${found.map((one) => html`<option value=${one[0].id} ?selected=${one === all}>${clock(one[0].process.startTime)}, ${one.length} started</option>`)}</select>`;
}

/** The page. */
export function timelinePage() {
  const found = starts();
  if (found.length === 0) {
    return html`<p class="empty">Nothing has been started yet.</p>`;
  }
  const wanted = here().query.get('start');
  const all = found.find((one) => one[0].id === wanted) ?? found.findLast((one) => one.length > 1) ?? found.at(-1);
  const byId = new Map(all.map((one) => [one.id, one]));
  const from = all[0].started;
  const until = Math.max(...all.map((one) => one.fulfilled ?? one.started)) + 1;
  const path = criticalPath(all, byId);
  return html`
    <div class="toolbar"><a class="button" href="#/graph">← Graph</a>${chooser(found, all)}
      <span>ready in ${seconds(until - from)}</span>
      <span class="hint">◆ made it as long as it was · dotted: waited</span></div>
    <div class="scroll"><ol class="timeline card">${all.map((one) => row(one, from, until - from, path, byId))}</ol></div>`;
}
