import { assets } from "../generated/assets.js";
import { editBetween } from "./edit.js";
import { startThread } from "./thread.js";

// One thread serves every counter on the page: the vocabulary is fetched and unpacked once.
let thread;
let nextId = 1;
let nextQuestion = 1;
const counters = new Map();
// Why there is no worker, once that is known.
let blocked;

// How long the thread outlives the last counter, in milliseconds: an element that is exchanged for
// another finds the vocabulary still there.
const LINGER = 5_000;
let leaving;

// The worker may be lost so often before it has counted anything; it is not the browser's whim then.
const MOST_LOSSES = 2;
let losses = 0;

function start() {
  const started = startThread({
    onmessage(data) {
      if (data.share === 1) losses = 0;
      counters.get(data.id)?.receive(data);
    },
    onblocked(reason) {
      blocked = `no worker could be started: ${reason}`;
      for (const counter of counters.values()) counter.onblocked(blocked);
    },
    onlost(reason) {
      if (thread !== started) return;
      thread = undefined;
      losses += 1;
      const isLast = losses > MOST_LOSSES;
      if (isLast) losses = 0;
      for (const counter of [...counters.values()]) {
        if (isLast) counter.fail("worker-lost", reason);
        else counter.lose(reason);
      }
    },
    onfailure(reason) {
      if (thread !== started) return;
      stop();
      for (const counter of [...counters.values()]) counter.fail("engine-failed", reason);
    },
    awaited: longestAwaited,
  });
  return started;
}

/** How long the longest text or file is that is being counted, in units or bytes; nothing when none is. */
function longestAwaited() {
  const all = Array.from(counters.values(), ({ awaited }) => awaited).filter((units) => units !== undefined);
  return all.length ? Math.max(...all) : undefined;
}

function stop() {
  thread?.stop();
  thread = undefined;
}

/** Has another worker begin anew with all texts. */
function restart() {
  if (thread) stop();
  for (const counter of [...counters.values()]) counter.lose();
}

function send(message) {
  thread ??= start();
  thread.post(message);
}

/**
 * Counts the tokens of one text that changes, or of a file, in the worker (protocol.js).
 *
 * The worker keeps the text and is sent edits. Each edit is a new generation; answers about older
 * ones are dropped, so `onchange` only ever speaks of the text last given to `setText`:
 *
 * - `{ status: "waiting" }` — no vocabulary yet;
 * - `{ status: "counting", tokens, share }` — `share` (0 to 1) of the text has been read;
 * - `{ status: "exact", tokens, conversations, unread }` — `conversations` is what the text weighs message
 *   by message, if it is any (crates/core/src/report/wire.rs); `unread` is why that is not known;
 * - `{ status: "failed", code, detail }` — see error.js; `retry` tries again.
 */
export class Counter {
  generation = 0;
  onchange = () => {};
  /** Told why the page itself has to count, if it has to. */
  onblocked = () => {};
  /** Told the code and the detail of every failure, here and in what goes with this text. */
  onerror = () => {};
  #id = nextId++;
  #encoding;
  #text = "";
  #file;
  #sent = "";
  #open = false;
  // Whoever had the text is gone, and was done with it: it is not sent again before it changes.
  #left = false;
  // Nothing is counted any more, whatever else is said.
  #closed = false;
  // What was last said of the text as it stands.
  #answer;
  // Questions about tokens that the worker has not answered yet.
  #asked = [];
  // Counters of what goes with this text, in its encoding and for as long as this one.
  #companions = new Set();
  #lead;

