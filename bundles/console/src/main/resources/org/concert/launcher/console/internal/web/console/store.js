// SPDX-License-Identifier: Apache-2.0
// All that the console knows, in one place. Views read it; only what the server says changes it.

/** States in which a process may be alive. */
const ALIVE = new Set(['WAITING', 'BLOCKED', 'STARTING', 'RUNNING', 'READY', 'UNHEALTHY', 'STOPPING', 'BACKOFF', 'UNKNOWN']);

const listeners = new Set();

/** The state of the console. */
export const store = {
  processes: new Map(),
  machines: [],
  launchers: [],
  operations: new Map(),
  /** connecting, live or lost. */
  link: 'connecting',
  me: null,
  notices: [],
};

/** The key of a process. */
export function key(process) {
  return `${process.session}/${process.name}`;
}

/** Return whether a process may be alive. */
export function alive(process) {
  return ALIVE.has(process.state);
}

/** Return whether a process can be started as it is now. */
export function startable(process) {
  return !alive(process) || process.state === 'BLOCKED';
}

/** Return the processes of these names that a process may mean: of its session, or else of another. */
export function named(process, names) {
  return names
    .map((name) => store.processes.get(`${process.session}/${name}`)
      ?? [...store.processes.values()].find((other) => other.name === name))
    .filter(Boolean);
}

/** Return whether what depends on a process need not wait for it any more. */
export function fulfilled(process) {
  return process.state === 'READY' || process.state === 'DONE';
}

/** Have a function called after every change. */
export function onChange(listener) {
  listeners.add(listener);
}

/** Tell all views that something has changed. */
export function changed() {
  for (const listener of listeners) {
    listener();
  }
}

/** Take the whole state from the server. */
export function takeSnapshot({ processes, machines, launchers }) {
  store.processes = new Map(processes.map((process) => [key(process), seen(process)]));
  store.machines = machines;
  store.launchers = launchers;
  changed();
}

/** Take one process from the server. */
export function takeProcess(process) {
  store.processes.set(key(process), seen(process));
  changed();
}

/** Take what processes use. */
export function takeResources(list) {
  for (const figures of list) {
    const process = store.processes.get(key(figures));
    if (process) {
      Object.assign(process, figures);
    }
  }
  changed();
}

/** Take an operation that somebody has begun. */
export function takeOperation(operation) {
  if (!operation.done) {
    store.operations.set(operation.id, operation);
  } else {
    store.operations.delete(operation.id);
    if (operation.ok === false) {
      const why = operation.processes.filter((outcome) => !outcome.ok).map((outcome) => `${outcome.name}: ${outcome.message}`);
      notice('bad', `${operation.action} ${operation.names.join(', ')}: ${why.join('; ') || 'not all of it worked'}`);
    }
  }
  changed();
}

// Uptime is counted on here from what the server said: clocks of tablets and robots differ.
function seen(process) {
  process.seenAt = performance.now();
  return process;
}

/** How long a process has been up by now, in seconds, or null. */
export function uptime(process) {
  return process.uptimeSeconds === null
    ? null
    : process.uptimeSeconds + (performance.now() - process.seenAt) / 1000;
}

/** All processes that a console shows, in the order of their files. */
export function shown() {
  return [...store.processes.values()].filter((process) => process.showUi);
}

let lastNotice = 0;

/** Say something to the user for a while; what is bad stays until it is put away. */
export function notice(kind, text) {
  const id = ++lastNotice;
  store.notices = [...store.notices.slice(-4), { id, kind, text }];
  if (kind !== 'bad') {
    setTimeout(() => dismiss(id), 5000);
  }
  changed();
}

/** Put a notice away. */
export function dismiss(id) {
  store.notices = store.notices.filter((one) => one.id !== id);
  changed();
}
