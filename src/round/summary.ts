/**
 * What a round comes to: its amounts beside the running agreements, for all providers, per outcome and per region; the amounts that
 * it proposes from lowest to highest; and what waits for a person. Amounts are cents. A sum adds what is known and says of how many it
 * is; a proposal is compared with a running agreement only where both are known.
 */
import { parseDatum } from "../datum.ts";
import type { NumberType } from "../datum.ts";
import { roundQuotient } from "../decimal.ts";
import type { Policy } from "../policy.ts";
import type { Proposal, Round, Told } from "../round.ts";
import type { Standing } from "./standing.ts";

/** One provider with what stood and what is proposed. */
export interface Position extends Standing {
  readonly proposal: Proposal;
  readonly proposedCents?: bigint;
}

/** Amounts of some providers together. */
export interface Sums {
  readonly providers: number;
  /** The providers whose realised amount is known, and what they realised. */
  readonly realised: number;
  readonly realisedCents: bigint;
  /** The same of what is agreed. */
  readonly agreements: number;
  readonly agreementCents: bigint;
  /** The providers with a proposed amount. */
  readonly proposed: number;
  readonly proposedCents: bigint;
  /** Of those, the ones with a known agreement: what is agreed with them, and how much more is proposed to them. */
  readonly compared: number;
  readonly agreedCents: bigint;
  readonly moreCents: bigint;
}

/** The amount that a round proposes is what it decides last in money; undefined when it proposes none. */
export function proposedDecision({ round, names }: Policy): string | undefined {
  return round.findLast(({ decision }) => {
    const type = names.find(`decision.${decision}`)?.type;
    return type?.kind === "number" && type.form === "money";
  })?.decision;
}

export function positionsOf({ policy, proposals, before }: Pick<Round, "policy" | "proposals" | "before">): Position[] {
  const decision = proposedDecision(policy);
  return proposals.map((proposal) => {
    const outcome = proposal.told.find((told) => told.decision === decision)?.outcome;
    const cents = outcome?.status === "decided" ? (outcome.value as { cents?: string }).cents : undefined;
    const standing = before.providers.get(proposal.provider) ?? {};
    return { proposal, ...standing, ...(cents !== undefined && { proposedCents: BigInt(cents) }) };
  });
}

export function sumsOf(positions: readonly Position[]): Sums {
  const total = (amounts: readonly (bigint | undefined)[]): bigint =>
    amounts.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n);
  const realised = positions.filter(({ realisedCents }) => realisedCents !== undefined);
  const agreed = positions.filter(({ agreementCents }) => agreementCents !== undefined);
  const proposed = positions.filter(({ proposedCents }) => proposedCents !== undefined);
  const compared = proposed.filter(({ agreementCents }) => agreementCents !== undefined);
  const agreedCents = total(compared.map(({ agreementCents }) => agreementCents));
  return {
    providers: positions.length,
    realised: realised.length,
    realisedCents: total(realised.map(({ realisedCents }) => realisedCents)),
    agreements: agreed.length,
    agreementCents: total(agreed.map(({ agreementCents }) => agreementCents)),
    proposed: proposed.length,
    proposedCents: total(proposed.map(({ proposedCents }) => proposedCents)),
    compared: compared.length,
    agreedCents,
    moreCents: total(compared.map(({ proposedCents }) => proposedCents)) - agreedCents,
  };
}

/** The numbers that a decision gave, in the digits of its type. */
export interface Spread {
  readonly count: number;
  readonly least: bigint;
  /** The one in the middle; of an even number the mean of the two in the middle, rounded half up. */
  readonly median: bigint;
  readonly greatest: bigint;
}

/** Undefined when the decision gave no number. */
export function spreadOf(proposals: readonly Proposal[], decision: string, type: NumberType): Spread | undefined {
  const digits = proposals
    .flatMap(({ told }) => told.filter((each) => each.decision === decision))
    .flatMap(({ outcome }) => (outcome.status === "decided" ? [parseDatum(type, outcome.value)] : []))
    .filter((value) => typeof value === "bigint")
    .toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  const [least, greatest] = [digits[0], digits.at(-1)];
  if (least === undefined || greatest === undefined) return undefined;
  const below = digits[Math.ceil(digits.length / 2) - 1]!;
  const above = digits[Math.floor(digits.length / 2)]!;
  // The mean of two: their sum over two.
  const median = roundQuotient("half_up", 0, below + above, 2n);
  return { count: digits.length, least, median, greatest };
}

