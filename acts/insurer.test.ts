import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lake } from "./effects.ts";
import { insurerFindings } from "./insurer.ts";

/** A lake whose tables name these insurers; a null is a row that names none. */
function lakeOf(tables: Readonly<Record<string, readonly (string | null)[]>>): Lake {
  const asked = (sql: string) =>
    Object.keys(tables).find((table) => sql.includes(`FROM ${table === "claims" ? "client_year" : table}\n`))!;
  return {
    folder: "l",
    keepSums: async () => {},
    holds: (table: string) => Object.hasOwn(tables, table),
    query: async (sql: string) => tables[asked(sql)]!.map((insurer) => ({ insurer, rows: 1n })),
  } as unknown as Lake;
}

const told = async (tables: Parameters<typeof lakeOf>[0], own?: readonly string[]) =>
  (await insurerFindings(lakeOf(tables), own)).map(
    ({ code, severity, found, expected }) => `${severity} ${code}: ${found}; ${expected}`,
  );

test("one insurer everywhere, or none named, is nothing to tell", async () => {
  assert.deepEqual(await told({ claims: ["9001"], contracts: ["9001"], population: ["9001"] }), []);
  assert.deepEqual(await told({ claims: ["9001"], contracts: [null], population: ["*"] }), []);
  assert.deepEqual(await told({}), []);
});

test("claims of another insurer than the agreements or the insured are not mixed in, and whose they are is told", async () => {
  assert.deepEqual(await told({ claims: ["9001", "9002"], contracts: ["9001"], population: ["9001"] }), [
    "file mixed-insurers: claims of 9001, 9002; contracts of 9001; population of 9001; `--insurer` with the buyer's own, as `--insurer 9001`",
  ]);
  assert.deepEqual(await told({ claims: ["9002"], population: ["9001"] }), [
    "file mixed-insurers: claims of 9002; population of 9001; `--insurer` with the buyer's own, as `--insurer 9001`",
  ]);
});

test("several insurers that are the same everywhere may all be the buyer's", async () => {
  assert.deepEqual(await told({ claims: ["9001", "9002"], contracts: [null] }), [
    "warning several-insurers: claims of 9001, 9002; `--insurer` with the buyer's own, unless all of them are",
  ]);
  assert.equal((await told({ claims: ["1", "2"], contracts: ["1", "2"] })).length, 1);
});

test("with --insurer nothing is mixed; one that is nowhere in the lake is told", async () => {
  const tables = { claims: ["9001", "9002"], contracts: ["9001"] };
  assert.deepEqual(await told(tables, ["9001"]), []);
  assert.deepEqual(await told(tables, ["9001", "9010"]), ["warning unknown-insurer: `9010`; one of 9001, 9002"]);
  assert.deepEqual(await told({}, ["9010"]), []);
});
