import { keepKeys } from "./keys.js";
import { whenUnseen } from "./release.js";
import { followShade } from "./shade.js";
import { Translated } from "./translated.js";

/**
 * Has the widget in `root` live in the page of `element` as a guest: keys that it uses stay with it, the
 * space that was kept for it is given back, it is dark where the page is, and what others do to its texts is
 * mended. `wear` puts on one of the sheets of outline.js, or takes it off.
 */
export function live(element, root, wear) {
  const shadow = element.shadowRoot;
  keepKeys(shadow);
  const translated = new Translated(root);
  let stopWaiting;
  const stopFollowing = followShade(element, (dark) => wear("dark", dark));
  return {
    /** To be called after every drawing. */
    drawn() {
      translated.repair();
      // What is there is measured, so not before something is.
      stopWaiting ??= whenUnseen(
        element,
        () => shadow.children,
        () => wear("released", true),
      );
    },
    stop() {
      translated.stop();
      stopWaiting?.();
      stopFollowing();
    },
  };
}
