/**
 * Takes in what providers, buyers and registers say: each value with whom it is about, when it became known and where it comes
 * from. The lake keeps every version as it was told, a file of lines per batch (`dossier/<batch>.ndjson`, the form of INTERFACES); a
 * correction is a line more. Whether a version counts is for the policy to say, which has a window; the dossier has none.
 */
import { readDocument } from "../src/document.ts";
import { readVersion } from "../src/fact-version.ts";
import type { FactSource, FactVersion, Reception, Refusal, Terms } from "../src/fact-version.ts";
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { readQuestionnaire } from "../src/questionnaire.ts";
import type { Questionnaire } from "../src/questionnaire.ts";
import type { Clock, Files, Lake, Progress } from "./effects.ts";
import { batchOf, isUnusable, refusedLines, toLoad, unusable } from "./incoming.ts";
import type { Load, Missing } from "./incoming.ts";
import { heldDossier, keepVersions, receiveVersions } from "./held-dossier.ts";
import { untoldFacts } from "./load-dossier/untold.ts";
import { readTerms } from "./vocabulary.ts";

/** What a file may leave unsaid and the sender tells beside it. */
export interface DossierTold {
  readonly origin?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly period?: string | undefined;
  readonly questionnaire?: Questionnaire | undefined;
}

export interface LoadDossierEffects {
  readonly files: Files;
  readonly lake: Lake;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly installedFacts: string;
  /** Opens a file with facts, in whatever form. */
  openFacts(
    path: string,
    terms: Terms,
    told: DossierTold,
  ): Promise<{ source?: FactSource; findings: readonly Finding[] }>;
}

export interface LoadDossierInput extends Omit<DossierTold, "questionnaire"> {
  readonly path: string;
  /** A mapping of questions onto facts, for the export of a questionnaire. */
  readonly questions?: string | undefined;
  /** The policy whose vocabulary counts, and whose questions should be answered. */
  readonly policy?: string | undefined;
}

export interface DossierTotals {
  readonly providers: number;
  readonly facts: number;
  /** Of what was taken: said for the first time, said again without a change, corrected. */
  readonly first: number;
  readonly again: number;
  readonly corrections: number;
}

export async function loadDossier(
  effects: LoadDossierEffects,
  input: LoadDossierInput,
): Promise<Load<"dossier", DossierTotals>> {
  const { terms, policy, findings: faults } = await readTerms(effects, input.policy);
  const findings = [...faults];
  if (terms === undefined) return unusable(findings);
  const questionnaire = await readQuestions(effects.files, input.questions, terms, findings);
  if (isUnusable(findings)) return unusable(findings);
  const knownAt = input.knownAt ?? effects.clock.now();
  const opened = await effects.openFacts(input.path, terms, { ...input, knownAt, questionnaire });
  const { source } = opened;
  findings.push(...opened.findings, ...(source?.findings ?? []));
  if (source === undefined || isUnusable(findings)) return unusable(findings);
  effects.progress.say(`${source.file}: ${source.reading}`);
  const sent = await readSent(source, terms, findings);
  const held = await heldDossier(effects.files, effects.lake.folder);
  const batch = batchOf(source.sha256);
  const receptions = held.has(batch)
    ? sent.map(({ version }) => ({ known: version }))
    : receiveVersions(
        sent.map(({ version }) => version),
        held,
        terms,
        source.correcting,
      );
  for (const [i, { line }] of sent.entries()) findings.push(...refusalAt(source.file, line, receptions[i]));
  const kept = receptions.flatMap((reception) => ("kept" in reception ? [reception.kept] : []));
  const added = !held.has(batch) && sent.length > 0;
  if (added) await keepVersions(effects.files, effects.lake.folder, batch, kept);
  const totals = totalsOf(receptions);
  const done = {
    added,
    taken: totals.first + totals.again + totals.corrections,
    refused: refusedLines(findings),
    totals,
  };
  const versions = [...[...held.values()].flat(), ...kept];
  return toLoad("dossier", source, { ...done, missing: missingFor(effects.lake, versions, policy) }, findings);
}

interface Sent {
  readonly line: number;
  readonly version: FactVersion;
}

async function readQuestions(
  files: Files,
  path: string | undefined,
  terms: Terms,
  findings: Finding[],
): Promise<Questionnaire | undefined> {
  if (path === undefined) return undefined;
  const bytes = await files.read(path);
  if (bytes === undefined) {
    const expected = "a mapping of questions onto facts";
    findings.push({ code: "no-file", severity: "file", file: path, line: 0, found: "no such file", expected });
    return undefined;
  }
  const document = readDocument(path, new TextDecoder().decode(bytes), findings);
  return document && readQuestionnaire(document, terms, findings);
}

/** The lines that say something about a known fact in its own terms. */
async function readSent(source: FactSource, terms: Terms, findings: Finding[]): Promise<Sent[]> {
  const good: Sent[] = [];
  for await (const { line, sent } of source.lines(findings)) {
    const version = readVersion(sent, terms);
    if (isRefused(version)) findings.push(...version.map((refused) => findingOf(source.file, line, refused)));
    else good.push({ line, version });
  }
  return good;
}

function isRefused(read: FactVersion | readonly Refusal[]): read is readonly Refusal[] {
  return Array.isArray(read);
}

function refusalAt(file: string, line: number, reception: Reception | undefined): Finding[] {
  return reception !== undefined && "refused" in reception ? [findingOf(file, line, reception.refused)] : [];
}

function findingOf(file: string, line: number, { code, field, found, expected }: Refusal): Finding {
  return { code, severity: "line", file, line, field, found, expected };
}

function totalsOf(receptions: readonly Reception[]): DossierTotals {
  const told = receptions.flatMap((reception) =>
    "refused" in reception ? [] : "kept" in reception ? [reception.kept] : [reception.known],
  );
  const kept = receptions.flatMap((reception) => ("kept" in reception ? [reception.kept] : []));
  const corrections = kept.filter(({ replaces }) => replaces !== undefined).length;
  return {
    providers: new Set(told.map(({ subject }) => subject.split("/")[0])).size,
    facts: new Set(told.map(({ fact }) => fact)).size,
    first: kept.length - corrections,
    again: told.length - kept.length,
    corrections,
  };
}

function missingFor(lake: Lake, versions: readonly FactVersion[], policy: Policy | undefined): Missing[] {
  const missing: Missing[] = [];
  if (!lake.holds("claims")) missing.push({ act: "value", code: "no-claims", args: {} });
  if (!lake.holds("contracts")) missing.push({ act: "run", code: "no-contracts", args: {} });
  return policy === undefined ? missing : [...missing, ...untoldFacts(policy, versions)];
}
