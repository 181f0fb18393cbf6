import assert from "node:assert/strict";
import { test } from "node:test";
import { insertOf, quoteText } from "./sql.ts";

test("text is quoted", () => {
  assert.equal(quoteText("'s-Gravenhage"), "'''s-Gravenhage'");
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
