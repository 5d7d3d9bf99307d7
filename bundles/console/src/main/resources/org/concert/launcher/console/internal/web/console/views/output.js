// SPDX-License-Identifier: Apache-2.0
// The output of one or several processes, as they print it.

import { clock, exactClock } from '../format.js';
import { html, live, nothing } from '../lit.js';
import { iconButton } from '../parts/buttons.js';
import { Feed } from '../parts/feed.js';
import { endSearch, foundLines, searchLogs } from '../parts/logsearch.js';
import { Screen } from '../parts/screen.js';
import { outputLink } from '../route.js';
import { changed, key, shown, some } from '../store.js';

const BEGINNINGS = [50, 200, 2000, 10000];
/** While it is paused, so many lines are kept; then nothing is fetched until it goes on. */
const HELD_LINES = 2000;
const COUNTING_MILLIS = 1000;
const COLORS = ['36', '33', '35', '32', '34', '96', '93', '95', '92', '94'];
// Colours are shown as printed; whatever else a program says to its terminal would move what others print.
// eslint-disable-next-line no-control-regex
const CONTROL = /\x1b\[[0-9;?]*[A-LN-Za-ln-z@`]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]/g;

function beginning() {
  const kept = Number(localStorage.getItem('outputLines') ?? 200);
  return BEGINNINGS.includes(kept) ? kept : 200;
}

const view = {
  names: [], lines: beginning(), paused: false, times: localStorage.getItem('outputTimes') === 'true',
  query: '', found: { at: 0, of: 0 }, first: null, held: [], wrong: null, chooserFilter: '',
};

let counting = null;
let screen = null;
let feed = null;

function prefix(id) {
  return view.names.length < 2 ? '' : `\x1b[${COLORS[view.names.indexOf(id) % COLORS.length]}m${id.split('/')[1]}\x1b[0m | `;
}

// What goes back to the beginning of the line is written over by what follows, as a terminal shows it.
function overwritten(text) {
  return text.slice(text.lastIndexOf('\r', text.length - 2) + 1);
}

function drawn([id, line]) {
  const time = view.times ? `\x1b[2m${exactClock(line.time)}\x1b[0m ` : '';
  const text = overwritten(line.text.replace(CONTROL, ''));
  return `${time}${prefix(id)}${line.kind === 'NOTE' ? `\x1b[2;3m${text}` : text}\x1b[0m`;
}

// How many lines hold what is looked for changes as they come; to count them takes a while.
function countSoon() {
  if (view.query !== '' && counting === null) {
    counting = setTimeout(() => {
      counting = null;
      view.found = { ...view.found, of: screen?.count(view.query) ?? 0 };
      changed();
    }, COUNTING_MILLIS);
  }
}

function take(lines) {
  if (view.first === null) {
    view.first = lines.find(([, line]) => line.time)?.[1] ?? null;
    changed();
  }
  if (!view.paused) {
    screen?.write(lines.map(drawn));
    countSoon();
    return;
  }
  view.held.push(...lines);
  if (view.held.length > HELD_LINES) {
    feed.close();
  }
  changed();
}

function restart() {
  feed?.close();
  view.held = [];
  view.first = null;
  view.paused = false;
  view.found = { at: 0, of: 0 };
  screen?.clear();
  const own = new Feed(view.names, view.lines, (lines) => own === feed && take(lines), (wrong) => {
    if (own === feed && view.wrong !== wrong) {
      view.wrong = wrong;
      changed();
    }
  });
  feed = own;
  if (view.names.length > 0) {
    feed.open();
  }
  changed();
}

function pause() {
  view.paused = !view.paused;
  if (!view.paused) {
    screen?.write(view.held.splice(0).map(drawn));
    if (!feed.isOpen) {
      feed.open();
    }
  }
  changed();
}

function search(step) {
  view.found = screen?.find(view.query, step) ?? { at: 0, of: 0 };
  changed();
}

function addOrRemove(id) {
  location.hash = outputLink(view.names.includes(id) ? view.names.filter((name) => name !== id) : [...view.names, id]);
}

/** Show these processes, as `SESSION/NAME`. */
export function enterOutput(names) {
  // The address has SESSION/NAME,SESSION/NAME: names were cut at commas only.
  view.names = names;
  requestAnimationFrame(() => {
    const container = document.getElementById('terminal');
    if (container && screen === null) {
      screen = new Screen(container);
    }
    restart();
  });
}

/** Let go of the terminal and its stream when the page is left. */
export function leaveOutput() {
  feed?.close();
  feed = null;
  screen?.dispose();
  screen = null;
  endSearch();
}

/** Draw the terminal in the colours of another theme. */
export function recolorOutput() {
  screen?.recolor();
}

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

function setLines(event) {
  view.lines = Number(event.target.value);
  localStorage.setItem('outputLines', view.lines);
  restart();
}

function setTimes(event) {
  view.times = event.target.checked;
  localStorage.setItem('outputTimes', view.times);
  restart();
}

function searchKey(event) {
  if (event.key === 'Enter') {
    search(event.shiftKey ? -1 : 1);
  }
}

function said() {
  if (view.wrong) {
    return html`<span class="plan-error" role="status">${view.wrong}</span>`;
  }
  if (view.names.length === 0) {
    return html`<span class="hint">Choose whose output is to be shown.</span>`;
  }
  return view.first ? html`<span class="hint" title="What lies before is in the log">from ${clock(view.first.time)} on</span>`
    : html`<span class="hint">Nothing printed yet.</span>`;
}

/** The page. */
export function outputPage() {
  return html`
    <div class="toolbar">
      ${chooser()}
      <button aria-pressed=${view.paused} @click=${pause}>${view.paused ? `Go on (${view.held.length} held)` : 'Pause'}</button>
      <button @click=${() => screen?.toEnd()}>To the end</button>
      <select aria-label="Where to begin" @change=${setLines} .value=${live(String(view.lines))}>
        ${BEGINNINGS.map((count) => html`<option value=${count} ?selected=${count === view.lines}>${count.toLocaleString()} lines back</option>`)}</select>
      <label><input type="checkbox" .checked=${live(view.times)} @change=${setTimes}> times</label>
      <span class="searching"><input id="search" type="search" placeholder="Search" aria-label="Search the output" .value=${live(view.query)}
        @input=${(event) => { view.query = event.target.value; search(0); }} @keydown=${searchKey}>
      ${iconButton('Previous match', 'up', () => search(-1))}${iconButton('Next match', 'down', () => search(1))}</span>
      <span class="hint" aria-live="polite">${view.query ? `${view.found.at} of ${view.found.of}` : nothing}</span>
      ${view.query && view.names.length > 0 ? html`<button @click=${() => searchLogs(view.names, view.query)}>In the whole log</button>` : nothing}
      ${said()}
    </div>
    ${foundLines()}
    <div id="terminal"></div>`;
}
