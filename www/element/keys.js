// Pages listen for keys: an arrow turns the page of a book, a slash opens the search. They look at the
// event's target to leave fields alone, but what they see is the element around the field.

/** Keys with which a field is edited, a slider moved, a list walked through or a button pressed. */
const USED = new Set([
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "Backspace",
  "Delete",
  "End",
  "Enter",
  "Home",
  "Insert",
  "PageDown",
  "PageUp",
  " ",
]);

/** What fields do with these and Control or Command. */
const SHORTCUTS = new Set(["a", "c", "v", "x", "y", "z"]);

/** What takes letters. */
const FIELDS = "textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=file])";

/**
 * Keeps the keys from the page that the widget in `root` uses itself. All others go on to the page, and so
 * do Escape and Tab, with which the page may close or hold what the widget is in.
 */
export function keepKeys(root) {
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, keep);
}

function keep(event) {
  if (isUsed(event)) event.stopPropagation();
}

function isUsed(event) {
  const { key = "", target, isComposing } = event;
  if (USED.has(key)) return true;
  if (!target.matches?.(FIELDS)) return false;
  const held = event.ctrlKey || event.metaKey;
  if (held && !event.getModifierState("AltGraph")) return SHORTCUTS.has(key.toLowerCase());
  // One character, or one on its way; every other key has a name.
  return isComposing || [...key].length === 1 || ["Dead", "Process", "Unidentified"].includes(key);
}
