import { TokenfareError } from "../load/error.js";

/**
 * A tokenizer in this thread, as `loadTokenizer` hands it out; its contract is in tokenfare.d.ts. All
 * handles of one encoding share a vocabulary, which goes when the last of them is freed.
 */
export class TokenizerHandle {
  #tokenizer;

  /** @param {import("../generated/engine.js").Tokenizer} tokenizer which is this handle's to free */
  constructor(tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** @param {string} text */
  count(text) {
    return this.#opened().count(text);
  }

  /** @param {string} text */
  encode(text) {
    return this.#opened().encode(text);
  }

  /** @param {ArrayLike<number>} ids */
  decode(ids) {
    return this.#opened().decode(idsOf(ids));
  }

  free() {
    this.#tokenizer?.free();
    this.#tokenizer = undefined;
  }

  #opened() {
    if (this.#tokenizer) return this.#tokenizer;
    throw new TokenfareError("tokenizer-freed", "this tokenizer has been freed; load it again with loadTokenizer");
  }
}

/**
 * Token ids as wasm takes them. Not every number is one: a typed array would make 0 of 2³² and of NaN, and 1 of 1.5.
 *
 * @param {ArrayLike<number>} ids
 * @throws {TokenfareError} `unknown-token`
 */
function idsOf(ids) {
  if (ids instanceof Uint32Array) return ids;
  if (!isArrayLike(ids))
    throw new TokenfareError("unknown-token", `decode takes a list of token ids, not ${shown(ids)}`);
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at];
    if (Number.isInteger(id) && id >= 0 && id < 2 ** 32) continue;
    throw new TokenfareError("unknown-token", `${shown(id)}, at place ${at}, is no token id: ids are whole numbers`);
  }
  return Uint32Array.from(ids);
}

/** @param {unknown} value */
const isArrayLike = (value) => {
  const length = Object(value) === value ? /** @type {{ length?: unknown }} */ (value).length : undefined;
  return Number.isSafeInteger(length) && Number(length) >= 0;
};

/** A value as a message can name it. @param {unknown} value */
function shown(value) {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (value === null || ["number", "bigint", "boolean", "undefined"].includes(typeof value)) return String(value);
  return `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
}
