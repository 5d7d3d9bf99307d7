// SPDX-License-Identifier: Apache-2.0
// The output of one or several processes, as they print it.

import { dayAndClock } from '../format.js';
import { html, live, nothing } from '../lit.js';
import { iconButton } from '../parts/buttons.js';
import { endSearch, foundLines, searchLogs } from '../parts/logsearch.js';
import { OutputPane } from '../parts/outputpane.js';
import { here, outputLink, setQuery } from '../route.js';
import { changed, key, shown, some } from '../store.js';

const BEGINNINGS = [50, 200, 2000, 10000];
const TIMES = { none: 'no times', seconds: 'times', milliseconds: 'times with milliseconds' };
/** Side by side there is room for so many; the others share the last place. */
const MOST_BESIDE = 3;
const wide = matchMedia('(min-width: 1000px)');

function kept(name, choices, otherwise) {
  const value = localStorage.getItem(name) ?? '';
  return choices.includes(value) ? value : otherwise;
}

const view = {
  names: [], panes: [], paused: false, query: '', chooserFilter: '', entered: 0,
  lines: Number(kept('outputLines', BEGINNINGS.map(String), '200')),
  times: kept('outputTimes', Object.keys(TIMES), 'none'),
  wrap: localStorage.getItem('outputWrap') !== 'false',
};

function options() {
  return { lines: view.lines, times: view.times, wrap: view.wrap };
}

function isBeside() {
  return view.names.length > 1 && wide.matches && here().query.get('beside') === 'true';
}

/** Those that share a terminal. */
function groups() {
  if (!isBeside()) {
    return [view.names];
  }
  const alone = view.names.length > MOST_BESIDE ? MOST_BESIDE - 1 : view.names.length;
  return [...view.names.slice(0, alone).map((name) => [name]), view.names.slice(alone)].filter((group) => group.length > 0);
}

function closePanes() {
  view.panes.forEach((pane) => pane.close());
  view.panes = [];
}

// New terminals for each choice: nothing of another one can be left in them.
function begin() {
  closePanes();
  view.paused = false;
  const own = ++view.entered;
  changed();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const containers = [...document.querySelectorAll('.screen')];
    if (own === view.entered && containers.length === groups().length) {
      view.panes = groups().map((names, at) => new OutputPane(containers[at], names, options()));
      view.panes.forEach((pane) => view.query && pane.find(view.query, 0));
      changed();
    }
  }));
}

function pause() {
  view.paused = !view.paused;
  view.panes.forEach((pane) => pane.pause(view.paused));
  changed();
}

function search(step) {
  view.panes.forEach((pane) => pane.find(view.query, step));
  changed();
}

function addOrRemove(id) {
  const names = view.names.includes(id) ? view.names.filter((name) => name !== id) : [...view.names, id];
  const beside = here().query.get('beside');
  location.hash = outputLink(names) + (beside ? `?beside=${beside}` : '');
}

/** Show these processes, as `SESSION/NAME`. */
export function enterOutput(names) {
  // The address has SESSION/NAME,SESSION/NAME: names were cut at commas only.
  view.names = names;
  begin();
}

/** Let go of the terminals and their streams when the page is left. */
export function leaveOutput() {
  view.entered++;
  closePanes();
  endSearch();
}

/** Draw the terminals in the colours of another theme. */
export function recolorOutput() {
  view.panes.forEach((pane) => pane.recolor());
}

wide.addEventListener('change', () => view.panes.length > 0 && view.panes.length !== groups().length && begin());

function chooser() {
  const matching = shown().filter((process) => process.name.includes(view.chooserFilter));
  return html`
    <details class="chooser"><summary>${view.names.length === 0 ? 'Choose processes' : some(view.names.map((id) => id.split('/')[1]))}</summary>
      <div class="chooser-list"><input type="search" placeholder="Find" aria-label="Find a process" .value=${live(view.chooserFilter)}
          @input=${(event) => { view.chooserFilter = event.target.value; changed(); }}>
        ${matching.map((process) => html`
        <label><input type="checkbox" .checked=${live(view.names.includes(key(process)))}
          @change=${() => addOrRemove(key(process))}> ${process.name}</label>`)}</div></details>`;
}

function choose(name, value, redraw) {
  view[name] = value;
  localStorage.setItem(`output${name[0].toUpperCase()}${name.slice(1)}`, value);
  redraw ? view.panes.forEach((pane) => pane.redraw(options())) : begin();
  changed();
}

