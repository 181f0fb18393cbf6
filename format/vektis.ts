/**
 * The open data file of Vektis on the Zvw: what care cost, per sex, age class and gemeente, all insurers together; one file a
 * year, or several years in one table with a column `jaar`. It is read as a user downloads it, and knows these traps:
 *
 * - headers are upper case through 2018 and lower case after; in 2023 names are cut off at 32 characters;
 * - age labels carry stray spaces (` 5 t/m  9 jaar`);
 * - the row without sex, age and gemeente is the rest group of cells too small to publish, and may stand anywhere;
 * - `aantal_bsn` counts people twice who move or have a birthday; the denominator is `aantal_verzekerdejaren`, with two decimals;
 * - the file itself does not say which year it is about; its name or the sender does.
 */
import { roundQuotient } from "../src/decimal.ts";
import { nearest } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { allInsurers, daysOfYear } from "../src/population.ts";
import type { PopulationCell, PopulationDialect, PopulationOptions } from "../src/population.ts";
import { toColumnName } from "../src/privacy.ts";
import { toGemeenteKey } from "../src/region.ts";
import { ageCell, centsCell, countCell, decimalCell, matchHeader, optional, readRows, required } from "../src/table.ts";
import { sexCell, textCell, unlessGiven, yearCell } from "../src/table.ts";
import type { Table, Values } from "../src/table.ts";

/** The care whose costs are taken unless the sender asks for other. */
const nursing = "verpleging_en_verzorging";

/** Where Vektis cut off the names of 2023. */
const longestName = 32;

const yearOfFile = { ...yearCell, expected: "a year of four digits, here, in the name of the file or with --year" };

type Columns = ReturnType<typeof columnsFor>;

function columnsFor(table: Table, options: PopulationOptions, care: string) {
  const cost = `kosten_${care}`;
  return {
    year: unlessGiven(required(yearOfFile, "jaar"), options.year ?? yearInName(table.file)),
    sex: optional(sexCell, "geslacht"),
    ageFrom: optional(ageCell, "leeftijdsklasse"),
    gemeente: optional(textCell, "gemeentenaam"),
    persons: optional(countCell, "aantal_bsn"),
    insuredYears: required(
      decimalCell(2, "a number of insured years with at most two decimals"),
      "aantal_verzekerdejaren",
    ),
    costCents: optional(centsCell, cost, cost.slice(0, longestName)),
  };
}

/** Reads a table with the columns of Vektis; any other is left to the next dialect. */
export const openVektis: PopulationDialect = (table, options) => {
  const names = table.header.map(toColumnName);
  if (!["geslacht", "leeftijdsklasse", "gemeentenaam", "aantal_verzekerdejaren"].every((name) => names.includes(name)))
    return undefined;
  const care = options.care ?? nursing;
  const columns = columnsFor(table, options, care);
  const otherCare = names.filter((name) => name.startsWith("kosten_"));
  const { places, findings } = matchHeader(table, columns, otherCare);
  if (options.care !== undefined && places.costCents === undefined) findings.push(noSuchCare(table, care, otherCare));
  async function* cells(faults: Finding[]): AsyncGenerator<PopulationCell> {
    for await (const { line, values } of readRows(table, columns, places, faults)) {
      if (isWhole(values)) yield toCell(line, values, care);
      else faults.push(halfEmpty(table.file, line));
    }
  }
  return { publisher: "Vektis", findings, cells };
};

function noSuchCare({ file, headerLine }: Table, care: string, columns: readonly string[]): Finding {
  const kinds = columns.map((name) => name.slice("kosten_".length));
  const near = nearest(care, kinds);
  const expected = near === undefined ? `one of ${kinds.join(", ")}` : `did you mean ${near}?`;
  const found = `no column kosten_${care}`;
  return { code: "missing-column", severity: "file", file, line: headerLine, field: "care", found, expected };
}

/** The one year that a file is named after: `vektis_2023_gemeente.csv`. */
function yearInName(file: string): number | undefined {
  const years = new Set(file.match(/(?<!\d)20\d\d(?!\d)/g));
  const [only] = years;
  return years.size === 1 ? Number(only) : undefined;
}

/** A cell has sex, age and gemeente; the rest group has none of them. */
function isWhole({ sex, ageFrom, gemeente }: Values<Columns>): boolean {
  const known = [sex, ageFrom, gemeente].filter((value) => value !== undefined).length;
  return known === 0 || known === 3;
}

function halfEmpty(file: string, line: number): Finding {
  const expected = "sex, age class and gemeente together, or none of them (the rest group)";
  return { code: "half-empty-cell", severity: "line", file, line, found: "a row with some of these empty", expected };
}

/** Insured years become whole days of that year; a hundredth of a year is 3.65 or 3.66 days. Halves go to the even day, so
 * that thousands of cells do not all round the same way. */
function toCell(line: number, values: Values<Columns>, care: string): PopulationCell {
  const { year, sex, ageFrom, gemeente, insuredYears, costCents } = values;
  const insuredDays = roundQuotient("half_even", 0, insuredYears * BigInt(daysOfYear(year)), 100n);
  const place = gemeente === undefined ? undefined : toGemeenteKey(gemeente);
  const cost = costCents === undefined ? {} : { costCents, care };
  return { line, year, insurer: allInsurers, gemeente: place, sex, ageFrom, insuredDays, insuredYears, ...cost };
}
