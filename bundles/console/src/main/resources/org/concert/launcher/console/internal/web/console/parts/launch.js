// SPDX-License-Identifier: Apache-2.0
// How a process is to be started: variants as chips and radio groups, parameters, and what would run.

import { html, live, nothing } from '../lit.js';
import { mayOperate, start } from '../actions.js';
import { post } from '../server.js';
import { changed, key, startable } from '../store.js';

/** What the user has chosen so far, by process. */
const choices = new Map();

function choice(process) {
  const id = key(process);
  if (!choices.has(id)) {
    choices.set(id, { flags: new Set(), options: new Map(), params: new Map(), plan: null, planError: null, asked: 0 });
    const chosen = choices.get(id);
    for (const variant of process.availableVariants) {
      if (variant.type === 'flag' && process.variants.includes(variant.name)) {
        chosen.flags.add(variant.name);
      }
      const option = variant.options.find((name) => process.variants.includes(name));
      if (option) {
        chosen.options.set(variant.name, option);
      }
    }
    rehearse(process, chosen);
  }
  return choices.get(id);
}

/** The variants that are chosen for a process. */
export function chosenVariants(process) {
  const { flags, options } = choice(process);
  return [...flags, ...options.values()];
}

/** The parameters that are set for a process. */
export function chosenParams(process) {
  return Object.fromEntries(choice(process).params);
}

// What a start would run is asked of the server: it alone knows the file.
async function rehearse(process, chosen) {
  const turn = ++chosen.asked;
  const request = {
    session: process.launcher,
    names: [process.name],
    variants: [...chosen.flags, ...chosen.options.values()],
    params: Object.fromEntries(chosen.params),
  };
  let plan = null;
  let planError = null;
  try {
    plan = await post('/api/v1/plan', request);
  } catch (refused) {
    planError = refused.message;
  }
  if (turn === chosen.asked) {
    chosen.plan = plan ?? chosen.plan;
    chosen.planError = planError;
    changed();
  }
}

function flag(process, chosen, variant) {
  const on = chosen.flags.has(variant.name);
  const toggle = () => {
    on ? chosen.flags.delete(variant.name) : chosen.flags.add(variant.name);
    changed();
    rehearse(process, chosen);
  };
  return html`<button type="button" class="chip" role="switch" aria-checked=${on} @click=${toggle}>${variant.name}</button>`;
}

function group(process, chosen, variant) {
  const selected = chosen.options.get(variant.name) ?? null;
  const choose = (option) => () => {
    option === null ? chosen.options.delete(variant.name) : chosen.options.set(variant.name, option);
    changed();
    rehearse(process, chosen);
  };
  const radio = (option, label) => html`
    <label class="radio"><input type="radio" name="${key(process)} ${variant.name}" .checked=${live(selected === option)}
      @change=${choose(option)}><span>${label}</span></label>`;
  return html`
    <fieldset class="group"><legend>${variant.name}</legend>
      ${radio(null, 'Default')}${variant.options.map((option) => radio(option, option))}
    </fieldset>`;
}

function parameter(process, chosen, name, value) {
  const change = (event) => {
    const text = event.target.value;
    text === '' || text === value ? chosen.params.delete(name) : chosen.params.set(name, text);
    changed();
    rehearse(process, chosen);
  };
  return html`
    <label class="param"><span>${name}</span>
      <input .value=${live(chosen.params.get(name) ?? value)} @change=${change} spellcheck="false" autocomplete="off"
        class=${chosen.params.has(name) ? 'changed' : ''}></label>`;
}

function preview(process, chosen) {
  if (chosen.planError) {
    return html`<p class="plan-error" role="alert">${chosen.planError}</p>`;
  }
  const steps = chosen.plan?.steps ?? [];
  const own = steps.find((step) => step.name === process.name);
  const others = steps.filter((step) => step !== own).map((step) => step.name);
  return own ? html`
    <p class="plan">${others.length > 0 ? html`After ${others.join(', ')}: ` : nothing}<code>${own.command}</code></p>` : nothing;
}

/** The panel with which a process is started. */
export function launchPanel(process) {
  const chosen = choice(process);
  const own = chosen.plan?.steps.find((step) => step.name === process.name);
  const params = Object.entries(own?.params ?? {});
  const flags = process.availableVariants.filter((variant) => variant.type === 'flag');
  const groups = process.availableVariants.filter((variant) => variant.type === 'group');
  return html`
    <div class="launch">
      ${flags.length > 0 ? html`<div class="chips" role="group" aria-label="Variants">${flags.map((one) => flag(process, chosen, one))}</div>` : nothing}
      ${groups.map((one) => group(process, chosen, one))}
      ${params.length > 0 ? html`<div class="params">${params.map(([name, value]) => parameter(process, chosen, name, value))}</div>` : nothing}
      ${preview(process, chosen)}
      <button class="primary" ?disabled=${!mayOperate() || !startable(process) || chosen.planError !== null}
        @click=${() => start(process, chosenVariants(process), chosenParams(process))}>Start ${process.name}</button>
      ${startable(process) ? nothing : html`<span class="hint">It runs; other variants need a stop first.</span>`}
    </div>`;
}
