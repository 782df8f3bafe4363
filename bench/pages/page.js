// The page's half of a measurement. The browser's driver calls these functions; each answers with
// plain data. Times are in milliseconds, memory in bytes.

const HELLO_WORLD_TOKENS = 2;

/** The next message of a worker; an Error when it fails or takes too long. */
function next(worker, limit) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("time is up")), limit);
    const settle = (done) => (value) => {
      clearTimeout(timer);
      done(value);
    };
    worker.onmessage = settle(({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(data)));
    worker.onerror = settle((event) => {
      event.preventDefault();
      reject(new Error(event.message ?? "the worker could not be loaded"));
    });
  });
}

/** Time to come to rest: for a browser that has just started, or a page that has just opened. */
function rest(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
const START = 500;
// Nobody pastes a text sooner.
const PASTE = 1000;

/** Starts a worker and waits for its first exact count. */
async function open(name) {
  await rest(START);
  const start = performance.now();
  const worker = new Worker(`tokenizers/${name}.js`, { type: "module" });
  const { opened, wasm } = await next(worker, 60_000);
  const took = performance.now() - start;
  if (opened !== HELLO_WORLD_TOKENS) throw new Error(`"hello world" is not ${opened} tokens`);
  return { worker, took, wasm };
}

/** Opens a tokenizer and gives its worker one task, as soon as a reader could. */
export async function run(name, limit, ...task) {
  const { worker, took } = await open(name);
  await rest(PASTE);
  worker.postMessage(task);
  const { done } = await next(worker, limit);
  return { opened: took, ...done };
}

/** Like `run` for a hard text: the limit is for the counting alone. */
export async function hard(name, limit, url) {
  const { worker } = await open(name);
  worker.postMessage(["first", url]);
  await next(worker, 60_000);
  try {
    return (await next(worker, limit)).done;
  } catch (error) {
    return { failed: error.message };
  } finally {
    worker.terminate();
  }
}

/** What the browser needs for a worker that has a tokenizer open and no text. */
export async function memory(name) {
  const { worker, wasm } = await open(name);
  const { breakdown } = await performance.measureUserAgentSpecificMemory();
  worker.terminate();
  const inWorker = ({ attribution }) => attribution.some(({ scope }) => scope === "DedicatedWorkerGlobalScope");
  return { bytes: breakdown.filter(inWorker).reduce((sum, { bytes }) => sum + bytes, wasm) };
}

/** tokenfare as its widget has it: starts the worker, then pastes a text into it. */
export async function paste(limit, url) {
  const text = await (await fetch(url)).text();
  const { counter, took } = await openCounter();
  await rest(PASTE);
  const start = performance.now();
  const { tokens } = await exact(counter, text, limit);
  return { opened: took, took: performance.now() - start, tokens };
}

async function openCounter() {
  // Whoever counts with a tokenizer alone does not load it.
  const { Counter } = await import("./tokenfare/mount.js");
  await rest(START);
  const start = performance.now();
  const counter = new Counter();
  counter.setEncoding("o200k_base", "o200k_base.vocab");
  const { tokens } = await exact(counter, "hello world", 60_000);
  const took = performance.now() - start;
  if (tokens !== HELLO_WORLD_TOKENS) throw new Error(`"hello world" is not ${tokens} tokens`);
  return { counter, took };
}

function exact(counter, text, limit) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("time is up")), limit);
    counter.onchange = (answer) => {
      if (answer.status === "failed") reject(new Error(answer.detail));
      if (answer.status !== "exact") return;
      clearTimeout(timer);
      resolve(answer);
    };
    counter.setText(text);
  });
}

/** What a keystroke in a long text costs the worker. */
export async function keystrokes(limit, url) {
  const worker = new Worker("tokenizers/keystrokes.js", { type: "module" });
  worker.postMessage(new URL(url, location.href).href);
  return (await next(worker, limit)).done;
}
