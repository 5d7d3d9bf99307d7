// SPDX-License-Identifier: Apache-2.0

import { html, nothing, repeat } from '../lit.js';
import { store } from '../store.js';

const SIGNS = { CONNECTED: '●', CONNECTING: '◔', UNREACHABLE: '✕', IDLE: '○' };

function machine(one) {
  const processes = [...store.processes.values()].filter((process) => process.machine === one.name);
  const fact = (name, value) => value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
  return html`
    <article class="card machine-${one.state.toLowerCase()}" data-machine=${one.name}>
      <h2>${one.name}</h2>
      <p class="link"><span aria-hidden="true">${SIGNS[one.state] ?? ''}</span> ${one.state}</p>
      <dl class="facts">
        ${fact('Reached by', one.transport)}
        ${fact('Latency', one.latencyMillis === null ? null : `${one.latencyMillis} ms`)}
        ${fact('tmux', one.tmuxVersion)}
        ${fact('Containers', one.containerRuntime)}
        ${fact('Processes', `${processes.filter((process) => process.state === 'READY').length} of ${processes.length} ready`)}
        ${fact('Last error', one.lastError)}
      </dl>
    </article>`;
}

/** The page. */
export function machinesPage() {
  return html`<div class="scroll cards">${repeat(store.machines, (one) => one.name, machine)}</div>`;
}
