import assert from "node:assert/strict";
import { test } from "node:test";
import { standard } from "../generated/standard.js";
import { SETTINGS, read, write } from "./settings.js";

test("every setting is an attribute in kebab-case", () => {
  assert.equal(SETTINGS.get("messagesPerDay"), "messages-per-day");
  assert.equal(SETTINGS.size, Object.keys(standard).length);
  for (const attribute of SETTINGS.values()) assert.match(attribute, /^[a-z]+(-[a-z]+)*$/);
});

test("what is written is read again", () => {
  for (const [key, usual] of Object.entries(standard)) {
    if (usual !== null) assert.deepEqual(read(key, write(usual)), usual, key);
    assert.equal(read(key, null), usual);
  }
});

test("an attribute is read by the kind of its setting", () => {
  assert.equal(read("turns", "12"), 12);
  assert.equal(read("reasoningTokens", "7"), 7);
  assert.equal(read("compare", ""), true);
  assert.equal(read("compare", "off"), false);
  assert.deepEqual(read("plans", "chatgpt-plus, claude-pro"), ["chatgpt-plus", "claude-pro"]);
  assert.deepEqual(read("plans", ""), []);
  assert.equal(write(true), "on");
});
