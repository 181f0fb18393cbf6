/**
 * What stands behind `driehoek` on the command line: words and flags. Every command knows the common flags; what a command adds
 * of its own, it declares. A flag that nobody declared is refused with the one that was probably meant, never ignored.
 */
import { parseArgs } from "node:util";
import { parseDay } from "../src/day.ts";
import { nearest } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Flag } from "./command.ts";

export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

export interface Arguments {
  readonly words: readonly string[];
  readonly flags: FlagValues;
  readonly findings: readonly Finding[];
}

export const commonFlags: Readonly<Record<string, Flag>> = {
  on: { type: "string", nl: "de dag waarop wordt beslist (JJJJ-MM-DD)", en: "the day of the decision (YYYY-MM-DD)" },
  lake: { type: "string", nl: "de map met declaraties", en: "the folder with claims" },
  dossier: { type: "string", nl: "het dossier (NDJSON)", en: "the dossier (NDJSON)" },
  population: { type: "string", nl: "de verzekerdenpopulatie", en: "the insured population" },
  contracts: { type: "string", nl: "de lopende contracten", en: "the running contracts" },
  out: { type: "string", nl: "de map voor de uitkomst", en: "the folder for the result" },
  json: { type: "boolean", nl: "de uitkomst als JSON", en: "the result as JSON" },
  threads: { type: "string", nl: "het aantal rekenkernen", en: "the number of cores to use" },
  lang: { type: "string", nl: "nl of en", en: "nl or en" },
  seed: { type: "string", nl: "het beginpunt van het toeval", en: "where chance starts" },
  help: { type: "boolean", nl: "deze bladzijde", en: "this page" },
};

/** Of commands that count claims: whose. */
export const insurerFlag: Flag = {
  type: "string",
  nl: "UZOVI-codes van de inkoper, met komma's; zonder telt elke declaratie in het lake",
  en: "the buyer's UZOVI codes, with commas; without it every claim in the lake counts",
};

/** The insurers that were named; undefined where all count. */
export function insurersOf(flags: FlagValues): readonly string[] | undefined {
  return textOf(flags, "insurer")?.split(",");
}

/** What a common flag must look like, and how to say so. */
const forms: Readonly<Record<string, { fits: (text: string) => boolean; expected: string }>> = {
  on: { fits: (text) => parseDay(text) !== undefined, expected: "a day such as 2024-10-01" },
  threads: { fits: (text) => /^[1-9]\d{0,2}$/.test(text), expected: "a number of cores such as 2" },
  lang: { fits: (text) => text === "nl" || text === "en", expected: "nl or en" },
  seed: { fits: (text) => /^\d{1,15}$/.test(text), expected: "a whole number such as 7" },
};

/**
 * Reads the arguments of a command against the flags it knows. `--flag value` and `--flag=value` are the same; what follows a bare
 * `--` is a word. Findings carry the place `command line`.
 */
export function readArguments(args: readonly string[], known: Readonly<Record<string, Flag>>): Arguments {
  const options = Object.fromEntries(Object.entries(known).map(([name, { type }]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const words: string[] = [];
  const flags: Record<string, string | boolean> = {};
  const findings: Finding[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const finding = checkFlag(token, known, flags);
    if (finding === undefined) flags[token.name] = token.value ?? true;
    else findings.push(finding);
  }
  return { words, flags, findings };
}

interface FlagToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function checkFlag(token: FlagToken, known: Readonly<Record<string, Flag>>, given: FlagValues): Finding | undefined {
  const { name, rawName, value } = token;
  const flag = Object.hasOwn(known, name) ? known[name] : undefined;
  if (flag === undefined) return refuse("unknown-flag", rawName, suggestFlag(rawName, Object.keys(known)));
  if (Object.hasOwn(given, name)) return refuse("repeated-flag", rawName, `--${name} once`);
  if (flag.type === "boolean") {
    return value === undefined ? undefined : refuse("flag-value", `${rawName}=${value}`, `--${name} without a value`);
  }
  const form = forms[name];
  if (value === undefined || value === "") return refuse("flag-value", rawName, form?.expected ?? "a value behind it");
  return form === undefined || form.fits(value)
    ? undefined
    : refuse("flag-value", `${rawName} ${value}`, form.expected);
}

function suggestFlag(rawName: string, known: readonly string[]): string {
  const meant = rawName.startsWith("--") ? nearest(rawName.slice(2), known) : undefined;
  return meant === undefined ? "a flag that --help lists" : `did you mean \`--${meant}\`?`;
}

/** The text of a flag; undefined when it was not given. */
export function textOf(flags: FlagValues, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** The text flags among these names that were given, by name. */
export function givenTexts(flags: FlagValues, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(flags, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** A finding about the command line itself. */
export function refuse(code: string, found: string, expected: string): Finding {
  return { code, severity: "file", file: "command line", line: 0, found: `\`${found}\``, expected };
}
