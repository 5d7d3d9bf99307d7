// SPDX-License-Identifier: Apache-2.0
// How a process is to be started: variants as chips and radio groups, parameters as fields, and what would run.

import { mayOperate, missingParams, restart, restartWith, start, startWith } from '../actions.js';
import { html, live, nothing } from '../lit.js';
import { here } from '../route.js';
import { post } from '../server.js';
import { alive, changed, key, startable, withDependencies } from '../store.js';
import { parameterField } from './parameter.js';

/** What the user has chosen so far, by process. */
const choices = new Map();

function choice(process) {
  const id = key(process);
  // What was chosen for an earlier start is not what is to be said of the present one.
  if (choices.get(id)?.startTime !== process.startTime) {
    choices.set(id, {
      startTime: process.startTime, flags: new Set(), options: new Map(), params: new Map(Object.entries(process.params)), plan: null, planError: null, asked: 0,
    });
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

function variantsOf({ flags, options }) {
  return [...flags, ...options.values()];
}

// What a start would run is asked of the server: it alone knows the file.
async function rehearse(process, chosen) {
  const turn = ++chosen.asked;
  const params = Object.fromEntries(chosen.params);
  let plan = null;
  let planError = null;
  try {
    plan = await post('/api/v1/plan', { session: process.launcher, names: [process.name], variants: variantsOf(chosen), params });
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
      ${radio(null, variant.default ? `Default (${variant.default})` : 'Default')}${variant.options.map((option) => radio(option, option))}
    </fieldset>`;
}

/** The parameters of a start: of the process, and of what would be started before it. */
function parameters(process) {
  const starting = [...withDependencies(process)].filter((one) => one === process || startable(one));
  const own = new Set((process.availableParams ?? []).map((param) => param.name));
  const all = new Map(starting.flatMap((one) => one.availableParams ?? []).map((param) => [param.name, param]));
  return [...all.values()].sort((a, b) => own.has(b.name) - own.has(a.name));
}

function fields(process, chosen) {
  const change = (param) => (text) => {
    text === '' || text === param.default ? chosen.params.delete(param.name) : chosen.params.set(param.name, text);
    changed();
    rehearse(process, chosen);
  };
  return parameters(process).map((param) => parameterField(param, chosen.params.get(param.name), change(param)));
}

function preview(process, chosen) {
  const missing = missingParams(process, Object.fromEntries(chosen.params));
  if (chosen.planError !== null && missing.length > 0) {
    return html`<p class="plan-error" role="alert">Give a value for ${missing.join(', ')}.</p>`;
  }
  if (chosen.planError !== null) {
    return html`<p class="plan-error" role="alert">${chosen.planError}</p>`;
  }
  const steps = chosen.plan?.steps ?? [];
  const own = steps.find((step) => step.name === process.name);
  const others = steps.filter((step) => step !== own).map((step) => step.name);
  return own ? html`
    <p class="plan">${others.length > 0 ? html`After ${others.join(', ')}: ` : nothing}<code>${own.command}</code></p>` : nothing;
}

function differs(process, chosen) {
  const said = (variants, params) => JSON.stringify([[...variants].sort(), Object.entries(params).sort()]);
  return said(variantsOf(chosen), Object.fromEntries(chosen.params)) !== said(process.variants, process.params);
}

/** What is chosen for a process counts for as long as its page shows it. */
function shownChoice(process) {
  const { page, rest } = here();
  return page === 'process' && rest.join('/') === key(process) ? choice(process) : null;
}

/** Start a process, as its page says if that is open. */
export function startAsShown(process) {
  const chosen = shownChoice(process);
  return chosen === null ? start(process) : startWith(process, variantsOf(chosen), Object.fromEntries(chosen.params));
}

/** Restart a process as it ran, or as its page says if that is open and says something else. */
export function restartAsShown(process) {
  const chosen = shownChoice(process);
  return chosen === null || !differs(process, chosen) ? restart(process)
    : restartWith(process, variantsOf(chosen), Object.fromEntries(chosen.params));
}

function goButton(process, chosen) {
  const word = startable(process) || !alive(process) ? 'Start' : 'Restart';
  const run = () => (word === 'Start' ? startAsShown : restartAsShown)(process);
  return html`<button class="primary" ?disabled=${!mayOperate() || process.inFile === false || chosen.planError !== null}
    @click=${run}>${word} ${process.name}</button>`;
}

/** The panel with which a process is started, or restarted in another way. */
export function launchPanel(process) {
  const chosen = choice(process);
  const flags = process.availableVariants.filter((variant) => variant.type === 'flag');
  const groups = process.availableVariants.filter((variant) => variant.type === 'group');
  const params = fields(process, chosen);
  return html`
    <div class="launch">
      ${flags.length > 0 ? html`<div class="chips" role="group" aria-label="Variants">${flags.map((one) => flag(process, chosen, one))}</div>` : nothing}
      ${groups.map((one) => group(process, chosen, one))}
      ${params.length > 0 ? html`<div class="params">${params}</div>` : nothing}
      ${preview(process, chosen)}
      ${goButton(process, chosen)}
    </div>`;
}
