import { TokenfareError } from "../load/error.js";
import { openFile } from "../load/file.js";

const CODES = { "file-unreachable": "vocabulary-unreachable", "file-missing": "vocabulary-missing" };

/**
 * Fetches a packed vocabulary.
 *
 * `fresh` goes past the HTTP cache: the way to try again after a damaged copy was cached.
 */
export async function fetchVocabulary(url, { fresh = false } = {}) {
  if (!url) throw new TokenfareError("vocabulary-missing", "this copy of tokenfare lacks the vocabulary");
  try {
    const response = await openFile(url, { cache: fresh ? "reload" : "default" });
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    // What is no error of ours broke off on the way.
    const code = CODES[cause.code] ?? "vocabulary-unreachable";
    throw new TokenfareError(code, cause.code ? cause.message : `${url} broke off`, { cause });
  }
}
