// @ts-check
import { numbers, standard } from "../generated/standard.js";

/**
 * `messagesPerDay` as an attribute: `messages-per-day`.
 *
 * @param {string} key
 */
const attributeOf = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every setting by its key in the scenario, with its attribute. Their table is in the core. */
export const SETTINGS = new Map(Object.keys(standard).map((key) => [key, attributeOf(key)]));

/**
 * What an attribute says, as the scenario has it: a number, a switch, a list or a text.
 *
 * @param {string} key
 * @param {string | null} attribute
 */
export function read(key, attribute) {
  const usual = standard[key];
  if (attribute === null) return usual;
  if (numbers.has(key)) return Number(attribute);
  if (typeof usual === "boolean") return !["off", "false"].includes(attribute);
  if (Array.isArray(usual)) return attribute.split(/[\s,]+/).filter(Boolean);
  return attribute;
}

/**
 * A value as an attribute.
 *
 * @param {unknown} value
 */
export function write(value) {
  if (typeof value === "boolean") return value ? "on" : "off";
  return String(value);
}
