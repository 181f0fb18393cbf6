import assert from "node:assert/strict";
import { test } from "node:test";
import { insertOf, toLiteral } from "./sql.ts";

test("text is quoted, and what is unknown is NULL", () => {
  assert.equal(toLiteral("'s-Gravenhage"), "'''s-Gravenhage'");
  assert.equal(insertOf("t", [["a", 1, 2n, true, undefined]]), "INSERT INTO t VALUES ('a', 1, 2, true, NULL)");
});
