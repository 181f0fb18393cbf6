/**
 * How things stand before a round: what is agreed with each provider in the year before the policy, what came of it, and in which
 * regions it gave its care. A round is held against these; nothing in it decides. What is not known stays unknown.
 */
import type { Policy } from "../policy.ts";
import type { Dossier } from "../program.ts";
import { toDayText } from "../day.ts";
import { ofInsurers } from "../sql.ts";

/** What the contracts say of one provider. */
export interface Standing {
  /** The organisation's name, where contracts or dossier give one. */
  readonly name?: string;
  readonly agreementCents?: bigint;
  readonly realisedCents?: bigint;
}

/** Granted care of a year in a region: of one provider, or of all together where none is named. */
export interface Delivered {
  readonly provider?: string;
  readonly region: string;
  readonly clients: bigint;
  readonly cents: bigint;
}

export interface Before {
  readonly year: number;
  readonly providers: ReadonlyMap<string, Standing>;
  readonly delivered: readonly Delivered[];
}

/** The year before the policy holds. */
export function yearBefore({ valid }: Policy): number {
  return Number(toDayText(valid.from).slice(0, 4)) - 1;
}

export function standingOf({ values }: Dossier, year: number): Standing {
  const told = (fact: string): unknown => values.get(`fact.${fact}@${year}`)?.value;
  const [name, agreementCents, realisedCents] = [
    told("organisation_name"),
    told("agreement_amount"),
    told("realised_amount"),
  ];
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof agreementCents === "bigint" && { agreementCents }),
    ...(typeof realisedCents === "bigint" && { realisedCents }),
  };
}

/** Asks a lake for what was granted in a year, to the insured of these insurers or, without them, to all. */
export function deliveredSelect(year: number, insurers?: readonly string[]): string {
  const own = ofInsurers(insurers);
  const of = (provider: string): string => `SELECT ${provider} AS provider, region, COUNT(DISTINCT client) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents
FROM client_year
WHERE year = ${year} AND cents IS NOT NULL${own}
GROUP BY ${provider === "''" ? "region" : "provider, region"}`;
  return `${of("''")}\nUNION ALL\n${of("provider")}\nORDER BY region, provider`;
}

/** A row of the answer. */
export function toDelivered(row: Readonly<Record<string, unknown>>): Delivered {
  const provider = String(row["provider"] ?? "");
  const [clients, cents] = [row["clients"], row["cents"]].map((sum) => (typeof sum === "bigint" ? sum : 0n));
  return {
    ...(provider !== "" && { provider }),
    region: String(row["region"] ?? ""),
    clients: clients!,
    cents: cents!,
  };
}
