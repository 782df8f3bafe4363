/**
 * Instantiates a module of wasm-bindgen's from its glue and its binary, both already on their way,
 * so that they are fetched side by side.
 */
export async function instantiate(glue, binary) {
  // Whichever fails first is thrown below; the other must not also be reported as unhandled.
  binary.catch(() => {});
  const module = await glue;
  const response = await binary;
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  await module.default({ module_or_path: response });
  return module;
}
