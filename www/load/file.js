// @ts-check
import { TokenfareError } from "./error.js";
import { progress } from "./progress.js";

/** So many milliseconds may pass without a byte before a server is taken to have stopped. */
const PATIENCE = 10_000;

/**
 * The file at `address`, whole, as a `Response`: over HTTP, out of a data: address, or from the disk in Node,
 * whose `fetch` does not read files.
 *
 * What follows the # of the address is the file's hash as the release has it, `sha256-…`: a file that is
 * another, be it damaged or a page that a network shows to everybody, is not taken. Whatever is wrong is asked
 * for once more, past every cache; `cache: "reload"` goes past them at once.
 *
 * @param {string | undefined} address
 * @param {{ cache?: RequestCache }} [options]
 * @throws {TokenfareError} `file-unreachable`, `file-missing`, `file-damaged`
 */
export async function openFile(address, { cache = "default" } = {}) {
  const [url = "", promise] = String(address).split("#");
  if (url.startsWith("data:")) return fetch(url);
  if (isOnDisk(url)) return fromDisk(url);
  const hash = promise?.startsWith("sha256-") ? promise : undefined;
  try {
    return await attempt(url, hash, cache);
  } catch {
    return attempt(url, hash, "reload");
  }
}

/**
 * @param {string} url
 * @param {string | undefined} hash
 * @param {RequestCache} cache
 */
async function attempt(url, hash, cache) {
  const stop = new AbortController();
  const file = progress.begin();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), PATIENCE);
  };
  alive();
  try {
    // Only pages that nobody can listen to may hash by themselves; elsewhere the browser does.
    const integrity = hash && !globalThis.crypto?.subtle ? hash : "";
    const response = await fetch(url, { cache, signal: stop.signal, integrity });
    if (!response.ok) throw new TokenfareError("file-missing", `${url} answered ${response.status}`);
    const bytes = await wholeBody(response, file, alive);
    if (hash && !integrity && !(await isWhole(bytes, hash))) {
      throw new TokenfareError("file-damaged", `${url} is not the file that was released`);
    }
    return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "" } });
  } catch (cause) {
    if (cause instanceof TokenfareError) throw cause;
    const how = stop.signal.aborted ? `did not go on within ${PATIENCE / 1000} seconds` : "could not be reached";
    throw new TokenfareError("file-unreachable", `${url} ${how}`, { cause });
  } finally {
    clearTimeout(timer);
    file.end();
  }
}

/**
 * @param {Response} response
 * @param {{ add(bytes: number, length: number): void }} file
 * @param {() => void} alive called with every part that comes
 */
async function wholeBody(response, file, alive) {
  if (!response.body) return response.arrayBuffer();
  // What is compressed on the way is longer than its header says, and then there is no saying how long.
  const length = response.headers.get("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const parts = [];
  let size = 0;
  for (const reader = response.body.getReader(); ;) {
    const { value } = await reader.read();
    if (!value) break;
    alive();
    parts.push(value);
    size += value.length;
    file.add(value.length, length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/**
 * @param {ArrayBuffer} bytes
 * @param {string} hash
 */
async function isWhole(bytes, hash) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hash === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** @param {string} url */
async function fromDisk(url) {
  try {
    return new Response(await readFile(url));
  } catch (cause) {
    throw new TokenfareError("file-unreachable", `${url} could not be reached`, { cause });
  }
}

/** @param {string} url */
const isOnDisk = (url) => url.startsWith("file:") && isNode();

const isNode = () =>
  /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis).process?.versions?.node !== undefined;

/** @param {string} url */
async function readFile(url) {
  // Not a literal, and marked: bundlers for the browser would look for it.
  const module = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ module);
  return readFile(new URL(url));
}

/**
 * Remembers the result of `load`, and forgets a failure, so that whoever comes next tries again.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export function once(load) {
  /** @type {Promise<T> | undefined} */
  let result;
  return () =>
    (result ??= load().catch((error) => {
      result = undefined;
      throw error;
    }));
}
