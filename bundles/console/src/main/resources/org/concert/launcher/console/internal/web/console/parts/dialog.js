// SPDX-License-Identifier: Apache-2.0

import { html, nothing, render } from '../lit.js';

/** Ask a yes-or-no question; without a yes it only tells. */
export function confirm(title, text, yes) {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'dialog';
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    document.body.append(dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    render(html`
      <form method="dialog">
        <h2 id="dialog-title">${title}</h2>
        <div class="dialog-text">${text}</div>
        <div class="dialog-buttons">
          <button value="no" autofocus>${yes === null ? 'Close' : 'Cancel'}</button>
          ${yes === null ? nothing : html`<button value="yes" class="danger">${yes}</button>`}
        </div>
      </form>`, dialog);
    dialog.showModal();
  });
}

const KEYS = [
  ['/', 'find a process'],
  ['↓ ↑ or j k', 'next or previous process'],
  ['Enter', 'open its page: why, variants, parameters, history'],
  ['Esc', 'back to the list'],
  ['Space', 'select it, or no longer'],
  ['s', 'start it'],
  ['x', 'stop it'],
  ['r', 'restart it'],
  ['o', 'show its output'],
  ['p g l m a', 'processes, graph, output, machines, audit'],
  ['t', 'dark or light'],
  ['?', 'these keys'],
];

/** Show what the keys do. */
export function showKeys() {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  render(html`
    <form method="dialog">
      <h2>Keys</h2>
      <dl class="keys">${KEYS.map(([keys, what]) => html`<dt><kbd>${keys}</kbd></dt><dd>${what}</dd>`)}</dl>
      <div class="dialog-buttons"><button autofocus>Close</button></div>
    </form>`, dialog);
  dialog.showModal();
}
