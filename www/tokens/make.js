// @ts-check
/**
 * A new HTML element with a class and children.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 */
export function make(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/**
 * Says a message of the reader's language with its values.
 *
 * @typedef {(key: string, values?: Record<string, unknown>) => string} Say
 */
