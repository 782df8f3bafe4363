// @ts-check
import { make } from "./make.js";
import { codePoints, isInvisible, visible } from "./token.js";

/**
 * An element that stands for a token, or for its part in a row.
 *
 * @typedef {import("./token.js").Token} Token
 * @typedef {HTMLElement & { token: Token }} Option
 */

const graphemes = globalThis.Intl?.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * Offsets in `text` at which characters, as people see them, begin.
 *
 * @param {string} text
 */
function characterStarts(text) {
  const starts = new Set([0]);
  let at = 0;
  const parts = graphemes ? Array.from(graphemes.segment(text), ({ segment }) => segment) : Array.from(text);
  for (const part of parts) starts.add((at += part.length));
  return starts;
}

/** Draws rows of one text; `spaces` says whether its spaces are to be seen. */
export class RowMaker {
  #text;
  #spaces;

  /**
   * @param {string} text
   * @param {boolean} spaces
   */
  constructor(text, spaces) {
    this.#text = text;
    this.#spaces = spaces;
  }

  /**
   * The row from `start` to `end`: plain, as long as its tokens are not known.
   *
   * @param {number} start
   * @param {number} end
   * @param {Token[] | undefined} tokens those that have something of it, and perhaps more
   */
  row(start, end, tokens) {
    const row = make("div", "token-row");
    row.dir = "auto";
    if (!tokens) {
      row.append(this.#look(start, end));
      return row;
    }
    const starts = characterStarts(this.#text.slice(start, end));
    /** @type {Token[]} */
    let box = [];
    let boxEnd = start;
    for (const token of tokens) {
      if (token.end <= start) continue;
      if (token.start >= end) break;
      if (box.length && token.start >= boxEnd && starts.has(boxEnd - start)) {
        row.append(this.#box(box, start, end));
        box = [];
      }
      box.push(token);
      boxEnd = Math.max(boxEnd, token.end);
    }
    if (box.length) row.append(this.#box(box, start, end));
    return row;
  }

  /**
   * A token, or tokens that share a character, as far as they are in the row from `start` to `end`.
   *
   * @param {Token[]} tokens
   * @param {number} start
   * @param {number} end
   */
  #box(tokens, start, end) {
    const [first, last] = [tokens[0], tokens[tokens.length - 1]];
    const look = this.#look(Math.max(start, first.start), Math.min(end, last.end));
    if (tokens.length === 1) return this.#option(first, start, make("span", "token", look));
    const parts = tokens.map((token) => this.#option(token, start, make("span", "token-part")));
    return make("span", "token-shared", make("span", "token-whole", look), make("span", "token-parts", ...parts));
  }

  /**
   * @param {Token} token
   * @param {number} start
   * @param {HTMLElement} made
   */
  #option(token, start, made) {
    const option = Object.assign(made, { token });
    // Its neighbours never have the same colour, and it keeps its own while one scrolls.
    option.dataset.hue = String((token.index ?? token.start) % 5);
    if (token.start < start) {
      option.ariaHidden = "true";
    } else {
      option.setAttribute("role", "option");
      option.ariaSelected = "false";
      option.ariaLabel = this.#label(token);
    }
    return option;
  }

  /** @param {Token} token */
  #label(token) {
    const text = this.#text.slice(token.start, token.end);
    const seen = isInvisible(text) ? codePoints(text) : visible(text);
    return `${seen}, ${token.id}`;
  }

  /**
   * What is shown of the text from `from` to `to`.
   *
   * @param {number} from
   * @param {number} to
   */
  #look(from, to) {
    const text = this.#text.slice(from, to);
    if (isInvisible(text.replace(/\n$/, "")) && text.trim()) return make("span", "token-code", codePoints(text));
    // A line end is a token, or a part of one, that must be there to be met.
    return this.#spaces ? visible(text) : text.replace(/\n/g, "⏎");
  }
}
