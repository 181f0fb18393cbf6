/**
 * Extracts of claims that an insurer has decided on: one row per claim line, in whatever columns the source has. The columns may be
 * called many things (`claim-extract/column.ts`); what a source calls them is told once and remembered (`claim-extract/mapping.ts`).
 *
 * A row says who the client is (a BSN, with the insurer's own number where there is none, or a pseudonym of the source's own), what
 * was claimed and what was granted. Nothing granted of something claimed is a rejection. A credit has negative amounts, or a
 * column that says so.
 */
import { personalExtractColumns, unknownBsn } from "./claim-extract/column.ts";
import type { ExtractColumn, ExtractRow } from "./claim-extract/column.ts";
import { yearOf } from "./day.ts";
import type { Day } from "./day.ts";
import type { Finding } from "./finding.ts";
import { show } from "./table.ts";

export { extractColumnNames, extractColumns, unknownBsn } from "./claim-extract/column.ts";
export type { ExtractColumn, ExtractRow } from "./claim-extract/column.ts";
export { emptyMapping, readMapping, toMappingText, withTold } from "./claim-extract/mapping.ts";
export type { ClaimMapping } from "./claim-extract/mapping.ts";

/** What a row means for the lake; who the client is, is still in the row. */
export interface ExtractedClaim {
  readonly row: ExtractRow;
  readonly birthYear: number | undefined;
  /** The last day of care. */
  readonly last: Day;
  /** Negative for a credit, like its amounts. */
  readonly quantity: bigint;
  readonly claimedCents: bigint;
  readonly grantedCents: bigint;
  readonly status: "granted" | "rejected";
}

/** Takes the cells of a row together. */
export function toClaim(row: ExtractRow): ExtractedClaim {
  const sign = row.side === "credit" && row.claimed > 0n ? -1n : 1n;
  const [claimedCents, grantedCents] = [sign * row.claimed, sign * row.granted];
  return {
    row,
    birthYear: row.birth_date === undefined ? row.birth_year : yearOf(row.birth_date),
    last: row.last ?? row.from,
    quantity: claimedCents < 0n && row.quantity > 0n ? -row.quantity : row.quantity,
    claimedCents,
    grantedCents,
    status: grantedCents === 0n && claimedCents !== 0n ? "rejected" : "granted",
  };
}

interface RowRule {
  readonly field: ExtractColumn;
  readonly code: string;
  readonly expected: string;
  holds(claim: ExtractedClaim): boolean;
}

const rules: readonly RowRule[] = [
  {
    field: "bsn",
    code: "empty-cell",
    expected: "who the client is: a BSN or a pseudonym",
    holds: ({ row }) => row.bsn !== undefined || row.client !== undefined,
  },
  {
    field: "insured_number",
    code: "empty-cell",
    expected: "the insurer's own number, as the BSN is 999999999",
    holds: ({ row }) => row.bsn !== unknownBsn || row.insured_number !== undefined,
  },
  {
    field: "birth_date",
    code: "empty-cell",
    expected: "a birth date or a birth year",
    holds: ({ birthYear }) => birthYear !== undefined,
  },
  {
    field: "last",
    code: "reversed-period",
    expected: "the first day of care, or later",
    holds: ({ row, last }) => last >= row.from,
  },
  {
    field: "from",
    code: "before-birth",
    expected: "the day of birth, or later",
    holds: ({ row }) => row.birth_date === undefined || row.from >= row.birth_date,
  },
  {
    field: "granted",
    code: "granted-more",
    expected: "no more than was claimed",
    holds: ({ claimedCents, grantedCents }) =>
      claimedCents < 0n
        ? claimedCents <= grantedCents && grantedCents <= 0n
        : 0n <= grantedCents && grantedCents <= claimedCents,
  },
  {
    field: "corrects",
    code: "empty-cell",
    expected: "the reference of the line that this credit takes back",
    holds: ({ row, claimedCents }) => claimedCents >= 0n || row.corrects !== undefined,
  },
];

/** What the cells of a row contradict each other in; `cellOf` gives the text of a column. */
export function claimFaults(
  claim: ExtractedClaim,
  place: Pick<Finding, "file" | "line">,
  cellOf: (field: ExtractColumn) => string,
): Finding[] {
  const broken = rules.filter((rule) => !rule.holds(claim));
  return broken.map(({ field, code, expected }) =>
    hidePerson({ code, severity: "line", ...place, field, found: show(cellOf(field)), expected }),
  );
}

/** A finding as it may be shown: starred out where it would tell who someone is. */
export function hidePerson(finding: Finding): Finding {
  const { field, found } = finding;
  if (field === undefined || !personalExtractColumns.has(field) || found === show("")) return finding;
  return { ...finding, found: "*".repeat(found.length) };
}
