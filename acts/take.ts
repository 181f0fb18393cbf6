/**
 * A person takes a decision on a proposal of a round: takes it over, changes it with a reason, or sends it on to somebody with a
 * wider mandate. The proposal stays as it was; what the person did is a line of its own in `decisions.ndjson`, never edited, with
 * the mandate under which it was done. A reason is text about the decision: no client and no other person is named in it.
 */
import { parseDatum, toJson, expectationOf } from "../src/datum.ts";
import type { Json } from "../src/datum.ts";
import { yearOf } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { verdicts } from "../src/round.ts";
import type { TakenDecision } from "../src/round.ts";
import { readWatch } from "../src/watch.ts";
import type { Clock, ExitCode, Files } from "./effects.ts";
import { keepAgreements } from "./ledger.ts";
import { readPolicyFolder } from "./policy-folder.ts";

export interface TakeInput {
  /** The folder of a round, as `run --out` wrote it. */
  readonly round: string;
  /** The folder of the round's policy. */
  readonly policy: string;
  readonly provider: string;
  readonly decision: string;
  readonly verdict: string;
  /** What a change makes of it; or, with `send-on`, to which mandate. */
  readonly value?: string;
  /** Under which mandate; a role, not a name. */
  readonly mandate?: string;
  readonly reason?: string;
}

export interface TakeAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly taken?: TakenDecision;
}

interface Effects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
}

/** Exit 0 recorded, 2 not recorded: no such proposal, no mandate, a change without its value or reason. */
export async function take(effects: Effects, input: TakeInput): Promise<TakeAnswer> {
  const findings: Finding[] = [];
  const say = (code: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "file", file: input.round, line: 0, found, expected });
  const proposed = await findProposal(effects.files, input);
  if (proposed === undefined)
    say("no-proposal", `no ${input.decision} for ${input.provider}`, "a provider and a decision of this round");
  const verdict = verdicts.find((candidate) => candidate === input.verdict);
  if (verdict === undefined) say("unknown-word", `\`${input.verdict}\``, `one of ${verdicts.join(", ")}`);
  if (!input.mandate) say("no-mandate", "no mandate", "the mandate under which it is decided, as `--mandate inkoper`");
  if (verdict === "change" && !input.reason) say("no-reason", "a change without a reason", "`--reason` with why");
  if (verdict === "take" && proposed?.status === "incomplete")
    say("nothing-to-take", "a proposal that is incomplete", "`--verdict change` with a value and a reason");
  const { policy, findings: faults } = await readPolicyFolder(effects.files, input.policy, effects.installedFacts);
  findings.push(...faults);
  const value = verdict === "change" && policy !== undefined ? changedValue(policy, input, findings) : undefined;
  if (findings.some(isError) || verdict === undefined || proposed === undefined || policy === undefined)
    return { exit: 2, findings };
  const { provider, decision, mandate = "", reason } = input;
  const told = { ...(value !== undefined && { value }), mandate, ...(reason && { reason }) };
  const taken: TakenDecision = { provider, decision, verdict, proposed, ...told, at: effects.clock.now() };
  await recordTaken(effects, { round: input.round, policy }, taken);
  return { exit: 0, findings, taken };
}

/** Records a decision in the round, and at once in its ledger where it sets a ceiling or adds to one. */
export async function recordTaken(
  effects: Pick<Effects, "files" | "clock">,
  { round, policy }: { readonly round: string; readonly policy: Policy },
  taken: TakenDecision,
): Promise<void> {
  await effects.files.append(`${round}/decisions.ndjson`, `${JSON.stringify(taken)}\n`);
  const { watch } = readWatch(policy);
  if (watch?.ceiling === undefined) return;
  const about = { round, decision: watch.ceiling, year: yearOf(policy.valid.from) };
  await keepAgreements(effects, about, await readTaken(effects.files, round));
}

async function findProposal(files: Files, { round, provider, decision }: TakeInput): Promise<Outcome | undefined> {
  const outcomes = await readOutcomes(files, round);
  return outcomes.find((line) => line.provider === provider && line.decision === decision)?.outcome;
}

/** A line of `outcomes.ndjson`: what a round proposed about one provider. */
export interface OutcomeLine {
  readonly provider: string;
  readonly decision: string;
  readonly outcome: Outcome;
}

export function readOutcomes(files: Files, round: string): Promise<readonly OutcomeLine[]> {
  return readLines<OutcomeLine>(files, `${round}/outcomes.ndjson`);
}

/** The decisions that people took in a round, in the order in which they were recorded. */
export function readTaken(files: Files, round: string): Promise<readonly TakenDecision[]> {
  return readLines<TakenDecision>(files, `${round}/decisions.ndjson`);
}

async function readLines<T>(files: Files, path: string): Promise<readonly T[]> {
  const bytes = (await files.read(path)) ?? new Uint8Array();
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as T);
}

function changedValue(policy: Policy, input: TakeInput, findings: Finding[]): Json | undefined {
  const type = policy.names.find(`decision.${input.decision}`)?.type;
  if (type === undefined) return undefined;
  const datum = parseDatum(type, input.value);
  if (datum !== undefined) return toJson(type, datum);
  const found = input.value === undefined ? "no value" : `\`${input.value}\``;
  findings.push({
    code: "bad-value",
    severity: "file",
    file: "--value",
    line: 0,
    found,
    expected: expectationOf(type),
  });
  return undefined;
}
