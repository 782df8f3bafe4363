// @ts-check
/**
 * What the page and whoever counts say to each other: the worker, or the page's own thread. Each message but
 * `Ping` is about one text, by the `id` of its counter.
 *
 * A text has generations: opening it is one, and so is every edit. An answer names the generation that it is
 * about, and whoever asked drops one that is not about the newest. A question about tokens has a number besides,
 * which its answer repeats: answers may come in any order.
 *
 * `count/counter.js` is at one end, `count/texts.js` at the other; `count/thread.js` is between them.
 */

/**
 * Keep a text, which is empty, and count it in this encoding. `engine` and `vocabulary` are addresses; `fresh`
 * goes past the HTTP cache. Answered by `Opened` or `Failed`.
 *
 * @typedef {object} Open
 * @property {"open"} type
 * @property {number} id
 * @property {number} generation
 * @property {string} encoding
 * @property {string} engine
 * @property {string | undefined} vocabulary
 * @property {boolean} fresh
 */

/**
 * The text as it was, but for what is from `start` to `end` (UTF-16 units), which is now `text`. Answered by
 * `Counted`, several times for a long text, or `Failed`.
 *
 * @typedef {object} Edit
 * @property {"edit"} type
 * @property {number} id
 * @property {number} generation
 * @property {number} start
 * @property {number} end
 * @property {string} text
 */

/**
 * Count this file in place of the text. Answered as an edit is.
 *
 * @typedef {object} ReadFile
 * @property {"file"} type
 * @property {number} id
 * @property {number} generation
 * @property {Blob} file
 */

/**
 * Which tokens have something of the text from `start` to `end`? Always answered, by `Spans`.
 *
 * @typedef {object} AskSpans
 * @property {"spans"} type
 * @property {number} id
 * @property {number} generation
 * @property {number} question
 * @property {number} start
 * @property {number} end
 */

/**
 * The text is wanted no more. Not answered.
 *
 * @typedef {object} Close
 * @property {"close"} type
 * @property {number} id
 */

/**
 * Are you there? Answered by `Pong`, at once unless something long is being done at one go.
 *
 * @typedef {object} Ping
 * @property {"ping"} type
 */

/** @typedef {Open | Edit | ReadFile | AskSpans | Close | Ping} Message */

/**
 * A worker runs: what was posted to it is in good hands. `life` closes when the worker is no more, in browsers
 * that say so. As the next, this is about no text.
 *
 * @typedef {object} Started
 * @property {"started"} type
 * @property {MessagePort} life
 */

/**
 * Here.
 *
 * @typedef {object} Pong
 * @property {"pong"} type
 */

/**
 * The vocabulary is there, and the text is kept.
 *
 * @typedef {object} Opened
 * @property {"opened"} type
 * @property {number} id
 * @property {number} generation
 */

/**
 * So many tokens are in what has been read of the text: `share` of it, from 0 to 1.
 *
 * @typedef {object} Counted
 * @property {"counted"} type
 * @property {number} id
 * @property {number} generation
 * @property {number} tokens
 * @property {number} share
 * @property {string | undefined} [conversations] what the text weighs message by message, if it is any
 */

/**
 * The tokens that were asked for, as the engine packs them (crates/engine/src/spans.rs); nothing when the text
 * is another by now.
 *
 * @typedef {object} Spans
 * @property {"spans"} type
 * @property {number} id
 * @property {number} generation
 * @property {number} question
 * @property {Uint32Array | undefined} packed
 */

/**
 * The text is no longer kept. The codes are in `load/error.js`.
 *
 * @typedef {object} Failed
 * @property {"failed"} type
 * @property {number} id
 * @property {number} generation
 * @property {string} code
 * @property {string} detail
 */

/** @typedef {Started | Pong | Opened | Counted | Spans | Failed} Answer */

export {};
