import { define as defineElement } from "./element.js";

export { TokenfareError } from "../load/error.js";

export const version = "0.1.0";

/** See tokenfare.d.ts for this module's contract. */
export const loadTokenizer = async (which) => (await import("../api/api.js")).loadTokenizer(which);
export const quote = async (request) => (await import("../api/api.js")).quote(request);
export const models = async (options) => (await import("../api/api.js")).models(options);
export const plans = async (options) => (await import("../api/api.js")).plans(options);
export const define = (name = "token-fare") => defineElement(name);

// The element needs a page; the functions above do not.
if (globalThis.customElements) define();
