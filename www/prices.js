import { assets } from "./assets.js";
import { once } from "./file.js";
import { instantiate } from "./wasm.js";

/** The module of quotes, prices and links: crates/fares. */
export const loadPrices = once(() => instantiate(import("./fares.js"), assets["fares.wasm"]));
