/**
 * Running agreements between a buyer and its providers, as a purchaser keeps them in a spreadsheet: one row per provider, insurer and
 * year. The lake holds them in the table `contracts`:
 *
 *     provider        AGB code of the organisation
 *     insurer         UZOVI code, where the buyer has several
 *     year            the contract year
 *     form            the form of the contract, in the buyer's words
 *     funding         hourly or monthly
 *     agreed_cents    the production agreement
 *     ceiling_cents   the revenue ceiling, where it differs or is told apart
 *     realised_cents  what was realised, as far as the buyer knows it
 *     change          merger, takeover or bankruptcy
 *
 * Organisations are known by their AGB code; a name stays outside, so that no sole trader's name comes in with it.
 */
import {
  agbCell,
  centsCell,
  decimalCell,
  insurerCell,
  optional,
  required,
  textCell,
  truthCell,
  wordCell,
  yearCell,
} from "./table.ts";

export const agreementColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["provider", "VARCHAR"],
  ["insurer", "VARCHAR"],
  ["year", "INTEGER"],
  ["form", "VARCHAR"],
  ["funding", "VARCHAR"],
  ["agreed_cents", "BIGINT"],
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
  /** An organisation's name may stand there; it is left out. */
  name: optional(
    textCell,
    "organisatie",
    "zorgaanbieder",
    "aanbieder",
    "naam_zorgaanbieder",
    "naam_aanbieder",
    "provider_name",
  ),
  insurer: optional(insurerCell, "insurer", "uzovi", "verzekeraar"),
  year: required(yearCell, "year", "jaar", "contractjaar"),
  form: optional(textCell, "form", "vorm", "contractvorm"),
  funding: optional(fundingCell, "funding", "bekostiging"),
  agreed: optional(centsCell, "agreed_amount", "productieafspraak", "afspraak", "afgesproken_bedrag"),
  agreedCents: optional(wholeCents, "agreed_cents"),
  ceiling: optional(centsCell, "ceiling", "omzetplafond", "plafond"),
  ceilingCents: optional(wholeCents, "ceiling_cents"),
  realised: optional(centsCell, "realised_amount", "realisatie", "gerealiseerd", "gerealiseerd_bedrag"),
  realisedCents: optional(wholeCents, "realised_cents"),
  change: optional(changeCell, "change", "wijziging", "bijzonderheid"),
  merged: optional(truthCell, "merged", "fusie"),
  bankrupt: optional(truthCell, "bankrupt", "faillissement"),
};
