// SPDX-License-Identifier: Apache-2.0
// The output of one or several processes, as they print it.

import { clock } from '../format.js';
import { html, live, nothing } from '../lit.js';
import { changed, key, notice, shown } from '../store.js';

const SCROLLBACK_LINES = 20000;
/** While it is paused, so many lines are kept; then nothing is fetched until it goes on. */
const HELD_LINES = 2000;
const COLORS = ['36', '33', '35', '32', '34', '96', '93', '95', '92', '94'];
// Colours are shown as printed; whatever else a program says to its terminal would move what others print.
// eslint-disable-next-line no-control-regex
const CONTROL = /\x1b\[[0-9;?]*[A-LN-Za-ln-z@`]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^[\]]|[\x00-\x08\x0b-\x1a\x1c-\x1f]/g;

const view = {
  names: [],
  lines: Number(localStorage.getItem('outputLines') ?? 200),
  paused: false,
  times: localStorage.getItem('outputTimes') === 'true',
  query: '',
  matches: 0,
  first: null,
  held: [],
};

let terminal = null;
let fit = null;
let source = null;
let positions = new Map();

function themeOf() {
  const styles = getComputedStyle(document.documentElement);
  const value = (name) => styles.getPropertyValue(`--${name}`).trim();
  return {
    background: value('terminal'), foreground: value('terminal-text'), cursor: value('terminal'), selection: value('terminal-selection'),
    black: value('ansi-black'), white: value('ansi-white'), brightBlack: value('ansi-bright-black'), brightWhite: value('ansi-bright-white'),
    yellow: value('ansi-yellow'), brightYellow: value('ansi-bright-yellow'), green: value('ansi-green'), brightGreen: value('ansi-bright-green'),
    cyan: value('ansi-cyan'), brightCyan: value('ansi-bright-cyan'),
  };
}

function open(container) {
  terminal = new Terminal({
    scrollback: SCROLLBACK_LINES, disableStdin: true, convertEol: false, fontSize: 13, theme: themeOf(),
    fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', screenReaderMode: false, rendererType: 'dom',
  });
  fit = new FitAddon.FitAddon();
  terminal.loadAddon(fit);
  terminal.open(container);
  fit.fit();
  new ResizeObserver(() => terminal && fit.fit()).observe(container);
}

function prefix(name, at) {
  if (view.names.length < 2) {
    return '';
  }
  return `\x1b[${COLORS[at % COLORS.length]}m${name}\x1b[0m | `;
}

function write(id, line) {
  const name = id.split('/')[1];
  const time = view.times ? `\x1b[2m${clock(line.time)}\x1b[0m ` : '';
  const text = line.text.replace(CONTROL, '');
  const shownText = line.kind === 'NOTE' ? `\x1b[2;3m${text}\x1b[0m` : `${text}\x1b[0m`;
  terminal.write(`${time}${prefix(name, view.names.indexOf(id))}${shownText}\r\n`);
}

function take({ session, name, lines }) {
  const id = `${session}/${name}`;
  for (const line of lines) {
    positions.set(id, line.position);
    if (view.first === null && line.time) {
      view.first = line;
      changed();
    }
    view.paused ? view.held.push([id, line]) : write(id, line);
  }
  if (view.paused && view.held.length > HELD_LINES) {
    closeStream();
  }
  if (view.paused) {
    changed();
  }
}

function listen() {
  closeStream();
  if (view.names.length === 0) {
    return;
  }
  const wanted = view.names.map((id) => (positions.has(id) ? `${id}@${positions.get(id)}` : id)).join(',');
  source = new EventSource(`/events?state=false&lines=${view.lines}&output=${encodeURIComponent(wanted)}`);
  source.addEventListener('output', (event) => take(JSON.parse(event.data)));
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) {
      notice('bad', 'The output cannot be followed; the server has refused it');
      closeStream();
    }
  };
}

function closeStream() {
  source?.close();
  source = null;
}

function restart() {
  positions = new Map();
  view.held = [];
  view.first = null;
  view.paused = false;
  terminal?.reset();
  listen();
  changed();
}

function pause() {
  view.paused = !view.paused;
  if (!view.paused) {
    view.held.splice(0).forEach(([id, line]) => write(id, line));
    if (source === null) {
      listen();
    }
  }
  changed();
}

// The buffer of the terminal is what is searched: what is seen is what is found.
function rows() {
  const buffer = terminal.buffer.active;
  return Array.from({ length: buffer.length }, (_, at) => buffer.getLine(at)?.translateToString(true) ?? '');
}

function search(step) {
  const query = view.query.toLowerCase();
  if (query === '' || terminal === null) {
    terminal?.clearSelection();
    view.matches = 0;
    changed();
    return;
  }
  const found = rows().map((text, row) => [row, text.toLowerCase().indexOf(query)]).filter(([, column]) => column >= 0);
  view.matches = found.length;
  changed();
  if (found.length === 0) {
    terminal.clearSelection();
    return;
  }
  const from = terminal.getSelectionPosition()?.startRow ?? (step < 0 ? Infinity : -1);
  const [row, column] = step < 0
    ? found.filter(([at]) => at < from).at(-1) ?? found.at(-1)
    : found.find(([at]) => at > from) ?? found[0];
  terminal.select(column, row, query.length);
  terminal.scrollToLine(Math.max(0, row - Math.floor(terminal.rows / 2)));
}

function addOrRemove(id) {
  const names = view.names.includes(id) ? view.names.filter((name) => name !== id) : [...view.names, id];
  location.hash = `#/output/${names.join(',')}`;
}

/** Show these processes, as `SESSION/NAME`. */
export function enterOutput(names) {
  view.names = names;
  requestAnimationFrame(() => {
    const container = document.getElementById('terminal');
    if (container && terminal === null) {
      open(container);
    }
    restart();
  });
}

/** Let go of the terminal and its stream when the page is left. */
export function leaveOutput() {
  closeStream();
  terminal?.dispose();
  terminal = null;
}

/** Draw the terminal in the colours of another theme. */
export function recolorOutput() {
  terminal?.setOption('theme', themeOf());
}

function chooser() {
  return html`
    <details class="chooser"><summary>${view.names.length === 0 ? 'Choose processes' : view.names.map((id) => id.split('/')[1]).join(', ')}</summary>
      <div class="chooser-list">${shown().map((process) => html`
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

/** The page. */
export function outputPage() {
  const place = view.first ? html`<span class="hint" title="What lies before is in the log; choose more lines to see it">from ${clock(view.first.time)} on, byte ${view.first.position.toLocaleString()} of the log</span>` : nothing;
  return html`
    <div class="toolbar">
      ${chooser()}
      <button aria-pressed=${view.paused} @click=${pause}>${view.paused ? `Go on (${view.held.length} held)` : 'Pause'}</button>
      <label>Begin <select @change=${setLines} .value=${live(String(view.lines))}>
        ${[50, 200, 2000, 20000].map((count) => html`<option value=${count} ?selected=${count === view.lines}>${count.toLocaleString()} lines back</option>`)}</select></label>
      <label><input type="checkbox" .checked=${live(view.times)} @change=${setTimes}> times</label>
      <input id="search" type="search" placeholder="Search" aria-label="Search the output" .value=${live(view.query)}
        @input=${(event) => { view.query = event.target.value; search(1); }} @keydown=${searchKey}>
      <button class="icon" aria-label="Previous match" @click=${() => search(-1)}>↑</button>
      <button class="icon" aria-label="Next match" @click=${() => search(1)}>↓</button>
      <span class="hint" aria-live="polite">${view.query ? `${view.matches} lines` : nothing}</span>
      ${place}
    </div>
    <div id="terminal"></div>`;
}
