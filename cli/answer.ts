/** How the answer of a command leaves the program: as text for people, or as one JSON object for other programs. */
import { tellFinding } from "../text/finding-line.ts";
import type { Language } from "../text/text.ts";
import type { Answer } from "./command.ts";
import type { Terminal } from "./world.ts";

const format = "driehoek/1";

/** How an answer is to be told. */
export interface Manner {
  readonly lang: Language;
  readonly json: boolean;
}

/** Text goes to stdout and findings, one line each, to stderr; with `json` everything is one object on stdout. */
export function print(terminal: Terminal, command: string, answer: Answer, { lang, json }: Manner): void {
  if (json) {
    terminal.out(toJson(command, answer));
    return;
  }
  if (answer.findings.length > 0)
    terminal.err(answer.findings.map((finding) => `${tellFinding(finding, lang)}\n`).join(""));
  if (answer.text !== "") terminal.out(answer.text.endsWith("\n") ? answer.text : `${answer.text}\n`);
}

/** The envelope `{format, command, on?, policy?, result, findings}`; a bigint is written as a string, so no reader rounds it. */
function toJson(command: string, { on, policy, result, findings }: Answer): string {
  const envelope = { format, command, on, policy, result: result ?? null, findings };
  return `${JSON.stringify(envelope, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value), 2)}\n`;
}
