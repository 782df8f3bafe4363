import { assets } from "../generated/assets.js";
import { trustedUrl } from "../load/trusted.js";

// Half a frame: the page goes on between two slices.
const SLICE = 8;

/**
 * Starts whoever keeps and counts the texts: a worker, or this thread where none may start.
 *
 * `onmessage` hears its answers, `onblocked` that there is no worker, with the browser's reason, and
 * `onfailure` that it has stopped for good. What is posted before it runs is kept for it: a worker begins
 * with it at once, and until it has said that it started, this thread may still have to.
 */
export function startThread({ onmessage, onblocked, onfailure }) {
  const kept = [];
  let port;
  let worker;
  let stopped = false;

  function run(at) {
    port = at;
    kept.length = 0;
  }

  async function runHere(reason) {
    worker?.terminate();
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

  try {
    worker = new Worker(trustedUrl(address()), { type: "module", name: "tokenfare" });
    worker.onmessage = ({ data }) => (data.type === "started" ? run(worker) : onmessage(data));
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
      (port ?? worker)?.postMessage(message);
      if (!port) kept.push(message);
    },
    stop() {
      stopped = true;
      worker?.terminate();
      if (port !== worker) port?.close();
    },
  };
}

/** Browsers start no worker from another origin, but one that imports from there. */
function address() {
  const url = new URL(assets["worker.js"]);
  if (url.protocol === "data:" || url.origin === location.origin) return url.href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" }));
}
