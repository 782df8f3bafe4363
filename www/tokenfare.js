export { TokenfareError } from "./error.js";
import { loadTokenizer as load } from "./tokenizer.js";

/** See tokenfare.d.ts for this module's contract. */
export async function loadTokenizer(encoding) {
  return load(encoding);
}

// The element needs a page; the functions above do not.
if (globalThis.customElements && !customElements.get("token-fare")) {
  const { TokenFare } = await import("./element.js");
  if (!customElements.get("token-fare")) customElements.define("token-fare", TokenFare);
}
