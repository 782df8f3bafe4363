import { instantiate } from "../load/wasm.js";

let fares;

/**
 * What the conversations weigh that `text` is (crates/core/src/report/wire.rs), or nothing; `count` counts a
 * part of it. Few texts are any, so what reads them is fetched for those that begin like one; `url` is the
 * address of its binary.
 */
export async function conversationsOf(text, count, url) {
  fares ??= instantiate(import("../generated/fares.js"), url).catch((error) => {
    fares = undefined;
    throw error;
  });
  return (await fares).conversations(text, count);
}
