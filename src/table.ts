/**
 * A table as buyers, providers and registers send it: a header and rows of cells, whatever file it came in. A cell is the text
 * that a person would read there; a spreadsheet's numbers, days and truth values have become text already, so that one
 * description of a column reads them all. Row numbers are those of the file, so that a finding points at the line itself.
 *
 * A load declares its columns once: their names in use, their cell type, and whether every row must have them. From that
 * declaration come the reading, every finding ("did you mean"), and the list of what is not used. A column that tells who a
 * person is closes the door for the whole table (see `privacy.ts`). An empty cell is an absent value, never zero.
 *
 *     const columns = { provider: required(agb, "agb", "agb_code"), agreed_cents: optional(cents, "afspraak") };
 *     const { places, findings } = matchHeader(table, columns);
 */
import type { CellType, DecimalMark } from "./table/cell.ts";
import { nearest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { mask, personalColumn, toColumnName } from "./privacy.ts";

export * from "./table/cell.ts";

export interface TableRow {
  /** 1-based line of a text file, or row of a sheet. */
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
}

/** A handful of rows, and what was wrong with the rows between them that could not be read. */
export interface Batch {
  readonly rows: readonly TableRow[];
  readonly findings: readonly Finding[];
}

export interface Table {
  readonly file: string;
  /** Of the file's bytes, lower-case hex: the identity of what was sent. */
  readonly sha256: string;
  /** How the file was read, for the report: `csv, windows-1252, ";"` or `xlsx, sheet Contracten`. */
  readonly reading: string;
  readonly header: readonly string[];
  readonly headerLine: number;
  /** Undefined where the table shows no evidence for either mark; then only unambiguous numbers are read. */
  readonly mark: DecimalMark | undefined;
  /** Can be walked once. */
  readonly batches: AsyncIterable<Batch>;
}

/** What opening a file gives: the table, unless a finding says why there is none. */
export interface OpenedTable {
  readonly table?: Table;
  readonly findings: readonly Finding[];
}

export interface Column<T> {
  /** The names in use, as `toColumnName` writes them; the first one is ours. */
  readonly names: readonly string[];
  readonly cell: CellType<T>;
  readonly required: boolean;
  /** What an empty or absent cell means, where the sender has said so for the whole table. */
  readonly otherwise?: T;
}
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** What one row says: a value per filled cell; a required one is always there. */
export type Values<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer T> ? (C[K] extends { required: true } ? T : T | undefined) : never;
};

export function required<T>(cell: CellType<T>, ...names: string[]): Column<T> & { required: true } {
  return { names, cell, required: true };
}

export function optional<T>(cell: CellType<T>, ...names: string[]): Column<T> & { required: false } {
  return { names, cell, required: false };
}

/** A required column of which the sender may have told the value for the whole table. */
export function unlessGiven<T>(
  column: Column<T> & { required: true },
  otherwise: T | undefined,
): Column<T> & { required: true } {
  return otherwise === undefined ? column : { ...column, otherwise };
}

/** Where each declared column stands in the table; a column that is absent has no place. */
export type Places<C extends Columns = Columns> = { readonly [K in keyof C]?: number };

/**
 * Finds the declared columns in a header. A required column that is missing, a name that stands there twice and a column about
 * a person make the whole file unusable; a column that nobody asked for is only mentioned. `known` names columns that may
 * stand there and are not used.
 */
export function matchHeader<C extends Columns>(
  table: Table,
  columns: C,
  known: readonly string[] = [],
): { places: Places<C>; findings: Finding[] } {
  const places: { -readonly [K in keyof C]?: number } = {};
  const findings: Finding[] = [];
  const names = table.header.map(toColumnName);
  const unused = new Set(names.keys());
  for (const id of Object.keys(columns) as (keyof C & string)[]) {
    const column = columns[id] as Column<unknown>;
    const found = [...names.keys()].filter((place) => column.names.includes(names[place] ?? ""));
    for (const place of found) unused.delete(place);
    if (found[0] !== undefined) places[id] = found[0];
    if (found.length > 1) findings.push(duplicated(table, column, found));
    if (found.length > 0 || !column.required || column.otherwise !== undefined) continue;
    const meant = nearestColumn(column, names, unused);
    unused.delete(meant);
    findings.push(missing(table, column, table.header[meant]));
  }
  for (const place of unused) {
    const finding = notAsked(table, place, columns, known);
    if (finding !== undefined) findings.push(finding);
  }
  return { places, findings };
}

