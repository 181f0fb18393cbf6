/**
 * What people did with the proposals of a round: which decisions stand, and how often they depart from the rule. A decision that waits for
 * a second person does not stand, and what stood before it does until then; of several about the same the last one counts.
 */
import type { Json } from "../datum.ts";
import type { TakenDecision } from "../round.ts";

/** How often people departed from what was proposed. */
export interface Departures {
  /** Taken over or changed, and standing. */
  readonly decided: number;
  readonly changed: number;
  /** Taken over as they were fitted into a budget. */
  readonly fitted: number;
  readonly sentOn: number;
  /** Waiting for a second person. */
  readonly waiting: number;
  /** What the changes add to the amounts proposed, in cents; where both are known. */
  readonly moreCents: bigint;
  /** The same of what was fitted. */
  readonly fittedCents: bigint;
}

/** The last thing that was done about each provider and decision, in the order in which each was first touched. */
export function lastOf(taken: readonly TakenDecision[]): readonly TakenDecision[] {
  return [...new Map(taken.map((line) => [`${line.provider} ${line.decision}`, line])).values()];
}

/** What a decision makes of the proposal; undefined of what was sent on, or where nothing was proposed. */
export function resultOf(line: Pick<TakenDecision, "verdict" | "value" | "proposed">): Json | undefined {
  const { verdict, value, proposed } = line;
  if (verdict === "send-on") return undefined;
  return value ?? (proposed.status === "decided" ? proposed.value : undefined);
}

/** Of all decisions, or of one. */
export function departuresIn(taken: readonly TakenDecision[], decision?: string): Departures {
  const lines = taken.filter((line) => decision === undefined || line.decision === decision);
  const own = lastOf(lines);
  const standing = lastOf(lines.filter(({ waits }) => waits === undefined)).filter(
    ({ verdict }) => verdict !== "send-on",
  );
  const changed = standing.filter(({ verdict }) => verdict === "change");
  const fitted = standing.filter(({ verdict, fit }) => verdict === "take" && fit !== undefined);
  return {
    decided: standing.length,
    changed: changed.length,
    fitted: fitted.length,
    sentOn: own.filter(({ verdict }) => verdict === "send-on").length,
    waiting: own.filter(({ waits }) => waits === true).length,
    moreCents: moreOf(changed),
    fittedCents: moreOf(fitted),
  };
}

function moreOf(taken: readonly TakenDecision[]): bigint {
  const more = taken.map(({ proposed, value }) => {
    const [from, to] = [proposed.status === "decided" ? proposed.value : undefined, value].map(centsOf);
    return from === undefined || to === undefined ? 0n : to - from;
  });
  return more.reduce((all, cents) => all + cents, 0n);
}

/** The cents of an amount of money; undefined of anything else. */
export function centsOf(value: Json | undefined): bigint | undefined {
  const { cents } = (typeof value === "object" ? value : {}) as { cents?: string };
  return cents === undefined ? undefined : BigInt(cents);
}
