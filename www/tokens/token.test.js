import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, codePoints, hex, isInvisible, kindOf, tokensOf, visible } from "./token.js";

const UNKNOWN = 0xffffffff;

test("what the engine packs is unpacked in order", () => {
  const packed = Uint32Array.of(5, 31373, 0, 5, 5, 1917, 5, 11, 6);
  assert.deepEqual(tokensOf(packed), [
    { id: 31373, start: 0, end: 5, size: 5, index: 5 },
    { id: 1917, start: 5, end: 11, size: 6, index: 6 },
  ]);
  assert.equal(tokensOf(Uint32Array.of(UNKNOWN, 1, 0, 1, 1))[0].index, undefined);
  assert.deepEqual(tokensOf(Uint32Array.of(0)), []);
});

test("tokens of one character share its bytes", () => {
  const text = "a😀";
  const tokens = tokensOf(Uint32Array.of(0, 1, 0, 1, 1, 2, 1, 3, 3, 3, 1, 3, 1));
  assert.deepEqual(
    tokens.map((token) => hex(bytesOf(token, tokens, text))),
    ["61", "F0 9F 98", "80"],
  );
  assert.deepEqual(
    tokens.map((token) => kindOf(token, tokens, text)),
    ["letters", "part", "part"],
  );
});

test("a token is named for what it is", () => {
  const kinds = {
    " ": "space",
    word: "letters",
    " word": "spaced-letters",
    2026: "digits",
    "😀": "emoji",
    "!?": "symbols",
    a1: "mixed",
    "\u200b": "invisible",
  };
  for (const [text, kind] of Object.entries(kinds)) {
    const token = { id: 1, start: 0, end: text.length, size: 1, index: 0 };
    assert.equal(kindOf(token, [token], text), kind, text);
  }
  const token = { id: 1, start: 2, end: 5, size: 3, index: 1 };
  assert.equal(kindOf(token, [token], "<|endoftext|>"), "special-looking");
});

test("what cannot be seen is written as what can", () => {
  assert.equal(visible("a b\tc\n"), "a·b⇥c⏎");
  assert.equal(codePoints("\u200d😀"), "U+200D U+1F600");
  assert.ok(isInvisible("\u200b\ufeff") && !isInvisible("a\u200b"));
});
