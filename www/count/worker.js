import { serveTexts } from "./texts.js";

serveTexts(globalThis);
// Whoever started this knows from it that a worker may run here, and by the port when it no longer does.
const { port1: life, port2: own } = new MessageChannel();
globalThis.life = own;
postMessage({ type: "started", life }, [life]);
