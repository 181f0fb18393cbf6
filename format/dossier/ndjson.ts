/** A dossier as lines of JSON, one fact a line: the form in which the lake keeps it and in which programs exchange it. */
import type { FactSource, SentLine } from "../../src/fact-version.ts";
import type { Finding } from "../../src/finding.ts";
import { show } from "../../src/table.ts";
import { readText } from "../table.ts";
import type { Sniffed } from "../table.ts";

export function openLines(path: string, file: string, { sha256, encoding }: Sniffed): FactSource {
  async function* lines(findings: Finding[]): AsyncGenerator<SentLine> {
    let line = 0;
    for await (const text of linesOf(readText(path, encoding))) {
      line += 1;
      if (text.trim() === "") continue;
      const sent = parse(text);
      const expected = 'one JSON object on a line, as {"fact": …, "subject": …, "value": …}';
      if (sent !== undefined) yield { line, sent };
      else findings.push({ code: "bad-json", severity: "line", file, line, found: show(text), expected });
    }
  }
  return { file, sha256, reading: `ndjson, ${encoding}`, correcting: false, findings: [], lines };
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}
