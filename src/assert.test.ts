import assert from "node:assert/strict";
import { test } from "node:test";
import { assert as holds } from "./assert.ts";

test("assert() stops on a mistake of the caller, and says which", () => {
  holds(true, "Cannot happen");
  assert.throws(
    () => holds(false, "Cannot explain x: the policy has no such decision"),
    /^Error: Cannot explain x: the/,
  );
});
