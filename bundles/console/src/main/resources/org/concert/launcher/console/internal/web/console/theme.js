// SPDX-License-Identifier: Apache-2.0
// Runs before anything is drawn, so that the page never shows in the wrong theme first.
'use strict';

(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', apply);
  apply();
})();
