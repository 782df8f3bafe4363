// Keeps one version of the site whole. Every visit is served from the cache of the version that the
// browser has installed, pages and files alike, so versions never mix. A newer one is fetched beside
// it and takes over when no page of the older is open any more.
//
// Nothing is kept that is not, byte for byte, what was released: servers answer with a page of their own while
// they are mended, hotels with one of theirs, and what arrived damaged once would stay so for good.

// Written by the build: the files that every visit needs, the beginnings of the hashes (SHA-384) of those whose
// names don't have it, and a name for these very files and this script.
import { FILES, HASHES, RELEASE } from "../generated/release.js";

const PREFIX = "tokenfare-";
const scope = registration.scope;
const here = PREFIX + RELEASE;

addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  try {
    const cache = await caches.open(here);
    await Promise.all(FILES.map((name) => keep(cache, new URL(name, scope).href)));
  } catch (error) {
    // Half a version is none. The next visit tries again.
    await caches.delete(here);
    throw error;
  }
}

/** Keeps the file at `url`: as an older version has it, or from the network, past the browser's cache if need be. */
async function keep(cache, url) {
  const older = await caches.match(url);
  if (older && (await isWhole(url, older.clone()))) return cache.put(url, older);
  const response = await fetchWhole(url);
  if (!response) throw new Error(`${url} is not what was released`);
  return cache.put(url, response);
}

/** A file from the network, if it is what was released; it is asked for once more where a cache may be wrong. */
async function fetchWhole(url) {
  for (const mode of ["no-cache", "reload"]) {
    const response = await fetch(url, { cache: mode });
    if (response.ok && (await isWhole(url, response.clone()))) return response;
  }
  return undefined;
}

addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== here) await caches.delete(name);
  }
  // The page of the first visit is of this version too; any later one is served by a worker already.
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(answer(request));
  if (request.mode === "navigate") event.waitUntil(mend());
});

async function answer(request) {
  const cache = await caches.open(here);
  const [address] = request.url.split(/[?#]/);
  const url = address === scope && request.mode === "navigate" ? new URL("index.html", scope).href : address;
  // Trying again after a damaged copy goes past this one too.
  const kept = request.cache === "reload" ? undefined : await cache.match(url);
  if (kept) return kept;
  const response = await fetch(request);
  if (!response.ok || !hashOf(url)) return response;
  // Vocabularies, languages and pages that are not everybody's are kept once they were needed.
  if (await isWhole(url, response.clone())) {
    await cache.put(url, response.clone());
    return response;
  }
  // A name that every version has may be a newer one's. One that is a hash is a promise.
  return isNamedByHash(url) ? ((await fetchWhole(url)) ?? Response.error()) : response;
}

let mending;

/** Looks once in a worker's life whether all that it keeps is there and whole; fetches again what is not. */
function mend() {
  mending ??= caches.open(here).then(async (cache) => {
    for (const name of FILES) {
      const url = new URL(name, scope).href;
      const kept = await cache.match(url);
      if (kept && (await isWhole(url, kept))) continue;
      await cache.delete(url);
      const response = await fetchWhole(url).catch(() => undefined);
      if (response) await cache.put(url, response);
    }
  });
  return mending;
}

const nameOf = (url) => url.slice(scope.length);
const isNamedByHash = (url) => !Object.hasOwn(HASHES, nameOf(url));

/** The beginning of the hash that a file must have, in hexadecimal digits; nothing where that is not known. */
function hashOf(url) {
  return isNamedByHash(url) ? /-([0-9a-f]{10})\.[a-z]+$/.exec(url)?.[1] : HASHES[nameOf(url)];
}

/** Whether a file is what was released under its name. */
async function isWhole(url, response) {
  const hash = hashOf(url);
  if (!hash || response.redirected) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", await response.arrayBuffer()));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.startsWith(hash);
}
