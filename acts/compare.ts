/**
 * Two policies on the same claims and dossiers: who changes, and what it does to amounts. The lake is asked for each policy's own
 * figures; both are decided on as they stand, whatever their status.
 */
import { compare, unknownIn } from "../src/comparison.ts";
import type { Comparison, Decisions, Unknown } from "../src/comparison.ts";
import { decideRound } from "../src/comparison.ts";
import { parseDay } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import { deliveredSelect, toDelivered, yearBefore } from "../src/round.ts";
import { unknownFigures } from "../src/value.ts";
import { askedOnce } from "./asked-once.ts";
import type { ExitCode, Lake } from "./effects.ts";
import { reckonedDossiers, value } from "./value.ts";
import type { ValueAnswer, ValueEffects, ValueInput } from "./value.ts";

export interface CompareInput extends Omit<ValueInput, "folder"> {
  readonly before: string;
  readonly after: string;
  readonly lake: string;
}

export interface CompareAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly before?: Policy;
  readonly after?: Policy;
  readonly comparison?: Comparison;
  /** What is not known of whom, in either. */
  readonly unknown?: Unknown;
}

/** Exit 0 both are known for everybody, 4 something is not, 2 there are no two policies or no lake. */
export async function comparePolicies(effects: ValueEffects, input: CompareInput): Promise<CompareAnswer> {
  const { before, after, ...about } = input;
  const once: ValueEffects = { ...effects, openLake: openedOnce(effects) };
  const old = await value(once, { ...about, folder: before });
  const young = await value(once, { ...about, folder: after });
  const findings = [...old.findings, ...young.findings.filter((finding) => !isAmong(finding, old.findings))];
  const [was, is] = [decisionsOf(old), decisionsOf(young)];
  if (was === undefined || is === undefined) return { exit: 2, findings };
  const lake = await once.openLake(about.lake);
  const year = yearBefore(is.policy);
  const delivered = lake.holds("claims") ? await lake.query(deliveredSelect(year, about.insurers)) : [];
  const comparison = compare(was, is, delivered.map(toDelivered));
  if (comparison.amounts.size > 0 && delivered.length === 0) findings.push(noRegions(about.lake, year));
  const unknown = unknownIn([
    { decisions: was, figures: unknownFigures(old.reckoning!) },
    { decisions: is, figures: unknownFigures(young.reckoning!) },
  ]);
  const exit = unknown.size === 0 && old.exit === 0 && young.exit === 0 ? 0 : 4;
  return { exit, findings, before: was.policy, after: is.policy, comparison, unknown };
}

/** Both policies ask the same lake, and hardly any two versions ask it everything anew. */
function openedOnce(effects: ValueEffects): ValueEffects["openLake"] {
  let lake: Promise<Lake> | undefined;
  return (folder) => (lake ??= effects.openLake(folder).then(askedOnce));
}

function decisionsOf({ policy, on, reckoning, dossiers }: ValueAnswer): Decisions | undefined {
  if (policy === undefined || on === undefined || reckoning === undefined || dossiers === undefined) return undefined;
  return decideRound(compilePolicy(policy), reckonedDossiers(dossiers, reckoning, parseDay(on)!));
}

/** Amounts are divided over regions by what was granted there in the year before the policy. */
function noRegions(lake: string, year: number): Finding {
  const [found, expected] = [`no granted claims of ${year}`, "claims by which amounts are divided over regions"];
  return { code: "no-regions", severity: "warning", file: lake, line: 0, found, expected };
}

/** What is wrong with the lake or the dossier is told once. */
function isAmong(finding: Finding, others: readonly Finding[]): boolean {
  return others.some((other) => JSON.stringify(other) === JSON.stringify(finding));
}
