import { instantiate } from "../load/wasm.js";

let quoting;

/**
 * What the conversations weigh that `text` is (crates/core/src/report/wire.rs), or nothing; `count` counts a
 * part of it. Few texts are any, so what reads them is fetched for those that begin like one; `url` is the
 * address of its binary.
 */
export async function conversationsOf(text, count, url) {
  quoting ??= instantiate(import("../generated/quote.js"), url).catch((error) => {
    quoting = undefined;
    throw error;
  });
  return (await quoting).conversations(text, count);
}
