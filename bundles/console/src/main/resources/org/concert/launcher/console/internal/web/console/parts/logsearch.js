// SPDX-License-Identifier: Apache-2.0
// A search through all that processes have printed, also what is not loaded: the server looks, and tells the newest lines.

import { dayAndClock, lineText } from '../format.js';
import { html, nothing } from '../lit.js';
import { get } from '../server.js';
import { changed } from '../store.js';
import { iconButton } from './buttons.js';

const LINES = 200;

let search = null;

/** Look for a text in all output of processes, as SESSION/NAME. */
export async function searchLogs(ids, text) {
  const own = { text, lines: [], found: 0, wrong: null, busy: true };
  search = own;
  changed();
  const answers = await Promise.allSettled(ids.map(async (id) => {
    const [session, name] = id.split('/');
    const answer = await get(`/api/v1/processes/${session}/${name}/search?limit=${LINES}&text=${encodeURIComponent(text)}`);
    return { ...answer, name };
  }));
  if (search === own) {
    own.busy = false;
    own.wrong = answers.find((one) => one.status === 'rejected')?.reason.message ?? null;
    const given = answers.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    own.found = given.reduce((sum, one) => sum + one.found, 0);
    own.lines = given.flatMap((one) => one.lines.map((line) => ({ ...line, name: one.name })))
      .sort((a, b) => (Date.parse(a.time ?? '') || 0) - (Date.parse(b.time ?? '') || 0)).slice(-LINES);
    changed();
  }
}

/** Show no search any more. */
export function endSearch() {
  search = null;
  changed();
}

/** What was found. */
export function foundLines() {
  if (search === null) {
    return nothing;
  }
  const { text, lines, found, wrong, busy } = search;
  return html`
    <section class="found" aria-label="Found in the whole log">
      <div class="found-head"><b>${busy ? `Looking for ${text} …` : `${found.toLocaleString()} lines with ${text}`}</b>
        <span class="hint">${found > lines.length ? `the newest ${lines.length}` : nothing}</span>
        ${wrong ? html`<span class="plan-error">${wrong}</span>` : nothing}<span class="grow"></span>${iconButton('Close the search', 'close', endSearch)}</div>
      <ol tabindex="0" aria-label="Lines">${lines.map((line) => html`<li><time>${dayAndClock(line.time)}</time> <b>${line.name}</b> ${lineText(line)}</li>`)}</ol>
    </section>`;
}
