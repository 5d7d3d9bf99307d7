// SPDX-License-Identifier: Apache-2.0
// All that is to be known of one process: how it is and why, how it is started, what it uses, and what happened to it.

import { mayOperate } from '../actions.js';
import { bytes, clock, dayAndClock, ending, lineText, percent, plain, span } from '../format.js';
import { html, nothing } from '../lit.js';
import { wordButtons } from '../parts/buttons.js';
import { charts, refreshCharts } from '../parts/charts.js';
import { launchPanel } from '../parts/launch.js';
import { stateBadge } from '../parts/state.js';
import { here, link, processLink } from '../route.js';
import { get, processPath } from '../server.js';
import { alive, changed, failed, key, named, notice, some, store, uptime, waitsFor } from '../store.js';

const LAST_LINES = 20;
const LINE_CLASSES = { OUTPUT: '', ERROR: 'error', NOTE: 'note' };
const HISTORY_ENTRIES = 100;
const AUDIT_ENTRIES = 1000;

/** What is known of the process whose page is open, as it was in the state in which it was asked for. */
let known = { id: null, state: null, lines: [], history: [], by: null, tree: null };

/** Return whether something was asked of a process: of itself, of a target, or of what needs it. */
function concerns({ session, action, result, processes }, process) {
  return session === process.launcher && result === 'accepted' && (action === 'up' || processes.includes(process.name)
    || (action === 'start' && processes.some((name) => process.dependants.includes(name))));
}

async function read(process) {
  const id = key(process);
  const path = processPath(process);
  const [output, history, audit] = await Promise.allSettled([
    get(`${path}/output?lines=${LAST_LINES}`), get(`${path}/history?limit=${HISTORY_ENTRIES}`), get(`/api/v1/audit?limit=${AUDIT_ENTRIES}`),
  ]);
  if (known.id === id) {
    known.lines = [...output.value?.lines ?? [], ...output.value?.unended ? [output.value.unended] : []];
    known.history = (history.value?.entries ?? []).reverse();
    known.by = (audit.value?.entries ?? []).find((entry) => concerns(entry, process)) ?? null;
    changed();
  }
}

// What is asked for is asked for again when the process has come into another state.
function learn(process) {
  const id = key(process);
  const state = `${process.state} ${process.startTime} ${process.endTime}`;
  if (known.id !== id) {
    known = { id, state: null, lines: [], history: [], by: null, tree: null };
  }
  if (known.state !== state) {
    known.state = state;
    read(process);
  }
}

async function askTree(process) {
  try {
    known.tree = (await get(`${processPath(process)}/tree`)).tree;
    changed();
  } catch (refused) {
    notice('bad', refused.message);
  }
}

function links(processes) {
  return processes.map((other, at) => html`${at > 0 ? ', ' : nothing}<a href=${processLink(other)}>${other.name}</a>`);
}

function why(process) {
  const waits = waitsFor(process);
  const text = process.message ?? (alive(process) ? '' : ending(process));
  const lines = known.lines.slice(-LAST_LINES);
  return html`
    ${waits.length > 0 ? html`<p class="why">Waits for ${links(waits)}.</p>` : nothing}
    ${text ? html`<p class="why ${failed(process) ? 'is-bad' : ''}">${text}</p>` : nothing}
    <details class="last" ?open=${failed(process) || process.state === 'BACKOFF'}>
      <summary>${lines.length === 0 ? 'It has printed nothing.' : `Its last ${lines.length} lines`}</summary>
      ${lines.length === 0 ? nothing : html`<pre tabindex="0" aria-label="Last lines">${lines.map((line) => html`<span class=${LINE_CLASSES[line.kind]}>${lineText(line)}
</span>`)}</pre>`}
    </details>`;
}

function readySpan(process) {
  return process.readyTime && process.startTime && process.readyTime >= process.startTime
    ? `${((new Date(process.readyTime) - new Date(process.startTime)) / 1000).toFixed(1)} s after its start` : null;
}

function by() {
  return known.by === null ? null : html`${known.by.action} ${some(known.by.processes)} by ${known.by.user}, ${known.by.source}, ${dayAndClock(known.by.time)}
    · <a href="#/audit?find=${known.id.split('/')[1]}">all</a>`;
}

