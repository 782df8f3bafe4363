// @ts-check
const encoder = new TextEncoder();

/**
 * A token of a text: `size` bytes that have something of the characters from `start` to `end` (UTF-16
 * units). `index` says which of all tokens it is, where that is known.
 *
 * @typedef {{ id: number, start: number, end: number, size: number, index: number | undefined }} Token
 */

/**
 * What `spans` answers (see crates/engine/src/spans.rs), as tokens in their order.
 *
 * @param {Uint32Array} packed
 */
export function tokensOf(packed) {
  const UNKNOWN = 0xffffffff;
  const before = packed[0] === UNKNOWN ? undefined : packed[0];
  /** @type {Token[]} */
  const tokens = [];
  for (let at = 1; at < packed.length; at += 4) {
    const [id, start, end, size] = packed.subarray(at, at + 4);
    /** @type {number | undefined} */
    const index = before === undefined ? undefined : before + tokens.length;
    tokens.push({ id, start, end, size, index });
  }
  return tokens;
}

/**
 * The bytes of `token`, one of `tokens`. A token has the bytes of the text where it stands; those of
 * a shared character fall to its tokens in their order.
 *
 * @param {Token} token
 * @param {Token[]} tokens
 * @param {string} text
 */
export function bytesOf(token, tokens, text) {
  const at = tokens.indexOf(token);
  let first = at;
  while (first > 0 && tokens[first - 1].end > tokens[first].start) first -= 1;
  let start = 0;
  for (let before = first; before < at; before += 1) start += tokens[before].size;
  return encoder.encode(text.slice(tokens[first].start, token.end)).subarray(start, start + token.size);
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join(" ")
    .toUpperCase();

/**
 * In the order in which they are asked.
 * @type {[string, RegExp][]}
 */
const KINDS = [
  ["space", /^\s+$/u],
  ["invisible", /^[\p{C}\p{M}\s]+$/u],
  ["letters", /^\p{L}[\p{L}\p{M}]*$/u],
  ["spaced-letters", /^\s\p{L}[\p{L}\p{M}]*$/u],
  ["digits", /^\p{N}+$/u],
  ["emoji", /^\s?[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0f\u200d]+$/u],
  ["symbols", /^\s*[\p{P}\p{S}\p{M}]+\s*$/u],
];

/**
 * A word for what a token is: `kind.` of it is a message.
 *
 * @param {Token} token
 * @param {Token[]} tokens
 * @param {string} text
 */
export function kindOf(token, tokens, text) {
  const at = tokens.indexOf(token);
  if (tokens[at - 1]?.end > token.start || tokens[at + 1]?.start < token.end) return "part";
  const around = text.slice(Math.max(0, token.start - 32), token.end + 32);
  for (const { index, 0: found } of around.matchAll(/<\|[\w-]+\|>/g)) {
    const start = Math.max(0, token.start - 32) + index;
    if (start < token.end && start + found.length > token.start) return "special-looking";
  }
  const shown = text.slice(token.start, token.end);
  return KINDS.find(([, pattern]) => pattern.test(shown))?.[0] ?? "mixed";
}

/** @type {Record<string, string>} */
const NAMES = { "\n": "⏎", "\r": "␍", "\t": "⇥", " ": "·", "\u00a0": "⍽", "\u3000": "□" };

/**
 * A text whose spaces can be seen.
 *
 * @param {string} text
 */
export const visible = (text) => text.replace(/[\n\r\t \u00a0\u3000]/g, (space) => NAMES[space]);

/**
 * Code points as people write them, for what has no look of its own.
 *
 * @param {string} text
 */
export const codePoints = (text) => Array.from(text, codePoint).join(" ");

/** @param {string} scalar */
const codePoint = (scalar) => `U+${(scalar.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * Whether a text has nothing to see: controls, joiners, direction marks.
 *
 * @param {string} text
 */
export const isInvisible = (text) => /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\ufe00-\ufe0f]+$/u.test(text);
