/**
 * A purchasing round: the decisions that a policy's `round` lists, taken about every provider, each with its reasons, what would
 * have changed it, and one receipt per provider. A round proposes; people decide (DESIGN 3.4): what a person took, changed or sent
 * on is recorded apart and stands beside the proposal.
 */
import { counterfactuals } from "./counterfactual.ts";
import type { Counterfactual } from "./counterfactual.ts";
import type { Json } from "./datum.ts";
import type { ReflectedMirrors } from "./mirror.ts";
import type { Outcome } from "./outcome.ts";
import type { Policy } from "./policy.ts";
import type { Dossier, Program } from "./program.ts";
import type { Receipt } from "./receipt.ts";
import type { Before } from "./round/standing.ts";
import { Teller, toReceipt } from "./trace.ts";
import type { Heading, TraceEntry } from "./trace.ts";
import type { Certainty, Decided, Reckoning } from "./value.ts";

export { centsOf, departuresIn, lastOf, resultOf } from "./round/departure.ts";
export type { Departures } from "./round/departure.ts";
export { alikeFindings, readAlike } from "./round/alike.ts";
export { publishedMeans, sealedLayer, toCsv } from "./round/figure.ts";
export { deliveredSelect, standingOf, toDelivered, yearBefore } from "./round/standing.ts";
export type { Before, Delivered, Standing } from "./round/standing.ts";
export {
  divideOver,
  isUncertain,
  likelierOf,
  positionsOf,
  proposedDecision,
  regionsOf,
  spreadOf,
  sumsOf,
  tasksOf,
} from "./round/summary.ts";
import { certainty, chanceUnknownIn } from "./value.ts";
export type { Cause, Position, RegionSums, Spread, Sums, Task } from "./round/summary.ts";

/** One decision of a round about one provider. */
export interface Told {
  readonly decision: string;
  readonly outcome: Outcome;
  readonly counterfactuals: readonly Counterfactual[];
  /** Of a choice that is ranked: how often each outcome comes out when chance is drawn again. */
  readonly certainty?: Certainty;
  /** The indicators on which such a choice rests and of which the chance is not known; absent when there are none. */
  readonly chanceUnknown?: readonly string[];
}

export interface Proposal {
  readonly provider: string;
  readonly told: readonly Told[];
  readonly trace: readonly TraceEntry[];
  readonly receipt: Receipt;
}

export const verdicts = ["take", "change", "send-on"] as const;

/** What a person did with a proposal: one line of `decisions.ndjson`. */
export interface TakenDecision {
  readonly provider: string;
  readonly decision: string;
  readonly verdict: (typeof verdicts)[number];
  readonly proposed: Outcome;
  /** What it becomes: of a change, or of a proposal that was fitted into a budget. */
  readonly value?: Json;
  /** Of `send-on`: the mandate that is to decide, where one was named. */
  readonly to?: string;
  readonly mandate: string;
  readonly reason?: string;
  /** Of an answer to a request for more room: what is granted, for care from that day on. */
  readonly grants?: { readonly cents: string };
  readonly on?: string;
  readonly at: string;
  /** Above what one person may decide: it does not stand until a second decides the same. */
  readonly waits?: true;
  /** The mandate of who decided the same before, where it took two. */
  readonly first?: string;
  /** The fit from which the amount was taken: the sha256 of its `budget.json`. */
  readonly fit?: string;
}

/** A round as it was held, for those who show it. */
export interface Round {
  readonly policy: Policy;
  readonly on: string;
  readonly proposals: readonly Proposal[];
  readonly reckoning: Reckoning;
  /** What each provider is shown of itself beside others, where the policy declares a mirror. */
  readonly mirrors?: ReflectedMirrors;
  /** The insurers whose claims were counted (UZOVI codes); without them, all. */
  readonly insurers?: readonly string[];
  /** What stood in the year before. */
  readonly before: Before;
  /** Per proposal, in the same order: the hash of its receipt. */
  readonly leaves: readonly string[];
  readonly taken: readonly TakenDecision[];
}

/** The figures on which a provider is decided. */
export type Reckoned = Pick<Decided, "figures" | "indicators" | "populations">;

/** Takes the round's decisions about one provider. */
export function propose(
  program: Program,
  dossier: Dossier,
  heading: Omit<Heading, "subject" | "on">,
  reckoned?: Reckoned,
): Proposal {
  const teller = new Teller(program, dossier);
  const taken = program.policy.round.filter(({ when }) => when === undefined || teller.holds(when) !== false);
  const told = taken.map(({ decision }) => {
    const outcome = teller.tell(decision);
    const sure = outcome.status === "decided" ? surenessOf(program, decision, dossier, reckoned) : {};
    const turned = counterfactuals(program, dossier, { decision });
    return { decision, outcome, counterfactuals: turned, ...sure };
  });
  const { provider, on } = dossier;
  const receipt = toReceipt(teller.record(), { ...heading, subject: provider, on });
  return { provider, told, trace: teller.trace(), receipt };
}

/** Only of a ranked choice that rests on figures it is told how sure it is, or why that is not known: its class may be chance. */
function surenessOf(
  program: Program,
  id: string,
  dossier: Dossier,
  reckoned?: Reckoned,
): Pick<Told, "certainty" | "chanceUnknown"> {
  const decision = program.policy.decisions.get(id);
  const ranked = decision?.kind === "sheet" && decision.outputs[0]?.ranked === true;
  if (!ranked || reckoned === undefined) return {};
  const chanceUnknown = chanceUnknownIn(program, reckoned, `decision.${id}`);
  if (chanceUnknown.length > 0) return { chanceUnknown };
  const sure = certainty(program, { dossier, ...reckoned }, id);
  return sure === undefined ? {} : { certainty: sure };
}

/** How often each outcome occurs: `class` → `A` → 12, `refused` → 3, `incomplete` → 1. */
export function tally(proposals: readonly Proposal[]): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { told } of proposals)
    for (const { decision, outcome } of told) {
      const of = (counts[decision] ??= {});
      const word = wordOf(outcome);
      of[word] = (of[word] ?? 0) + 1;
    }
  return counts;
}

/** Under which word an outcome is counted: its choice, `true`, or else its status. */
export function wordOf(outcome: Outcome): string {
  return outcome.status === "decided" && isWord(outcome.value) ? String(outcome.value) : outcome.status;
}

/** A choice or a yes can be counted; an amount cannot. */
function isWord(value: Json): value is string | boolean {
  return typeof value === "boolean" || (typeof value === "string" && !/^-?\d/.test(value));
}
