// @ts-check
import { TokenfareError } from "../load/error.js";
import { openFile } from "../load/file.js";

/** @type {Record<string, string>} */
const CODES = {
  "file-unreachable": "vocabulary-unreachable",
  "file-missing": "vocabulary-missing",
  "file-damaged": "vocabulary-damaged",
};

/**
 * Fetches a packed vocabulary.
 *
 * `fresh` goes past the HTTP cache: the way to try again after a damaged copy was cached.
 *
 * @param {string | undefined} url
 * @param {{ fresh?: boolean }} options
 */
export async function fetchVocabulary(url, { fresh = false } = {}) {
  if (!url) throw new TokenfareError("vocabulary-missing", "this copy of tokenfare lacks the vocabulary");
  try {
    const response = await openFile(url, { cache: fresh ? "reload" : "default" });
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    // What is no error of ours broke off on the way.
    if (!(cause instanceof TokenfareError))
      throw new TokenfareError("vocabulary-unreachable", `${url} broke off`, { cause });
    throw new TokenfareError(CODES[cause.code] ?? "vocabulary-unreachable", cause.message, { cause });
  }
}
