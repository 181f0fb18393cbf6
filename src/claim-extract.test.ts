import assert from "node:assert/strict";
import { test } from "node:test";
import {
  claimFaults,
  emptyMapping,
  extractColumnNames,
  extractColumns,
  readMapping,
  toClaim,
  toMappingText,
  withTold,
  type ClaimMapping,
  type ExtractColumn,
} from "./claim-extract.ts";
import { toDayText } from "./day.ts";
import type { Finding } from "./finding.ts";
import { readRow, type Places } from "./table.ts";

/** A row of cells by column; what is not given is as in a usual row. */
function read(cells: Partial<Record<ExtractColumn, string>>, told: Partial<ClaimMapping> = {}) {
  const row: Partial<Record<ExtractColumn, string>> = {
    bsn: "111222333",
    birth_date: "1950-03-04",
    provider: "41000001",
    insurer: "9001",
    service: "1033",
    from: "2024-03-05",
    quantity: "4",
    claimed: "22,00",
    granted: "22,00",
    ref: "R1",
    ...cells,
  };
  const header = Object.keys(row);
  const columns = extractColumns({ ...emptyMapping, ...told }, header);
  const places: Places<typeof columns> = Object.fromEntries(header.map((name, place) => [name, place]));
  const { values, findings } = readRow(
    { file: "f", mark: undefined },
    { line: 2, cells: Object.values(row) },
    columns,
    places,
  );
  const faults =
    findings.length > 0 ? findings : claimFaults(toClaim(values), { file: "f", line: 2 }, (name) => row[name] ?? "");
  return {
    get claim() {
      return toClaim(values);
    },
    faults: faults.map(({ field, code }) => `${field} ${code}`),
  };
}

test("amounts are euros with a comma or a point, or cents when that is declared", () => {
  assert.equal(read({ claimed: "€ 1.234,50", granted: "0" }).claim.claimedCents, 123_450n);
  assert.equal(read({ claimed: "1234.50", granted: "0" }).claim.claimedCents, 123_450n);
  assert.equal(read({ claimed: "1234", granted: "0" }, { amounts: "cents" }).claim.claimedCents, 1234n);
  assert.deepEqual(read({ claimed: "12,345" }).faults, ["claimed bad-cell"]);
});

test("days come in several forms", () => {
  const days = ["2024-03-05", "5-3-2024", "05/03/2024", "20240305", "2024-03-05 00:00:00", "5.3.2024"];
  for (const from of days) assert.equal(toDayText(read({ from }).claim.row.from), "2024-03-05");
  assert.equal(toDayText(read({ from: "3/5/2024" }, { dates: "mdy" }).claim.row.from), "2024-03-05");
  assert.deepEqual(read({ from: "2024-02-30" }).faults, ["from bad-cell"]);
});

test("nothing granted of something claimed is a rejection; less than claimed is a grant", () => {
  assert.deepEqual(
    [read({ granted: "0" }).claim.status, read({ granted: "1,00" }).claim.status],
    ["rejected", "granted"],
  );
  assert.equal(read({ claimed: "0", granted: "0" }).claim.status, "granted");
});

test("a credit has a negative amount, or a column that says so; its quantity is negative too", () => {
  for (const cells of [{ claimed: "-22,00", granted: "-22,00" }, { side: "C" }] as const) {
    const { claim, faults } = read({ ...cells, corrects: "R0" });
    assert.deepEqual([claim.quantity, claim.claimedCents, claim.grantedCents, faults], [-4n, -2200n, -2200n, []]);
  }
});

/** What is wrong, and how it is told. */
const faulty: readonly (readonly [Partial<Record<ExtractColumn, string>>, string])[] = [
  [{ bsn: "111222334" }, "bsn bad-cell"],
  [{ bsn: "" }, "bsn empty-cell"],
  [{ bsn: "999999999" }, "insured_number empty-cell"],
  [{ birth_date: "" }, "birth_date empty-cell"],
  [{ birth_date: "2024-03-06" }, "from before-birth"],
  [{ last: "2024-03-04" }, "last reversed-period"],
  [{ provider: "41000000" }, "provider bad-cell"],
  [{ insurer: "CZ" }, "insurer bad-cell"],
  [{ sex: "w" }, "sex bad-cell"],
  [{ unit: "week" }, "unit bad-cell"],
  [{ postcode: "0123AB" }, "postcode bad-cell"],
  [{ quantity: "1,5" }, "quantity bad-cell"],
  [{ ref: "" }, "ref empty-cell"],
  [{ granted: "22,01" }, "granted granted-more"],
  [{ granted: "-1,00" }, "granted granted-more"],
  [{ claimed: "-22,00", granted: "0" }, "corrects empty-cell"],
  [{ claimed: "-22,00", granted: "1,00", corrects: "R0" }, "granted granted-more"],
];

for (const [cells, fault] of faulty) {
  test(`${JSON.stringify(cells)}: ${fault}`, () => assert.deepEqual(read(cells).faults, [fault]));
}

test("a mapping is told once, written down, and read again", () => {
  const { mapping, refused } = withTold(
    emptyMapping,
    "ref=Regel nr, insurer==9001,amounts=cents,nonsense,unit=",
    extractColumnNames,
  );
  assert.deepEqual(refused, ["nonsense", "unit="]);
  assert.deepEqual(mapping, { amounts: "cents", dates: "dmy", columns: { ref: "Regel nr", insurer: "=9001" } });
  const findings: Finding[] = [];
  assert.deepEqual(readMapping("m.yaml", toMappingText(mapping), extractColumnNames, findings), mapping);
  assert.deepEqual(findings, []);
  assert.deepEqual(read({ insurer: "" }, mapping).claim.row.insurer, "9001");
});

test("a remembered mapping that was spoiled says where", () => {
  const findings: Finding[] = [];
  readMapping("m.yaml", "amounts: guilders\ncolumns:\n  reff: R\n", extractColumnNames, findings);
  assert.deepEqual(
    findings.map(({ line, code }) => `${line} ${code}`),
    ["1 unknown-word", "3 unknown-key"],
  );
});
