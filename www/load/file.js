// @ts-check
import { TokenfareError } from "./error.js";

/**
 * The file at `url` as a `Response`: over HTTP, out of a data: address, or from the disk in Node,
 * whose `fetch` does not read files.
 *
 * @param {string | undefined} url
 * @param {RequestInit} [options]
 * @throws {TokenfareError} `file-unreachable`, `file-missing`
 */
export async function openFile(url, options) {
  let response;
  try {
    response = isOnDisk(url) ? new Response(await readFile(String(url))) : await fetch(String(url), options);
  } catch (cause) {
    throw new TokenfareError("file-unreachable", `${shown(url)} could not be reached`, { cause });
  }
  if (!response.ok) throw new TokenfareError("file-missing", `${shown(url)} answered ${response.status}`);
  return response;
}

/** @param {string | undefined} url */
const isOnDisk = (url) => url?.startsWith("file:") && isNode();

const isNode = () =>
  /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis).process?.versions?.node !== undefined;

/** @param {string} url */
async function readFile(url) {
  // Not a literal, and marked: bundlers for the browser would look for it.
  const module = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ module);
  return readFile(new URL(url));
}

/** @param {string | undefined} url */
const shown = (url) => (url?.startsWith("data:") ? "a file inside this page" : url);

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
