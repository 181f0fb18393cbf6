/**
 * Who could have come into care: the insured of the same insurers whose claims are counted. A ratio of the clients of one insurer to
 * the insured of another, or of all, means nothing, and is refused.
 */
import { query } from "../indicator.ts";
import type { Context } from "./context.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking } from "./asking.ts";
import { claimsOf } from "./cost.ts";
import { note } from "./figure.ts";
import type { Note } from "./figure.ts";

export interface Insured {
  readonly region: string;
  readonly sex: string;
  readonly ageFrom: number;
  /** Absent when the sender does not know it. */
  readonly ses?: string;
  readonly days: bigint;
  /** People in care, where the sender counted them. */
  readonly clients?: bigint;
}

export interface Population {
  readonly cells: readonly Insured[];
  readonly notes: readonly Note[];
}

export interface Refusal {
  readonly missing: readonly string[];
  readonly notes: readonly Note[];
}

export const populationOf = (year: number): string => `lake.population@${year}`;

/** The insured of a year, of the insurers whose claims of that year are counted. */
export function* readPopulation(year: number, context: Context): Asking<Population | Refusal> {
  const { tables, insurers } = context.question;
  const absent = [
    ...(tables.has("claims") ? [] : [claimsOf(year)]),
    ...(tables.has("population") ? [] : [populationOf(year)]),
  ];
  if (absent.length > 0) return { missing: absent, notes: [] };
  const claims = yield* context.lake.rows(query.claimInsurers({ year, ...(insurers && { insurers }) }));
  const claiming = claims.map((row) => nameOf(row, "insurer") ?? "");
  if (claiming.length === 0) return { missing: [claimsOf(year)], notes: [] };
  const insured = yield* context.lake.rows(query.populationInsurers(year));
  const insuring = insured.map((row) => nameOf(row, "insurer") ?? "");
  if (insuring.length === 0) return { missing: [populationOf(year)], notes: [] };
  if (!claiming.every((insurer) => insuring.includes(insurer))) {
    const args = { claims: claiming.join(", "), population: insuring.join(", ") };
    return { missing: [populationOf(year)], notes: [note("population_of_other_insurer", args)] };
  }
  const rows = yield* context.lake.rows(query.population({ year, insurers: claiming }));
  const cells = rows.flatMap((row): Insured[] => {
    const [region, sex, ses] = [nameOf(row, "region"), nameOf(row, "sex"), nameOf(row, "ses")];
    if (region === undefined || sex === undefined || typeof row["age_from"] !== "bigint") return [];
    const counted = wholeOf(row, "uncounted") === 0n ? { clients: wholeOf(row, "clients") } : {};
    return [
      {
        region,
        sex,
        ageFrom: Number(row["age_from"]),
        ...(ses !== undefined && { ses }),
        days: wholeOf(row, "insured_days"),
        ...counted,
      },
    ];
  });
  const total = rows.reduce((sum, row) => sum + wholeOf(row, "insured_days"), 0n);
  const placeless = total - cells.reduce((sum, { days }) => sum + days, 0n);
  return { cells, notes: placeless > 0n ? [note("insured_without_place", { days: placeless })] : [] };
}
