// The worker's half of a measurement, the same for every tokenizer. A worker is measured once and
// thrown away. Times are in milliseconds.

// Further passes over the first text: at least this long, so that the browser's compilers have done
// what they can, and at least so many, unless that takes too long.
const REPEAT_TIME = 600;
const REPEATS = 5;
const REPEAT_LIMIT = 2500;

// The browser's own measure of memory leaves these out.
const memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await original(...given);
    for (const value of Object.values((made.instance ?? made).exports)) {
      if (value instanceof WebAssembly.Memory) memories.add(value);
    }
    return made;
  };
}

/** FNV-1a over whole ids, as `bench/native` computes it. */
function hash(ids) {
  let hash = 0x811c9dc5;
  for (const id of ids) hash = Math.imul(hash ^ id, 0x01000193);
  return hash >>> 0;
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

async function text(url) {
  return (await fetch(url)).text();
}

const tasks = {
  /** Counts a text for the first time, then again and again; then another one of the same kind. */
  async passes({ count, encode }, cold, unseen) {
    const [first, second] = await Promise.all([text(cold), text(unseen)]);
    const pass = (text) => {
      const start = performance.now();
      count(text);
      return performance.now() - start;
    };
    const times = { cold: pass(first) };
    const repeats = [];
    const start = performance.now();
    let spent;
    do {
      repeats.push(pass(first));
      spent = performance.now() - start;
    } while (spent < REPEAT_TIME || (repeats.length < REPEATS && spent < REPEAT_LIMIT));
    times.repeat = median(repeats);
    times.unseen = pass(second);
    return { ...times, tokens: count(first), hash: hash(encode(first)) };
  },

  /** Counts a text that is made to be hard. */
  async first({ count }, url) {
    const hard = await text(url);
    postMessage({ counting: true });
    const start = performance.now();
    const tokens = count(hard);
    return { took: performance.now() - start, tokens };
  },
};

/**
 * Opens a tokenizer, says so with its first count, and then does what it is told.
 * `open` returns `count(text)` and `encode(text)`.
 */
export async function measure(open) {
  try {
    const tokenizer = await open();
    onmessage = async ({ data: [task, ...rest] }) => {
      try {
        postMessage({ done: await tasks[task](tokenizer, ...rest) });
      } catch (error) {
        postMessage({ failed: String(error) });
      }
    };
    const opened = tokenizer.count("hello world");
    const wasm = [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    postMessage({ opened, wasm });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
}