function params(process) {
  return Object.entries(process.params).map(([name, value]) => `${name}:=${value}`).join(' ');
}

function fact(name, value) {
  return value === null || value === undefined || value === '' || value.length === 0 ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;
}

function facts(process) {
  const uses = process.residentBytes === null ? null : `${percent(process.cpuPercent)} of a core, ${bytes(process.residentBytes)}`;
  return html`
    <dl class="facts">
      ${fact('Up', alive(process) && process.uptimeSeconds !== null ? span(uptime(process)) : null)}
      ${fact('Started', process.startTime ? dayAndClock(process.startTime) : null)}
      ${fact('Ready', readySpan(process))}
      ${fact('Ended', process.endTime ? `${dayAndClock(process.endTime)}${ending(process) ? `, ${ending(process)}` : ''}` : null)}
      ${fact('Last asked', by())}
      ${fact('Restarts', process.restartCount || null)}
      ${fact('Uses', uses)}
      ${fact('Variants', process.variants.join(', '))}
      ${fact('Parameters', params(process))}
      ${fact('Needs', links(named(process, process.dependsOn)))}
      ${fact('Needed by', links(named(process, process.dependants)))}
      ${fact('Machine', process.container ? `${process.machine} › ${process.container}` : process.machine)}
    </dl>`;
}

const HISTORY_SIGNS = { started: '▶', ended: '■', noted: 'ℹ' };

function history() {
  return known.history.length === 0 ? nothing : html`
    <section class="card"><h3>What happened</h3>
      <ol class="history">${known.history.map((entry) => html`
        <li><time datetime=${entry.time}>${dayAndClock(entry.time)}</time><span aria-hidden="true">${HISTORY_SIGNS[entry.kind]}</span>
          <span>${entry.what}${entry.lastLines.length > 0 ? html`<code class="last-words">${entry.lastLines.map(plain).join('\n')}</code>` : nothing}</span></li>`)}</ol>
    </section>`;
}

function further(process) {
  return html`
    <section class="card tree"><h3>More</h3>
      <dl class="facts">
        ${fact('Command', html`<code>${process.command}</code>`)}
        ${fact('Log', process.logFile ? html`<code>${process.logFile}</code>` : null)}
        ${fact('Session', process.session)}
        ${fact('Process id', process.pid)}
        ${fact('Programs', process.programCount)}
      </dl>
      <button @click=${() => askTree(process)} ?disabled=${!alive(process)}>Show its programs</button>
      ${known.tree === null ? nothing : html`<pre tabindex="0" aria-label="Programs">${known.tree}</pre>`}
    </section>`;
}

function isFor(process) {
  const since = process.state === 'READY' ? process.readyTime : alive(process) ? process.startTime : process.endTime;
  return since ? html`<span class="hint">since ${dayAndClock(since)}</span>` : nothing;
}

/** Bring the drawings of the process up to date that is shown. */
export function refreshProcess() {
  const { page, rest } = here();
  const process = page === 'process' ? store.processes.get(rest.join('/')) : null;
  if (process) {
    refreshCharts(process, known.history);
  }
}

/** The page of a process, which may not be there. */
export function processPanel(process) {
  const back = html`<a class="back button" href=${`#/processes?${here().query}`} aria-label="Back to all processes">←</a>`;
  if (!process) {
    return html`<article class="detail"><div class="detail-head">${back}</div><p class="empty">${store.processes.size === 0 ? 'Reading …' : 'There is no such process any more.'}</p></article>`;
  }
  learn(process);
  return html`
    <article class="detail" data-detail=${key(process)} aria-label=${process.name}>
      <div class="detail-head">${back}<h2>${process.name}</h2>${stateBadge(process.state)}${isFor(process)}
        <span class="grow"></span><span class="buttons">${wordButtons(process)}</span></div>
      <div class="detail-body">
        <section class="card"><h3>How it is</h3>${why(process)}${facts(process)}</section>
        ${process.startTime ? charts() : nothing}
        <section class="card starting"><h3>${mayOperate() ? 'Start it' : 'How it would be started'}</h3>${launchPanel(process)}</section>
        ${history()}
        ${further(process)}
      </div>
    </article>`;
}
