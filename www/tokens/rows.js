// @ts-check
// How many columns of a monospaced font a UTF-16 unit takes at most; ranges in ascending order. Each
// half of a surrogate pair counts: most of what lies beyond the first plane is emoji and Han. What has
// no glyph is shown by its code point, in a small box.
const WIDTHS = [
  [0x00, 0x08, 4],
  [0x0b, 0x1f, 4],
  [0x7f, 0x9f, 4],
  [0xad, 0xad, 4],
  [0x0900, 0x115f, 2],
  [0x1780, 0x17ff, 2],
  [0x200b, 0x200b, 4],
  [0x200e, 0x200f, 4],
  [0x2028, 0x202f, 4],
  [0x2060, 0x206f, 4],
  [0x2600, 0x27bf, 2],
  [0x2e80, 0xa4cf, 2],
  [0xa840, 0xdfff, 2],
  [0xf900, 0xfaff, 2],
  [0xfdf0, 0xfdff, 6],
  [0xfe30, 0xfe6f, 2],
  [0xfeff, 0xfeff, 4],
  [0xff00, 0xffe6, 2],
];

const NARROW = 1;
const SPACE = 16;
const widths = new Uint8Array(1 << 16).fill(NARROW);
for (const [first, last, width] of WIDTHS) widths.fill(width, first, last + 1);
widths[9] = 4 | SPACE;
for (const space of [10, 13, 32, 0x3000]) widths[space] |= SPACE;
const WIDTH = SPACE - 1;

// A row never begins with one of these: it belongs to the character before.
const JOINED = /^[\p{M}\p{Emoji_Modifier}\u200d\u{e0020}-\u{e007f}]/u;
// Unless nothing else comes for so many units.
const MOST_JOINED = 64;

/** @param {number} unit */
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * A text cut into rows of about the same length: after every line end, and within a longer line
 * after a space or, where there is none, between two characters.
 *
 * Only where rows start is kept, four bytes for each. `advance` lays out a slice, so that ten
 * megabytes keep no frame waiting. On the way it counts `characters` (code points), `words` (what is
 * between spaces) and `wide` characters, which are words of their own.
 */
export class Rows {
  characters = 0;
  words = 0;
  wide = 0;
  count = 0;
  #starts = new Uint32Array(256);
  #text;
  #columns;
  #at = 0;
  #inWord = false;

  /**
   * @param {string} text
   * @param {number} columns
   */
  constructor(text, columns) {
    this.#text = text;
    this.#columns = Math.max(columns, 8);
  }

  get text() {
    return this.#text;
  }

  get done() {
    return this.#at >= this.#text.length;
  }

  /**
   * Where row `at` starts; the end of the last row where there is no such row.
   *
   * @param {number} at
   */
  start(at) {
    return at < this.count ? this.#starts[at] : this.#at;
  }

  /**
   * The row that holds the unit at `offset`.
   *
   * @param {number} offset
   */
  rowOf(offset) {
    let [low, high] = [0, this.count];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * Lays out rows until the clock (`performance.now`) says `until` or the text ends.
   *
   * @param {number} until
   */
  advance(until) {
    while (!this.done) {
      for (let rows = 0; rows < 256 && !this.done; rows += 1) this.#row();
      if (performance.now() >= until) return;
    }
  }

  #row() {
    if (this.count === this.#starts.length) {
      const starts = new Uint32Array(2 * this.count);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    const start = this.#at;
    this.#starts[this.count] = start;
    this.count += 1;
    this.#at = this.#end(start);
    this.#read(start, this.#at);
  }

  /** @param {number} start */
  #end(start) {
    const text = this.#text;
    let [at, columns, space] = [start, 0, start];
    while (at < text.length) {
      const unit = text.charCodeAt(at);
      if (unit === 10) return at + 1;
      columns += widths[unit] & WIDTH;
      if (columns > this.#columns && at > start) break;
      at += 1;
      if (widths[unit] & SPACE) space = at;
    }
    if (at === text.length) return at;
    if (space > start + (at - start) / 2) return space;
    return this.#characterStart(start, at);
  }

  /**
   * The place nearest to `at` where a character begins: before it, or else after it.
   *
   * @param {number} start
   * @param {number} at
   */
  #characterStart(start, at) {
    for (let to = at; to > start && to > at - MOST_JOINED; to -= 1) if (this.#begins(to)) return to;
    for (let to = at + 1; to < at + MOST_JOINED; to += 1) if (this.#begins(to)) return to;
    return isLow(this.#text.charCodeAt(at)) ? at + 1 : at;
  }

  /** @param {number} at */
  #begins(at) {
    const text = this.#text;
    if (isLow(text.charCodeAt(at)) || text.charCodeAt(at - 1) === 0x200d) return false;
    return !JOINED.test(text.slice(at, at + 2));
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  #read(start, end) {
    const text = this.#text;
    for (let at = start; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      if (!isLow(unit)) this.characters += 1;
      const isSpace = (widths[unit] & SPACE) !== 0;
      if (!isSpace && !this.#inWord) this.words += 1;
      if (unit >= 0x2e80 && unit < 0xa4d0) this.wide += 1;
      this.#inWord = !isSpace;
    }
  }
}
