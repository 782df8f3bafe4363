// @ts-check
import { make } from "./make.js";
import { bytesOf, codePoints, hex, isInvisible, kindOf, visible } from "./token.js";

/**
 * Below the list, what there is to know of one token.
 *
 * @typedef {import("./token.js").Token} Token
 * @typedef {import("./make.js").Say} Say
 */
export class Details {
  root = make("div", "token-details");
  #say;
  #step;

  /**
   * @param {Say} say
   * @param {(by: number) => void} step goes to the token after the one that is shown, or before it
   */
  constructor(say, step) {
    this.#say = say;
    this.#step = step;
  }

  /**
   * Says what to do, as long as there is no token to show.
   *
   * @param {string} key the message
   */
  hint(key) {
    this.root.replaceChildren(make("p", "token-hint", this.#say(key)));
  }

  /**
   * @param {Token} token
   * @param {Token[]} tokens with its neighbours
   * @param {string} text
   * @param {number | undefined} total how many tokens there are, where that is known
   */
  show(token, tokens, text, total) {
    const say = this.#say;
    const at = tokens.indexOf(token);
    let [first, last] = [at, at];
    while (tokens[first - 1]?.end > tokens[first].start) first -= 1;
    while (tokens[last + 1]?.start < tokens[last].end) last += 1;
    const shown = text.slice(token.start, token.end);
    const kind = kindOf(token, tokens, text);
    /** @type {[string, Node | string][]} */
    const facts = [
      ["token.text", make("bdi", "token-text", isInvisible(shown) ? codePoints(shown) : visible(shown))],
      ["token.id", String(token.id)],
      ["token.bytes", make("code", "", hex(bytesOf(token, tokens, text)))],
      ["token.what", say(`token.${kind}`, { part: at - first + 1, parts: last - first + 1 })],
    ];
    if (token.index !== undefined && total) {
      facts.push(["token.place", say("token.place-of", { index: token.index + 1, count: total })]);
    }
    const rows = facts.map(([key, value]) => make("div", "", make("dt", "", say(key)), make("dd", "", value)));
    const steps = [this.#button("token.previous", -1), this.#button("token.next", 1)];
    // Whoever steps on with the same button keeps it.
    const buttons = Array.from(this.root.querySelectorAll("button"));
    const focused = buttons.findIndex((button) => button.matches(":focus"));
    this.root.replaceChildren(make("dl", "", ...rows), make("div", "token-steps", ...steps));
    if (focused >= 0) steps[focused].focus();
  }

  /**
   * @param {string} key
   * @param {number} by
   */
  #button(key, by) {
    const button = make("button", "", this.#say(key));
    button.type = "button";
    button.onclick = () => this.#step(by);
    return button;
  }
}
