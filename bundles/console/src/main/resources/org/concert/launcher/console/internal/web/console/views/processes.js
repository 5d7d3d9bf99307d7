// SPDX-License-Identifier: Apache-2.0
// All processes, by category or by machine.

import { kill, mayOperate, restart, showOutput, start, stop } from '../actions.js';
import { bytes, dayAndClock, ending, percent, span } from '../format.js';
import { classMap, html, live, nothing, repeat } from '../lit.js';
import { chosenParams, chosenVariants, launchPanel } from '../parts/launch.js';
import { stateBadge } from '../parts/state.js';
import { get, processPath } from '../server.js';
import { alive, changed, fulfilled, key, named, notice, shown, startable, uptime } from '../store.js';

const view = { filter: '', groupBy: localStorage.getItem('groupBy') ?? 'category', selected: null, open: new Set(), trees: new Map() };

function matches(process) {
  const words = view.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${process.name} ${process.machine} ${process.container ?? ''} ${process.state} ${process.category ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function groupOf(process) {
  if (view.groupBy === 'machine') {
    return process.container ? `${process.machine} › ${process.container}` : process.machine;
  }
  return process.category ?? 'No category';
}

function groups() {
  const found = new Map();
  for (const process of shown().filter(matches)) {
    const name = groupOf(process);
    found.set(name, [...(found.get(name) ?? []), process]);
  }
  return [...found];
}

function listed() {
  return groups().flatMap(([, processes]) => processes);
}

function toggle(process) {
  const id = key(process);
  view.open.has(id) ? view.open.delete(id) : view.open.add(id);
  view.selected = id;
  changed();
}

function startAsChosen(process) {
  view.open.has(key(process)) ? start(process, chosenVariants(process), chosenParams(process)) : start(process);
}

async function askTree(process) {
  try {
    view.trees.set(key(process), (await get(`${processPath(process)}/tree`)).tree);
    changed();
  } catch (refused) {
    notice('bad', refused.message);
  }
}

function action(label, symbol, enabled, run, kind = '') {
  const click = (event) => {
    event.stopPropagation();
    run();
  };
  return html`<button class="icon ${kind}" title=${label} aria-label=${label} ?disabled=${!enabled} @click=${click}>${symbol}</button>`;
}

function actions(process) {
  const may = mayOperate();
  return html`
    ${action(`Start ${process.name}`, '▶', may && startable(process), () => startAsChosen(process), 'go')}
    ${action(`Stop ${process.name}`, '■', may && alive(process), () => stop(process))}
    ${action(`Restart ${process.name}`, '↻', may && alive(process), () => restart(process))}
    ${action(`Kill ${process.name}`, '✕', may && alive(process), () => kill(process), 'danger')}
    ${action(`Output of ${process.name}`, '≣', true, () => showOutput(process))}`;
}

function waitsFor(process) {
  return process.state !== 'WAITING' ? []
    : named(process, process.dependsOn).filter((other) => !fulfilled(other)).map((other) => other.name);
}

function said(process) {
  const waits = waitsFor(process);
  if (waits.length > 0) {
    return `waits for ${waits.join(', ')}`;
  }
  return process.message ?? (alive(process) ? '' : ending(process));
}

function details(process) {
  const fact = (name, value) => value === null || value === undefined || value === '' ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;
  const tree = view.trees.get(key(process));
  return html`
    <tr class="details"><td colspan="9">
      <div class="details-grid">
        ${launchPanel(process)}
        <dl class="facts">
          ${fact('Command', html`<code>${process.command}</code>`)}
          ${fact('Variants', process.variants.join(', '))}
          ${fact('Parameters', Object.entries(process.params).map(([name, value]) => `${name}:=${value}`).join(' '))}
          ${fact('Depends on', process.dependsOn.join(', '))}
          ${fact('Dependants', process.dependants.join(', '))}
          ${fact('Session', process.session)}
          ${fact('Process id', process.pid)}
          ${fact('Programs', process.programCount)}
          ${fact('Started', process.startTime ? dayAndClock(process.startTime) : null)}
          ${fact('Ready', process.readyTime ? dayAndClock(process.readyTime) : null)}
          ${fact('Ended', process.endTime ? dayAndClock(process.endTime) : null)}
          ${fact('End', ending(process))}
          ${fact('Restarts', process.restartCount || null)}
          ${fact('Log', process.logFile ? html`<code>${process.logFile}</code>` : null)}
        </dl>
        <div class="tree">
          <button @click=${() => askTree(process)} ?disabled=${!alive(process)}>Show its programs</button>
          ${tree === undefined ? nothing : html`<pre>${tree}</pre>`}
        </div>
      </div>
    </td></tr>`;
}

function row(process) {
  const id = key(process);
  const open = view.open.has(id);
  return html`
    <tr id="row-${id}" data-process=${id} class=${classMap({ selected: view.selected === id, open, [`is-${process.state.toLowerCase()}`]: true })}
        @click=${() => toggle(process)}>
      <td class="name"><button class="disclose" aria-expanded=${open} aria-label="Details of ${process.name}">${open ? '▾' : '▸'}</button>${process.name}</td>
      <td>${stateBadge(process.state)}</td>
      <td class="place">${process.machine}${process.container ? html` <span class="container">› ${process.container}</span>` : nothing}</td>
      <td class="number">${span(uptime(process))}</td>
      <td class="number">${percent(process.cpuPercent)}</td>
      <td class="number">${bytes(process.residentBytes)}</td>
      <td class="variants">${process.variants.map((name) => html`<span class="tag">${name}</span>`)}</td>
      <td class="said">${said(process)}</td>
      <td class="actions">${actions(process)}</td>
    </tr>
    ${open ? details(process) : nothing}`;
}

function section([name, processes]) {
  const ready = processes.filter((process) => process.state === 'READY').length;
  return html`
    <tbody data-group=${name}>
      <tr class="group-head"><th colspan="9" scope="rowgroup">${name} <span class="count">${ready} of ${processes.length} ready</span></th></tr>
      ${repeat(processes, key, row)}
    </tbody>`;
}

function chooseGrouping(event) {
  view.groupBy = event.target.value;
  localStorage.setItem('groupBy', view.groupBy);
  changed();
}

/** The page. */
export function processesPage() {
  const found = groups();
  return html`
    <div class="toolbar">
      <input id="filter" type="search" placeholder="Find (/)" aria-label="Find processes" .value=${live(view.filter)}
        @input=${(event) => { view.filter = event.target.value; changed(); }}>
      <label>Group by <select @change=${chooseGrouping} .value=${live(view.groupBy)}>
        <option value="category">category</option><option value="machine">machine</option></select></label>
      <span class="summary" aria-live="polite">${summary()}</span>
    </div>
    <div class="scroll"><table class="processes">
      <thead><tr><th>Process</th><th>State</th><th>Machine</th><th class="number">Uptime</th><th class="number">CPU</th>
        <th class="number">Memory</th><th>Variants</th><th></th><th><span class="hidden">Actions</span></th></tr></thead>
      ${repeat(found, ([name]) => name, section)}
    </table>
    ${found.length === 0 ? html`<p class="empty">${view.filter ? 'No process is like that.' : 'The launcher file has no processes.'}</p>` : nothing}
    </div>`;
}

function summary() {
  const counts = new Map();
  for (const process of shown()) {
    counts.set(process.state, (counts.get(process.state) ?? 0) + 1);
  }
  return [...counts].map(([state, count]) => html`<span class="state-count">${stateBadge(state)} ${count}</span>`);
}

function selectedProcess() {
  return listed().find((process) => key(process) === view.selected);
}

function move(by) {
  const all = listed();
  if (all.length === 0) {
    return;
  }
  const at = all.findIndex((process) => key(process) === view.selected);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  view.selected = key(next);
  changed();
  requestAnimationFrame(() => document.getElementById(`row-${view.selected}`)?.scrollIntoView({ block: 'nearest' }));
}

const KEYS = {
  '/': () => document.getElementById('filter')?.focus(),
  ArrowDown: () => move(1),
  j: () => move(1),
  ArrowUp: () => move(-1),
  k: () => move(-1),
};

const PROCESS_KEYS = {
  Enter: toggle,
  s: (process) => mayOperate() && startable(process) && startAsChosen(process),
  x: (process) => mayOperate() && alive(process) && stop(process),
  r: (process) => mayOperate() && alive(process) && restart(process),
  o: (process) => showOutput(process),
};

/** Take a key; return whether it meant something here. */
export function processesKey(name) {
  const own = PROCESS_KEYS[name];
  const process = selectedProcess();
  if (own && process) {
    own(process);
    return true;
  }
  KEYS[name]?.();
  return name in KEYS;
}
