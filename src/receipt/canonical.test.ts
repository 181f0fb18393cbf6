import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonical, fileBytes } from "./canonical.ts";

test("canonical() sorts keys as the example of RFC 8785 §3.2.3", () => {
  const example = {
    "€": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "😀": "Emoji: Grinning Face",
    "\u0080": "Control",
    ö: "Latin Small Letter O With Diaeresis",
  };
  assert.equal(
    canonical(example),
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
      '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
});

test("canonical() escapes as the example of RFC 8785 §3.2.2", () => {
  assert.equal(canonical('€$\u000f\nA\'B"\\\\"/'), '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  assert.equal(canonical("\b\t\n\f\r\u0000\u001f\u007f\u2028"), '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028"');
});

test("canonical() sorts by code units, not by language", () => {
  const french = { peach: "1", péché: "2", pêche: "3", sin: "4" };
  assert.equal(canonical(french), '{"peach":"1","péché":"2","pêche":"3","sin":"4"}');
  assert.equal(canonical([56, { d: true, 10: false, 1: [] }]), '[56,{"1":[],"10":false,"d":true}]');
});

test("canonical() refuses what no receipt holds", () => {
  for (const value of [0.5, NaN, 2 ** 53, null, undefined, 1n, "\ud800", { a: undefined }, [() => 1]])
    assert.throws(() => canonical(value), /Cannot write canonical JSON/);
});

test("what is written is read back, and written the same again", () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const text = canonical(value);
      assert.equal(canonical(JSON.parse(text)), text);
      assert.equal(new TextDecoder().decode(fileBytes(JSON.parse(text))), `${text}\n`);
    }),
  );
});
