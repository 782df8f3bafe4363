import { Tokenizer } from "ai-tokenizer";
import * as o200k_base from "ai-tokenizer/encoding/o200k_base";
import { measure } from "../measure.js";

measure(async () => {
  const tokenizer = new Tokenizer(o200k_base);
  return { count: (text) => tokenizer.count(text), encode: (text) => tokenizer.encode(text) };
});
