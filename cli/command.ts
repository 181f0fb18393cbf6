/**
 * The face that a command shows to the command line: its name, its flags, and a run that calls one act and phrases the answer.
 * `cli/main.ts` lists the commands, parses the flags, prints the answer (text, or JSON with `--json`) and exits.
 */
import type { Clock, ExitCode, Files, Lake, Progress } from "../acts/effects.ts";
import type { Finding } from "../src/finding.ts";
import type { Language } from "../text/text.ts";

export interface Flag {
  readonly type: "string" | "boolean";
  /** What `--help` says, Dutch first. */
  readonly nl: string;
  readonly en: string;
}

/** What the composition root hands to a command: the world, opened where asked. */
export interface World {
  readonly files: Files;
  readonly clock: Clock;
  readonly progress: Progress;
  /** The secret key, 32 bytes, with which this installation signs; made at first use, unless a file is named. */
  signingKey(path?: string): Promise<Uint8Array>;
  /** The vocabulary that comes with the program, for a policy that has none above it. */
  readonly installedFacts: string;
  /** Opens (or makes) the lake in a folder; the root closes it after the run. `threads` bounds its workers. */
  openLake(folder: string, options?: { threads?: number }): Promise<Lake>;
}

export interface Call {
  readonly world: World;
  /** The words after the command that are not flags. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly lang: Language;
}

export interface Answer {
  readonly exit: ExitCode;
  /** For `--json`: `{format, command, on, policy?, result, findings}` is made of these. */
  readonly result: unknown;
  readonly findings: readonly Finding[];
  readonly on?: string;
  readonly policy?: string;
  /** For people, in the language asked for. */
  readonly text: string;
}

export interface Command {
  readonly name: string;
  readonly flags: Readonly<Record<string, Flag>>;
  run(call: Call): Promise<Answer>;
}
