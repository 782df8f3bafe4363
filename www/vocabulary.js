import { TokenfareError } from "./error.js";

/**
 * Fetches a packed vocabulary from `vocab/` beside this file.
 *
 * `fresh` goes past the HTTP cache: the way to try again after a damaged copy was cached.
 */
export async function fetchVocabulary(file, { fresh = false } = {}) {
  const url = new URL(`vocab/${file}`, import.meta.url);
  let response;
  try {
    response = await fetch(url, { cache: fresh ? "reload" : "default" });
  } catch (cause) {
    throw new TokenfareError("vocabulary-unreachable", `${url} could not be reached`, { cause });
  }
  if (!response.ok) {
    throw new TokenfareError("vocabulary-missing", `${url} answered ${response.status}`);
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new TokenfareError("vocabulary-unreachable", `${url} broke off`, { cause });
  }
}