function setBeside(event) {
  setQuery('beside', event.target.checked ? 'true' : '');
  begin();
}

function more() {
  return html`
    <details class="chooser more"><summary>More</summary>
      <div class="chooser-list">
        <select aria-label="Where to begin" @change=${(event) => choose('lines', Number(event.target.value), false)}>
          ${BEGINNINGS.map((count) => html`<option value=${count} ?selected=${count === view.lines}>${count.toLocaleString()} lines back</option>`)}</select>
        <select aria-label="Times" @change=${(event) => choose('times', event.target.value, true)}>
          ${Object.entries(TIMES).map(([value, word]) => html`<option value=${value} ?selected=${value === view.times}>${word}</option>`)}</select>
        <label><input type="checkbox" .checked=${live(view.wrap)} @change=${(event) => choose('wrap', event.target.checked, true)}> wrap long lines</label>
        ${view.names.length > 1 ? html`<label class="for-wide"><input type="checkbox" .checked=${live(isBeside())} @change=${setBeside}> side by side</label>` : nothing}
        ${view.names.map((id) => html`
        <a class="button" download href="/api/v1/processes/${id}/log">Download the log of ${id.split('/')[1]}</a>`)}
      </div></details>`;
}

function searchKey(event) {
  if (event.key === 'Enter') {
    search(event.shiftKey ? -1 : 1);
  }
}

function said(pane) {
  if (pane.wrong) {
    return html`<span class="plan-error" role="status">${pane.wrong}</span>`;
  }
  if (pane.isFetching) {
    return html`<span class="hint">fetching older lines …</span>`;
  }
  const from = pane.since === null ? 'nothing printed yet' : pane.atBeginning ? 'from the beginning on' : `from ${dayAndClock(pane.since)} on`;
  return html`<span class="hint">${from}${pane.isCut ? '; newer lines are left out: To the end' : ''}</span>`;
}

function paneHead(pane, names) {
  return html`<div class="pane-head"><b>${names.map((id) => id.split('/')[1]).join(', ')}</b>${pane ? said(pane) : nothing}
    ${pane && view.query ? html`<span class="hint">${pane.found.at} of ${pane.found.of}</span>` : nothing}</div>`;
}

function searching() {
  const [single] = view.panes.length === 1 ? view.panes : [];
  return html`
      <span class="searching"><input id="search" type="search" placeholder="Search" aria-label="Search the output" .value=${live(view.query)}
        @input=${(event) => { view.query = event.target.value; search(0); }} @keydown=${searchKey}>
      ${iconButton('Previous match', 'up', () => search(-1))}${iconButton('Next match', 'down', () => search(1))}</span>
      <span class="hint" aria-live="polite">${view.query && single ? `${single.found.at} of ${single.found.of}` : nothing}</span>
      ${view.query && view.names.length > 0 ? html`<button @click=${() => searchLogs(view.names, view.query)}>In the whole log</button>` : nothing}`;
}

/** The page. */
export function outputPage() {
  const shared = groups();
  const held = view.panes.reduce((sum, pane) => sum + pane.heldLines, 0);
  const done = view.panes.every((pane) => pane.atBeginning);
  return html`
    <div class="toolbar">
      ${chooser()}
      <button aria-pressed=${view.paused} @click=${pause}>${view.paused ? `Go on (${held} held)` : 'Pause'}</button>
      <button ?disabled=${done} @click=${() => view.panes.forEach((pane) => pane.fetchOlder())}>Older</button>
      <button @click=${() => view.panes.forEach((pane) => pane.toEnd())}>To the end</button>
      ${more()}
      ${searching()}
      ${view.names.length === 0 ? html`<span class="hint">Choose whose output is to be shown.</span>`
    : view.panes.length === 1 && shared.length === 1 ? said(view.panes[0]) : nothing}
    </div>
    ${foundLines()}
    <div class="panes">${shared.map((names, at) => html`
      <section class="pane" aria-label="Output of ${names.map((id) => id.split('/')[1]).join(', ') || 'nothing'}">
        ${shared.length > 1 ? paneHead(view.panes[at], names) : nothing}
        <div class="screen" id=${at === 0 ? 'terminal' : `terminal-${at + 1}`}></div></section>`)}</div>`;
}
