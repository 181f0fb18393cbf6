/**
 * Fitting the proposals of a round into what there is to spend: reads what the round proposed and what stands with every provider,
 * sets apart whom the budget sets apart, and finds the amounts closest to the proposals. Writes `budget.json` and `budget.csv` where it is
 * asked to, and nothing that a provider gets to see. Proposes; `decide --take` records what people do with it.
 */
import { fitInto, fitCsv, layOut, readBudget, recordOf } from "../src/budget.ts";
import type { Budget, Claimant, Fitting, Layout } from "../src/budget.ts";
import { parseDay } from "../src/day.ts";
import { readDocument } from "../src/document.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { centsOf, wordOf } from "../src/round.ts";
import type { Before } from "../src/round.ts";
import { Teller } from "../src/trace.ts";
import type { ExitCode, Files, Lake } from "./effects.ts";
import { gatherDossiers } from "./gather.ts";
import { insurerFindings } from "./insurer.ts";
import { chooseVersion } from "./policy-version.ts";
import { readBefore } from "./run.ts";
import { readOutcomes } from "./take.ts";
import type { OutcomeLine } from "./take.ts";
import { noLake } from "./value.ts";

export interface BudgetEffects {
  readonly files: Files;
  readonly installedFacts: string;
  openLake(folder: string): Promise<Lake>;
}

export interface BudgetInput {
  /** The folder of the round's policy. */
  readonly folder: string;
  /** The folder of a round, as `run --out` wrote it. */
  readonly round: string;
  /** The lake that the round was held on: what is agreed, what was realised, and where care was granted. */
  readonly lake: string;
  readonly insurers?: readonly string[];
  readonly dossier?: string;
  /** What there is to spend; without it the `budget.yaml` of the policy. */
  readonly budget?: string;
  readonly out?: string;
}

export interface BudgetAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  /** Absent when there is nothing to fit. */
  readonly fitted?: Fitted;
}

export interface Fitted {
  readonly policy: Policy;
  readonly on: string;
  readonly budget: Budget;
  readonly layout: Layout;
  readonly fitting: Fitting;
}

/** Exit 0 fitted, 1 the bounds clash, 2 nothing to fit or an unusable budget, 4 fitted with gaps (a figure that would have counted). */
export async function budget(effects: BudgetEffects, input: BudgetInput): Promise<BudgetAnswer> {
  const { files } = effects;
  const heading = await readHeading(files, input.round);
  if (heading === undefined) return { exit: 2, findings: [noRoundFolder(input.round)] };
  const { policy, findings: read } = await chooseVersion(effects, input.folder, heading.on);
  const findings = [...read];
  if (policy === undefined) return { exit: 2, findings };
  if (policy.id !== heading.policy.id) findings.push(otherRound(input, policy, heading));
  if ((await files.read(`${input.lake}/lake.json`)) === undefined) findings.push(noLake(input.lake));
  const declared = await readDeclared(files, policy, input, findings);
  if (declared === undefined || findings.some(isError)) return { exit: 2, findings };
  const lake = await effects.openLake(input.lake);
  findings.push(...(await insurerFindings(lake, input.insurers)));
  if (findings.some(isError)) return { exit: 2, findings };
  const on = parseDay(heading.on)!;
  const gathered = await gatherDossiers(files, { policy, on, lake: input.lake, dossier: input.dossier });
  // What came too late is told by the round itself.
  findings.push(...gathered.findings.filter(isError));
  const before = await readBefore(lake, policy, gathered.dossiers, input.insurers);
  const known = { outcomes: await readOutcomes(files, input.round), before, dossiers: gathered.dossiers };
  const layout = layOut(declared, claimantsOf(declared, compilePolicy(policy), known));
  const fitting = fitInto(layout.portions, layout.rooms, declared.distance.by);
  const fitted = { policy, on: heading.on, budget: declared, layout, fitting };
  if (fitting.kind === "clash") return { exit: 1, findings, fitted };
  if (input.out !== undefined) {
    const about = { policy: policy.id, on: heading.on, decision: declared.proposal };
    await files.write(`${input.out}/budget.json`, recordOf(about, fitting, layout).bytes);
    await files.write(`${input.out}/budget.csv`, fitCsv(fitting));
  }
  return { exit: layout.gaps.length > 0 || findings.some(isError) ? 4 : 0, findings, fitted };
}

interface Heading {
  readonly on: string;
  readonly policy: { readonly id: string };
}

async function readHeading(files: Files, round: string): Promise<Heading | undefined> {
  const bytes = await files.read(`${round}/round.json`);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Heading);
}

async function readDeclared(
  files: Files,
  policy: Policy,
  { budget: named }: BudgetInput,
  findings: Finding[],
): Promise<Budget | undefined> {
  if (named === undefined) {
    const own = policy.documents.get("budget.yaml");
    if (own === undefined) findings.push(noBudget(policy.folder));
    return own && readBudget(own, policy, findings);
  }
  const bytes = await files.read(named);
  if (bytes === undefined) findings.push(noBudget(named));
  const node = bytes && readDocument(named, new TextDecoder().decode(bytes), findings);
  return node && readBudget(node, policy, findings);
}

interface Known {
  readonly outcomes: readonly OutcomeLine[];
  readonly before: Before;
  readonly dossiers: ReadonlyMap<string, Dossier>;
}

/** Every provider of the round, with what is proposed to it and what stands. */
function claimantsOf({ proposal }: Budget, program: Program, { outcomes, before, dossiers }: Known): Claimant[] {
  const delivered = Map.groupBy(before.delivered, ({ provider }) => provider);
  return [...Map.groupBy(outcomes, ({ provider }) => provider)].map(([provider, own]) => {
    const { agreementCents, realisedCents } = before.providers.get(provider) ?? {};
    const outcome = own.find(({ decision }) => decision === proposal)?.outcome;
    const proposed = outcome?.status === "decided" ? centsOf(outcome.value) : undefined;
    const dossier = dossiers.get(provider);
    const outcomeOf = (decision: string): Outcome | undefined =>
      own.find((line) => line.decision === decision)?.outcome ??
      (dossier && new Teller(program, dossier).tell(decision));
    return {
      provider,
      ...(proposed !== undefined && { proposed }),
      ...(agreementCents !== undefined && { agreement: agreementCents }),
      ...(realisedCents !== undefined && { realised: realisedCents }),
      delivered: new Map((delivered.get(provider) ?? []).map(({ region, cents }) => [region, cents])),
      decided: (decision) => {
        const decided = outcomeOf(decision);
        return decided?.status === "decided" ? wordOf(decided) : undefined;
      },
    };
  });
}

function noRoundFolder(file: string): Finding {
  const expected = "the folder of a round, as `run --out` wrote it";
  return { code: "no-round-folder", severity: "file", file, line: 0, found: "no file", expected };
}

function noBudget(file: string): Finding {
  const expected = "`budget.yaml` in the policy, or `--budget FILE`";
  return { code: "no-budget", severity: "file", file, line: 0, found: "no file", expected };
}

function otherRound({ round }: BudgetInput, policy: Policy, heading: Heading): Finding {
  const found = `a round of ${heading.policy.id}`;
  return { code: "other-round", severity: "file", file: round, line: 0, found, expected: `a round of ${policy.id}` };
}
