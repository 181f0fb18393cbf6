import assert from "node:assert/strict";
import { test } from "node:test";
import { assert as holds } from "./assert.ts";

test("assert() stops on a mistake of the caller and says which", () => {
  holds(true, "never said");
  assert.throws(() => holds(false, "Cannot sign: no key"), /Cannot sign: no key/);
});
