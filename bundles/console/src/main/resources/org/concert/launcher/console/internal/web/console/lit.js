// SPDX-License-Identifier: Apache-2.0
// lit-html, from one place.

export { html, nothing, render } from '/console/lib/lit-html/lit-html.js';
export { repeat } from '/console/lib/lit-html/directives/repeat.js';
export { live } from '/console/lib/lit-html/directives/live.js';
export { classMap } from '/console/lib/lit-html/directives/class-map.js';
