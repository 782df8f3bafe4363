import { assets } from "../generated/assets.js";
import { TokenfareError } from "../load/error.js";
import { once } from "../load/file.js";
import { instantiate } from "../load/wasm.js";

/** The module that reads and writes what people take along: crates/share. */
export const loadTaken = once(() => instantiate(import("../generated/taken.js"), assets["taken.wasm"]));

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
