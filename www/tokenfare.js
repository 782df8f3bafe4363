export { TokenfareError } from "./error.js";
import { loadEngine, loadTokenizer as load } from "./tokenizer.js";

export const version = "0.1.0";

/** See tokenfare.d.ts for this module's contract. */
export async function loadTokenizer(which) {
  return load(typeof which === "string" ? which : (await loadEngine()).encodingOf(String(which?.model)));
}

// The element needs a page; the functions above do not.
if (globalThis.customElements && !customElements.get("token-fare")) {
  import("./element.js").then(({ TokenFare }) => {
    if (!customElements.get("token-fare")) customElements.define("token-fare", TokenFare);
  });
}
