// @ts-check
import { assets } from "../generated/assets.js";
import { once, openFile } from "../load/file.js";

/**
 * The exports of the widget's module.
 * @type {WebAssembly.Exports & { __indirect_function_table: WebAssembly.Table }}
 */
let widget;
/**
 * Has every element wear the style sheet of what the part draws.
 * @type {() => Promise<void>}
 */
let dress;

/**
 * To be called before anything is loaded: the part runs on the module's memory and functions.
 *
 * @param {typeof widget} exports
 * @param {typeof dress} dressed
 */
export function partOf(exports, dressed) {
  widget = exports;
  dress = dressed;
}

const part = once(async () => {
  const [response] = await Promise.all([openFile(assets["lazy.wasm"]), dress()]);
  await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: widget });
});

/**
 * Called by the widget's module, under a name that the build gives: loads the part, and says whether it is there.
 *
 * @param {number} callback
 * @param {number} data
 */
export async function __wasm_split_load_lazy(callback, data) {
  let there = true;
  try {
    await part();
  } catch {
    there = false;
  }
  widget.__indirect_function_table.get(callback)(data, there);
}
