/**
 * Tables in a workbook. Numbers, days and truth values are typed there; here they become the text that a person reads in the
 * cell, so that one column description serves every format. A percentage is shown as one: 0.625 formatted as `0.0%` is 62.5 %.
 * A spreadsheet keeps fifteen digits and shows no more; digits beyond are noise of its binary fractions.
 */
import { readXlsx } from "hucre/xlsx";
import type { CellValue, Sheet } from "hucre/xlsx";
import { detectMark } from "../../src/table.ts";
import type { DecimalMark, TableRow } from "../../src/table.ts";

export interface SheetRows {
  readonly sheet: string;
  /** Other sheets that hold something and were not read. */
  readonly others: readonly string[];
  readonly mark: DecimalMark;
  readonly rows: readonly TableRow[];
}

/** The rows of the named sheet, or of the first visible one that holds anything; undefined when there is none. */
export async function readSheet(bytes: Uint8Array, name?: string): Promise<SheetRows | undefined> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const filled = sheets.filter((sheet) => sheet.hidden !== true && sheet.veryHidden !== true && holdsSomething(sheet));
  const sheet = name === undefined ? filled[0] : sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) return undefined;
  const texts = sheet.rows.flat().filter((value) => typeof value === "string");
  const mark = detectMark(texts) ?? ".";
  const width = Math.max(...sheet.rows.map((values) => values.length));
  const rows = sheet.rows.flatMap((values, index) => {
    const cells = Array.from({ length: width }, (_, column) =>
      toText(values[column] ?? null, formatOf(sheet, index, column), mark),
    );
    return cells.every((cell) => cell === "") ? [] : [{ line: index + 1, cells }];
  });
  const others = filled.filter((candidate) => candidate !== sheet).map((candidate) => candidate.name);
  return { sheet: sheet.name, others, mark, rows };
}

function holdsSomething(sheet: Sheet): boolean {
  return sheet.rows.some((row) => row.some((value) => value !== null && value !== ""));
}

function formatOf(sheet: Sheet, row: number, column: number): string {
  return sheet.cells?.get(`${row},${column}`)?.style?.numFmt ?? "";
}

function toText(value: CellValue, numberFormat: string, mark: DecimalMark): string {
  if (value === null) return "";
  if (typeof value === "string") return value.trim();
  if (typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$|\.000Z$/, "");
  return numberFormat.includes("%") ? `${toPlain(value, 2, mark)}%` : toPlain(value, 0, mark);
}

/** A number times a power of ten, to fifteen digits, without an exponent. */
function toPlain(value: number, shift: number, mark: DecimalMark): string {
  const [mantissa = "", exponent = "0"] = value.toExponential(14).split("e");
  const digits = mantissa.replace(/[.-]/g, "");
  const point = 1 + Number(exponent) + shift;
  const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const fraction = ("0".repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point))).replace(/0+$/, "");
  return (value < 0 ? "-" : "") + whole + (fraction === "" ? "" : mark + fraction);
}
