// SPDX-License-Identifier: Apache-2.0
// The one stream of events that keeps the store as the robot is.

import { get } from './server.js';
import { changed, notice, store, takeOperation, takeProcess, takeResources, takeSnapshot } from './store.js';

const RETRY_MILLIS = 2000;

let source = null;
let retry = null;

function link(state) {
  if (store.link !== state) {
    store.link = state;
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
  resources: ({ processes }) => takeResources(processes),
  operation: takeOperation,
  refused: ({ error }) => notice('bad', `The launcher file is not in force: ${error}`),
};

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
  for (const [name, take] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => take(JSON.parse(event.data)));
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
