/** Tables as text, one line a row: CSV and its relatives. Read as a stream, so that the size of the file does not matter. */
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { CsvError } from "csv-parse";
import type { Finding } from "../../src/finding.ts";
import type { Batch, TableRow } from "../../src/table.ts";
import { detectDelimiter, readText } from "./sniff.ts";
import type { Encoding } from "./sniff.ts";

export interface CsvText {
  readonly delimiter: string;
  readonly batches: AsyncIterable<Batch>;
}

const sampleSize = 1 << 16;
const batchSize = 1000;

/** Opens a text file as rows of trimmed cells. Empty lines are no rows; a quote that is never closed is a finding. */
export async function openCsv(path: string, file: string, encoding: Encoding): Promise<CsvText> {
  const pieces = readText(path, encoding);
  let sample = "";
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    sample += next.value;
    if (sample.length >= sampleSize) break;
  }
  const delimiter = detectDelimiter(sample);
  const declares = /^sep=.\n/i.test(sample);
  const text = (async function* () {
    yield declares ? sample.slice(sample.indexOf("\n")) : sample;
    yield* pieces;
  })();
  return { delimiter, batches: readRows(text, file, delimiter) };
}

async function* readRows(text: AsyncIterable<string>, file: string, delimiter: string): AsyncGenerator<Batch> {
  let findings: Finding[] = [];
  let rows: TableRow[] = [];
  let lastLine = 0;
  const parser = parse({
    delimiter,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    info: true,
    on_record(cells, { lines }) {
      lastLine = lines;
      return cells;
    },
    on_skip(error): undefined {
      findings.push(unreadable(file, lastLine + 1, error));
    },
  });
  type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };
  for await (const { record: cells, info } of Readable.from(text).pipe(parser) as AsyncIterable<Parsed>) {
    const inside = cells.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
    rows.push({ line: info.lines - inside, cells });
    if (rows.length < batchSize) continue;
    yield { rows, findings };
    [rows, findings] = [[], []];
  }
  yield { rows, findings };
}

function unreadable(file: string, line: number, error: CsvError | undefined): Finding {
  const isOpen = error?.code === "CSV_QUOTE_NOT_CLOSED";
  const found = isOpen ? "a quote that is never closed, so nothing after it was read" : (error?.code ?? "no row");
  return { code: "unreadable-row", severity: "record", file, line, found, expected: 'cells between quotes, as in "a"' };
}
