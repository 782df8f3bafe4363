import { home } from "../generated/assets.js";
import { card } from "./card.js";
import { saveDrawing, saveChart } from "./picture.js";

export { copy } from "./clipboard.js";
export { download } from "./download.js";

/** Saves the chart around a button: `kind` is `svg` or `png`. */
export const savePicture = (button, name, kind) =>
  saveChart(button.closest("figure").querySelector(".plot"), name, kind);

/** Saves the answer of the widget in `root` as a picture, with these lines around it. */
export const saveAnswer = (root, kind, title, subject, foot) =>
  saveDrawing(card(root, { title, subject, foot }), "answer", kind);

/** Calls `done` with what is shipped from here, the version and the hashes of two files; not where that cannot be read. */
export async function release(done) {
  if (!/^https?:/.test(home ?? "")) return;
  try {
    const response = await fetch(`${home}release.json`);
    if (!response.ok) return;
    const { version, files } = await response.json();
    const hash = (wanted) => files.find(({ name }) => name === wanted)?.integrity ?? "";
    done(version, hash("tokenfare.js"), hash("embed.js"));
  } catch {
    // A tag then says nothing of its version.
  }
}
