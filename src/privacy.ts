/**
 * What may never pass the door of the lake: who a person is. A citizen service number (BSN), a name, an address, an insured or
 * client number, a birth date and free text stay with the sender; a keyed pseudonym, a birth year and a region go in.
 * A table with such a column is refused as a whole, since dropping the column quietly would teach nobody to stop sending it.
 *
 *     isBsn("111222333")                  // true: it passes the eleven test
 *     mask("cliënt 111222333 verhuisd")   // "cliënt ********* verhuisd"
 */
import type { Type } from "./datum.ts";

const bsnWeights = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** True for nine digits, not all zero, whose weighted sum is a multiple of eleven (9a+8b+7c+6d+5e+4f+3g+2h-i). */
export function isBsn(digits: string): boolean {
  if (!/^\d{9}$/.test(digits) || digits === "000000000") return false;
  return bsnWeights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11 === 0;
}

/** The text with everything that reads as a BSN starred out, also where dots, spaces or dashes stand between its digits. */
export function mask(text: string): string {
  return text.replaceAll(/\d(?:[ .-]?\d){8,}/g, (run) =>
    isBsn(run.replaceAll(/\D/g, "")) ? run.replaceAll(/\d/g, "*") : run,
  );
}

/**
 * True where a text holds something that reads as a BSN. A number where an amount belongs is no BSN: the digits of € 1.420.000,00 pass the
 * eleven test too, and a table of agreements takes it. Only nine bare digits as a count stay suspect.
 *
 *     holdsBsn("1420000.00")             // true: as text nobody knows that it is an amount
 *     holdsBsn("1420000.00", money)      // false
 */
export function holdsBsn(text: string, type?: Type): boolean {
  const isNumber = type?.kind === "number" && /^[+-]?\d[\d.,]*$/.test(text);
  const isCount = type?.kind === "number" && type.form === "int" && /^\d+$/.test(text);
  return mask(text) !== text && (!isNumber || isCount);
}

const personalColumns: ReadonlyMap<string, RegExp> = new Map([
  [
    "bsn",
    /^(bsn|burgerservicenummer|sofi(nummer)?|sofinr|citizen_service_number)(_|$)|^(client|patient|verzekerden?)_?bsn$/,
  ],
  [
    "name",
    /^(naam|name|voornaam|achternaam|geslachtsnaam|voorletters?|initialen|tussenvoegsels?|roepnaam|meisjesnaam|first_name|last_name|surname|full_name|contactpersoon)(_|$)|^(client|patient|verzekerden?|medewerkers?)_?naam$|^(client|patient)_name$/,
  ],
  [
    "address",
    /^(adres|address|straat(naam)?|street|huisnummer|huisnr|house_number)(_|$)|_(adres|address)$|^woonadres$/,
  ],
  ["birth date", /^(geboortedatum|geb_?dat(um)?|birth_?date|date_of_birth|birthday)(_|$)/],
  [
    "insured or client number",
    /^(verzekerden?_?(nummer|nr|id)|polis_?(nummer|nr)|client_?(nummer|nr|number|id)|patient_?(nummer|nr|number|id)|insured_?(number|id)|policy_number)$/,
  ],
  ["contact detail", /^(telefoon(nummer)?|telefoonnr|phone(_number)?|mobiel|e_?mail(_?adres)?|iban|rekeningnummer)$/],
]);

/** What a column would tell about a person, judged by its header; undefined when nothing. */
export function personalColumn(header: string): string | undefined {
  const name = toColumnName(header);
  for (const [kind, pattern] of personalColumns) if (pattern.test(name)) return kind;
  return undefined;
}

/** A header as a plain name: `Cliënt-nummer ` is `client_nummer`, `Omzet (€)` is `omzet`. */
export function toColumnName(header: string): string {
  const plain = header.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "_").replaceAll(/^_+|_+$/g, "");
}
