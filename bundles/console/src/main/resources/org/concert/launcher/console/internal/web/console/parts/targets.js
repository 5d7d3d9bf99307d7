// SPDX-License-Identifier: Apache-2.0
// The targets of a robot: which is in force, what deviates from it and why, and the way to another, with what it would change.

import { mayOperate } from '../actions.js';
import { html, nothing } from '../lit.js';
import { onEvent } from '../live.js';
import { link } from '../route.js';
import { get, post } from '../server.js';
import { changed, notice, some, store } from '../store.js';
import { confirm } from './dialog.js';

const CUSTOM = 'custom';
/** States come in swarms; what deviates is asked for once for all of them. */
const GATHERING_MILLIS = 700;
const AUDIT_ENTRIES = 1000;

/** By session: the targets that were asked for, the newest first, and what deviates from the first. */
const asked = new Map();
let due = null;

function askedOf(launcher) {
  return asked.get(launcher.session) ?? { targets: [], deviations: [] };
}

/** Return the target that a launcher is to be in, if it is known and what runs is not another one. */
function wanted(launcher) {
  if (launcher.target !== CUSTOM) {
    return launcher.target;
  }
  return askedOf(launcher).targets.find((target) => launcher.targets.includes(target)) ?? null;
}

function previous(launcher) {
  return askedOf(launcher).targets.find((target) => launcher.targets.includes(target) && target !== wanted(launcher)) ?? null;
}

async function readAsked() {
  const { entries } = await get(`/api/v1/audit?limit=${AUDIT_ENTRIES}`);
  const ups = entries.filter((entry) => entry.action === 'up' && entry.result === 'accepted');
  for (const launcher of store.launchers) {
    const targets = ups.filter((entry) => entry.session === launcher.session).map((entry) => entry.processes[0]);
    asked.set(launcher.session, { ...askedOf(launcher), targets });
  }
}

function planPath(launcher, target) {
  return `/api/v1/targets/${encodeURIComponent(launcher.session)}/${encodeURIComponent(target)}`;
}

async function readDeviations() {
  for (const launcher of store.launchers) {
    const target = launcher.target === CUSTOM ? wanted(launcher) : null;
    const plan = target === null ? { changes: [] } : await get(`${planPath(launcher, target)}/plan`);
    asked.set(launcher.session, { ...askedOf(launcher), deviations: plan.changes.filter((change) => change.action !== 'keep') });
  }
  changed();
}

function refresh() {
  due ??= setTimeout(async () => {
    due = null;
    try {
      await readDeviations();
    } catch {
      // Told by the header; when it is back, a snapshot comes.
    }
  }, GATHERING_MILLIS);
}

onEvent(async (type, data) => {
  if (store.launchers.every((launcher) => launcher.targets.length === 0)) {
    return;
  }
  if (type === 'snapshot' || (type === 'operation' && data.action === 'up')) {
    await readAsked().catch(() => {});
  }
  if (type === 'snapshot' || type === 'state' || type === 'launchers' || type === 'operation') {
    refresh();
  }
});

const WORDS = { stop: 'Stop', restart: 'Restart', start: 'Start' };

function changesOf(plan) {
  const kept = plan.changes.filter((change) => change.action === 'keep').length;
  return html`
    ${Object.entries(WORDS).map(([action, word]) => {
      const changes = plan.changes.filter((change) => change.action === action);
      return changes.length === 0 ? nothing : html`<h3>${word} ${changes.length}</h3>
        <ul class="changes">${changes.map((change) => html`<li>${change.name}${change.variants.length > 0 ? html` <span class="tag">${change.variants.join(', ')}</span>` : nothing}
          ${change.reason ? html`<span class="hint">${change.reason}</span>` : nothing}</li>`)}</ul>`;
    })}
    <p class="hint">${plan.reached ? 'All is as it says already.' : `${kept} stay as they are.`}</p>`;
}

async function switchTo(launcher, target) {
  try {
    const plan = await get(`${planPath(launcher, target)}/plan`);
    if (await confirm(`Switch to ${target}?`, changesOf(plan), plan.reached || !mayOperate() ? null : 'Switch')) {
      await post(`${planPath(launcher, target)}/up`, {});
      notice('good', `Switching to ${target}`);
    }
  } catch (refused) {
    notice('bad', refused.message);
  }
}

const DEVIATIONS = { stop: 'runs, and is not part of it', start: 'does not run', restart: 'runs in another way' };

function deviations(launcher) {
  const all = askedOf(launcher).deviations;
  return launcher.target !== CUSTOM || all.length === 0 ? nothing : html`
    <details class="deviations"><summary>${all.length} ${all.length === 1 ? 'deviates' : 'deviate'}</summary>
      <ul class="changes">${all.map((change) => html`
        <li><a href=${link('process', launcher.session, change.name)}>${change.name}</a>
          <span class="hint">${change.reason ?? DEVIATIONS[change.action]}</span></li>`)}</ul></details>`;
}

function said(launcher) {
  const target = wanted(launcher);
  if (launcher.target === CUSTOM) {
    return target === null ? 'what runs is no target' : `${target}, but not all of it`;
  }
  return launcher.target === null ? 'nothing runs' : html`<b>${target}</b> is in force`;
}

function chip(launcher, target) {
  const isWanted = wanted(launcher) === target;
  const state = !isWanted ? '' : launcher.target === target ? 'in-force' : 'deviating';
  return html`<button class="target ${state}" aria-pressed=${isWanted} @click=${() => switchTo(launcher, target)}>
    ${isWanted ? html`<span aria-hidden="true">${state === 'in-force' ? '✓' : '≠'}</span> ` : nothing}${target}</button>`;
}

function progress(launcher) {
  const up = [...store.operations.values()].find((one) => one.action === 'up' && launcher.targets.includes(one.names[0]));
  return up ? html`<progress aria-label="Switching" value=${up.finished} max=${Math.max(1, up.total)}></progress>
    <span class="hint">${up.finished} of ${up.total}${up.pending.length > 0 ? html`: ${some(up.pending.map((one) => one.name), 2)}` : nothing}</span>` : nothing;
}

function strip(launcher) {
  const back = previous(launcher);
  return html`
    <section class="targets" aria-label="Targets of ${launcher.session}">
      <span class="targets-said" role="status">${store.launchers.length > 1 ? `${launcher.session}: ` : nothing}${said(launcher)}</span>
      <div class="target-chips" role="group" aria-label="Targets">${launcher.targets.map((target) => chip(launcher, target))}</div>
      ${back ? html`<button @click=${() => switchTo(launcher, back)}>↶ Back to ${back}</button>` : nothing}
      ${progress(launcher)}${deviations(launcher)}
    </section>`;
}

/** The strip of each robot that has targets. */
export function targetStrips() {
  return store.launchers.filter((launcher) => launcher.targets.length > 0).map(strip);
}
