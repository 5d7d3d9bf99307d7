// SPDX-License-Identifier: Apache-2.0
// The frame of the console: who is there, which page is shown, and the keys that work everywhere.

import { mayOperate, stopAll } from './actions.js';
import { connect, disconnect } from './live.js';
import { html, nothing, render, repeat } from './lit.js';
import { iconButton } from './parts/buttons.js';
import { leaveCharts } from './parts/charts.js';
import { showKeys } from './parts/dialog.js';
import { icon } from './parts/icon.js';
import { here } from './route.js';
import { get, onLoggedOut, post } from './server.js';
import { changed, dismiss, notice, onChange, some, store } from './store.js';
import { showTitle } from './title.js';
import { auditPage, refreshAudit } from './views/audit.js';
import { graphPage, leaveGraph, recolorGraph, refreshGraph } from './views/graph.js';
import { loginPage } from './views/login.js';
import { machinesPage } from './views/machines.js';
import { enterOutput, leaveOutput, outputPage, recolorOutput } from './views/output.js';
import { refreshProcess } from './views/process.js';
import { enterProcesses, processesKey, processesPage } from './views/processes.js';
import { timelinePage } from './views/timeline.js';

const none = () => {};

const processes = { title: 'Processes', key: 'p', draw: processesPage, enter: enterProcesses, leave: leaveCharts, drawn: refreshProcess };

const PAGES = {
  processes,
  graph: { title: 'Graph', key: 'g', draw: graphPage, enter: none, leave: leaveGraph, drawn: refreshGraph },
  output: { title: 'Output', key: 'l', draw: outputPage, enter: enterOutput, leave: leaveOutput, drawn: none },
  machines: { title: 'Machines', key: 'm', draw: machinesPage, enter: none, leave: none, drawn: none },
  audit: { title: 'Audit', key: 'a', draw: auditPage, enter: refreshAudit, leave: none, drawn: none },
};

/** Pages that one comes to by another. */
const FURTHER = {
  process: processes,
  timeline: { title: 'Timeline', draw: timelinePage, enter: none, leave: none, drawn: none },
};

const LINKS = {
  connecting: 'connecting …',
  live: 'live',
  lost: 'no connection: what is shown may be old',
};

let page = null;

/** Why nobody of this account is let in, though no log-in is asked for; empty if it is not so. */
let refusal = '';

function loggedIn() {
  return store.me !== null && store.me.user !== null;
}

function route() {
  const { page: name, rest } = here();
  const next = PAGES[name] ?? FURTHER[name] ?? processes;
  if (next !== page) {
    page?.leave();
    page = next;
  }
  draw();
  if (loggedIn()) {
    page.enter(rest.length === 0 ? [] : rest.join('/').split(','));
  }
}

async function logOut() {
  try {
    await post('/api/v1/logout');
  } catch (refused) {
    notice('bad', refused.message);
  }
  await enter();
}

function switchTheme() {
  document.documentElement.dataset.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
  recolorGraph();
  recolorOutput();
  changed();
}

function operations() {
  return [...store.operations.values()].map((one) => html`
    <div class="operation" role="status"><span>${one.action} ${some(one.names)}: ${one.finished} of ${one.total}</span>
      <progress aria-label=${one.action} value=${one.finished} max=${Math.max(1, one.total)}></progress></div>`);
}

function pages() {
  return html`<nav aria-label="Pages">${Object.entries(PAGES).map(([name, one]) => html`
    <a href="#/${name}" aria-current=${one === page ? 'page' : 'false'}>${icon(name)}${one.title}</a>`)}</nav>`;
}

