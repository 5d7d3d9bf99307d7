// SPDX-License-Identifier: Apache-2.0
// Who started and stopped what, and who was not let.

import { dayAndClock } from '../format.js';
import { html, nothing } from '../lit.js';
import { get } from '../server.js';
import { changed } from '../store.js';

const view = { entries: [], error: null };

/** Read the log again. */
export async function refreshAudit() {
  try {
    view.entries = (await get('/api/v1/audit?limit=200')).entries;
    view.error = null;
  } catch (refused) {
    view.error = refused.message;
  }
  changed();
}

function entry(one) {
  const params = Object.entries(one.params ?? {}).map(([name, value]) => `${name}:=${value}`);
  return html`
    <tr class="audit-${one.result}">
      <td>${dayAndClock(one.time)}</td>
      <td>${one.user ?? '–'}</td>
      <td>${one.source}</td>
      <td>${one.action}</td>
      <td>${(one.processes ?? []).join(', ')}</td>
      <td>${[...(one.variants ?? []), ...params].join(' ')}</td>
      <td>${one.result}${one.reason ? html`: ${one.reason}` : nothing}</td>
    </tr>`;
}

/** The page. */
export function auditPage() {
  return html`
    <div class="toolbar"><button @click=${refreshAudit}>Read again</button>
      ${view.error ? html`<span class="plan-error">${view.error}</span>` : nothing}</div>
    <div class="scroll"><table class="audit">
      <thead><tr><th>Time</th><th>Who</th><th>From</th><th>What</th><th>Processes</th><th>With</th><th>Result</th></tr></thead>
      <tbody>${view.entries.map(entry)}</tbody>
    </table>
    ${view.entries.length === 0 && !view.error ? html`<p class="empty">Nothing has been started or stopped yet.</p>` : nothing}
    </div>`;
}
