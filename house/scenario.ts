/**
 * Scenarios: a small policy and what is asked of it, written as a policy officer would. Files stand one below the other, each
 * under its name; those of a policy that it extends under `base/`. Of facts only what matters is said.
 *
 *     const size = programOf(`
 *     --- facts
 *     used: {type: money}
 *     --- size.sheet.yaml
 *     …`);
 *     ask(size, "size", "{used: 250.00}");       // "small", or "refused: …", or "incomplete: fact.used"
 */
import assert from "node:assert/strict";
import { toPolicyText } from "../src/datum.ts";
import type { NumberType } from "../src/datum.ts";
import { parseDay } from "../src/day.ts";
import { decisionOf, outputsOf } from "../src/decision.ts";
import { readDocument } from "../src/document.ts";
import { emptySupply, readSupply, toDossier } from "../src/dossier.ts";
import { toLine } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readIndicators } from "../src/indicator.ts";
import { readPolicy } from "../src/policy.ts";
import type { Folder, Policy, PolicyText } from "../src/policy.ts";
import { compilePolicy, decideAll, valueOf } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { explain } from "../src/trace.ts";
import { reckon } from "../src/value.ts";
import type { Figure } from "../src/value.ts";

const header = `
format: driehoek/1
buyer: Voorbeeld
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
`;

const units =
  "units: [{id: client, nl: cliënt, en: client}, {id: fte, nl: fte, en: fte}, {id: point, nl: punt, en: point}]";

/** The text of a scenario as files. A `policy.yaml` that says no `format` gets the header of an example. */
export function textOf(scenario: string): PolicyText {
  const files = new Map<string, string>();
  for (const section of scenario.split(/^--- /m).slice(1)) {
    const end = section.indexOf("\n");
    files.set(section.slice(0, end), section.slice(end + 1));
  }
  const facts = toFacts(files.get("facts") ?? "");
  files.delete("facts");
  const folder = (path: string, of: (file: string) => string | undefined): Folder => {
    const own = [...files].flatMap(([file, text]) => (of(file) === undefined ? [] : [[of(file)!, text] as const]));
    return { path, files: withHeader(path, new Map(own)) };
  };
  const base = folder("base", (file) => (file.startsWith("base/") ? file.slice("base/".length) : undefined));
  const policy = folder("policy", (file) => (file.startsWith("base/") ? undefined : file));
  const vocabulary = new Map([
    ["units.yaml", units],
    ["facts.yaml", facts],
  ]);
  return {
    chain: base.files.size > 1 ? [base, policy] : [policy],
    facts: { path: "facts", files: vocabulary },
  };
}

function withHeader(id: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const own = files.get("policy.yaml") ?? "";
  return new Map(files).set("policy.yaml", /^format:/m.test(own) ? own : `${own}${header}id: ${id}\n`);
}

/** `used: {type: money}` as a whole fact. */
function toFacts(text: string): string {
  const facts = text.matchAll(/^(\w+): \{(.*)\}$/gm);
  const lines = [...facts].map(([, id, said = ""]) => {
    const rest = Object.entries(usual).filter(([key]) => !new RegExp(`\\b${key}:`).test(said));
    return `- {id: ${id}, ${[said, ...rest.map(([key, value]) => `${key}: ${value}`)].join(", ")}}`;
  });
  return lines.join("\n") || "[]";
}

const usual = { subject: "provider", period: "instant", nl: "feit", en: "fact", supplier: "provider", assumption: "a" };

/** What reading a scenario finds, as a compiler would print it. */
export function findingsOf(scenario: string): string[] {
  return readPolicy(textOf(scenario)).findings.map(toLine);
}

export function policyOf(scenario: string): Policy {
  const { policy, findings } = readPolicy(textOf(scenario));
  return policy ?? assert.fail(findings.map(toLine).join("\n"));
}

export function programOf(scenario: string): Program {
  return compilePolicy(policyOf(scenario));
}

/** A dossier from facts as people write them: `{used: 250.00, provider.group: {frail: {clients: 60}}}`. */
export function dossierOf({ policy }: Program, facts: string, on = "2024-10-01"): Dossier {
  const [supply, findings] = [emptySupply(), [] as Finding[]];
  readSupply(readDocument("facts", facts, findings)!, policy, "dossier", supply, findings);
  assert.deepEqual(findings.map(toLine), []);
  return toDossier("aanbieder", parseDay(on)!, supply);
}

