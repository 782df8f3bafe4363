import { assets } from "../generated/assets.js";
import { once } from "../load/file.js";
import { instantiate } from "../load/wasm.js";

/** The module that reads and writes what people take along: crates/share. */
export const loadTaken = once(() => instantiate(import("../generated/taken.js"), assets["taken.wasm"]));
