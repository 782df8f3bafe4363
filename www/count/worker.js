import { serveTexts } from "./texts.js";

serveTexts(globalThis);
// Whoever started this knows from it that a worker may run here.
postMessage({ type: "started" });
