import assert from "node:assert/strict";
import { test } from "node:test";
import { print } from "./answer.ts";
import type { Answer } from "./command.ts";

function printed(answer: Partial<Answer>, json: boolean): string[] {
  const said: string[] = [];
  const terminal = {
    out: (text: string) => void said.push(`out ${text}`),
    err: (text: string) => void said.push(`err ${text}`),
  };
  print(terminal, "count", { exit: 0, result: undefined, findings: [], text: "", ...answer }, { json, lang: "nl" });
  return said;
}

test("an answer without words prints nothing, one with words ends its line once", () => {
  assert.deepEqual(printed({}, false), []);
  assert.deepEqual(printed({ text: "klaar" }, false), ["out klaar\n"]);
  assert.deepEqual(printed({ text: "klaar\n" }, false), ["out klaar\n"]);
});

test("the envelope keeps the order of its keys, leaves out what is not known and writes no result as null", () => {
  assert.deepEqual(printed({ policy: "a-2024" }, true), [
    'out {\n  "format": "driehoek/1",\n  "command": "count",\n  "policy": "a-2024",\n  "result": null,\n  "findings": []\n}\n',
  ]);
});

test("a bigint anywhere in the result is written as text", () => {
  const [json = ""] = printed({ result: [{ cents: 9_007_199_254_740_993n }] }, true);
  assert.match(json, /"cents": "9007199254740993"/);
});
