/**
 * What was decided about the claims, as an extract for whoever takes in the messages: a row per claim line that was granted or
 * rejected, with the amounts in euros. A message says what was claimed; only with this there is cost.
 */
import { toDecimalText } from "../decimal.ts";
import type { Market } from "../market.ts";
import { type ClaimRow, toPerson } from "./message.ts";

/** The columns of the extract, as a Dutch insurer would call them. */
export const grantHeader = [
  "agb",
  "verzekeraar",
  "bsn",
  "geboortedatum",
  "geslacht",
  "postcode",
  "prestatiecode",
  "begindatum",
  "einddatum",
  "aantal",
  "tijdseenheid",
  "tarief",
  "declaratiebedrag",
  "toegekend_bedrag",
  "referentienummer",
  "voorgaand_referentienummer",
] as const;

/** The decided lines among the rows of `messageSelect`, as cells in the order of the header; a pending line has no row. */
export function* toGrants(market: Market, rows: readonly ClaimRow[]): Generator<readonly string[]> {
  for (const row of rows) {
    const granted = row["granted_cents"];
    if (typeof granted !== "bigint") continue;
    const { bsn, birthDate, postcode } = toPerson(market, row);
    const text = (name: string): string => String(row[name] ?? "");
    const euros = (cents: unknown): string => toDecimalText(cents as bigint, 2);
    yield [
      text("provider"),
      text("insurer"),
      String(bsn),
      String(birthDate).replace(/(....)(..)(..)/, "$1-$2-$3"),
      row["sex"] === "male" ? "M" : "V",
      String(postcode),
      text("service"),
      text("from"),
      text("last_day"),
      text("quantity"),
      text("unit"),
      euros(row["tariff_cents"]),
      euros(row["claimed_cents"]),
      euros(granted),
      text("ref"),
      text("corrects"),
    ];
  }
}