function header() {
  const broken = store.launchers.filter((launcher) => launcher.configError);
  return html`
    <header>
      <h1><img src="/console/icon.svg" alt="" width="24" height="24">
        <span>${store.launchers.map((launcher) => launcher.session).join(', ') || 'Concert Launcher'}</span></h1>
      ${pages()}
      <span class="grow"></span>
      <span class="link link-${store.link}" role="status">${LINKS[store.link]}</span>
      ${store.me.role === 'operator' ? html`<button class="danger" ?disabled=${!mayOperate()} @click=${stopAll}>Stop all</button>` : html`<span class="hint">looking on</span>`}
      ${iconButton('Dark or light (t)', 'theme', switchTheme)}
      <button class="icon for-keys" title="Keys (?)" aria-label="Keys" @click=${showKeys}>?</button>
      ${store.me.loginRequired ? html`<span class="user">${store.me.user}</span><button @click=${logOut}>Log out</button>` : nothing}
    </header>
    ${store.me?.trusted?.length ? html`<p class="banner" role="note">Trusted, without log-in and TLS: ${store.me.trusted.join(', ')}</p>` : nothing}
    ${broken.map((launcher) => html`<p class="banner" role="alert">The launcher file ${launcher.file} is not in force: ${launcher.configError}</p>`)}`;
}

function notices() {
  return store.notices.length === 0 && store.operations.size === 0 ? nothing : html`
    <div class="notices" role="status">${repeat(store.notices, (one) => one.id, (one) => html`
      <div class="notice notice-${one.kind}"><span>${one.text}</span>${iconButton('Put away', 'close', () => dismiss(one.id))}</div>`)}${operations()}</div>`;
}

function draw() {
  const root = document.getElementById('console');
  if (store.me === null) {
    render(html`<main class="login"><p class="empty">${store.link === 'lost' ? 'The robot cannot be reached. Trying again …' : LINKS[store.link]}</p></main>`, root);
  } else if (refusal) {
    render(html`<main class="login"><div class="card"><h1>Concert Launcher</h1>
      <p class="plan-error" role="alert">${refusal}</p><button class="primary" @click=${enter}>Try again</button></div></main>`, root);
  } else if (!loggedIn()) {
    render(loginPage(enter), root);
  } else {
    render(html`${header()}<main>${page.draw()}</main>${notices()}`, root);
    page.drawn();
  }
  showTitle(page?.title ?? '');
}

let drawing = false;

// Many changes in one moment are one drawing.
function drawSoon() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      draw();
    });
  }
}

const RETRY_MILLIS = 2000;

/** Find out who is there, and show what he may see. */
async function enter() {
  disconnect();
  page?.leave();
  try {
    store.me = await get('/api/v1/me');
    refusal = '';
    if (!loggedIn() && !store.me.loginRequired) {
      await get('/api/v1/processes').catch((refused) => {
        refusal = refused.message;
      });
    }
  } catch {
    store.link = 'lost';
    draw();
    setTimeout(enter, RETRY_MILLIS);
    return;
  }
  if (loggedIn()) {
    connect();
  }
  route();
}

function typing(event) {
  return event.target.closest('input, select, textarea, dialog, .xterm') !== null || event.ctrlKey || event.metaKey || event.altKey;
}

function onKey(event) {
  if (event.key === 'Escape' && event.target.matches('input')) {
    event.target.blur();
    return;
  }
  if (typing(event) || !loggedIn()) {
    return;
  }
  const linked = Object.entries(PAGES).find(([, one]) => one.key === event.key);
  if (page === processes && !(['Enter', ' '].includes(event.key) && event.target.closest('button, a, summary, pre')) && processesKey(event.key)) {
    event.preventDefault();
  } else if (linked) {
    location.hash = `#/${linked[0]}`;
  } else if (event.key === 't') {
    switchTheme();
  } else if (event.key === '?') {
    showKeys();
  }
}

const SECOND = 1000;

onChange(drawSoon);
onLoggedOut(() => {
  if (loggedIn()) {
    enter();
  }
});
addEventListener('hashchange', route);
addEventListener('keydown', onKey);
// Uptimes go on by themselves.
setInterval(() => page === processes && changed(), SECOND);
navigator.serviceWorker?.register('/console/worker.js', { scope: '/' }).catch(() => {});
enter();
