// SPDX-License-Identifier: Apache-2.0
// The address says which page is shown, of what, and what is filtered and selected: it can be kept, sent, and gone back to.

import { changed } from './store.js';

/** Return what the address says. */
export function here() {
  const [path, query = ''] = location.hash.slice(1).split('?');
  const [, page = '', ...rest] = path.split('/');
  return { page, rest: rest.map(decodeURIComponent), query: new URLSearchParams(query) };
}

/** Return the link to a page. */
export function link(...segments) {
  return `#/${segments.map((segment) => encodeURIComponent(segment)).join('/')}`;
}

/** Return the link to the page of a process. */
export function processLink(process) {
  return link('process', process.session, process.name) + queryText(here().query);
}

/** Return the link to the outputs of processes, by `SESSION/NAME`. */
export function outputLink(ids) {
  return `#/output/${ids.join(',')}`;
}

function queryText(query) {
  // Names and commas stay readable.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** Go to a page; what is filtered stays. */
export function go(...segments) {
  location.hash = link(...segments) + queryText(here().query);
}

/** Return a list that the address holds. */
export function listed(name) {
  return (here().query.get(name) ?? '').split(',').filter(Boolean);
}

/** Put something into the address; nothing takes it out. It is no step that one would want to go back by. */
export function setQuery(name, value) {
  const [path] = location.hash.slice(1).split('?');
  const { query } = here();
  const text = Array.isArray(value) ? value.join(',') : value ?? '';
  text === '' ? query.delete(name) : query.set(name, text);
  history.replaceState(null, '', `#${path || '/'}${queryText(query)}`);
  changed();
}

/** Add something to a list in the address, or take it out. */
export function toggleListed(name, value) {
  const values = listed(name);
  setQuery(name, values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
}
