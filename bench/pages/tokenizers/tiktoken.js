import { measure } from "../measure.js";
import init, { Tokenizer } from "../crates/tiktoken.js";

measure(async () => {
  await init();
  const tokenizer = new Tokenizer();
  return { count: (text) => tokenizer.count(text), encode: (text) => tokenizer.encode(text) };
});
