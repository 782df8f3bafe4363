/** The version of this module and of everything it loads. */
export const version: string;

/** tiktoken's name of a tokenizer. */
export type EncodingName = "o200k_base" | "o200k_harmony" | "cl100k_base" | "p50k_base" | "p50k_edit" | "r50k_base" | "gpt2";

/** Counts, encodes and decodes in one encoding, in the thread it was loaded in. */
export interface Tokenizer {
  /**
   * How many tokens `text` is. Text that looks like a special token is ordinary text; a lone
   * surrogate counts as U+FFFD, as every API that takes UTF-8 receives it.
   */
  count(text: string): number;

  /** The token ids of `text`, equal to tiktoken's `encode_ordinary`. */
  encode(text: string): Uint32Array;

  /**
   * The text of `ids`. Bytes that are not UTF-8, as when a character's tokens were cut apart,
   * become U+FFFD.
   *
   * @throws {TokenfareError} `unknown-token`: an id is not in the encoding.
   */
  decode(ids: ArrayLike<number>): string;

  /** Gives its memory back. The tokenizer must not be used afterwards. */
  free(): void;
}

/**
 * Loads the tokenizer of an encoding, or of a model that has a published one. The engine and the
 * vocabulary are fetched from beside this module.
 *
 * @throws {TokenfareError} `unknown-encoding`, `unknown-model`, `engine-failed`,
 * `vocabulary-unreachable`, `vocabulary-missing`, `vocabulary-damaged`.
 */
export function loadTokenizer(which: EncodingName | { model: string }): Promise<Tokenizer>;

/** What went wrong: `code` is stable, `message` is for people. */
export class TokenfareError extends Error {
  readonly code: string;
}
