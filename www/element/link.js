import { TokenfareError } from "../load/error.js";
import { loadTaken } from "./load-taken.js";

/**
 * What the link `address` says: `settings`, each a name and a value, the `text` if there is one, and as
 * `refused` what can't be set.
 *
 * @throws {TokenfareError} `link-unknown` for a link of a later version, and those of a file.
 */
export async function readLink(address) {
  const taken = await loadTaken();
  try {
    return JSON.parse(taken.readLink(address));
  } catch (cause) {
    throw new TokenfareError("link-unknown", cause.message, { cause });
  }
}
