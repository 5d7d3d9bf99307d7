// SPDX-License-Identifier: Apache-2.0
// Who started and stopped what, and who was not let.

import { clock, day } from '../format.js';
import { html, live, nothing } from '../lit.js';
import { here, link, setQuery } from '../route.js';
import { onEvent } from '../live.js';
import { get } from '../server.js';
import { changed, some } from '../store.js';

const ENTRIES = 1000;
const view = { entries: [], error: null };

/** Read the log again. */
export async function refreshAudit() {
  try {
    view.entries = (await get(`/api/v1/audit?limit=${ENTRIES}`)).entries;
    view.error = null;
  } catch (refused) {
    view.error = refused.message;
  }
  changed();
}

// Whatever is asked for is an operation, of which everybody hears.
onEvent((type) => type === 'operation' && here().page === 'audit' && refreshAudit());

function textOf(one) {
  return `${one.user} ${one.source} ${one.action} ${one.processes.join(' ')} ${one.variants.join(' ')} ${one.result} ${one.reason ?? ''}`.toLowerCase();
}

function entry(one) {
  const params = Object.entries(one.params).map(([name, value]) => `${name}:=${value}`);
  const given = [...one.variants, ...params];
  const names = one.processes.length === 1 && one.session && one.action !== 'up'
    ? html`<a href=${link('process', one.session, one.processes[0])}>${one.processes[0]}</a>`
    : html`<span title=${one.processes.join(', ')}>${some(one.processes, 5)}</span>`;
  return html`
    <li class="entry audit-${one.result}">
      <time datetime=${one.time}>${clock(one.time)}</time>
      <span class="who">${one.user} <span class="hint">${one.source}</span></span>
      <span class="what"><b>${one.action}</b> ${names}${given.map((text) => html` <span class="tag">${text}</span>`)}</span>
      <span class="result">${one.result}${one.reason ? `: ${one.reason}` : ''}</span>
    </li>`;
}

function byDay(entries) {
  const days = new Map();
  for (const one of entries) {
    const name = day(one.time);
    days.set(name, [...(days.get(name) ?? []), one]);
  }
  return [...days];
}

/** The page. */
export function auditPage() {
  const find = here().query.get('find') ?? '';
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const found = view.entries.filter((one) => words.every((word) => textOf(one).includes(word)));
  return html`
    <div class="toolbar">
      <input type="search" placeholder="Find" aria-label="Find entries" .value=${live(find)} @input=${(event) => setQuery('find', event.target.value)}>
      <span class="hint" aria-live="polite">${find ? `${found.length} of ${view.entries.length}` : `the last ${view.entries.length}`}</span>
      ${view.error ? html`<span class="plan-error">${view.error}</span>` : nothing}</div>
    <div class="scroll audit">${byDay(found).map(([name, entries]) => html`<h2>${name}</h2><ol role="list">${entries.map(entry)}</ol>`)}
      ${found.length === 0 && !view.error ? html`<p class="empty">${find ? 'Nothing is like that.' : 'Nothing has been started or stopped yet.'}</p>` : nothing}
    </div>`;
}
