import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeMarket } from "../market.ts";
import { isBsn } from "../privacy.ts";
import { monthTable, periodsOf } from "./claim-query.ts";
import { episodeTable } from "./episode-query.ts";
import { bsnOf, type ClaimRow, messageSelect, personsMost, toMessages } from "./message.ts";
import { truthTables } from "./truth-query.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2023] });
const [period] = periodsOf(market) as [ReturnType<typeof periodsOf>[number]];
const connection = await (await DuckDBInstance.create()).connect();
for (const sql of [...truthTables(market), episodeTable(market), monthTable(market, period)]) await connection.run(sql);
/** Days as text, as they leave the lake. */
const select = `SELECT * REPLACE ("from"::VARCHAR AS "from", last_day::VARCHAR AS last_day) FROM (${messageSelect(period)})`;
const rows = (await connection.runAndReadAll(select)).getRowObjects() as ClaimRow[];
const messages = [...toMessages(market, rows)];

test("property: every person gets a number of their own that passes the eleven test", () => {
  const person = fc.integer({ min: 0, max: personsMost - 1 });
  fc.assert(
    fc.property(person, person, (one, other) => {
      assert.ok(isBsn(bsnOf(one)));
      assert.equal(bsnOf(one) === bsnOf(other), one === other);
    }),
  );
});

test("every batch is one message, and every line is in it once", () => {
  assert.equal(new Set(messages.map(({ batch }) => batch)).size, messages.length);
  const lines = messages.flatMap(({ claims }) => claims.flatMap((claim) => claim.lines));
  assert.equal(lines.length, rows.length);
  for (const { claims } of messages) {
    const people = claims.map(({ person }) => person["bsn"]);
    assert.equal(new Set(people).size, people.length, "a person has one record in a message");
  }
});

test("a line stands where the lake says that it stands", () => {
  for (const { batch, claims } of messages.slice(0, 5)) {
    let line = 1;
    const places = claims.flatMap((claim) => {
      line++;
      return claim.lines.map(() => ++line);
    });
    assert.deepEqual(
      places,
      rows.filter((row) => row["batch"] === batch).map((row) => row["line"]),
    );
  }
});

test("nobody gets care before birth or outside the period of the message, unless it is corrected", () => {
  for (const { header, claims } of messages)
    for (const { person, lines } of claims)
      for (const line of lines) {
        assert.ok(String(person["birthDate"]) <= String(line["begin"]));
        assert.ok(String(line["begin"]) >= String(header["begin"]) && String(line["end"]) <= String(header["end"]));
        assert.equal(line["claimedSide"] === "C", line["corrects"] !== undefined);
      }
});
