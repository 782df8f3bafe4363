// A keystroke anywhere in a long text: what the worker spends on it. Times are in milliseconds.

import { loadEngine, openTokenizer } from "tokenfare/count/tokenizer.js";

const KEYSTROKES = 2000;

/** The same positions in every run. */
function positions(length) {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * length);
  };
}

const isLowSurrogate = (unit) => unit >= 0xdc00 && unit < 0xe000;

async function keystrokes(url) {
  const response = fetch(url);
  const site = new URL("../tokenfare/", location.href);
  const { files } = await (await fetch(new URL("release.json", site))).json();
  const asset = (name) => new URL(files.find((file) => file.name === name).path, site).href;
  const engine = asset("engine.wasm");
  const tokenizer = await openTokenizer("o200k_base", { engine, vocabulary: asset("vocab/o200k_base.vocab") });
  const { Document } = await loadEngine(engine);
  const text = await (await response).text();
  const document = new Document(tokenizer);
  const timed = (...edit) => {
    const start = performance.now();
    document.edit(...edit);
    while (document.advance() < 1);
    return performance.now() - start;
  };

  const opening = timed(0, 0, text);
  const whole = document.count();
  const position = positions(text.length);
  const times = [];
  while (times.length < KEYSTROKES) {
    let at = position();
    if (isLowSurrogate(text.charCodeAt(at))) at -= 1;
    times.push(timed(at, at, "x"), timed(at, at + 1, ""));
  }
  if (document.count() !== whole || whole !== tokenizer.count(text)) throw new Error("an edit was miscounted");
  times.sort((a, b) => a - b);
  const quantile = (share) => times[Math.floor(times.length * share)];
  return { opening, median: quantile(0.5), high: quantile(0.99), longest: times.at(-1) };
}

onmessage = ({ data }) => {
  keystrokes(data).then(
    (done) => postMessage({ done }),
    (error) => postMessage({ failed: String(error) }),
  );
};
