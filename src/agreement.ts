/**
 * Running agreements between a buyer and its providers, as a purchaser keeps them in a spreadsheet: one row per provider, insurer and
 * year. The lake holds them in the table `contracts`:
 *
 *     provider        AGB code of the organisation
 *     insurer         UZOVI code, where the buyer has several
 *     year            the contract year
 *     form            the form of the contract, in the buyer's words
 *     funding         hourly or monthly
 *     agreement_cents the production agreement
 *     ceiling_cents   the revenue ceiling, where it differs or is told apart
 *     realised_cents  what was realised, as far as the buyer knows it
 *     change          merger, takeover or bankruptcy
 *
 * Organisations are known by their AGB code. A name comes in only from a column that says it holds the name of an organisation, and goes
 * to the dossier; any other name stays outside, so that no person's name comes in with it.
 */
import type { Day } from "./day.ts";
import {
  agbCell,
  centsCell,
  dayCell,
  decimalCell,
  insurerCell,
  optional,
  required,
  textCell,
  truthCell,
  wordCell,
  yearCell,
} from "./table.ts";
import type { Values } from "./table.ts";

export { toFacts } from "./agreement/fact.ts";

export const agreementColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["provider", "VARCHAR"],
  ["insurer", "VARCHAR"],
  ["year", "INTEGER"],
  ["form", "VARCHAR"],
  ["funding", "VARCHAR"],
  ["agreement_cents", "BIGINT"],
  ["ceiling_cents", "BIGINT"],
  ["realised_cents", "BIGINT"],
  ["change", "VARCHAR"],
] as const;

const wholeCents = decimalCell(0, "a whole number of cents");

/** How a monthly funded agreement and the others are called. */
const fundingCell = wordCell(
  new Map([
    ["hourly", ["hourly", "uur", "per uur", "uurbekostiging", "uurtarief"]],
    ["monthly", ["monthly", "maand", "per maand", "maandbekostiging", "maandtarief"]],
  ] as const),
);

const changeCell = wordCell(
  new Map([
    ["merger", ["merger", "fusie", "gefuseerd"]],
    ["takeover", ["takeover", "overname", "overgenomen"]],
    ["bankruptcy", ["bankruptcy", "faillissement", "failliet"]],
  ] as const),
);

/** The columns of the spreadsheet, under the names in use. Amounts are in euros; where a name ends in cents, in cents. */
export const agreementSheet = {
  provider: required(agbCell, "provider", "agb", "agb_code", "agbcode", "zorgaanbieder_agb"),
  organisation: optional(textCell, "organisation", "organisatie", "handelsnaam", "organisatienaam"),
  /** Any other name may stand there; it is left out. */
  name: optional(textCell, "zorgaanbieder", "aanbieder", "naam_zorgaanbieder", "naam_aanbieder", "provider_name"),
  insurer: optional(insurerCell, "insurer", "uzovi", "verzekeraar"),
  year: required(yearCell, "year", "jaar", "contractjaar"),
  form: optional(textCell, "form", "vorm", "contractvorm"),
  funding: optional(fundingCell, "funding", "bekostiging"),
  agreement: optional(centsCell, "agreement_amount", "productieafspraak", "afspraak", "afgesproken_bedrag"),
  agreementCents: optional(wholeCents, "agreement_cents"),
  ceiling: optional(centsCell, "ceiling", "omzetplafond", "plafond"),
  ceilingCents: optional(wholeCents, "ceiling_cents"),
  realised: optional(centsCell, "realised_amount", "realisatie", "gerealiseerd", "gerealiseerd_bedrag"),
  realisedCents: optional(wholeCents, "realised_cents"),
  change: optional(changeCell, "change", "wijziging", "bijzonderheid"),
  knownAt: optional(dayCell, "known_at", "bekend_op", "overeengekomen_op"),
  merged: optional(truthCell, "merged", "fusie"),
  bankrupt: optional(truthCell, "bankrupt", "faillissement"),
};

/** One agreement; what the sheet does not say is absent. */
export interface Agreement {
  readonly line: number;
  readonly provider: string;
  readonly organisation: string | undefined;
  readonly insurer: string | undefined;
  readonly year: number;
  readonly form: string | undefined;
  readonly funding: "hourly" | "monthly" | undefined;
  readonly agreementCents: bigint | undefined;
  readonly ceilingCents: bigint | undefined;
  readonly realisedCents: bigint | undefined;
  readonly change: "merger" | "takeover" | "bankruptcy" | undefined;
  /** The day on which it became known, where the sheet tells. */
  readonly knownOn: Day | undefined;
}

/** A row of the sheet as an agreement. */
export function toAgreement(line: number, values: Values<typeof agreementSheet>): Agreement {
  const { provider, organisation, insurer, year, form, funding, agreement, ceiling, realised, merged, bankrupt } =
    values;
  const flagged = bankrupt === true ? "bankruptcy" : merged === true ? "merger" : undefined;
  return {
    line,
    provider,
    organisation,
    insurer,
    year,
    form,
    funding,
    agreementCents: agreement ?? values.agreementCents,
    ceilingCents: ceiling ?? values.ceilingCents,
    realisedCents: realised ?? values.realisedCents,
    change: values.change ?? flagged,
    knownOn: values.knownAt,
  };
}

/** A provider's agreements of a year taken together: those of all insurers of the buyer. */
export interface YearAgreement {
  readonly provider: string;
  /** Absent when they differ. */
  readonly organisation: string | undefined;
  readonly year: number;
  readonly lines: readonly number[];
  /** Absent when one of them does not say, for then the sum is not known. */
  readonly agreementCents: bigint | undefined;
  readonly ceilingCents: bigint | undefined;
  readonly realisedCents: bigint | undefined;
  /** Absent when they differ. */
  readonly funding: string | undefined;
  readonly change: string | undefined;
  readonly knownOn: Day | undefined;
}

export function perYear(agreements: readonly Agreement[]): YearAgreement[] {
  return [...Map.groupBy(agreements, ({ provider, year }) => `${provider} ${year}`).values()].map((own) => ({
    provider: own[0]?.provider ?? "",
    organisation: only(own.map(({ organisation }) => organisation)),
    year: own[0]?.year ?? 0,
    lines: own.map(({ line }) => line),
    agreementCents: sum(own.map(({ agreementCents }) => agreementCents)),
    ceilingCents: sum(own.map(({ ceilingCents }) => ceilingCents)),
    realisedCents: sum(own.map(({ realisedCents }) => realisedCents)),
    funding: only(own.map(({ funding }) => funding)),
    change: only(own.map(({ change }) => change)),
    knownOn: own.every(({ knownOn }) => knownOn !== undefined)
      ? Math.max(...own.map(({ knownOn }) => knownOn ?? 0))
      : undefined,
  }));
}

function sum(amounts: readonly (bigint | undefined)[]): bigint | undefined {
  return amounts.reduce(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0n,
  );
}

function only<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}
