// @ts-check
const encoder = new TextEncoder();

// So many units of a text go into wasm at once: what is fast to copy and stays near the processor.
const UNITS = 0x4000;

/**
 * The length of a text in UTF-16 units.
 *
 * @param {unknown} text
 * @returns {number}
 */
export function unitsOf(text) {
  if (typeof text !== "string") throw new TypeError(`a text must be a string, not ${typeof text}`);
  return text.length;
}

/**
 * Writes the next part of `text` into `bytes` as UTF-8, from unit `start` on. A lone surrogate becomes
 * U+FFFD; the halves of a pair stay together. `bytes` has room for three bytes for each unit.
 *
 * @param {string} text
 * @param {number} start
 * @param {Uint8Array} bytes
 * @returns {number} how many units those were, plus 2¹⁶ times the bytes they are
 */
export function encodePart(text, start, bytes) {
  let end = Math.min(start + UNITS, text.length, start + Math.floor(bytes.length / 3));
  const isCut = end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  if (isCut && end - start > 1) end -= 1;
  const { written } = encoder.encodeInto(text.slice(start, end), bytes);
  return end - start + written * 0x10000;
}
