// SPDX-License-Identifier: Apache-2.0
// Signs on buttons, drawn: not every font has them.

import { html } from '../lit.js';

const PATHS = {
  start: 'M7 4.5v15l12-7.5z',
  stop: 'M6 6h12v12H6z',
  restart: 'M12 5a7 7 0 1 0 6.7 5h-2.1A5 5 0 1 1 12 7v3.5l5-4.5-5-4.5z',
  kill: 'M6.4 4.6 12 10.2l5.6-5.6 1.8 1.8L13.8 12l5.6 5.6-1.8 1.8L12 13.8l-5.6 5.6-1.8-1.8L10.2 12 4.6 6.4z',
  output: 'M3 4h18v16H3zm2 2v12h14V6zm2 2.5 1.2-1.2L12.9 12l-4.7 4.7L7 15.5 10.5 12zM13 15h4v1.8h-4z',
  processes: 'M4 5h3v3H4zm5 .500h11v2H9zM4 10.5h3v3H4zm5 .500h11v2H9zM4 16h3v3H4zm5 .500h11v2H9z',
  graph: 'M3 9h6v6H3zm12-5h6v6h-6zm0 10h6v6h-6zM9 11l6-5v2.5l-6 5zm0 1 6 3.5V18l-6-3.5z',
  machines: 'M3 5h18v6H3zm2 2v2h2V7zm-2 6h18v6H3zm2 2v2h2v-2z',
  audit: 'M6 3h9l4 4v14H6zm2 2v14h9V9h-4V5zm2 6h5v1.8h-5zm0 3.5h5v1.8h-5z',
  theme: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2v14a7 7 0 1 1 0-14z',
  up: 'M12 7l7 8.5-1.5 1.3L12 10.2l-5.5 6.6L5 15.5z',
  down: 'M12 17l7-8.5-1.5-1.3L12 13.8 6.5 7.2 5 8.5z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
};

/** Draw a sign. */
export function icon(name) {
  return html`<svg class="sign" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path fill="currentColor" fill-rule="evenodd" d=${PATHS[name]}/></svg>`;
}
