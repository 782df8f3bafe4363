import { TokenfareError } from "../load/error.js";
import { fetchVocabulary } from "./vocabulary.js";
import { instantiate } from "../load/wasm.js";

let engine;
// The same, once it is there.
let loaded;

/** The engine module, instantiated once in this thread; `url` is its binary's. */
export function loadEngine(url) {
  engine ??= instantiate(import("../generated/engine.js"), url).then(
    (module) => (loaded = module),
    (cause) => {
      engine = undefined;
      throw new TokenfareError("engine-failed", `the tokenizer could not be loaded: ${cause.message}`, { cause });
    },
  );
  return engine;
}

// address → promise of the vocabulary there, while it is on its way.
const fetching = new Map();

/** As `fetchVocabulary`; whoever asks for one that is on its way gets the same. */
function vocabularyAt(url, fresh) {
  if (fresh || !fetching.has(url)) {
    const bytes = fetchVocabulary(url, { fresh }).finally(() => fetching.delete(url));
    fetching.set(url, bytes);
  }
  return fetching.get(url);
}

/**
 * A tokenizer for `encoding` in this thread, from the addresses of the engine's binary and of the
 * packed vocabulary, which are fetched side by side. All that are open in one encoding share a vocabulary: it
 * is fetched and unpacked for the first. `fresh` goes past the HTTP cache.
 */
export async function openTokenizer(encoding, { engine, vocabulary, fresh = false }) {
  const opened = loaded?.Tokenizer.opened(encoding);
  if (opened) return opened;
  const [{ Tokenizer, warmUp }, bytes] = await Promise.all([loadEngine(engine), vocabularyAt(vocabulary, fresh)]);
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
