// SPDX-License-Identifier: Apache-2.0
// What a user can have done to processes. Nothing is done twice, and what could hurt is asked about first.

import { confirm } from './parts/dialog.js';
import { go, outputLink } from './route.js';
import { post, processPath } from './server.js';
import { alive, key, named, notice, shown, some, startable, store, withDependencies } from './store.js';

/** Return whether the user may start and stop, and somebody hears of it. */
export function mayOperate() {
  return store.me?.role === 'operator' && store.link === 'live';
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

/** Return the parameters of a start that nobody has given a value. */
export function missingParams(process, given = {}) {
  const starting = [...withDependencies(process)].filter((one) => one === process || startable(one));
  const wanting = starting.flatMap((one) => one.availableParams ?? []).filter((param) => param.default === null && !(param.name in given));
  return [...new Set(wanting.map((param) => param.name))];
}

/** Start a process as its file says; a parameter that it lacks is asked for on its page. */
export function start(process) {
  const missing = missingParams(process);
  if (missing.length > 0) {
    notice('info', `${process.name} needs a value for ${missing.join(', ')}`);
    go('process', process.session, process.name);
    return null;
  }
  return startWith(process, [], {});
}

/** Start a process with variants and parameters. */
export function startWith(process, variants, params) {
  return send(`${processPath(process)}/start`, { variants, params }, `Starting ${process.name}`);
}

/** Those that would be stopped with processes because they depend on them. */
function dragged(processes) {
  const others = processes.flatMap((process) => named(process, process.dependants)).filter(alive);
  return [...new Set(others.filter((other) => !processes.includes(other)).map((other) => other.name))];
}

async function withDragged(processes, verb) {
  const others = dragged(processes);
  return others.length === 0
    || confirm(`${verb} ${some(processes.map((one) => one.name))}?`, `What depends on it goes first: ${others.join(', ')}.`, verb);
}

/** Stop a process; asks when others have to go with it. */
export async function stop(process) {
  if (await withDragged([process], 'Stop')) {
    await send(`${processPath(process)}/stop`, {}, `Stopping ${process.name}`);
  }
}

/** Stop a process and start it again as it ran. */
export async function restart(process) {
  if (await withDragged([process], 'Restart')) {
    await send(`${processPath(process)}/restart`, {}, `Restarting ${process.name}`);
  }
}

/** Stop a process and start it again with other variants and parameters, after saying so. */
export async function restartWith(process, variants, params) {
  const given = [...variants, ...Object.entries(params).map(([name, value]) => `${name}:=${value}`)];
  const before = [...process.variants, ...Object.entries(process.params).map(([name, value]) => `${name}:=${value}`)];
  const others = dragged([process]);
  const text = `It runs ${before.length === 0 ? 'without variants' : `with ${before.join(', ')}`}, and is started again `
    + `${given.length === 0 ? 'without any' : `with ${given.join(', ')}`}.`
    + (others.length === 0 ? '' : ` What depends on it goes first, and comes back as it ran: ${others.join(', ')}.`);
  if (await confirm(`Restart ${process.name}?`, text, 'Restart')) {
    await send(`${processPath(process)}/restart`, { variants, params }, `Restarting ${process.name}`);
  }
}

/** End a process at once. */
export async function kill(process) {
  const others = dragged([process]);
  const more = others.length === 0 ? '' : ` ${others.join(', ')}, which depend on it, are killed first.`;
  if (await confirm(`Kill ${process.name}?`, `It gets SIGKILL, and no time to leave its devices in order.${more}`, 'Kill')) {
    await send(`${processPath(process)}/kill`, {}, `Killing ${process.name}`);
  }
}

/** Stop all that runs. */
export async function stopAll() {
  const running = [...store.processes.values()].filter(alive);
  if (running.length > 0
      && await confirm(`Stop all ${running.length} processes?`, 'What depends on others goes first.', 'Stop all')) {
    await send('/api/v1/stop', { all: true }, 'Stopping all processes');
  }
}

/** Have the same done to several processes, by their launchers. */
async function sendEach(path, processes, doing) {
  for (const launcher of new Set(processes.map((process) => process.launcher))) {
    const names = processes.filter((process) => process.launcher === launcher).map((process) => process.name);
    await send(path, { session: launcher, names }, `${doing} ${some(names)}`);
  }
}

/** Start several processes. */
export function startAll(processes) {
  const wanting = processes.find((process) => missingParams(process).length > 0);
  return wanting ? start(wanting) : sendEach('/api/v1/start', processes, 'Starting');
}

/** Stop several processes; asks when others have to go with them. */
export async function stopSome(processes) {
  if (await withDragged(processes, 'Stop')) {
    await sendEach('/api/v1/stop', processes, 'Stopping');
  }
}

/** Restart several processes as they ran. */
export async function restartSome(processes) {
  if (await withDragged(processes, 'Restart')) {
    await sendEach('/api/v1/restart', processes, 'Restarting');
  }
}

/** Return those that failed and are to run. */
export function allFailed() {
  return shown().filter((process) => process.state === 'FAILED' || process.state === 'BLOCKED');
}

/** Start what has failed; what still has a program is restarted. */
export async function startFailed() {
  const some = allFailed();
  const stuck = some.filter((process) => !startable(process));
  if (stuck.length > 0) {
    await sendEach('/api/v1/restart', stuck, 'Restarting');
  }
  if (stuck.length < some.length) {
    await startAll(some.filter(startable));
  }
}

/** Show the output of processes. */
export function showOutput(...processes) {
  location.hash = outputLink(processes.map(key));
}