  constructor() {
    clearTimeout(leaving);
    counters.set(this.#id, this);
    // Not before whoever makes it can listen.
    if (blocked) queueMicrotask(() => this.onblocked(blocked));
  }

  /** How long is what an answer is awaited about, in units or bytes; nothing when none is. */
  get awaited() {
    const settled = ["exact", "failed"].includes(this.#answer?.status) && !this.#asked.length;
    return settled || !this.#encoding ? undefined : (this.#file?.size ?? this.#text.length);
  }

  /** The text as it stands. */
  get text() {
    return this.#text;
  }

  /** Counts in this encoding from now on; `file` is its packed vocabulary's name in `vocab/`. */
  setEncoding(encoding, file) {
    if (encoding === this.#encoding?.encoding) return this.#repeat();
    this.#encoding = { encoding, file };
    for (const companion of this.#companions) companion.setEncoding(encoding, file);
    this.#reopen(false);
  }

  /** A counter of something that goes with this text. It counts in the same encoding, until it closes. */
  companion() {
    const companion = new Counter();
    const { encoding, file } = this.#encoding;
    companion.setEncoding(encoding, file);
    companion.#lead = this;
    this.#companions.add(companion);
    return companion;
  }

  /** Why what may be a conversation, here or in what goes with it, is counted as plain text; nothing if none is. */
  get unread() {
    return this.#answer?.unread ?? Array.from(this.#companions, ({ unread }) => unread).find(Boolean);
  }

  setText(text) {
    this.#text = text;
    this.#change();
  }

  /** Counts this file in place of a text. It is read in the worker, part by part. */
  setFile(file) {
    this.#file = file;
    this.#change();
  }

  #change() {
    if (this.#closed) return;
    if (this.#left) this.#reopen(false);
    else if (this.#open) this.#sync();
  }

  /**
   * The tokens that have bytes of a character of the text from `start` to `end` (UTF-16 units), as
   * the engine packs them (crates/engine/src/spans.rs); nothing when there is no vocabulary, or
   * another text before the answer.
   */
  spans(start, end) {
    if (this.#left) this.#reopen(false);
    return new Promise((resolve) => {
      if (!this.#open) return resolve();
      const question = nextQuestion++;
      this.#asked.push({ question, resolve });
      send({ type: "spans", id: this.#id, generation: this.generation, question, start, end });
    });
  }

  /** After a failure: fetches the vocabulary again, past any cached copy, in a new worker if that has failed. */
  retry() {
    if (["engine-failed", "worker-lost"].includes(this.#answer?.code)) restart();
    this.#reopen(true);
    for (const companion of this.#companions) companion.retry();
  }

  close() {
    this.#closed = true;
    for (const companion of this.#companions) companion.close();
    if (this.#lead) this.#lead.#companions.delete(this);
    counters.delete(this.#id);
    this.#giveUp();
    if (thread) send({ type: "close", id: this.#id });
    clearTimeout(leaving);
    if (!counters.size) leaving = setTimeout(stop, LINGER);
  }

  #reopen(fresh) {
    if (this.#closed) return;
    this.#open = this.#left = false;
    this.generation += 1;
    this.#say({ status: "waiting" });
    const { encoding, file } = this.#encoding;
    const [engine, quote, vocabulary] = [assets["engine.wasm"], assets["quote.wasm"], assets[`vocab/${file}`]];
    send({ type: "open", id: this.#id, generation: this.generation, fresh, encoding, engine, quote, vocabulary });
  }

  #sync() {
    if (this.#file) {
      this.generation += 1;
      return send({ type: "file", id: this.#id, generation: this.generation, file: this.#file });
    }
    const edit = editBetween(this.#sent, this.#text);
    if (!edit) return this.#repeat();
    this.#sent = this.#text;
    this.#answer = undefined;
    this.generation += 1;
    send({ type: "edit", id: this.#id, generation: this.generation, ...edit });
  }

  #say(answer) {
    this.#answer = answer;
    this.onchange(answer);
    if (answer.status === "failed") this.#tell(answer.code, answer.detail);
  }

  #tell(code, detail) {
    (this.#lead ?? this).onerror(code, detail);
  }

  /** Whoever asks anew about the same text gets the same answer, unless one is on its way. */
  #repeat() {
    if (this.#answer) this.onchange(this.#answer);
  }

  /** Called when whoever counts has failed for good. */
  fail(code, detail) {
    this.#giveUp();
    this.receive({ type: "failed", generation: this.generation, code, detail });
  }

  /** Called when whoever counts is gone: another one begins anew, with what is not counted yet. */
  lose(detail) {
    const counted = this.awaited === undefined;
    this.#giveUp();
    if (!this.#encoding || this.#answer?.status === "failed") return;
    if (detail && !this.#lead) this.onerror("worker-lost", detail);
    if (counted) [this.#open, this.#left] = [false, true];
    else this.#reopen(false);
  }

  /** The worker answers every question; one that has stopped answers none. */
  #giveUp() {
    for (const { resolve } of this.#asked.splice(0)) resolve();
  }

  /** The answer to a question, unless it was given up. */
  #answered({ question, generation, packed }) {
    const at = this.#asked.findIndex((asked) => asked.question === question);
    if (at < 0) return;
    const [{ resolve }] = this.#asked.splice(at, 1);
    resolve(generation === this.generation ? packed : undefined);
  }

  /** Called with what the worker says of this counter. */
  receive({ type, generation, ...rest }) {
    if (type === "spans") return this.#answered({ generation, ...rest });
    if (generation !== this.generation) return;
    if (type === "opened") {
      this.#open = true;
      this.#sent = "";
      if (this.#text || this.#file) this.#sync();
      else this.#say({ status: "exact", tokens: 0 });
    } else if (type === "counted") {
      this.#say({ status: rest.share < 1 ? "counting" : "exact", ...rest });
    } else {
      this.#open = this.#left = false;
      this.#say({ status: "failed", ...rest });
    }
  }
}
