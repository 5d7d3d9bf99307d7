// SPDX-License-Identifier: Apache-2.0
// All that the console knows, in one place. Views read it; only what the server says changes it.

/** States in which a process is alive or is to be. */
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

/** Return whether a process can be stopped: what has a program, whatever its state, and what is to have one. */
export function alive(process) {
  return process.pid !== null || ALIVE.has(process.state);
}

/** Return whether a process can be started as it is now. */
export function startable(process) {
  return process.inFile !== false && (!alive(process) || process.state === 'BLOCKED');
}

/** Return whether something went wrong with a process. */
export function failed(process) {
  return process.state === 'FAILED' || process.state === 'BLOCKED' || process.state === 'UNHEALTHY';
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

/** Return what a process waits for. */
export function waitsFor(process) {
  return process.state === 'WAITING' ? named(process, process.dependsOn).filter((other) => !fulfilled(other)) : [];
}

/** Return a process and all that it needs, what is needed first. */
export function withDependencies(process, found = new Set()) {
  if (!found.has(process)) {
    named(process, process.dependsOn).forEach((other) => withDependencies(other, found));
    found.add(process);
  }
  return found;
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
      const why = operation.processes.filter((outcome) => !outcome.ok);
      notice('bad', why.length === 0 ? `${operation.action} ${some(operation.names)}: not all of it worked`
        : `${why[0].name}: ${why[0].message}${why.length > 1 ? `; and ${why.length - 1} more` : ''}`);
    }
  }
  changed();
}

// Uptime is counted on here from what the server said: clocks of tablets and robots differ.
function seen(process) {
  process.seenAt = performance.now();
  return process;
}

/** How long a process has been up by now, in seconds, or null. While nobody tells, it does not go on. */
export function uptime(process) {
  const now = store.link === 'live' ? performance.now() : store.lostAt ?? performance.now();
  return process.uptimeSeconds === null ? null : process.uptimeSeconds + (now - process.seenAt) / 1000;
}

/** All processes that a console shows, in the order of their files. */
export function shown() {
  return [...store.processes.values()].filter((process) => process.showUi !== false);
}

/** Name some of many. */
export function some(names, most = 3) {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}

/** So many notices are seen at once. */
const NOTICES = 3;
let lastNotice = 0;

/** Say something to the user for a while; what is bad stays until it is put away. */
export function notice(kind, text) {
  const id = ++lastNotice;
  store.notices = [...store.notices.filter((one) => one.text !== text).slice(1 - NOTICES), { id, kind, text }];
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
