import { assets } from "../generated/assets.js";
import { trustedUrl } from "../load/trusted.js";

// Half a frame: the page goes on between two slices.
const SLICE = 8;

// Milliseconds between two looks at whether the worker still answers.
const BEAT = 1_000;
// It may be silent for so many of them: also on a slow device, what it does at one go takes less …
const PATIENCE = 10;
// … but for a long text or file, which may have to be counted as one piece: a beat more for so much of it.
const UNITS_A_BEAT = 1 << 23;

/**
 * Starts whoever keeps and counts the texts: a worker, or this thread where none starts.
 *
 * `onmessage` hears its answers, `onblocked` that there is no worker and why, `onlost` that the worker has ended
 * or hangs, and `onfailure` that it has failed by an error; after either of these it is gone. `awaited` says how
 * long what is being counted is, in units or bytes, or that nothing is.
 * What is posted before it runs is kept for it: a worker begins with it at once, and until it has said that it
 * started, this thread may still have to.
 */
export function startThread({ onmessage, onblocked, onlost, onfailure, awaited }) {
  const kept = [];
  let port;
  let worker;
  let stopped = false;
  let silent = 0;
  let beating;
  // A port whose other end is the worker's. It closes when the worker is no more, in browsers that say so.
  let life;

  function run(at) {
    port = at;
    kept.length = 0;
  }

  async function runHere(reason) {
    worker?.terminate?.();
    worker = undefined;
    if (stopped) return;
    onblocked(reason);
    try {
      const { serveTexts } = await import("./texts.js");
      const { port1, port2 } = new MessageChannel();
      serveTexts(port2, SLICE);
      port1.onmessage = ({ data }) => onmessage(data);
      if (stopped) return port1.close();
      for (const message of kept) port1.postMessage(message);
      run(port1);
    } catch (error) {
      if (!stopped) onfailure(error.message);
    }
  }

  function stop() {
    stopped = true;
    clearTimeout(beating);
    worker?.terminate();
    if (port !== worker) port?.close();
  }

  function lose(reason) {
    if (stopped) return;
    stop();
    onlost(reason);
  }

  function hear({ data }) {
    if (!worker || stopped) return;
    silent = 0;
    if (data.type === "started") {
      run(worker);
      life = data.life;
      life.onclose = () => lose("the worker has ended");
    } else if (data.type !== "pong") {
      onmessage(data);
    }
  }

  /** Looks, for as long as an answer is awaited, whether one still comes. */
  function beat() {
    beating = undefined;
    const units = awaited();
    if (!worker || units === undefined) return;
    silent += 1;
    if (silent > PATIENCE + units / UNITS_A_BEAT) {
      if (port) lose("the worker does not answer");
      else runHere("the worker does not start");
      return;
    }
    worker.postMessage({ type: "ping" });
    beating = setTimeout(beat, BEAT);
  }

  try {
    worker = new Worker(trustedUrl(address()), { type: "module", name: "tokenfare" });
    worker.onmessage = hear;
    worker.onerror = (event) => {
      event.preventDefault();
      if (stopped) return;
      if (port) onfailure(event.message);
      else runHere(event.message ?? "the browser does not say why");
    };
  } catch (error) {
    // Not at once: the caller may be in the middle of drawing.
    queueMicrotask(() => runHere(error.message));
  }

  return {
    post(message) {
      if (!port) kept.push(message);
      try {
        (port ?? worker)?.postMessage(message);
      } catch (error) {
        if (port) throw error;
        runHere(error.message);
      }
      if (beating) return;
      silent = 0;
      beating = setTimeout(beat, BEAT);
    },
    stop,
  };
}

/** Browsers start no worker from another origin, but one that imports from there. */
function address() {
  const url = new URL(assets["worker.js"]);
  if (url.protocol === "data:" || url.origin === location.origin) return url.href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
}
