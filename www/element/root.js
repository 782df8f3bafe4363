// Nodes that are nobody's, each with the listeners that it has.
const free = [];

/**
 * A node for a widget to be drawn into, and what takes it out of the page again, bare of all that was left at it.
 *
 * Yew never takes its listeners off such a node, and holds the node for good. So the listeners are taken off when
 * a widget goes, and the node is the next widget's.
 */
export function takeRoot() {
  const { root, listeners } = free.pop() ?? watched(document.createElement("div"));
  return {
    root,
    release() {
      root.remove();
      root.ondragover = root.ondragleave = root.ondrop = null;
      for (const listener of listeners.splice(0)) root.removeEventListener(...listener);
      // Yew takes down what it has drawn a little later.
      setTimeout(() => {
        root.replaceChildren();
        for (const name of root.getAttributeNames()) root.removeAttribute(name);
        free.push({ root, listeners });
      });
    },
  };
}

/** A node, and who listens to it from now on. */
function watched(root) {
  const listeners = [];
  root.addEventListener = (...listener) => {
    listeners.push(listener);
    Object.getPrototypeOf(root).addEventListener.apply(root, listener);
  };
  return { root, listeners };
}
