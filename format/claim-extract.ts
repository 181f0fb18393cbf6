/**
 * Reads extracts of granted claims, CSV, XLSX or Parquet, onto pages for the lake. Which column is which is guessed from their
 * names and told by the mapping of the source; a column that is needed and not found is asked for in a finding. A column about
 * a person that is not needed is dropped at the door, and so is everything in the others but a pseudonym, a birth year, a sex and a
 * region.
 */
import { basename } from "node:path";
import type { ClaimDoor, ClaimReader, ClaimReading, Tables } from "../acts/effects.ts";
import {
  claimFaults,
  extractColumns,
  hidePerson,
  toClaim,
  toMappingText,
  unknownBsn,
  type ClaimMapping,
  type ExtractColumn,
  type ExtractedClaim,
  type ExtractRow,
} from "../src/claim-extract.ts";
import { monthOf, yearOf, type Day } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import { toColumnName } from "../src/privacy.ts";
import { regionOfPostcode } from "../src/region.ts";
import { matchHeader, readRow, type Places, type Table, type TableRow } from "../src/table.ts";
import { PageFolder } from "./claim-page.ts";
import { Pseudonyms } from "./pseudonym.ts";

/** What a finding calls the fields that lines are compared by. */
const fields = { ref: "ref", corrects: "corrects", client: "bsn", claimed: "claimed", service: "service" };

/** The reader of extracts. It takes any file, so it comes last. */
export function extractReader(tables: Tables, mapping: ClaimMapping): ClaimReader {
  return {
    knows: async () => true,
    async read(path, door) {
      const { table, findings } = await tables.open(path);
      if (table === undefined) return { ...nothing, sha256: "", reading: basename(path), findings };
      return readTable(table, mapping, door, findings);
    },
  };
}

const nothing = { pages: [], taken: 0, refused: 0, silent: 0, refusedRefs: [], fields };

type ExtractColumns = ReturnType<typeof extractColumns>;

async function readTable(
  table: Table,
  mapping: ClaimMapping,
  door: ClaimDoor,
  opening: readonly Finding[],
): Promise<ClaimReading> {
  const columns = extractColumns(mapping, table.header);
  const { places, findings: ofHeader } = matchHeader(table, columns);
  const findings = [
    ...opening,
    ...ofHeader.map(dropPersonal),
    ...unmapped(table, mapping),
    ...undescribed(table, columns, places),
  ];
  const reading = { ...nothing, sha256: table.sha256, reading: table.reading };
  if (findings.some(({ severity }) => severity === "file")) return { ...reading, findings };
  const extract = new Extract(table, columns, places, door);
  for await (const batch of table.batches) {
    findings.push(...batch.findings);
    for (const row of batch.rows) findings.push(...extract.take(row));
  }
  const { taken, refused, refusedRefs } = extract;
  const pages = extract.close().map((page) => ({ ...page, linesBefore: 0 }));
  return { ...reading, findings, pages, taken, refused, refusedRefs, mapping: remember(table, mapping, places) };
}

/** A column about a person that nobody asks for closes no door here: it is not let in. */
function dropPersonal(finding: Finding): Finding {
  if (finding.code !== "personal-column") return finding;
  return { ...finding, code: "dropped-column", severity: "warning", expected: "nothing: it is dropped at the door" };
}

/** Columns that the mapping names and the header does not have. */
function unmapped(table: Table, mapping: ClaimMapping): Finding[] {
  const names = table.header.map(toColumnName);
  const absent = Object.entries(mapping.columns).filter(
    ([, told]) => !told.startsWith("=") && !names.includes(toColumnName(told)),
  );
  return absent.map(([field, told]) =>
    ask(table, field, `no column "${told}", to which ${field} is mapped`, "--map with a column of the header"),
  );
}

/** Who the client is and when they were born can be told in two ways; one of them is needed. */
function undescribed(table: Table, columns: ExtractColumns, places: Places<ExtractColumns>): Finding[] {
  const isTold = (name: ExtractColumn): boolean => places[name] !== undefined || "otherwise" in columns[name];
  const needs = [
    ["bsn", "client"],
    ["birth_date", "birth_year"],
  ] as const;
  const open = needs.filter((either) => !either.some(isTold));
  return open.map(([one, other]) =>
    ask(table, one, `no column for ${one} or ${other}`, `one of them, or --map ${one}=<column>`),
  );
}

