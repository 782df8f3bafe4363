import { measure } from "../measure.js";
import init, { Tokenizer } from "../crates/tiktoken.js";

measure(async () => {
  await init({ module_or_path: new URL("../crates/tiktoken_bg.wasm", import.meta.url) });
  const tokenizer = new Tokenizer();
  return { count: (text) => tokenizer.count(text), encode: (text) => tokenizer.encode(text) };
});
