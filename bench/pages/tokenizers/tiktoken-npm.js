import { init, Tiktoken } from "tiktoken/lite/init";
import o200k_base from "tiktoken/encoders/o200k_base.json";
import { measure } from "../measure.js";

measure(async () => {
  await init((imports) => WebAssembly.instantiateStreaming(fetch("tiktoken_bg.wasm"), imports));
  const { bpe_ranks, special_tokens, pat_str } = o200k_base;
  const tokenizer = new Tiktoken(bpe_ranks, special_tokens, pat_str);
  const encode = (text) => tokenizer.encode_ordinary(text);
  return { count: (text) => encode(text).length, encode };
});
