// SPDX-License-Identifier: Apache-2.0

/** What the server has refused, in words for people. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** What is said when nobody answers. */
export const UNREACHABLE = 'The server cannot be reached';

/** Called when the server no longer knows who we are. */
let whenLoggedOut = () => {};

/** Have a function called whenever a request is answered with "log in first". */
export function onLoggedOut(action) {
  whenLoggedOut = action;
}

async function refusal(response) {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    const problem = await response.json();
    return problem.detail ?? problem.title ?? response.statusText;
  }
  return `The server answered ${response.status} ${response.statusText}`;
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options });
  } catch {
    throw new Refused(0, UNREACHABLE);
  }
  if (!response.ok) {
    const why = await refusal(response);
    if (response.status === 401 && !path.endsWith('/login')) {
      whenLoggedOut();
    }
    throw new Refused(response.status, why);
  }
  return response.status === 204 ? null : response.json();
}

/** Read something. */
export function get(path) {
  return ask(path);
}

/** Have something done. */
export function post(path, body = {}) {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The path of a process in the API. */
export function processPath(process) {
  return `/api/v1/processes/${encodeURIComponent(process.session)}/${encodeURIComponent(process.name)}`;
}
