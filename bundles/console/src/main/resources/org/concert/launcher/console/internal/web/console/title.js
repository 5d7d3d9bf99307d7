// SPDX-License-Identifier: Apache-2.0
// The title and the icon of the page: among many tabs they tell which robot this is, and whether something is wrong with it.

import { failed, shown, store } from './store.js';

function said(session, page) {
  if (store.link === 'lost') {
    return `? ${session} · no connection`;
  }
  const wrong = shown().filter(failed).length;
  return `${wrong > 0 ? `✕${wrong} ` : ''}${session} · ${page}`;
}

/** Have them tell how things are. */
export function showTitle(page) {
  const session = store.launchers.map((launcher) => launcher.session).join(', ') || 'Concert Launcher';
  const title = said(session, page);
  if (document.title !== title) {
    document.title = title;
    const kind = store.link === 'lost' ? '-lost' : title.startsWith('✕') ? '-trouble' : '';
    document.getElementById('icon').href = `/console/icon${kind}.svg`;
  }
}
