// SPDX-License-Identifier: Apache-2.0
// What can be done to one process, as buttons: with signs in a list, with words on its page.

import { kill, mayOperate, showOutput, stop } from '../actions.js';
import { html } from '../lit.js';
import { alive, startable } from '../store.js';
import { icon } from './icon.js';
import { restartAsShown, startAsShown } from './launch.js';

const ACTIONS = [
  { word: 'Start', sign: 'start', kind: 'go', can: startable, run: startAsShown },
  { word: 'Stop', sign: 'stop', kind: '', can: alive, run: stop },
  { word: 'Restart', sign: 'restart', kind: '', can: (process) => alive(process) && process.inFile !== false, run: restartAsShown },
  { word: 'Kill', sign: 'kill', kind: 'danger', can: alive, run: kill },
];

/** A button with a sign, that says what it does. */
export function iconButton(label, sign, run, { enabled = true, kind = '' } = {}) {
  const click = (event) => {
    event.stopPropagation();
    run();
  };
  return html`<button class="icon ${kind}" title=${label} aria-label=${label} ?disabled=${!enabled} @click=${click}>${icon(sign)}</button>`;
}

/** The buttons of a process in a list. */
export function processButtons(process) {
  const may = mayOperate();
  return html`${ACTIONS.map(({ word, sign, kind, can, run }) =>
    iconButton(`${word} ${process.name}`, sign, () => run(process), { enabled: may && can(process), kind }))}
    ${iconButton(`Output of ${process.name}`, 'output', () => showOutput(process))}`;
}

/** The buttons of a process on its page; start and restart are where variants and parameters are chosen. */
export function wordButtons(process) {
  const may = mayOperate();
  return html`${ACTIONS.filter(({ word }) => word === 'Stop' || word === 'Kill').map(({ word, sign, kind, can, run }) => html`
    <button class=${kind} aria-label="${word} ${process.name}" ?disabled=${!may || !can(process)} @click=${() => run(process)}>
      ${icon(sign)} ${word}</button>`)}
    <button @click=${() => showOutput(process)}>${icon('output')} Output</button>`;
}
