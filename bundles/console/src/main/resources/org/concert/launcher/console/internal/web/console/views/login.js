// SPDX-License-Identifier: Apache-2.0

import { html, nothing } from '../lit.js';
import { post } from '../server.js';
import { changed } from '../store.js';

const view = { error: null, busy: false };

async function submit(event, whenIn) {
  event.preventDefault();
  const form = new FormData(event.target);
  view.busy = true;
  changed();
  try {
    await post('/api/v1/login', { user: form.get('user'), password: form.get('password') });
    view.error = null;
    await whenIn();
  } catch (refused) {
    view.error = refused.message;
  }
  view.busy = false;
  changed();
}

/** The page; calls a function once somebody is in. */
export function loginPage(whenIn) {
  return html`
    <main class="login"><form class="card" @submit=${(event) => submit(event, whenIn)}>
      <h1>Concert Launcher</h1>
      <label>User <input name="user" autocomplete="username" autofocus required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      ${view.error ? html`<p class="plan-error" role="alert">${view.error}</p>` : nothing}
      <button class="primary" ?disabled=${view.busy}>Log in</button>
    </form></main>`;
}
