// SPDX-License-Identifier: Apache-2.0
// Keeps the pages of the console, so that it opens, and says so, when the robot cannot be reached. What the robot says is never kept.
'use strict';

const KEPT = 'pages';

function isPage(request) {
  const { origin, pathname } = new URL(request.url);
  return request.method === 'GET' && origin === location.origin && (pathname === '/' || pathname.startsWith('/console/'));
}

// The robot's own first: a page and what it loads are of one version.
async function answer(request) {
  const pages = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok) {
      await pages.put(request, response.clone());
    }
    return response;
  } catch (unreachable) {
    const kept = await pages.match(request);
    if (kept) {
      return kept;
    }
    throw unreachable;
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (isPage(event.request)) {
    event.respondWith(answer(event.request));
  }
});
