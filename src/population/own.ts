/** The population of one insurer, as it counts its own insured: a row per year, place, sex and age class, and status where known. */
import type { Finding } from "../finding.ts";
import type { PopulationCell, PopulationOptions, PopulationSource } from "../population.ts";
import { toGemeenteKey } from "../region.ts";
import { ageCell, centsCell, countCell, insurerCell, matchHeader, optional, readRows, required } from "../table.ts";
import { sexCell, textCell, unlessGiven, yearCell } from "../table.ts";
import type { Table } from "../table.ts";

const yearOfFile = { ...yearCell, expected: `${yearCell.expected}, here or with --year` };
const insurerOfFile = { ...insurerCell, expected: `${insurerCell.expected}, here or with --insurer` };

const named = {
  region: optional(textCell, "region", "regio", "zorgkantoorregio"),
  gemeente: optional(textCell, "gemeente", "gemeentenaam", "municipality"),
  sex: required(sexCell, "sex", "geslacht"),
  ageFrom: required(ageCell, "age_from", "leeftijd_vanaf", "leeftijd", "leeftijdsklasse"),
  ses: optional(textCell, "ses", "ses_klasse", "sociaal_economische_status"),
  insuredDays: required(countCell, "insured_days", "verzekerde_dagen"),
  clients: optional(countCell, "clients", "clienten", "aantal_clienten"),
  costCents: optional(countCell, "cost_cents"),
  cost: optional(centsCell, "cost", "kosten", "kosten_euro"),
  care: optional(textCell, "care", "zorgsoort"),
};

/** Reads any table with these columns. A place is a region or a gemeente; without either a table is of no use to a region. */
export function openOwn(table: Table, options: PopulationOptions): PopulationSource {
  const columns = {
    ...named,
    year: unlessGiven(required(yearOfFile, "year", "jaar"), options.year),
    insurer: unlessGiven(required(insurerOfFile, "insurer", "verzekeraar", "uzovi"), options.insurer),
  };
  const { places, findings } = matchHeader(table, columns);
  if (places.region === undefined && places.gemeente === undefined) findings.push(withoutPlace(table));
  async function* cells(faults: Finding[]): AsyncGenerator<PopulationCell> {
    for await (const { line, values } of readRows(table, columns, places, faults)) {
      const { cost, gemeente, costCents = cost, care = options.care, ...rest } = values;
      yield { ...rest, line, costCents, care, gemeente: gemeente && toGemeenteKey(gemeente) };
    }
  }
  return { findings, cells };
}

function withoutPlace({ file, headerLine: line }: Table): Finding {
  const expected = "region (or regio) or gemeente: where the insured live";
  return { code: "missing-column", severity: "file", file, line, found: "no column for the place", expected };
}
