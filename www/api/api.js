import { assets } from "../generated/assets.js";
import { TokenfareError } from "../load/error.js";
import { once } from "../load/file.js";
import { loadEngine, openTokenizer } from "../count/tokenizer.js";
import { instantiate } from "../load/wasm.js";
import { TokenizerHandle } from "./handle.js";

const engine = assets["engine.wasm"];

const quoting = once(() => instantiate(import("../generated/quote.js"), assets["quote.wasm"]));

/** See tokenfare.d.ts for the contracts of these. */
export async function loadTokenizer(which) {
  // Most encodings have a vocabulary of their own name, which need not wait for the engine.
  const own = typeof which === "string" ? assets[`vocab/${which}.vocab`] : undefined;
  if (own) return new TokenizerHandle(await openTokenizer(which, { engine, vocabulary: own }));
  const { encodingOf, vocabularyFile } = await loadEngine(engine);
  const encoding = typeof which === "string" ? which : encodingOf(String(which?.model));
  const vocabulary = assets[`vocab/${vocabularyFile(encoding)}`];
  return new TokenizerHandle(await openTokenizer(encoding, { engine, vocabulary }));
}

export async function models(request) {
  const { catalog } = options("models", request, ["catalog"]);
  return withCatalog(catalog, (prices) => prices.models());
}

export async function plans(request) {
  const { catalog } = options("plans", request, ["catalog"]);
  return withCatalog(catalog, (prices) => prices.plans());
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

export async function quote(request) {
  const { text, scenario = {}, catalog } = options("quote", request, ["text", "scenario", "catalog"]);
  if (typeof text !== "string") throw refused(`the text of a quote must be a string, not ${typeof text}`);
  return withCatalog(catalog, async (prices, { Settings }) => {
    // The day by UTC, as the command line has it.
    const settings = new Settings(scenario, new Date().toISOString().slice(0, 10));
    try {
      const encodings = prices.encodings(settings);
      const opened = await Promise.all(encodings.map(tokenizer));
      const count = (encoding, part) => opened[encodings.indexOf(encoding)].count(part);
      return prices.quote(text, settings, count);
    } finally {
      settings.free();
    }
  });
}

/** What `caller` was asked, if it is an object with no other members than `names`. */
function options(caller, request = {}, names) {
  if (request === null || typeof request !== "object")
    throw refused(`${caller} takes an object, not ${String(request)}`);
  const unknown = Object.keys(request).find((name) => !names.includes(name));
  if (unknown !== undefined) throw refused(`${caller} takes ${names.join(", ")}; \`${unknown}\` is none of these`);
  return request;
}

const refused = (message) => new TokenfareError("invalid-request", message);

// The catalog that ships, unpacked once; nothing changes it.
const builtin = once(async () => new (await quoting()).Prices());

/** The catalog that ships with `own`, an object or its JSON, on top. */
async function withCatalog(own, use) {
  const module = await quoting();
  if (own === undefined) return use(await builtin(), module);
  const prices = new module.Prices(typeof own === "string" ? parsed(own) : own);
  try {
    return await use(prices, module);
  } finally {
    prices.free();
  }
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TokenfareError("invalid-catalog", cause.message, { cause });
  }
}

/** A catalog of the page's own as the widget takes it: on top of the one that ships, checked, packed. */
export async function packCatalog(own) {
  return withCatalog(own, (prices) => prices.packed());
}
