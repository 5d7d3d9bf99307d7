// SPDX-License-Identifier: Apache-2.0
// The field of one parameter: of the kind that the launcher file declares, with its default.

import { html, live, nothing } from '../lit.js';

function choices(param) {
  return param.type === 'bool' && param.values.length === 0 ? ['true', 'false'] : param.values;
}

function select(param, value, take) {
  return html`
    <select name=${param.name} .value=${live(value ?? param.default ?? '')} @change=${(event) => take(event.target.value)}>
      ${param.default === null ? html`<option value="" ?selected=${value === undefined}>choose …</option>` : nothing}
      ${choices(param).map((one) => html`
        <option value=${one} ?selected=${one === (value ?? param.default)}>${one}${one === param.default ? ' (default)' : ''}</option>`)}
    </select>`;
}

// What is being typed is left alone by drawings meanwhile, so a field that was emptied is filled here.
function takeText(field, param, take) {
  take(field.value);
  field.value ||= param.default ?? '';
}

function input(param, value, take) {
  const number = param.type === 'int' || param.type === 'number';
  return html`
    <input name=${param.name} type=${number ? 'number' : 'text'} step=${param.type === 'int' ? '1' : 'any'}
      min=${param.min ?? nothing} max=${param.max ?? nothing} pattern=${param.pattern ?? nothing}
      .value=${value ?? param.default ?? ''} placeholder=${param.default === null ? 'needs a value' : ''} ?required=${param.default === null}
      @change=${(event) => takeText(event.target, param, take)} spellcheck="false" autocomplete="off" autocapitalize="off"
      class=${value === undefined ? '' : 'changed'}>`;
}

function hint(param, value) {
  const range = [param.min === null ? '' : `from ${param.min}`, param.max === null ? '' : `to ${param.max}`].join(' ').trim();
  const fallback = param.default === null || value === undefined ? '' : `default ${param.default}`;
  return [param.help, range, fallback].filter(Boolean).join(' · ');
}

/** Draw it; `take` is called with what the user gives. */
export function parameterField(param, value, take) {
  const said = hint(param, value);
  return html`
    <label class="param"><span class="param-name">${param.name}</span>
      ${choices(param).length > 0 ? select(param, value, take) : input(param, value, take)}
      ${said ? html`<span class="hint">${said}</span>` : nothing}</label>`;
}
