// @ts-check
/**
 * Follows the text of another element of the page: what is typed into a field, or what stands in any
 * other element. `find` says which it is at the moment; with a `page` to look at, it may appear, go,
 * or be replaced later.
 *
 * `ontext` hears each text that differs from the one before. `onfound` hears that there is another
 * element, or none any more.
 *
 * @param {Node | undefined} page
 * @param {() => Element | null | undefined} find
 * @param {(text: string) => void} ontext
 * @param {() => void} onfound
 */
export function follow(page, find, ontext, onfound) {
  /** @type {Element | undefined} */
  let element;
  /** @type {string | undefined} */
  let last;

  const changed = () => {
    if (!element) return;
    const text = textOf(element);
    if (text === last) return;
    last = text;
    ontext(text);
  };
  // A form's reset empties its fields after the event.
  const soon = () => queueMicrotask(changed);
  const content = new MutationObserver(changed);
  const others = new MutationObserver(look);

  function look() {
    const found = find() ?? undefined;
    if (found === element) return;
    leave();
    element = found;
    onfound();
    if (!element) return;
    if (isField(element)) {
      element.addEventListener("input", changed);
      element.form?.addEventListener("reset", soon);
    } else {
      content.observe(element, { childList: true, characterData: true, subtree: true });
    }
    changed();
  }

  function leave() {
    element?.removeEventListener("input", changed);
    if (element && isField(element)) element.form?.removeEventListener("reset", soon);
    content.disconnect();
    element = undefined;
  }

  if (page) others.observe(page, { childList: true, subtree: true, attributeFilter: ["id"] });
  look();
  return {
    text: () => (element ? textOf(element) : undefined),
    stop() {
      others.disconnect();
      leave();
    },
  };
}

/**
 * @param {Element} element
 * @returns {element is HTMLTextAreaElement}
 */
const isField = (element) => "value" in element && element.localName !== "li";

/** @param {Element} element */
function textOf(element) {
  // The line break that ends a block of code is no part of what anybody would copy.
  return isField(element) ? element.value : (element.textContent ?? "").replace(/\n$/, "");
}
