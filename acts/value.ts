/**
 * Reckoning the value model of a policy: its indicators for every provider and region, from the claims in the lake and what the
 * dossiers say. The lake adds up whole numbers, `src/value.ts` makes figures of them; the answer is the same however many threads
 * the lake may use. A round reckons by `indicatorsFor` too.
 */
import { claimFindings, emptyMonthFindings, readDataQuality } from "../src/data-quality.ts";
import { parseDay, toDayText } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readIndicators } from "../src/indicator.ts";
import type { Policy } from "../src/policy.ts";
import { blankDossier, compilePolicy } from "../src/program.ts";
import type { Dossier } from "../src/program.ts";
import { alikeFindings } from "../src/round.ts";
import { isComplete, reckon, uncheckedClaims, withFigures } from "../src/value.ts";
import type { Reckoning } from "../src/value.ts";
import type { AskedLake, ExitCode, Files, Lake } from "./effects.ts";
import { gatherDossiers } from "./gather.ts";
import { insurerFindings } from "./insurer.ts";
import { chooseVersion } from "./policy-version.ts";

/** What the reckoning needs besides the lake. */
export interface ValueQuestion {
  readonly policy: Policy;
  /** What is known of each provider besides its claims; a provider may have claims and no dossier, or a dossier and no claims. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The buyer's insurers by UZOVI code; without it, every claim in the lake counts. */
  readonly insurers?: readonly string[];
}

const tables = ["claims", "population", "contracts"];

/**
 * The figures of every indicator. A declaration at fault is a finding, and then nothing is reckoned. What is missing is no fault: the
 * figure is unknown and names it.
 */
export async function indicatorsFor(
  lake: AskedLake,
  question: ValueQuestion,
): Promise<{ readonly reckoning?: Reckoning; readonly findings: readonly Finding[] }> {
  const { indicators, findings: faults } = readIndicators(question.policy);
  const findings = [...faults];
  const quality = readDataQuality(question.policy, findings);
  if (findings.some(isError)) return { findings };
  await lake.keepSums();
  const held = new Set(tables.filter((table) => lake.holds(table)));
  const asking = reckon({ ...question, indicators, tables: held, ...(quality && { quality }) });
  let step = asking.next();
  // A table is made while the reckoning goes on, until it asks the lake something else.
  let making = Promise.resolve();
  while (!step.done) {
    const { gives, sql } = step.value;
    await making;
    if (gives === "table") making = lake.run(sql);
    step = asking.next(gives === "table" ? [] : await lake.query(sql));
  }
  await making;
  const reckoning = step.value;
  if (held.has("claims")) findings.push(...uncheckedClaims(indicators, quality));
  findings.push(...emptyMonthFindings(reckoning.emptyMonths ?? new Map(), lake.folder));
  findings.push(...claimFindings(reckoning.verdicts ?? new Map(), lake.folder));
  return { reckoning, findings };
}

/** Everybody with a dossier or with claims, sorted, with the figures that were reckoned; `at` is when they became known. */
export function reckonedDossiers(
  dossiers: ReadonlyMap<string, Dossier>,
  reckoning: Reckoning,
  on: Day,
  at?: string,
): Dossier[] {
  const providers = [...new Set([...dossiers.keys(), ...reckoning.providers.keys()])].toSorted();
  return providers.map((provider) => {
    const own = dossiers.get(provider) ?? blankDossier(provider, on);
    const figures = reckoning.providers.get(provider);
    return figures === undefined ? own : withFigures(own, figures, at);
  });
}

export interface ValueEffects {
  readonly files: Files;
  readonly installedFacts: string;
  openLake(folder: string): Promise<Lake>;
}

export interface ValueInput {
  /** The folder of a policy, or of its years: then `on` chooses. */
  readonly folder: string;
  /** Without a lake nothing is counted from claims. */
  readonly lake?: string;
  /** What is known by the end of this day counts; the first day of the policy when absent. */
  readonly on?: string;
  /** A dossier beside the one that the lake keeps. */
  readonly dossier?: string;
  readonly insurers?: readonly string[];
}

export interface ValueAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly policy?: Policy;
  readonly on?: string;
  readonly reckoning?: Reckoning;
  readonly dossiers?: ReadonlyMap<string, Dossier>;
}

/** Exit 0 every figure is known, 4 some are not, 2 there is no policy, no lake, or nobody to reckon with. */
export async function value(effects: ValueEffects, input: ValueInput): Promise<ValueAnswer> {
  const { files } = effects;
  const chosen = await chooseVersion(effects, input.folder, input.on);
  const { policy } = chosen;
  const findings = [...chosen.findings];
  if (input.lake !== undefined && (await files.read(`${input.lake}/lake.json`)) === undefined)
    findings.push(noLake(input.lake));
  if (policy === undefined || findings.some(isError)) return { exit: 2, findings };
  const on = input.on === undefined ? policy.valid.from : (parseDay(input.on) ?? policy.valid.from);
  const gathered = await gatherDossiers(files, { policy, on, lake: input.lake, dossier: input.dossier });
  const { dossiers } = gathered;
  const { insurers } = input;
  const lake = input.lake === undefined ? noClaims : await effects.openLake(input.lake);
  const mixed = await insurerFindings(lake, insurers);
  const told = await indicatorsFor(lake, { policy, dossiers, ...(insurers && { insurers }) });
  findings.push(...mixed.map(asWarning), ...gathered.findings, ...told.findings);
  const { reckoning } = told;
  if (reckoning === undefined) return { exit: 2, findings };
  if (input.lake !== undefined && reckoning.providers.size + reckoning.regions.size === 0)
    return { exit: 2, findings: [...findings, nobody(input.lake)] };
  findings.push(...alikeFindings(compilePolicy(policy), reckonedDossiers(dossiers, reckoning, on)));
  const exit = isComplete(reckoning) && !findings.some(isError) ? 0 : 4;
  return { exit, findings, policy, on: toDayText(on), reckoning, dossiers };
}

/** A lake in which nothing is. */
const noClaims: AskedLake = {
  folder: "",
  holds: () => false,
  query: () => Promise.resolve([]),
  run: () => Promise.resolve(),
  keepSums: () => Promise.resolve(),
};

/** Figures over several insurers may be what is meant, as long as it is told; a round on them is not. */
function asWarning(finding: Finding): Finding {
  return { ...finding, severity: "warning" };
}

/** A lake without claims, and nobody with a dossier: there is nobody to tell anything of. */
export function nobody(lake: string): Finding {
  const expected = "claims (`load claims`) or a dossier (`load dossier`, `--dossier`)";
  return { code: "no-providers", severity: "file", file: lake, line: 0, found: "no provider", expected };
}

/** A folder that holds no lake; opening it would make an empty one. */
export function noLake(lake: string): Finding {
  const expected = "a lake, made by `driehoek load` or `driehoek market`";
  return { code: "no-lake", severity: "file", file: lake, line: 0, found: "no lake.json", expected };
}
