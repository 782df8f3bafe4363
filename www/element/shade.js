// A page that is dark and does not say so by `color-scheme` has light text all the same.

const followers = new Map();
let watch;

/** Tells `tell` whether `element` stands on a dark page that does not say so, now and when that changes. */
export function followShade(element, tell) {
  followers.set(element, { tell });
  if (followers.size === 1) start();
  look(element, followers.get(element));
  return () => {
    followers.delete(element);
    if (!followers.size) stop();
  };
}

function start() {
  watch = new MutationObserver(lookAll);
  for (const node of [document.documentElement, document.body]) watch.observe(node, { attributes: true });
  // The new colour may come by degrees.
  document.addEventListener("transitionend", lookAll);
}

function stop() {
  watch.disconnect();
  document.removeEventListener("transitionend", lookAll);
}

function lookAll() {
  for (const [element, follower] of followers) look(element, follower);
}

function look(element, follower) {
  const around = element.parentElement ?? element.getRootNode().host;
  if (!around) return;
  const { colorScheme, color } = getComputedStyle(around);
  const dark = (colorScheme ?? "normal") === "normal" && isLight(color);
  if (dark !== follower.dark) follower.tell((follower.dark = dark));
}

/** Whether a computed colour is lighter than it is dark. */
export function isLight(color) {
  const [first, second, third] = (color.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  if (/^okl/.test(color)) return first > 0.6;
  if (/^l/.test(color)) return first > 60;
  // Of 255 each; of 1 in color(srgb …).
  const whole = color.startsWith("rgb") ? 255 : 1;
  return (0.2126 * first + 0.7152 * second + 0.0722 * third) / whole > 0.5;
}
