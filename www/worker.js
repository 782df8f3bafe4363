import { loadEngine, loadTokenizer } from "./tokenizer.js";

// How long to tokenize before looking for newer messages, in milliseconds: short enough that an
// edit made during a long count is taken up at once, long enough that looking costs nothing.
const SLICE = 12;

// encoding → promise of its tokenizer, shared by every text in that encoding.
const tokenizers = new Map();

function tokenizer(encoding, file, fresh) {
  if (fresh) tokenizers.delete(encoding);
  let loading = tokenizers.get(encoding);
  if (!loading) {
    loading = loadTokenizer(encoding, { file, fresh });
    tokenizers.set(encoding, loading);
    loading.catch(() => tokenizers.delete(encoding));
  }
  return loading;
}

// id → { document, generation }: the texts being counted. `generation` is the newest edit's.
const texts = new Map();
const unfinished = new Set();

const { port1: wake, port2: alarm } = new MessageChannel();
alarm.onmessage = () => {
  for (const id of unfinished) {
    const { document, generation } = texts.get(id);
    const until = performance.now() + SLICE;
    let share;
    do share = document.advance();
    while (share < 1 && performance.now() < until);
    if (share >= 1) unfinished.delete(id);
    postMessage({ type: "counted", id, generation, tokens: document.count(), share });
  }
  if (unfinished.size) wake.postMessage(null);
};

function close(id) {
  texts.get(id)?.document.free();
  texts.delete(id);
  unfinished.delete(id);
}

async function open({ id, generation, encoding, file, fresh }) {
  close(id);
  const text = { generation };
  texts.set(id, text);
  try {
    const [{ Document }, opened] = await Promise.all([loadEngine(), tokenizer(encoding, file, fresh)]);
    if (texts.get(id) !== text) return;
    text.document = new Document(opened);
    postMessage({ type: "opened", id, generation });
  } catch ({ code = "engine-failed", message }) {
    if (texts.get(id) !== text) return;
    texts.delete(id);
    postMessage({ type: "failed", id, generation, code, detail: message });
  }
}

function edit({ id, generation, start, end, text }) {
  const edited = texts.get(id);
  edited.generation = generation;
  edited.document.edit(start, end, text);
  if (!unfinished.size) wake.postMessage(null);
  unfinished.add(id);
}

onmessage = ({ data }) => {
  if (data.type === "open") open(data);
  else if (data.type === "edit") edit(data);
  else close(data.id);
};
