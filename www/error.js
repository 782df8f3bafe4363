/**
 * What went wrong, for programs (`code`, stable) and for people (`message`).
 *
 * Codes: `engine-failed`, `unknown-encoding`, `unknown-model`, `unknown-token`,
 * `edit-out-of-range`, `vocabulary-unreachable`, `vocabulary-missing`, `vocabulary-damaged`,
 * `widget-failed`, `invalid-setting`.
 */
export class TokenfareError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = "TokenfareError";
    this.code = code;
  }
}
