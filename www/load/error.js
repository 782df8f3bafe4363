// @ts-check
/**
 * What went wrong, for programs (`code`, stable) and for people (`message`).
 *
 * Codes of the tokenizer: `engine-failed`, `unknown-encoding`, `unknown-model`, `unknown-token`,
 * `tokenizer-freed`, `edit-out-of-range`, `vocabulary-unreachable`, `vocabulary-missing`, `vocabulary-damaged`.
 * Of a file that is needed: `file-missing`, `file-unreachable`, `file-damaged`.
 * Of a file that the reader chose: `not-text`, `file-unreadable`.
 * Of the browser or the page's policy: `no-webassembly`, `wasm-blocked`, `worker-blocked`,
 * `worker-lost` (another one is started, a few times in a row).
 * Of the element: `widget-failed`, `invalid-setting`, `catalog-failed`, `no-such-text`.
 * Of what is shown: `rate-missing`, `currency-missing`.
 * Of a link: `link-damaged`, `link-unknown`, `link-failed`.
 * Of `quote`: `invalid-request`, `invalid-setting`, `unknown-model`, `unknown-plan`, `invalid-catalog`.
 */
export class TokenfareError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "TokenfareError";
    this.code = code;
  }
}

/**
 * What whatever was thrown says of itself.
 *
 * @param {unknown} cause
 */
export function messageOf(cause) {
  return cause instanceof Error ? cause.message : String(cause);
}
