// @ts-check
import { TokenfareError, messageOf } from "./error.js";

/** So many milliseconds a module may take: browsers tell nothing of how far it is. */
const LONGEST = 20_000;

/**
 * The module that `load` imports, from `url`. A browser remembers for as long as a page stands which modules
 * it could not get, so another attempt is made under another address, which no cache has either.
 *
 * @template {object} T
 * @param {() => Promise<T>} load
 * @param {string} url
 * @returns {Promise<T>}
 * @throws {TokenfareError} `file-unreachable`
 */
export async function importModule(load, url) {
  try {
    return await inTime(load());
  } catch {
    // Once more, then.
  }
  try {
    const again = `${url}?again=${Date.now()}`;
    return await inTime(import(/* webpackIgnore: true */ /* @vite-ignore */ again));
  } catch (cause) {
    throw new TokenfareError("file-unreachable", messageOf(cause), { cause });
  }
}

/**
 * @template {object} T
 * @param {Promise<T>} coming
 * @returns {Promise<T>}
 */
async function inTime(coming) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`a module did not come within ${LONGEST / 1000} seconds`)), LONGEST);
  });
  try {
    const module = await Promise.race([coming, late]);
    // An empty answer is a module to the browser.
    if (Object.keys(module).length === 0) throw new Error("a module came empty");
    return module;
  } finally {
    clearTimeout(timer);
  }
}
