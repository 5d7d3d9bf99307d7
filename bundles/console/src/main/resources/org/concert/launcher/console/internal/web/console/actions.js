// SPDX-License-Identifier: Apache-2.0
// What a user can have done to processes. Nothing is done twice, and what could hurt is asked about first.

import { confirm } from './parts/dialog.js';
import { post, processPath } from './server.js';
import { alive, key, named, notice, shown, store } from './store.js';

/** Return whether the user may start and stop. */
export function mayOperate() {
  return store.me?.role === 'operator';
}

async function send(path, body, said) {
  try {
    const operation = await post(path, body);
    notice('good', said);
    return operation;
  } catch (refused) {
    notice('bad', refused.message);
    return null;
  }
}

/** Start a process. */
export function start(process, variants = [], params = {}) {
  return send(`${processPath(process)}/start`, { variants, params }, `Starting ${process.name}`);
}

/** Those that would be stopped with a process because they depend on it. */
function dragged(process) {
  return named(process, process.dependants).filter(alive).map((other) => other.name);
}

async function withDragged(process, verb) {
  const others = dragged(process);
  return others.length === 0
    || confirm(`${verb} ${process.name}?`, `What depends on it goes first: ${others.join(', ')}.`, verb);
}

/** Stop a process; asks when others have to go with it. */
export async function stop(process) {
  if (await withDragged(process, 'Stop')) {
    await send(`${processPath(process)}/stop`, {}, `Stopping ${process.name}`);
  }
}

/** Stop a process and start it again. */
export async function restart(process) {
  if (await withDragged(process, 'Restart')) {
    await send(`${processPath(process)}/restart`, {}, `Restarting ${process.name}`);
  }
}

/** End a process at once. */
export async function kill(process) {
  const others = dragged(process);
  const more = others.length === 0 ? '' : ` ${others.join(', ')}, which depend on it, are killed first.`;
  if (await confirm(`Kill ${process.name}?`, `It gets SIGKILL, and no time to leave its devices in order.${more}`, 'Kill')) {
    await send(`${processPath(process)}/kill`, {}, `Killing ${process.name}`);
  }
}

/** Stop all that runs. */
export async function stopAll() {
  const running = shown().filter(alive);
  if (running.length > 0
      && await confirm(`Stop all ${running.length} processes?`, 'What depends on others goes first.', 'Stop all')) {
    await send('/api/v1/stop', { all: true }, 'Stopping all processes');
  }
}

/** Show the output of processes. */
export function showOutput(...processes) {
  location.hash = `#/output/${processes.map(key).join(',')}`;
}