function ask(table: Table, field: string, found: string, expected: string): Finding {
  return { code: "missing-column", severity: "file", file: table.file, line: table.headerLine, field, found, expected };
}

/** The mapping with what was guessed, as it is remembered. */
function remember(table: Table, mapping: ClaimMapping, places: Places<ExtractColumns>): string {
  const found = Object.entries(places).map(([name, place]) => [name, table.header[place ?? -1] ?? ""] as const);
  return toMappingText({ ...mapping, columns: { ...mapping.columns, ...Object.fromEntries(found) } });
}

/** The rows of one table, on their way to its pages. */
class Extract {
  taken = 0;
  refused = 0;
  readonly refusedRefs: string[] = [];
  readonly #table: Table;
  readonly #columns: ExtractColumns;
  readonly #places: Places<ExtractColumns>;
  readonly #pages: PageFolder;
  readonly #pseudonyms: Pseudonyms;
  readonly #regions: ClaimDoor["regions"];
  readonly #months = new Map<Day, number>();

  constructor(table: Table, columns: ExtractColumns, places: Places<ExtractColumns>, door: ClaimDoor) {
    this.#table = table;
    this.#columns = columns;
    this.#places = places;
    this.#pages = new PageFolder(door.folder, "extract");
    this.#pseudonyms = new Pseudonyms(door.key);
    this.#regions = door.regions;
  }

  /** Takes in a row, or tells why not. */
  take(row: TableRow): Finding[] {
    const { values, findings } = readRow(this.#table, row, this.#columns, this.#places);
    if (findings.length > 0) return this.#refuse(values, findings.map(hidePerson));
    const claim = toClaim(values);
    const cellOf = (field: ExtractColumn): string => row.cells[this.#places[field] ?? -1] ?? "";
    const faults = claimFaults(claim, { file: this.#table.file, line: row.line }, cellOf);
    if (faults.length > 0) return this.#refuse(values, faults);
    this.#write(row.line, claim);
    return [];
  }

  close() {
    return this.#pages.close();
  }

  #refuse(values: Partial<ExtractRow>, findings: Finding[]): Finding[] {
    this.refused++;
    if (values.ref !== undefined) this.refusedRefs.push(values.ref);
    return findings;
  }

  #write(line: number, { row, birthYear, last, quantity, claimedCents, grantedCents, status }: ExtractedClaim): void {
    const page = this.#pages.of(this.#monthOf(row.from));
    page.line.add(line);
    page.client.add(this.#pseudonymOf(row));
    page.insurer.add(row.insurer);
    page.region.add((row.postcode && regionOfPostcode(this.#regions, row.postcode)) ?? "unknown");
    page.birthYear.add(birthYear);
    page.sex.add(row.sex ?? "unknown");
    page.provider.add(row.provider);
    page.service.add(row.service);
    page.from.add(row.from);
    page.last.add(last);
    page.quantity.add(Number(quantity));
    page.unit.add(row.unit ?? "00");
    page.tariffCents.add(row.tariff === undefined ? undefined : Number(row.tariff));
    page.claimedCents.add(Number(claimedCents));
    page.grantedCents.add(Number(grantedCents));
    page.status.add(status);
    page.ref.addText(row.ref);
    page.corrects.addText(row.corrects ?? "");
    page.endRow();
    this.taken++;
  }

  /** The month of a day, as YYYYMM. */
  #monthOf(day: Day): number {
    const month = this.#months.get(day) ?? yearOf(day) * 100 + monthOf(day);
    this.#months.set(day, month);
    return month;
  }

  #pseudonymOf({ bsn, client = "", insurer, insured_number: insured = "" }: ExtractRow): string {
    if (bsn === undefined) return this.#pseudonyms.ofPseudonym(insurer, client);
    return bsn === unknownBsn ? this.#pseudonyms.ofInsured(insurer, insured) : this.#pseudonyms.ofBsn(bsn);
  }
}
