import { loadEngine, openTokenizer } from "./tokenizer.js";

// Bytes of a file that are counted between two looks at the clock.
const PART = 1 << 15;

/**
 * Keeps and counts texts, and counts files, for whoever is at the other end of `port`: the page, when this runs in its
 * worker; this very thread, where no worker may start.
 *
 * `slice` is how long to tokenize before looking for newer messages, in milliseconds: short enough
 * that an edit made during a long count is taken up at once, long enough that looking costs nothing.
 * On the page's own thread it is also how long the page stands still.
 */
export function serveTexts(port, slice = 12) {
  // encoding → promise of its tokenizer, shared by every text in that encoding. A failed one is
  // forgotten, so the next to ask tries again.
  const tokenizers = new Map();

  function tokenizer({ encoding, ...from }) {
    let loading = tokenizers.get(encoding);
    if (!loading) {
      loading = openTokenizer(encoding, from);
      tokenizers.set(encoding, loading);
      loading.catch(() => tokenizers.delete(encoding));
    }
    return loading;
  }

  // id → { document, generation }: the texts being counted. `generation` is the newest edit's; there
  // is no document while the vocabulary loads.
  const texts = new Map();
  const unfinished = new Set();

  const { port1: wake, port2: alarm } = new MessageChannel();
  alarm.onmessage = () => {
    for (const id of unfinished) attempt(id, () => count(id));
    if (unfinished.size) wake.postMessage(null);
  };

  // Lets newer messages in.
  const { port1: bell, port2: door } = new MessageChannel();
  const resting = [];
  door.onmessage = () => resting.shift()();
  const pause = () =>
    new Promise((resolve) => {
      resting.push(resolve);
      bell.postMessage(null);
    });

  /** One text's failure is told to its counter and leaves the other texts alone. */
  function attempt(id, work) {
    try {
      work();
    } catch ({ code = "engine-failed", message }) {
      const generation = texts.get(id)?.generation;
      close(id);
      port.postMessage({ type: "failed", id, generation, code, detail: message });
    }
  }

  function count(id) {
    const { document, generation } = texts.get(id);
    const until = performance.now() + slice;
    let share;
    do share = document.advance();
    while (share < 1 && performance.now() < until);
    const answer = { type: "counted", id, generation, tokens: document.count(), share };
    if (share < 1) return port.postMessage(answer);
    unfinished.delete(id);
    port.postMessage({ ...answer, conversations: document.conversations() });
  }

  function close(id) {
    unfinished.delete(id);
    const document = texts.get(id)?.document;
    texts.delete(id);
    document?.free();
  }

  async function open({ id, generation, ...from }) {
    close(id);
    const text = { generation };
    texts.set(id, text);
    try {
      const [{ Document, Reading }, opened] = await Promise.all([loadEngine(from.engine), tokenizer(from)]);
      if (texts.get(id) !== text) return;
      text.document = new Document(opened);
      text.reading = () => new Reading(opened);
      port.postMessage({ type: "opened", id, generation });
    } catch ({ code = "engine-failed", message }) {
      if (texts.get(id) !== text) return;
      texts.delete(id);
      port.postMessage({ type: "failed", id, generation, code, detail: message });
    }
  }

  function edit({ id, generation, start, end, text }) {
    const edited = texts.get(id);
    if (!edited?.document) return;
    edited.generation = generation;
    edited.document.edit(start, end, text);
    if (!unfinished.size) wake.postMessage(null);
    unfinished.add(id);
  }

  /** Counts a file while it is read, until it is not wanted any more. */
  async function read({ id, generation, file }) {
    const text = texts.get(id);
    if (!text?.document) return;
    text.generation = generation;
    const wanted = () => texts.get(id) === text && text.generation === generation;
    const reading = text.reading();
    const reader = file.stream().getReader();
    try {
      let bytes = 0;
      let until = performance.now() + slice;
      for (;;) {
        const { value } = await reader.read();
        if (!wanted()) return;
        if (!value) break;
        for (let at = 0; at < value.length; at += PART) {
          const part = value.subarray(at, at + PART);
          const tokens = reading.push(part);
          bytes += part.length;
          if (performance.now() < until) continue;
          // All of it is counted only once nothing comes any more.
          const share = Math.min(bytes / file.size, 0.999);
          port.postMessage({ type: "counted", id, generation, tokens, share });
          await pause();
          if (!wanted()) return;
          until = performance.now() + slice;
        }
      }
      const tokens = reading.finish();
      const conversations = reading.conversations();
      port.postMessage({ type: "counted", id, generation, tokens, share: 1, conversations });
    } catch (error) {
      if (!wanted()) return;
      const code = error instanceof DOMException ? "file-unreadable" : (error.code ?? "engine-failed");
      close(id);
      port.postMessage({ type: "failed", id, generation, code, detail: error.message });
    } finally {
      reading.free();
      reader.cancel().catch(() => {});
    }
  }

  /** The tokens from `start` to `end`; every question has an answer, if only that there is none. */
  function spans({ id, generation, question, start, end }) {
    const asked = texts.get(id);
    const packed = asked?.generation === generation ? asked.document?.spans(start, end) : undefined;
    port.postMessage({ type: "spans", id, generation, question, packed }, packed ? [packed.buffer] : []);
  }

  port.onmessage = ({ data }) => {
    if (data.type === "open") open(data);
    else if (data.type === "edit") attempt(data.id, () => edit(data));
    else if (data.type === "file") read(data);
    else if (data.type === "spans") spans(data);
    else if (data.type === "ping") port.postMessage({ type: "pong" });
    else close(data.id);
  };
}
