/**
 * The composition root: the list of commands, and the way from a line on the terminal to an exit code.
 *
 *     0 done, or yes · 1 no · 2 unusable input or usage · 3 our fault · 4 done with gaps
 */
import { fileURLToPath } from "node:url";
import type { ExitCode } from "../acts/effects.ts";
import { nearest } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Language } from "../text/text.ts";
import { print } from "./answer.ts";
import { commonFlags, readArguments, refuse } from "./argument.ts";
import type { Arguments } from "./argument.ts";
import type { Command } from "./command.ts";
import { listCommands, manualPage } from "./manual.ts";
import { openWorld } from "./world.ts";
import type { OpenWorld, Terminal } from "./world.ts";

/** Every command: its name, and where it is read from once it is asked for. */
export const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  budget: () => import("./budget.ts"),
  compare: () => import("./compare.ts"),
  decide: () => import("./decide.ts"),
  demo: () => import("./demo.ts"),
  lint: () => import("./lint.ts"),
  load: () => import("./load.ts"),
  market: () => import("./market.ts"),
  radar: () => import("./radar.ts"),
  rearrange: () => import("./rearrange.ts"),
  request: () => import("./request.ts"),
  run: () => import("./run.ts"),
  settle: () => import("./settle.ts"),
  value: () => import("./value.ts"),
  verify: () => import("./verify.ts"),
};

const realTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** Runs one command line, the words behind `driehoek`, and gives its exit code. */
export async function main(
  args: readonly string[],
  terminal = realTerminal,
  known: typeof commands = commands,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith("-")) return withoutCommand(args, terminal, Object.keys(known));
  const load = Object.hasOwn(known, name) ? known[name] : undefined;
  if (load === undefined) return unusable(terminal, name, [unknownCommand(name, Object.keys(known))], rest);
  try {
    return await perform((await load()).command, rest, terminal);
  } catch (error) {
    return failed(terminal, name, error);
  }
}

async function perform(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { words, flags, findings } = readArguments(args, { ...commonFlags, ...command.flags });
  const lang = language(flags);
  const world = openWorld(terminal, flags["threads"] === undefined ? undefined : Number(flags["threads"]), lang);
  if (flags["help"] === true) {
    terminal.out(await manualPage(world.files, command, lang));
    return 0;
  }
  if (findings.length > 0) return unusable(terminal, command.name, findings, args);
  try {
    const answer = await command.run({ world, words, flags, lang });
    print(terminal, command.name, answer, { lang, json: flags["json"] === true });
    return answer.exit;
  } finally {
    await world.close();
  }
}

/** `driehoek`, `driehoek --help` and `driehoek --version`. */
async function withoutCommand(
  args: readonly string[],
  terminal: Terminal,
  names: readonly string[],
): Promise<ExitCode> {
  const version = { type: "boolean", nl: "de versie", en: "the version" } as const;
  const { flags, findings } = readArguments(args, { ...commonFlags, version });
  if (findings.length > 0) return unusable(terminal, "", findings, args);
  const { files } = openWorld(terminal);
  if (flags["version"] === true) {
    terminal.out(`driehoek ${await readVersion(files)}\n`);
    return 0;
  }
  terminal.out(await listCommands(files, names, language(flags)));
  return flags["help"] === true ? 0 : 2;
}

async function readVersion(files: OpenWorld["files"]): Promise<string> {
  const bytes = await files.read(fileURLToPath(new URL("../package.json", import.meta.url)));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { version: string }).version;
}

function unknownCommand(name: string, names: readonly string[]): Finding {
  const meant = nearest(name, names);
  return refuse(
    "unknown-command",
    name,
    meant === undefined ? `one of ${names.join(", ")}` : `did you mean \`${meant}\`?`,
  );
}

function unusable(
  terminal: Terminal,
  command: string,
  findings: readonly Finding[],
  args: readonly string[],
): ExitCode {
  const lang = language(readArguments(args, commonFlags).flags);
  print(terminal, command, { exit: 2, result: undefined, findings, text: "" }, { lang, json: args.includes("--json") });
  return 2;
}

/** A file that the machine refuses is the reader's to solve; any other error is ours. */
function failed(terminal: Terminal, command: string, error: unknown): ExitCode {
  const {
    message,
    stack = "",
    code,
    syscall,
  }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  if (code !== undefined && syscall !== undefined) {
    terminal.err(`driehoek ${command}: ${message}\n`);
    return 2;
  }
  const place = /\n\s+at .*?([^/\\(]+:\d+):\d+\)?/.exec(stack)?.[1];
  terminal.err(`driehoek ${command}: ${message}${place === undefined ? "" : ` (${place})`}\n`);
  terminal.err("Dit is een fout in driehoek, niet in de invoer. / This is a fault of driehoek, not of the input.\n");
  return 3;
}

function language(flags: Arguments["flags"]): Language {
  return flags["lang"] === "en" ? "en" : "nl";
}
