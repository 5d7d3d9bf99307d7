// SPDX-License-Identifier: Apache-2.0
// All processes, by category or by machine; beside them, or in their place where there is little room, the page of one.

import {
  allFailed, mayOperate, restartSome, showOutput, startAll, startFailed, stop, stopSome,
} from '../actions.js';
import { bytes, ending, percent, span } from '../format.js';
import { classMap, html, live, nothing, repeat } from '../lit.js';
import { processButtons } from '../parts/buttons.js';
import { restartAsShown, startAsShown } from '../parts/launch.js';
import { stateBadge } from '../parts/state.js';
import { targetStrips } from '../parts/targets.js';
import { go, here, listed, processLink, setQuery, toggleListed } from '../route.js';
import { alive, changed, key, shown, startable, store, uptime, waitsFor } from '../store.js';
import { processPanel } from './process.js';

/** What the keys are for. */
let current = null;

function groupBy() {
  return here().query.get('by') ?? localStorage.getItem('groupBy') ?? 'category';
}

function matcher() {
  const words = (here().query.get('find') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const states = listed('state');
  return (process) => {
    const text = `${process.name} ${process.machine} ${process.container ?? ''} ${process.state} ${process.category ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (states.length === 0 || states.includes(process.state));
  };
}

function place(process) {
  return process.container ? `${process.machine} › ${process.container}` : process.machine;
}

function groups() {
  const found = new Map();
  const byMachine = groupBy() === 'machine';
  for (const process of shown().filter(matcher())) {
    const name = byMachine ? place(process) : process.category ?? 'No category';
    found.set(name, [...(found.get(name) ?? []), process]);
  }
  return [...found];
}

function inOrder() {
  return groups().flatMap(([, processes]) => processes);
}

/** Why a process is as it is, in one line. */
export function said(process) {
  const waits = waitsFor(process);
  if (waits.length > 0) {
    return `waits for ${waits.map((other) => other.name).join(', ')}`;
  }
  return process.message ?? (alive(process) || process.state === 'DONE' ? '' : ending(process));
}

function openPage(event, process) {
  if (!event.target.closest('button, a, label')) {
    go('process', process.session, process.name);
  }
}

function figure(name, text) {
  return html`<span class="figure" title=${name}><span class="figure-name">${name}</span> ${text}</span>`;
}

function item(selected, opened) {
  return (process) => {
    const id = key(process);
    const text = said(process);
    return html`
      <li id="row-${id}" data-process=${id} @click=${(event) => openPage(event, process)}
          class=${classMap({ process: true, current: current === id, opened: opened === id, [`is-${process.state.toLowerCase()}`]: true })}>
        <label class="check"><input type="checkbox" aria-label="Select ${process.name}" .checked=${live(selected.has(id))}
          @change=${() => toggleListed('sel', id)}></label>
        <a class="name" href=${processLink(process)}>${process.name}</a>
        ${stateBadge(process.state)}
        <span class="place" title=${place(process)}>${place(process)}</span>
        <span class="figures">${figure('up', span(uptime(process)))}${figure('CPU', percent(process.cpuPercent))}${figure('mem', bytes(process.residentBytes))}</span>
        <span class="said" title=${text}>${process.variants.map((name) => html`<span class="tag">${name}</span>`)}${text}</span>
        <span class="actions">${processButtons(process)}</span>
      </li>`;
  };
}

function section(selected, opened) {
  return ([name, processes]) => {
    const fine = processes.filter((process) => process.state === 'READY').length;
    return html`
      <section class="group-of" data-group=${name} aria-label=${name}>
        <h2>${name} <span class="count">${fine} of ${processes.length} ready</span></h2>
        <ul role="list">${repeat(processes, key, item(selected, opened))}</ul>
      </section>`;
  };
}

function counts() {
  const found = new Map();
  for (const process of shown()) {
    found.set(process.state, (found.get(process.state) ?? 0) + 1);
  }
  const wanted = listed('state');
  return [...found].map(([state, count]) => html`
    <button class="state-count" aria-pressed=${wanted.includes(state)} @click=${() => toggleListed('state', state)}>${stateBadge(state)} ${count}</button>`);
}

function chooseGrouping(event) {
  localStorage.setItem('groupBy', event.target.value);
  setQuery('by', event.target.value);
}

function toolbar() {
  const wrong = allFailed();
  return html`
    <div class="toolbar">
      <input id="filter" type="search" placeholder="Find (/)" aria-label="Find processes" .value=${live(here().query.get('find') ?? '')}
        @input=${(event) => setQuery('find', event.target.value)}>
      <select aria-label="Group by" @change=${chooseGrouping} .value=${live(groupBy())}>
        <option value="category">by category</option><option value="machine">by machine</option></select>
      <span class="counts" role="group" aria-label="Only those that are">${counts()}</span>
      ${wrong.length > 0 && mayOperate() ? html`<button class="primary" @click=${startFailed}>Start what failed (${wrong.length})</button>` : nothing}
    </div>`;
}

function chosen() {
  return listed('sel').map((id) => store.processes.get(id)).filter(Boolean);
}

function selectionBar() {
  const some = chosen();
  if (some.length === 0) {
    return nothing;
  }
  const may = mayOperate();
  const button = (word, processes, run, kind = '') => html`<button class=${kind} ?disabled=${!may || processes.length === 0} @click=${() => run(processes)}>${word}</button>`;
  return html`
    <div class="selection" role="region" aria-label="Selected processes">
      <span>${some.length} selected</span>
      ${button('Start them', some.filter(startable), startAll, 'go')}
      ${button('Stop them', some.filter(alive), stopSome)}
      ${button('Restart them', some.filter(alive), restartSome)}
      <button @click=${() => showOutput(...some)}>Their output</button>
      <button @click=${() => setQuery('sel', '')}>Select none</button>
    </div>`;
}

function list(opened) {
  const found = groups();
  const selected = new Set(listed('sel'));
  const isFiltered = here().query.get('find') || listed('state').length > 0;
  return html`
    <div class="list">
      ${toolbar()}
      <div class="scroll">
        ${repeat(found, ([name]) => name, section(selected, opened))}
        ${found.length === 0 ? html`<p class="empty">${isFiltered ? 'No process is like that.' : 'The launcher file has no processes.'}</p>` : nothing}
      </div>
      ${selectionBar()}
    </div>`;
}

/** The page. */
export function processesPage() {
  const { page, rest } = here();
  const opened = page === 'process' ? rest.join('/') : null;
  return html`${targetStrips()}<div class="split ${opened ? 'has-detail' : ''}">${list(opened)}${opened ? processPanel(store.processes.get(opened)) : nothing}</div>`;
}

/** Have the keys be for the process whose page is opened. */
export function enterProcesses() {
  const { page, rest } = here();
  if (page === 'process') {
    current = rest.join('/');
    document.querySelector('.detail')?.scrollTo(0, 0);
  }
}

function move(by) {
  const all = inOrder();
  if (all.length === 0) {
    return;
  }
  const at = all.findIndex((process) => key(process) === current);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  current = key(next);
  if (here().page === 'process') {
    go('process', next.session, next.name);
  }
  changed();
  requestAnimationFrame(() => document.getElementById(`row-${current}`)?.scrollIntoView({ block: 'nearest' }));
}

const KEYS = {
  '/': () => document.getElementById('filter')?.focus(),
  ArrowDown: () => move(1),
  j: () => move(1),
  ArrowUp: () => move(-1),
  k: () => move(-1),
  Escape: () => here().page === 'process' && go('processes'),
};

const PROCESS_KEYS = {
  Enter: (process) => go('process', process.session, process.name),
  ' ': (process) => toggleListed('sel', key(process)),
  s: (process) => mayOperate() && startable(process) && startAsShown(process),
  x: (process) => mayOperate() && alive(process) && stop(process),
  r: (process) => mayOperate() && alive(process) && restartAsShown(process),
  o: (process) => showOutput(process),
};

/** Take a key; return whether it meant something here. */
export function processesKey(name) {
  const own = PROCESS_KEYS[name];
  const process = store.processes.get(current);
  if (own && process) {
    own(process);
    return true;
  }
  KEYS[name]?.();
  return name in KEYS;
}
