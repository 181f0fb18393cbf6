import assert from "node:assert/strict";
import { test } from "node:test";
import { insertOf, toLiteral } from "./sql.ts";

test("text is quoted, and what is unknown is NULL", () => {
  assert.equal(toLiteral("'s-Gravenhage"), "'''s-Gravenhage'");
  assert.deepEqual([1, 2n, true, undefined].map(toLiteral), ["1", "2", "true", "NULL"]);
});

test("rows become one statement, and their unknown fields are left out", () => {
  const columns = [
    ["name", "VARCHAR"],
    ["cents", "BIGINT"],
    ["ok", "BOOLEAN"],
  ] as const;
  const rows = [
    ["'t Gooi", 9007199254740993n, true],
    ['a "b"', undefined, false],
  ];
  assert.equal(
    insertOf("t", columns, rows),
    `INSERT INTO t SELECT unnest(from_json('[{"name":"''t Gooi","cents":9007199254740993,"ok":true},` +
      `{"name":"a \\"b\\"","ok":false}]', '[{"name":"VARCHAR","cents":"BIGINT","ok":"BOOLEAN"}]'), recursive := true)`,
  );
});
