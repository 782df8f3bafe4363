// @ts-check
import { TokenfareError, messageOf } from "./error.js";
import { openFile } from "./file.js";

/**
 * Instantiates a module of wasm-bindgen's from its glue, here or already on its way, and the address of its
 * binary, so that they are fetched side by side.
 *
 * @template {{ default(input: { module_or_path: Response | ArrayBuffer }): Promise<unknown> }} Glue
 * @param {Glue | Promise<Glue>} glue
 * @param {string | undefined} url
 * @returns {Promise<Glue>}
 * @throws {TokenfareError} `no-webassembly`, `wasm-blocked`, `file-unreachable`, `file-missing`,
 * `file-damaged`
 */
export async function instantiate(glue, url) {
  const coming = Promise.resolve(glue);
  // Whichever fails first is thrown below; the other must not also be reported as unhandled.
  coming.catch(() => {});
  if (!globalThis.WebAssembly) throw new TokenfareError("no-webassembly", "there is no WebAssembly here");
  const response = await openFile(url);
  // A server that does not know the type of .wasm files can only be read whole.
  const streams = response.headers.get("content-type") === "application/wasm";
  const source = streams ? response : await response.arrayBuffer();
  const module = await coming.catch((cause) => {
    throw new TokenfareError("file-missing", messageOf(cause), { cause });
  });
  try {
    await module.default({ module_or_path: source });
  } catch (cause) {
    const message = messageOf(cause);
    const blocked = /content security policy|\bcsp\b/i.test(message);
    throw new TokenfareError(blocked ? "wasm-blocked" : "file-damaged", message, { cause });
  }
  return module;
}
