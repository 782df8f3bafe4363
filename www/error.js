/**
 * What went wrong, for programs (`code`, stable) and for people (`message`).
 *
 * Codes: `engine-failed`, `unknown-encoding`, `vocabulary-unreachable`, `vocabulary-missing`,
 * `vocabulary-damaged`, `widget-failed`, `invalid-attribute`.
 */
export class TokenfareError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = "TokenfareError";
    this.code = code;
  }
}
