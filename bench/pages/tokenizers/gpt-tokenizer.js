import { countTokens, encode } from "gpt-tokenizer/encoding/o200k_base";
import { measure } from "../measure.js";

measure(async () => ({ count: (text) => countTokens(text), encode: (text) => encode(text) }));
