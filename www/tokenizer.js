import { TokenfareError } from "./error.js";
import { fetchVocabulary } from "./vocabulary.js";
import { instantiate } from "./wasm.js";

let engine;

/** The engine module, instantiated once in this thread. */
export function loadEngine() {
  engine ??= instantiate(
    import("./engine.js"),
    fetch(new URL("./engine.wasm", import.meta.url)),
  ).catch((cause) => {
    engine = undefined;
    throw new TokenfareError("engine-failed", `the tokenizer could not be loaded: ${cause.message}`, { cause });
  });
  return engine;
}

/**
 * A tokenizer for `encoding` in this thread. Whoever knows the vocabulary's `file` name says it, so
 * that engine and vocabulary are fetched side by side. `fresh` goes past the HTTP cache.
 */
export async function loadTokenizer(encoding, { file, fresh = false } = {}) {
  file ??= (await loadEngine()).vocabularyFile(encoding);
  const [{ Tokenizer }, packed] = await Promise.all([loadEngine(), fetchVocabulary(file, { fresh })]);
  return new Tokenizer(encoding, packed);
}
