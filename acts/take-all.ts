/**
 * A person takes over, in one act, every proposal of a decision that lies within their mandate and about which nobody did anything
 * yet. Each becomes a line of its own in `decisions.ndjson`, as if it had been taken by itself. What is not decided, was touched
 * before, was set apart by a fit, is above what this person may decide alone, or is about a provider whom a person is to look at
 * first is left, with the cause.
 */
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { unknownMandate } from "../src/mandate.ts";
import { departuresIn, lastOf, tasksOf } from "../src/round.ts";
import type { Departures, TakenDecision } from "../src/round.ts";
import type { LeftCause } from "../text/mandate.ts";
import type { ExitCode } from "./effects.ts";
import { openDesk, outsideMandate, recordTaken, underMandate } from "./take.ts";
import type { Desk, DeskInput, OutcomeLine, TakeEffects } from "./take.ts";

export interface Left {
  readonly provider: string;
  readonly cause: LeftCause;
}

export interface TakeAllAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly taken: readonly TakenDecision[];
  readonly left: readonly Left[];
  readonly departures?: Departures;
}

/** Exit 0 all taken, 4 some left, 2 nothing recorded: no such decision, no mandates, or not this one. */
export async function takeAll(effects: TakeEffects, input: DeskInput): Promise<TakeAllAnswer> {
  const findings: Finding[] = [];
  const desk = await openDesk(effects, input, findings);
  const { round, decision, mandate = "" } = input;
  const place = { severity: "file" as const, file: round, line: 0 };
  const own = desk.outcomes.filter((line) => line.decision === decision);
  if (own.length === 0)
    findings.push({
      code: "no-proposal",
      ...place,
      found: `no proposal for ${decision}`,
      expected: "a decision of this round",
    });
  if (!findings.some(isError) && desk.mandates?.has(mandate) !== true)
    findings.push(outsideMandate(unknownMandate(desk.mandates, mandate), input));
  const { policy } = desk;
  if (findings.some(isError) || policy === undefined) return { exit: 2, findings, taken: [], left: [] };
  const at = input.knownAt ?? effects.clock.now();
  const last = new Map(lastOf(desk.taken).map((line) => [`${line.provider} ${line.decision}`, line]));
  const outcomes = Map.groupBy(desk.outcomes, ({ provider }) => provider);
  const seen = own.map((line) => {
    const { provider } = line;
    const isToBeSeen = tasksOf({ provider, told: outcomes.get(provider)! }, desk.taken).length > 0;
    return takeOne(desk, line, { mandate, at, before: last.get(`${provider} ${decision}`), isToBeSeen });
  });
  const taken = seen.filter((each) => "verdict" in each);
  const left = seen.filter((each) => "cause" in each);
  if (taken.length > 0) await recordTaken(effects, { round, policy }, taken);
  const departures = departuresIn([...desk.taken, ...taken], decision);
  return { exit: left.length === 0 ? 0 : 4, findings, taken, left, departures };
}

interface Circumstance {
  readonly mandate: string;
  readonly at: string;
  /** What was done about it before. */
  readonly before: TakenDecision | undefined;
  /** Whether the overview asks a person to look at this outcome, or at another of the provider on which it may rest. */
  readonly isToBeSeen: boolean;
}

function takeOne(
  desk: Desk,
  line: OutcomeLine,
  { mandate, at, before, isToBeSeen }: Circumstance,
): TakenDecision | Left {
  const { provider, decision, outcome: proposed } = line;
  if (before !== undefined) return { provider, cause: causeOf(before) };
  if (proposed.status !== "decided") return { provider, cause: proposed.status };
  const cents = desk.fit?.amounts.get(provider);
  if (desk.fit !== undefined && cents === undefined) return { provider, cause: "not-fitted" };
  if (isToBeSeen) return { provider, cause: "to-be-seen" };
  const fitted = desk.fit && { value: { cents: String(cents) }, fit: desk.fit.sha256 };
  const draft = { provider, decision, verdict: "take" as const, proposed, ...fitted, mandate, at };
  const ruled = underMandate(desk, draft);
  if (ruled.kind === "refused" || ruled.line.waits === true) return { provider, cause: "above-mandate" };
  return ruled.line;
}

function causeOf({ verdict, waits }: TakenDecision): LeftCause {
  if (waits === true) return "waiting";
  return verdict === "send-on" ? "sent-on" : "decided";
}
