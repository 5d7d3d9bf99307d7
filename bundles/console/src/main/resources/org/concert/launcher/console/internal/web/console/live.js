// SPDX-License-Identifier: Apache-2.0
// The one stream of events that keeps the store as the robot is.

import { get, UNREACHABLE } from './server.js';
import { changed, dismiss, store, takeOperation, takeProcess, takeResources, takeSnapshot } from './store.js';

const RETRY_MILLIS = 2000;

let source = null;
let retry = null;
const watchers = [];

function link(state) {
  if (store.link !== state) {
    store.lostAt = store.link === 'live' ? performance.now() : store.lostAt;
    store.link = state;
    if (state === 'live') {
      store.notices.filter((one) => one.text === UNREACHABLE).forEach((one) => dismiss(one.id));
    }
    changed();
  }
}

const handlers = {
  snapshot: takeSnapshot,
  state: ({ process }) => takeProcess(process),
  machines: ({ machines }) => {
    store.machines = machines;
    changed();
  },
  launchers: ({ launchers }) => {
    store.launchers = launchers;
    changed();
  },
  resources: ({ processes }) => takeResources(processes),
  operation: takeOperation,
};

/** Have a function called with the type and the data of every event, once the store has it. */
export function onEvent(watcher) {
  watchers.push(watcher);
}

function take(name, handler, event) {
  const data = JSON.parse(event.data);
  handler(data);
  watchers.forEach((watcher) => watcher(name, data));
}

/** Begin to listen; until `disconnect`, a lost connection is made again. */
export function connect() {
  disconnect();
  link('connecting');
  source = new EventSource('/events');
  source.onopen = () => link('live');
  source.onerror = () => {
    link('lost');
    // The browser tries again by itself unless it was answered with an error.
    if (source?.readyState === EventSource.CLOSED) {
      again();
    }
  };
  for (const [name, handler] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => take(name, handler, event));
  }
}

/** Listen no more. */
export function disconnect() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

// An answer of "log in first" shows the log-in; anything else is tried again.
function again() {
  clearTimeout(retry);
  retry = setTimeout(async () => {
    try {
      store.me = await get('/api/v1/me');
      changed();
      if (!store.me.loginRequired || store.me.user) {
        connect();
      }
    } catch {
      again();
    }
  }, RETRY_MILLIS);
}
