// SPDX-License-Identifier: Apache-2.0

import { html } from '../lit.js';

/** What stands for each state beside its colour. */
export const SIGNS = {
  READY: '●', UNHEALTHY: '◍', RUNNING: '◐', STARTING: '◔', WAITING: '○', BLOCKED: '⊘', STOPPING: '◑',
  BACKOFF: '↻', FAILED: '✕', STOPPED: '–', DONE: '✓', EXITED: '⏹', UNKNOWN: '?',
};

/** A state: told by its word and its sign, not by its colour alone. */
export function stateBadge(state) {
  return html`<span class="state state-${state.toLowerCase()}"><span aria-hidden="true">${SIGNS[state] ?? ''}</span> ${state}</span>`;
}
