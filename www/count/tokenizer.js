import { TokenfareError } from "../load/error.js";
import { fetchVocabulary } from "./vocabulary.js";
import { instantiate } from "../load/wasm.js";

let engine;

/** The engine module, instantiated once in this thread; `url` is its binary's. */
export function loadEngine(url) {
  engine ??= instantiate(import("../generated/engine.js"), url).catch((cause) => {
    engine = undefined;
    throw new TokenfareError("engine-failed", `the tokenizer could not be loaded: ${cause.message}`, { cause });
  });
  return engine;
}

/**
 * A tokenizer for `encoding` in this thread, from the addresses of the engine's binary and of the
 * packed vocabulary, which are fetched side by side. `fresh` goes past the HTTP cache; `packed` is the
 * vocabulary where that is on its way already.
 */
export async function openTokenizer(encoding, { engine, vocabulary, fresh = false, packed }) {
  packed ??= fetchVocabulary(vocabulary, { fresh });
  const [{ Tokenizer, warmUp }, bytes] = await Promise.all([loadEngine(engine), packed]);
  const tokenizer = new Tokenizer(encoding, bytes);
  // All encodings run the same code.
  if (!warmed) warm(warmUp, tokenizer);
  warmed = true;
  return tokenizer;
}

let warmed = false;

/**
 * Counts a little while nothing else is to be done. Browsers compile wasm in haste, and well only what has
 * run for some time: so the first long text finds it compiled well.
 */
function warm(warmUp, tokenizer, from = 0) {
  setTimeout(() => {
    let next;
    try {
      next = warmUp(tokenizer, from);
    } catch {
      // It has been freed.
    }
    if (next !== undefined) warm(warmUp, tokenizer, next);
  });
}
