import type { Settings, TokenFareElement } from "./tokenfare.js";

/**
 * Puts a badge after every block of code that `selector` finds, now and later, and returns a function
 * that takes them away. `settings` become attributes of each.
 *
 * As a script, `badges.js` does this by itself, with the settings in its `data-` attributes.
 */
export function badges(selector?: string, settings?: Settings & Record<string, unknown>): () => void;

export type { TokenFareElement };
