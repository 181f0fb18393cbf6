/**
 * A person takes a decision on a proposal of a round: takes it over, changes it with a reason, or sends it on to somebody with a
 * wider mandate. The proposal stays as it was; what the person did is a line of its own in `decisions.ndjson`, never edited, with
 * the mandate under which it was done. A reason is text about the decision: no client and no other person is named in it.
 *
 * Where the policy gave out mandates, an amount above what one person may decide waits for a second, who decides the same. Where the
 * proposals were fitted into a budget, what is taken over may be the fitted amount.
 */
import { readRecord } from "../src/budget.ts";
import type { ReadFit } from "../src/budget.ts";
import { parseDatum, toJson, expectationOf } from "../src/datum.ts";
import type { Json } from "../src/datum.ts";
import { addDays, parseDay, parseInstant, startOfDay, yearOf } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readMandates, rulingOf, unknownMandate } from "../src/mandate.ts";
import type { Mandates, Refused } from "../src/mandate.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { centsOf, departuresIn, resultOf, verdicts } from "../src/round.ts";
import type { Departures, TakenDecision } from "../src/round.ts";
import type { Certainty } from "../src/value.ts";
import { readWatch } from "../src/watch.ts";
import type { Clock, ExitCode, Files } from "./effects.ts";
import { keepAgreements } from "./ledger.ts";
import { readPolicyFolder } from "./policy-folder.ts";

/** On what is decided, and under which mandate. */
export interface DeskInput {
  /** The folder of a round, as `run --out` wrote it. */
  readonly round: string;
  /** The folder of the round's policy. */
  readonly policy: string;
  readonly decision: string;
  /** Under which mandate; a seat, not a name. */
  readonly mandate?: string;
  /** Since when the decision is known; without it since it is recorded. */
  readonly knownAt?: string;
  /** The `budget.json` of a fit, whose amounts are taken over in the place of those proposed. */
  readonly fit?: string;
}

export interface TakeInput extends DeskInput {
  readonly provider: string;
  readonly verdict: string;
  /** What a change makes of it; or, with `send-on`, to which mandate. */
  readonly value?: string;
  readonly reason?: string;
}

export interface TakeAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly taken?: TakenDecision;
  /** True where the same was decided before: nothing was added. */
  readonly isKnown?: boolean;
  readonly policy?: Policy;
  /** How often people departed from this decision in the round so far. */
  readonly departures?: Departures;
}

export interface TakeEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
}

/** Exit 0 recorded, 2 not recorded: no such proposal, no or too narrow a mandate, a change without its value or reason. */
export async function take(effects: TakeEffects, input: TakeInput): Promise<TakeAnswer> {
  const findings: Finding[] = [];
  const say = (code: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "file", file: input.round, line: 0, found, expected });
  const desk = await openDesk(effects, input, findings);
  const { provider, decision, mandate = "", reason } = input;
  const proposed = desk.outcomes.find((line) => line.provider === provider && line.decision === decision)?.outcome;
  if (proposed === undefined)
    say("no-proposal", `no ${decision} for ${provider}`, "a provider and a decision of this round");
  const verdict = verdicts.find((candidate) => candidate === input.verdict);
  if (verdict === undefined) say("unknown-word", `\`${input.verdict}\``, `one of ${verdicts.join(", ")}`);
  if (verdict === "change" && !reason) say("no-reason", "a change without a reason", "`--reason` with why");
  if (verdict === "take" && proposed?.status === "incomplete")
    say("nothing-to-take", "a proposal that is incomplete", "`--verdict change` with a value and a reason");
  if (verdict === "take" && desk.fit !== undefined && !desk.fit.amounts.has(provider))
    say("not-fitted", `no fitted amount for ${provider}`, "`--verdict change` with a value and a reason");
  const value = verdict === undefined ? undefined : valueOf(desk, input, verdict, findings);
  const { policy } = desk;
  if (findings.some(isError) || verdict === undefined || proposed === undefined || policy === undefined)
    return { exit: 2, findings };
  const to = verdict === "send-on" ? input.value : undefined;
  const told = { ...(value !== undefined && { value }), ...(to && { to }), mandate, ...(reason && { reason }) };
  const fit = verdict === "take" && desk.fit !== undefined ? { fit: desk.fit.sha256 } : {};
  const at = input.knownAt ?? effects.clock.now();
  const draft = { provider, decision, verdict, proposed, ...told, at, ...fit };
  const before = lastAbout(desk.taken, draft);
  if (before !== undefined && isSame(before, draft)) {
    const departures = departuresIn(desk.taken, decision);
    return { exit: 0, findings, taken: before, isKnown: true, policy, departures };
  }
  const early = outOfOrder(desk.taken, draft);
  if (early !== undefined) return { exit: 2, findings: [...findings, early] };
  const ruled = underMandate(desk, draft);
  if (ruled.kind === "refused") return { exit: 2, findings: [...findings, outsideMandate(ruled, input)] };
  await recordTaken(effects, { round: input.round, policy }, [ruled.line]);
  const departures = departuresIn([...desk.taken, ruled.line], decision);
  return { exit: 0, findings, taken: ruled.line, policy, departures };
}