function headerFinding(table: Table, finding: Pick<Finding, "code" | "severity" | "found" | "expected">): Finding {
  return { ...finding, file: table.file, line: table.headerLine };
}

function duplicated(table: Table, column: Column<unknown>, places: readonly number[]): Finding {
  const found = places.map((place) => `"${table.header[place]}"`).join(" and ");
  return headerFinding(table, {
    code: "duplicate-column",
    severity: "file",
    found,
    expected: `one column for ${column.names[0]}`,
  });
}

/** Where the column stands that a missing one may have been misspelt as; -1 when none is near. */
function nearestColumn(column: Column<unknown>, names: readonly string[], unused: ReadonlySet<number>): number {
  const free = names.filter((_, place) => unused.has(place));
  const near = column.names.map((name) => nearest(name, free)).find((name) => name !== undefined);
  return near === undefined ? -1 : names.indexOf(near);
}

function missing(table: Table, column: Column<unknown>, near: string | undefined): Finding {
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return headerFinding(table, {
    code: "missing-column",
    severity: "file",
    found: `no column ${column.names.join(", ")}`,
    expected: `${column.names[0]}: ${column.cell.expected}${hint}`,
  });
}

function notAsked(table: Table, place: number, columns: Columns, known: readonly string[]): Finding | undefined {
  const header = table.header[place] ?? "";
  const name = toColumnName(header);
  if (name === "") return undefined;
  const personal = personalColumn(header);
  if (personal !== undefined) {
    const expected = `no column that tells who a person is (${personal}); leave it out and send the file again`;
    return headerFinding(table, { code: "personal-column", severity: "file", found: `column "${header}"`, expected });
  }
  if (known.includes(name)) return undefined;
  const asked = Object.values(columns).flatMap((column) => column.names);
  const near = nearest(name, asked);
  const expected = near === undefined ? "a column that this load uses" : `did you mean ${near}?`;
  return headerFinding(table, {
    code: "unused-column",
    severity: "warning",
    found: `column "${mask(header)}", not used`,
    expected,
  });
}

/** The values of one row, or what is wrong with it; every bad cell of the row is told at once. */
export function readRow<C extends Columns>(
  table: Pick<Table, "file" | "mark">,
  row: TableRow,
  columns: C,
  places: Places<C>,
): { values: Values<C>; findings: Finding[] } {
  const values: Record<string, unknown> = {};
  const findings: Finding[] = [];
  for (const id in columns) {
    const column = columns[id] as Column<unknown>;
    const place = places[id];
    const text = place === undefined ? "" : (row.cells[place] ?? "").trim();
    const value = text === "" ? column.otherwise : column.cell.read(text, table.mark);
    if (value !== undefined) values[id] = value;
    else if (text !== "" || column.required)
      findings.push(badCell(table.file, row.line, id, text, column.cell.expected));
  }
  return { values: values as Values<C>, findings };
}

function badCell(file: string, line: number, field: string, text: string, expected: string): Finding {
  const code = text === "" ? "empty-cell" : "bad-cell";
  return { code, severity: "line", file, line, field, found: show(text), expected };
}

/** Every row of a table that can be read as declared, in order; what cannot is added to the findings. */
export async function* readRows<C extends Columns>(
  table: Table,
  columns: C,
  places: Places<C>,
  findings: Finding[],
): AsyncGenerator<{ line: number; values: Values<C> }> {
  for await (const batch of table.batches) {
    findings.push(...batch.findings);
    for (const row of batch.rows) {
      const { values, findings: faults } = readRow(table, row, columns, places);
      findings.push(...faults);
      if (faults.length === 0) yield { line: row.line, values };
    }
  }
}

/** A cell as a finding may show it: masked, and no longer than a glance. */
export function show(text: string): string {
  if (text === "") return "nothing";
  const masked = mask(text);
  return `"${masked.length > 60 ? `${masked.slice(0, 60)}…` : masked}"`;
}
