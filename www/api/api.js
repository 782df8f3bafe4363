import { assets } from "../generated/assets.js";
import { TokenfareError } from "../load/error.js";
import { once } from "../load/file.js";
import { loadEngine, openTokenizer } from "../count/tokenizer.js";
import { fetchVocabulary } from "../count/vocabulary.js";
import { instantiate } from "../load/wasm.js";

const engine = () => loadEngine(assets["engine.wasm"]);

const fares = once(() => instantiate(import("../generated/fares.js"), assets["fares.wasm"]));

/** See tokenfare.d.ts for the contracts of these. */
export async function loadTokenizer(which) {
  const loading = engine();
  // Most encodings have a vocabulary of their own name, which need not wait for the engine.
  const own = assets[`vocab/${which}.vocab`];
  const ahead = own && fetchVocabulary(own);
  ahead?.catch(() => {});
  const { encodingOf, vocabularyFile } = await loading;
  const encoding = typeof which === "string" ? which : encodingOf(String(which?.model));
  const vocabulary = assets[`vocab/${vocabularyFile(encoding)}`];
  const packed = vocabulary === own ? ahead : undefined;
  return openTokenizer(encoding, { engine: assets["engine.wasm"], vocabulary, packed });
}

export async function models({ catalog } = {}) {
  return withCatalog(catalog, (prices) => JSON.parse(prices.models()));
}

export async function plans({ catalog } = {}) {
  return withCatalog(catalog, (prices) => JSON.parse(prices.plans()));
}

// encoding → promise of its tokenizer: whoever asks once asks again.
const tokenizers = new Map();

function tokenizer(encoding) {
  if (!tokenizers.has(encoding)) {
    const loading = loadTokenizer(encoding);
    loading.catch(() => tokenizers.delete(encoding));
    tokenizers.set(encoding, loading);
  }
  return tokenizers.get(encoding);
}

export async function quote({ text, scenario = {}, catalog } = {}) {
  if (typeof text !== "string") throw new TypeError("quote needs a text");
  return withCatalog(catalog, async (prices) => {
    const settings = JSON.stringify(scenario);
    const encodings = prices.encodings(settings);
    const opened = await Promise.all(encodings.map(tokenizer));
    const count = (encoding, part) => opened[encodings.indexOf(encoding)].count(part);
    // The day by UTC, as the command line has it.
    return JSON.parse(prices.quote(text, settings, new Date().toISOString().slice(0, 10), count));
  });
}

// The catalog that ships, unpacked once; nothing changes it.
const builtin = once(async () => new (await fares()).Prices());

/** The catalog that ships with `own`, an object or its JSON, on top. */
async function withCatalog(own, use) {
  if (own === undefined) return use(await builtin());
  const { Prices } = await fares();
  const prices = new Prices(json(own));
  try {
    return await use(prices);
  } finally {
    prices.free();
  }
}

function json(own) {
  try {
    return typeof own === "string" ? own : JSON.stringify(own);
  } catch (cause) {
    throw new TokenfareError("invalid-catalog", cause.message, { cause });
  }
}

/** A catalog of the page's own as the widget takes it: on top of the one that ships, checked, packed. */
export async function packCatalog(own) {
  return withCatalog(own, (prices) => prices.packed());
}