/** A region with what was delivered there, and its part of what is proposed. */
export interface RegionSums {
  readonly region: string;
  readonly providers: number;
  readonly clients: bigint;
  readonly realisedCents: bigint;
  /** Of those providers, the ones to whom an amount is proposed, and their part of it in this region. */
  readonly proposed: number;
  readonly proposedCents: bigint;
}

/**
 * Every region with granted care. A provider's proposed amount is divided over the regions by what was granted there, in whole cents
 * and without losing one: what rounding leaves goes to the region where most was granted. Who was granted nothing counts in none.
 */
export function regionsOf(positions: readonly Position[], { delivered }: Round["before"]): RegionSums[] {
  const proposed = new Map<string, bigint[]>();
  for (const { proposal, proposedCents } of positions) {
    if (proposedCents === undefined) continue;
    const own = delivered.filter(({ provider, cents }) => provider === proposal.provider && cents > 0n);
    for (const [region, cents] of divideOver(proposedCents, own))
      proposed.set(region, [...(proposed.get(region) ?? []), cents]);
  }
  const all = delivered.filter(({ provider }) => provider === undefined);
  return all.map(({ region, clients, cents }) => ({
    region,
    providers: delivered.filter((each) => each.region === region && each.provider !== undefined).length,
    clients,
    realisedCents: cents,
    proposed: proposed.get(region)?.length ?? 0,
    proposedCents: (proposed.get(region) ?? []).reduce((sum, own) => sum + own, 0n),
  }));
}

/** Divides an amount over regions by what was granted there; what rounding leaves goes to the region where most was granted. */
export function divideOver(
  amount: bigint,
  parts: readonly { readonly region: string; readonly cents: bigint }[],
): [region: string, cents: bigint][] {
  const whole = parts.reduce((sum, { cents }) => sum + cents, 0n);
  const largestFirst = parts.toSorted((a, b) => (a.cents > b.cents ? -1 : Number(a.cents < b.cents)));
  const shares = largestFirst.map(({ region, cents }): [string, bigint] => [region, (amount * cents) / whole]);
  const left = amount - shares.reduce((sum, [, cents]) => sum + cents, 0n);
  return shares.map(([region, cents], i) => [region, i === 0 ? cents + left : cents]);
}

/**
 * Why a person is needed: something about the provider is not known, the policy itself leaves something open, a condition is not met,
 * the class may as well be another, someone sent it on, or someone decided it and a second person has to agree.
 */
export type Cause = "incomplete" | "open" | "refused" | "uncertain" | "sent-on" | "second";

/** What was told of a decision, as far as it says whether a person is needed. */
type Judged = Pick<Told, "decision" | "outcome" | "certainty">;

export interface Task<T extends Judged = Told> {
  readonly cause: Cause;
  readonly told: T;
}

/** What waits for a person about one provider, in the order of the round. What a person took or changed no longer does. */
export function tasksOf<T extends Judged>(
  { provider, told: all }: { readonly provider: string; readonly told: readonly T[] },
  taken: Round["taken"],
): Task<T>[] {
  return all.flatMap((told): Task<T>[] => {
    const done = taken.findLast((each) => each.provider === provider && each.decision === told.decision);
    if (done?.waits === true) return [{ cause: "second", told }];
    if (done?.verdict === "take" || done?.verdict === "change") return [];
    const cause = done?.verdict === "send-on" ? "sent-on" : causeOf(told);
    return cause === undefined ? [] : [{ cause, told }];
  });
}

function causeOf(told: Judged): Cause | undefined {
  const { outcome } = told;
  if (outcome.status === "refused") return "refused";
  if (outcome.status === "incomplete") return outcome.missing.every(isOfPolicy) ? "open" : "incomplete";
  return isUncertain(told) ? "uncertain" : undefined;
}

/** A name that the policy should fill; a fact or an indicator is to be known of the provider. */
function isOfPolicy(missing: string): boolean {
  return missing.startsWith("parameter.") || missing.startsWith("decision.");
}

/** True when the outcome comes out again in less than half of the draws. */
export function isUncertain({ outcome, certainty }: Pick<Told, "outcome" | "certainty">): boolean {
  if (outcome.status !== "decided" || certainty === undefined) return false;
  return 2 * (certainty.outcomes[String(outcome.value)] ?? 0) < certainty.draws;
}

/** Of an uncertain outcome another one that comes out more often when chance is drawn again. */
export function likelierOf(told: Told): string | undefined {
  const { outcome, certainty } = told;
  if (!isUncertain(told) || certainty === undefined || outcome.status !== "decided") return undefined;
  const [first] = Object.entries(certainty.outcomes).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first === undefined || first[0] === String(outcome.value) ? undefined : first[0];
}
