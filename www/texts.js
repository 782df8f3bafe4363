import { loadEngine, openTokenizer } from "./tokenizer.js";

/**
 * Keeps and counts texts for whoever is at the other end of `port`: the page, when this runs in its
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
    if (share >= 1) unfinished.delete(id);
    port.postMessage({ type: "counted", id, generation, tokens: document.count(), share });
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
      const [{ Document }, opened] = await Promise.all([loadEngine(from.engine), tokenizer(from)]);
      if (texts.get(id) !== text) return;
      text.document = new Document(opened);
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

  /** The tokens from `start` to `end`; every question has an answer, if only that there is none. */
  function spans({ id, generation, start, end }) {
    const asked = texts.get(id);
    const packed = asked?.generation === generation ? asked.document?.spans(start, end) : undefined;
    port.postMessage({ type: "spans", id, generation, packed }, packed ? [packed.buffer] : []);
  }

  port.onmessage = ({ data }) => {
    if (data.type === "open") open(data);
    else if (data.type === "edit") attempt(data.id, () => edit(data));
    else if (data.type === "spans") spans(data);
    else close(data.id);
  };
}
