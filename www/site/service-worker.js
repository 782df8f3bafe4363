// Keeps one version of the site whole. Every visit is served from the cache of the version that the
// browser has installed, pages and files alike, so versions never mix. A newer one is fetched beside
// it and takes over when no page of the older is open any more.

// Written by the build: the files that every visit needs, and a name for these very files.
import { FILES, RELEASE } from "../generated/release.js";

const PREFIX = "tokenfare-";
const scope = registration.scope;
const here = PREFIX + RELEASE;

addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  const cache = await caches.open(here);
  await Promise.all(FILES.map(async (name) => {
    const url = new URL(name, scope).href;
    // A name with a hash in it means the same content in every version.
    const known = /-[0-9a-f]{10}\./.test(name) && (await caches.match(url));
    if (known) await cache.put(url, known);
    else await cache.add(new Request(url, { cache: "no-cache" }));
  }));
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
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(here);
  const page = request.mode === "navigate" && request.url.split(/[?#]/)[0] === scope;
  const url = page ? new URL("index.html", scope).href : request.url;
  // Trying again after a damaged copy goes past this one too.
  const kept = request.cache === "reload" ? undefined : await cache.match(url, { ignoreSearch: true });
  if (kept) return kept;
  const response = await fetch(request);
  // Vocabularies and languages that are not everybody's are kept once they were needed.
  if (response.ok && (await isWhole(url, response.clone()))) await cache.put(url, response.clone());
  return response;
}

/** Whether a file is what the hash in its name says: one that arrived damaged must not stay. */
async function isWhole(url, response) {
  const [, hash] = /-([0-9a-f]{10})\./.exec(url) ?? [];
  if (!hash) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", await response.arrayBuffer()));
  return Array.from(digest.slice(0, 5), (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}
