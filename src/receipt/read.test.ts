import assert from "node:assert/strict";
import { test } from "node:test";
import { readCanonical } from "./read.ts";

const read = (text: string) => readCanonical(new TextEncoder().encode(text), "r.json");

test("readCanonical() gives the value of canonical bytes", () => {
  assert.deepEqual(read('{"a":[1,true,"é"],"b":{}}\n'), { value: { a: [1, true, "é"], b: {} } });
});

test("readCanonical() says why other bytes are refused, and where", () => {
  for (const [text, code, found, column] of [
    ['{"b":1,"a":2}\n', "receipt-canonical", '"b\\":1,\\"a', 3],
    ['{"a":1}', "receipt-canonical", "the end", 8],
    ['{"a": 1}\n', "receipt-canonical", '" 1}', 6],
    ['{"a":1}\n\n', "receipt-canonical", '"\\n"', 9],
    ['{"a":"\\u0041"}\n', "receipt-canonical", '"\\\\u0041', 7],
    ['{"a":1.0}\n', "receipt-canonical", '".0}', 7],
    ['{"a":1,"a":2}\n', "receipt-duplicate-key", '"a" twice', 8],
    ['{"a":{"b":1},"c":[{"b":1,"b":1}]}\n', "receipt-duplicate-key", '"b" twice', 26],
    ['{"a":0.5}\n', "receipt-json", "0.5"],
    ['{"a":null}\n', "receipt-json", "null"],
    ['{"a":9007199254740992}\n', "receipt-json", "9007199254740992"],
    ['{"a":"\\ud800"}\n', "receipt-json", "half a surrogate pair"],
    ['{"😀":1}\n', "receipt-json", "the key"],
    ["\ufeff{}\n", "receipt-json", "Unexpected token"],
    ["{}{}\n", "receipt-json", "Unexpected non-whitespace"],
    ["", "receipt-json", "Unexpected end"],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}\n`, "receipt-json", "more of them"],
  ] as const) {
    const answer = read(text);
    assert.ok("finding" in answer, text.slice(0, 40));
    assert.equal(answer.finding.code, code, text.slice(0, 40));
    assert.ok(answer.finding.found.includes(found), `${answer.finding.found} for ${text.slice(0, 40)}`);
    if (column !== undefined) assert.equal(answer.finding.column, column, text);
  }
  const bytes = readCanonical(Uint8Array.of(0x22, 0xff, 0x22, 0x0a), "r.json");
  assert.equal("finding" in bytes && bytes.finding.found, "bytes that are no UTF-8");
});

test("a key that only looks like one in a text is not counted twice", () => {
  const answer = read('{"a":"\\"b\\":\\"b\\":","b":"x"}\n');
  assert.deepEqual(answer, { value: { a: '"b":"b":', b: "x" } });
});
