/**
 * Without a network, shows the pages that this browser has opened before, or else an offline page. With a network,
 * pages always come from the server. Only built pages and files are cached, which are the same for everybody: never a
 * response of the backend, or any data of a player.
 */

// The build inserts the value, so each release has a worker of its own.
const RELEASE = process.env.RELEASE;
const CACHE = `numberplay-${RELEASE}`;
const OFFLINE = "/offline";
const STATIC = "/_next/static/";
const NAMED = /\/_next\/static\/[\w./~-]+\.(?:css|js|woff2)/g;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepPage(OFFLINE, []));
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

/** The first pages load before their worker has started, so they report the files that they have loaded. */
self.addEventListener("message", (event) => {
  const { path, files } = event.data;
  event.waitUntil(keepPage(path, files));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith(STATIC)) event.respondWith(file(request, pathname));
});

/** Pages of an earlier release stay open until their players leave them. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
  for (const client of await self.clients.matchAll()) client.postMessage({ release: RELEASE });
}

async function page(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = (await caches.match(path)) ?? (await caches.match(OFFLINE));
    if (kept === undefined) throw error;
    return kept;
  }
}

async function file(request, path) {
  const kept = await caches.match(path);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await keep(path, answer.clone());
  return answer;
}

/** Caches the page, the files that its HTML names, and those that it has loaded since. */
async function keepPage(path, files) {
  const answer = await fetch(path);
  if (!isPage(answer)) return;
  const named = (await answer.clone().text()).match(NAMED) ?? [];
  await keep(path, answer);
  await Promise.all([...new Set([...named, ...files])].map(keepFile));
}

const isPage = ({ ok, redirected, headers }) =>
  ok && !redirected && headers.get("content-type")?.startsWith("text/html");

async function keepFile(path) {
  if (!path.startsWith(STATIC) || (await caches.match(path)) !== undefined) return;
  const answer = await fetch(path);
  if (answer.ok) await keep(path, answer);
}

async function keep(path, answer) {
  const cache = await caches.open(CACHE);
  await cache.put(path, answer);
}
