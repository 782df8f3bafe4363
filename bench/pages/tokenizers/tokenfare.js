import { measure } from "../measure.js";
import { loadTokenizer } from "../tokenfare/tokenfare.js";

measure(async () => {
  const tokenizer = await loadTokenizer("o200k_base");
  return { count: (text) => tokenizer.count(text), encode: (text) => tokenizer.encode(text) };
});
