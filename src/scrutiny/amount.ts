/**
 * Scrutiny of an amount: a scheme that gives no class still gives money, and chance moves that too. Every provider's amount is
 * decided again with figures as the truth may be instead; how far it then lies from what was decided is told over all providers and
 * draws.
 */
import type { Datum, NumberType } from "../datum.ts";
import { readsOf } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Policy } from "../policy.ts";
import type { Dossier, Program } from "../program.ts";
import type { Examined } from "../scrutiny.ts";
import { outcomesDrawn, populationsOf } from "../value.ts";
import type { Reckoning } from "../value.ts";
import { carried } from "./carried.ts";
import type { Carried } from "./carried.ts";
import { judgeNumbers, unsureIn } from "./judged.ts";
import type { Judged, Unsure } from "./judged.ts";
import { readNoticed } from "./noticed.ts";
import { redrawn } from "./redrawn.ts";
import type { Redrawn } from "./redrawn.ts";
import { reliabilities } from "./reliabilities.ts";
import type { Reliabilities } from "./reliabilities.ts";

export interface AmountScrutiny {
  readonly decision: string;
  readonly type: NumberType;
  /** Of how many providers the amount is known, and of how many not. */
  readonly decided: number;
  readonly undecided: number;
  /** The greatest difference that nobody notices, where the policy says it; otherwise every difference counts. */
  readonly noticed?: bigint;
  /** What chance does to it; absent where no figure on which it rests says how much chance it contains. */
  readonly moved?: Moved;
  /** Those of whom it is not known how much chance there is in what their amount rests on. */
  readonly unsure: Unsure;
  readonly carried: readonly Carried[];
  readonly reliabilities: readonly Reliabilities[];
  readonly redrawn: Redrawn;
}

/** How far amounts move when the figures are drawn again; digits at the scale of the amount. */
export interface Moved {
  /** Those whose amount rests on chance. */
  readonly providers: number;
  /** In half of the draws at most so far, and in nineteen of twenty. */
  readonly median: bigint;
  readonly most: bigint;
  /** The expected share of these providers whose amount moves noticeably. */
  readonly share: number;
}

/**
 * The amounts of a policy: of what its round decides, or else of what no other decision reads, the money; where there is none, the other
 * numbers.
 */
export function amountsOf(policy: Policy): readonly { readonly decision: string; readonly type: NumberType }[] {
  const read = new Set(policy.order.flatMap(readsOf).map(({ ref }) => ref));
  const taken = new Set(policy.round.map(({ decision }) => decision));
  const ends = policy.order.filter(({ id }) => (taken.size > 0 ? taken.has(id) : !read.has(`decision.${id}`)));
  const numbers = ends.flatMap(({ id, subject }) => {
    const type = policy.names.find(`decision.${id}`)?.type;
    return subject === whole && type?.kind === "number" ? [{ decision: id, type }] : [];
  });
  const money = numbers.filter(({ type }) => type.form === "money");
  return money.length > 0 ? money : numbers;
}

/** Examines every amount of a policy, over the providers of which it can be decided. */
export function examineAmounts(
  program: Program,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly AmountScrutiny[] {
  const noticed = readNoticed(program.policy, []);
  return amountsOf(program.policy).map(({ decision, type }) => {
    const judged = judgeNumbers(program, decision, reckoning, dossiers);
    const limit = noticed.get(decision);
    const differs = (outcome: Datum | undefined, own: Datum): boolean =>
      typeof outcome === "bigint" && apart(outcome, own as bigint) > (limit ?? 0n);
    const examined: Examined = { program, decision, reckoning, judged, score: `decision.${decision}`, differs };
    const moved = movedBy(examined, judged, dossiers);
    return {
      decision,
      type,
      decided: judged.length,
      undecided: reckoning.providers.size - judged.length,
      ...(limit !== undefined && { noticed: limit }),
      ...(moved && { moved }),
      unsure: unsureIn(judged),
      carried: carried(examined),
      reliabilities: reliabilities(examined),
      redrawn: redrawn(examined),
    };
  });
}

function apart(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b;
}

function movedBy(
  { program, decision, reckoning, differs }: Examined,
  judged: readonly Judged<bigint>[],
  dossiers: ReadonlyMap<string, Dossier>,
): Moved | undefined {
  const populations = populationsOf(reckoning);
  const { indicators, providers } = reckoning;
  const moving = judged.flatMap(({ provider, outcome: own }) => {
    const decided = { dossier: dossiers.get(provider)!, figures: providers.get(provider)!, indicators, populations };
    const drawn = outcomesDrawn(program, decided, `decision.${decision}`).get("") ?? [];
    const known = drawn.filter((outcome) => typeof outcome === "bigint");
    const steps = known.map((outcome) => apart(outcome, own));
    if (steps.every((step) => step === 0n)) return [];
    return [{ steps, share: known.filter((outcome) => differs(outcome, own)).length / known.length }];
  });
  if (moving.length === 0) return undefined;
  const sorted = moving.flatMap(({ steps }) => steps).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (share: number): bigint => sorted[Math.ceil(share * sorted.length) - 1]!;
  // A half, and nineteen in twenty: the middle, and what would surprise.
  const [median, most] = [at(0.5), at(0.95)];
  const share = moving.reduce((sum, each) => sum + each.share, 0) / moving.length;
  return { providers: moving.length, median, most, share };
}
