/**
 * Copies a text, if the page may; whether it did.
 *
 * Frames, pages without a secure connection and readers refuse it: then it is for the reader to copy, out
 * of a field with the text in it.
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