/**
 * What a decision says, in a few words: its value; `refused:` with the codes of all reasons; or `incomplete:` with what is missing
 * or, where nothing is, why there is no value. What is explained must be what is decided.
 */
export function ask(program: Program, decision: string, facts = "{}", about: { member?: string; on?: string } = {}) {
  const dossier = dossierOf(program, facts, about.on);
  const { outcome } = explain(program, dossier, decision, about.member);
  const value = decided(program, dossier, decision, about.member);
  if (outcome.status === "decided") return value ?? assert.fail(`${decision} is explained and not decided`);
  const codes = (outcome.reasons ?? []).map(({ code }) => code);
  if (outcome.status === "refused") {
    assert.equal(value, "false", `${decision} is refused and decided otherwise`);
    return `refused: ${codes.join(", ")}`;
  }
  assert.equal(value, undefined, `${decision} is incomplete and decided otherwise`);
  return `incomplete: ${(outcome.missing.length > 0 ? outcome.missing : codes).join(", ")}`;
}

function decided(program: Program, dossier: Dossier, id: string, member?: string): string | undefined {
  const decision = decisionOf(`decision.${id}`, program.policy.decisions) ?? assert.fail(`no decision ${id}`);
  const output = outputsOf(decision).find(({ ref }) => ref === `decision.${id}`) ?? outputsOf(decision)[0]!;
  const root = decideAll(program, dossier);
  const frame =
    decision.subject === "provider"
      ? root
      : root.parts.get(decision.subject)?.find((candidate) => candidate.member === member);
  const value = valueOf(program, frame ?? assert.fail(`no part ${member}`), output.ref, decision.subject);
  return value === undefined ? undefined : toPolicyText(output.type, value);
}

/** A change of a scenario, `from` into `to`, and all that is then found: `12:5: code: found …, expected …`. */
export type Fault = readonly [from: string, to: string, ...findings: string[]];

/** Checks that a scenario is sound, and that each change of it is told in just these findings, all in one file. */
export function expectFaults(sound: string, file: string, faults: readonly Fault[]): void {
  assert.deepEqual(findingsOf(sound), []);
  for (const [from, to, ...told] of faults) {
    assert.ok(sound.includes(from), `the scenario does not say ${from}`);
    const expected = told.map((finding) => `${file}:${finding}`);
    assert.deepEqual(findingsOf(sound.replace(from, () => to)), expected, `${from} → ${to}`);
  }
}

/**
 * The figures that the value model of a scenario gives about providers of whom only facts are known: of each provider, by indicator
 * (`nps`, of a part `rate[falls]`), its value; or `unknown: ` with what is missing and the codes of its notes.
 */
export function figuresOf(
  scenario: string,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const program = programOf(scenario);
  const { indicators, findings } = readIndicators(program.policy);
  assert.deepEqual(findings.map(toLine), []);
  const dossiers = new Map(Object.entries(known).map(([provider, facts]) => [provider, dossierOf(program, facts)]));
  const step = reckon({ policy: program.policy, indicators, dossiers, tables: new Set() }).next();
  const { providers } = step.done ? step.value : assert.fail("the lake is asked");
  const types = new Map(indicators.map(({ id, type }) => [id, type]));
  const told = [...providers].map(([provider, { own, parts }]) => {
    const ofParts = [...parts.values()].flatMap((members) =>
      [...members].flatMap(([member, figures]) =>
        [...figures].map(([id, figure]) => [id, `[${member}]`, figure] as const),
      ),
    );
    const all = [...[...own].map(([id, figure]) => [id, "", figure] as const), ...ofParts];
    const figures = all.map(([id, of, figure]) => [id + of, figureText(types.get(id)!, figure)] as const);
    return [provider, Object.fromEntries(figures)] as const;
  });
  return Object.fromEntries(told);
}

function figureText(type: NumberType, { value, missing, notes }: Figure): string {
  if (value !== undefined) return toPolicyText(type, value);
  return `unknown: ${[...missing, ...notes.map(({ code }) => code)].join(", ")}`;
}