/** The last thing that was done about the same provider and decision. */
function lastAbout(taken: readonly TakenDecision[], { provider, decision }: TakenDecision): TakenDecision | undefined {
  return taken.findLast((line) => line.provider === provider && line.decision === decision);
}

/** Whether a decision that stands says what this draft says, under the same mandate. */
function isSame(line: TakenDecision, draft: TakenDecision): boolean {
  const said = (decision: TakenDecision): string => {
    const parts = Object.entries(decision).filter(([key]) => key !== "at");
    return JSON.stringify(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };
  return said(line) === said(draft);
}

/** Records decisions in the round, and at once in its ledger those that set a ceiling or add to one. */
export async function recordTaken(
  effects: Pick<TakeEffects, "files" | "clock">,
  { round, policy }: { readonly round: string; readonly policy: Policy },
  taken: readonly TakenDecision[],
): Promise<void> {
  const lines = taken.map((line) => `${JSON.stringify(line)}\n`);
  await effects.files.append(`${round}/decisions.ndjson`, lines.join(""));
  const { watch } = readWatch(policy);
  if (watch?.ceiling === undefined) return;
  const about = { round, decision: watch.ceiling, year: yearOf(policy.valid.from) };
  await keepAgreements(effects, about, await readTaken(effects.files, round));
}

/** What lies before a person who decides. */
export interface Desk {
  readonly outcomes: readonly OutcomeLine[];
  /** What was decided before. */
  readonly taken: readonly TakenDecision[];
  readonly policy?: Policy;
  /** Absent where the policy gave out none. */
  readonly mandates?: Mandates;
  readonly fit?: ReadFit;
}

export async function openDesk(
  { files, installedFacts }: TakeEffects,
  input: DeskInput,
  findings: Finding[],
): Promise<Desk> {
  const { policy, findings: read } = await readPolicyFolder(files, input.policy, installedFacts);
  findings.push(...read);
  if (!input.mandate)
    findings.push({
      code: "no-mandate",
      severity: "file",
      file: input.round,
      line: 0,
      found: "no mandate",
      expected: "the mandate under which it is decided, as `--mandate inkoper`",
    });
  const mandates = policy && readMandates(policy, findings);
  const fit = input.fit === undefined ? undefined : readRecord((await files.read(input.fit)) ?? new Uint8Array());
  if (input.fit !== undefined && (fit?.decision !== input.decision || fit.policy !== policy?.id))
    findings.push(otherFit(input));
  return {
    outcomes: await readOutcomes(files, input.round),
    taken: await readTaken(files, input.round),
    ...(policy && { policy }),
    ...(mandates && { mandates }),
    ...(fit && { fit }),
  };
}

/** What the decision makes of the proposal, where that is not the proposal itself. */
function valueOf(
  desk: Desk,
  { provider, decision, value }: TakeInput,
  verdict: TakenDecision["verdict"],
  findings: Finding[],
): Json | undefined {
  if (verdict === "take") {
    const cents = desk.fit?.amounts.get(provider);
    return cents === undefined ? undefined : { cents: String(cents) };
  }
  if (verdict === "send-on") return undefined;
  const type = desk.policy?.names.find(`decision.${decision}`)?.type;
  const datum = type && parseDatum(type, value);
  if (type === undefined) return undefined;
  if (datum !== undefined) return toJson(type, datum);
  const found = value === undefined ? "no value" : `\`${value}\``;
  const expected = expectationOf(type);
  findings.push({ code: "bad-value", severity: "file", file: "--value", line: 0, found, expected });
  return undefined;
}

type Ruled = { readonly kind: "recorded"; readonly line: TakenDecision } | Refused;

/** The line that a decision becomes under the mandates that were given out; without any, as it is. */
export function underMandate({ mandates, taken }: Pick<Desk, "mandates" | "taken">, draft: TakenDecision): Ruled {
  if (mandates === undefined) return { kind: "recorded", line: draft };
  const { mandate, verdict, to } = draft;
  if (to !== undefined && !mandates.has(to)) return unknownMandate(mandates, to);
  const first = firstOf(taken, draft);
  const amount = verdict === "send-on" ? undefined : amountOf(draft);
  const ruling = rulingOf(mandates, { mandate, ...(amount !== undefined && { amount }), ...(first && { first }) });
  if (ruling.kind === "refused") return ruling;
  if (ruling.kind === "waits") return { kind: "recorded", line: { ...draft, waits: true } };
  return { kind: "recorded", line: ruling.kind === "second" ? { ...draft, first: ruling.first } : draft };
}

/** Why something may not be decided under a mandate, told about the round. */
export function outsideMandate({ code, found, expected }: Refused, { round }: { readonly round: string }): Finding {
  return { code, severity: "file", file: round, line: 0, found, expected };
}

/** What is granted; or the larger of what was proposed and what is decided. */
function amountOf(draft: TakenDecision): bigint | undefined {
  if (draft.grants !== undefined) return centsOf(draft.grants);
  const proposed = draft.proposed.status === "decided" ? centsOf(draft.proposed.value) : undefined;
  const decided = centsOf(resultOf(draft));
  return proposed === undefined || (decided !== undefined && decided > proposed) ? decided : proposed;
}

/** The mandate of who decided the same about the same and waits for a second: the same outcome, and the same room from the same day. */
function firstOf(taken: readonly TakenDecision[], draft: TakenDecision): string | undefined {
  const last = lastAbout(taken, draft);
  if (last?.waits === undefined) return undefined;
  const content = (line: TakenDecision): string => JSON.stringify([resultOf(line), line.grants?.cents, line.on]);
  return content(last) === content(draft) ? last.mandate : undefined;
}

/** Decisions about the same stand in the order in which they became known, as the ledger books them. */
export function outOfOrder(taken: readonly TakenDecision[], draft: TakenDecision): Finding | undefined {
  const before = lastAbout(taken, draft);
  if (before === undefined || parseInstant(draft.at)! >= parseInstant(before.at)!) return undefined;
  const expected = `a moment from ${before.at} on, when the decision before became known`;
  return { code: "bad-value", severity: "file", file: "--known-at", line: 0, found: draft.at, expected };
}

function otherFit({ fit = "", decision }: DeskInput): Finding {
  const expected = `a \`budget.json\` of ${decision} under this policy`;
  return { code: "other-fit", severity: "file", file: fit, line: 0, found: "another file", expected };
}

/** A line of `outcomes.ndjson`: what a round proposed about one provider. */
export interface OutcomeLine {
  readonly provider: string;
  readonly decision: string;
  readonly outcome: Outcome;
  readonly certainty?: Certainty;
}

export function readOutcomes(files: Files, round: string): Promise<readonly OutcomeLine[]> {
  return readLines<OutcomeLine>(files, `${round}/outcomes.ndjson`);
}

/** The decisions that people took in a round, in the order in which they were recorded. */
export function readTaken(files: Files, round: string): Promise<readonly TakenDecision[]> {
  return readLines<TakenDecision>(files, `${round}/decisions.ndjson`);
}

/** The decisions of a round that had been taken and were known by the end of a day. */
export function knownBy(taken: readonly TakenDecision[], day: Day): readonly TakenDecision[] {
  const end = startOfDay(addDays(day, 1)!);
  return taken.filter(({ on, at }) => parseInstant(at)! < end && (on === undefined || parseDay(on)! <= day));
}

async function readLines<T>(files: Files, path: string): Promise<readonly T[]> {
  const bytes = (await files.read(path)) ?? new Uint8Array();
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as T);
}
