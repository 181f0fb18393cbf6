import assert from "node:assert/strict";
import { test } from "node:test";
import { reason } from "./outcome.ts";

test("a reason is a code with its values, its rule and what that rests on", () => {
  assert.deepEqual(reason("extra.used_enough", "used_enough", { used: "5" }, { source: "003 §2.2.5" }), {
    code: "extra.used_enough",
    args: { used: "5" },
    rule: "used_enough",
    source: "003 §2.2.5",
  });
  assert.equal(reason("no_rule", "class", {}, { assumption: "a" }).assumption, "a");
});
