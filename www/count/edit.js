// @ts-check
// Strings are compared in blocks first: `===` on slices is a memory comparison, so ten megabytes
// cost a millisecond or two, where a loop over characters would cost a dropped frame.
const BLOCK = 1 << 16;

/** @param {number} unit */
const isHighSurrogate = (unit) => unit >= 0xd800 && unit <= 0xdbff;
/** @param {number} unit */
const isLowSurrogate = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * @param {string} a
 * @param {string} b
 */
function commonPrefix(a, b) {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at < limit && a.slice(at, at + BLOCK) === b.slice(at, at + BLOCK)) at += BLOCK;
  at = Math.min(at, limit);
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/**
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function commonSuffix(a, b, limit) {
  let length = 0;
  while (length + BLOCK <= limit) {
    const fromA = a.slice(a.length - length - BLOCK, a.length - length);
    const fromB = b.slice(b.length - length - BLOCK, b.length - length);
    if (fromA !== fromB) break;
    length += BLOCK;
  }
  while (length < limit && a.charCodeAt(a.length - length - 1) === b.charCodeAt(b.length - length - 1)) {
    length += 1;
  }
  return length;
}

/**
 * The one replacement that turns `before` into `after`, in UTF-16 units, or `null` if they are equal.
 *
 * Its ends never separate the halves of a surrogate pair, in either text: what is inserted then
 * reaches the engine as the same characters it is in the page.
 *
 * @param {string} before
 * @param {string} after
 * @returns {{ start: number, end: number, text: string } | null}
 */
export function editBetween(before, after) {
  let start = commonPrefix(before, after);
  if (start === before.length && start === after.length) return null;
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1;

  let kept = commonSuffix(before, after, Math.min(before.length, after.length) - start);
  if (kept > 0 && isLowSurrogate(before.charCodeAt(before.length - kept))) kept -= 1;

  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}
