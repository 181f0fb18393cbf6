/**
 * Scrutiny of a scheme before it is published: what would it do to the providers it is meant for, and how much of that would be chance?
 * Nothing here changes a class. It tells the buyer, from a market that resembles the real one or from the claims themselves,
 *
 *     misplaced      how many providers are expected in a class that is not theirs, per boundary and per size
 *     weight         what each indicator really carries, whatever weight it was given
 *     reliability    how much of the differences in an indicator is real, and how many people make it 0.70
 *     cliff          what the last hundredth of a point costs at each boundary, in euros
 *     redrawn        how many classes rest on the values that the buyer assumed
 *
 * All of it is statistics in doubles, for people to read.
 */
import type { Datum } from "./datum.ts";
import type { Policy } from "./policy.ts";
import type { Dossier, Program } from "./program.ts";
import { cliffs } from "./scrutiny/cliff.ts";
import type { Cliff } from "./scrutiny/cliff.ts";
import { carried } from "./scrutiny/carried.ts";
import type { Carried } from "./scrutiny/carried.ts";
import { judge, unsureIn } from "./scrutiny/judged.ts";
import type { Judged, Unsure } from "./scrutiny/judged.ts";
import { misplacement } from "./scrutiny/misplacement.ts";
import type { Misplacement } from "./scrutiny/misplacement.ts";
import { redrawn } from "./scrutiny/redrawn.ts";
import type { Redrawn } from "./scrutiny/redrawn.ts";
import { reliabilities } from "./scrutiny/reliabilities.ts";
import type { Reliabilities } from "./scrutiny/reliabilities.ts";
import type { Reckoning } from "./value.ts";

export { judge } from "./scrutiny/judged.ts";
export type { Judged, Unsure } from "./scrutiny/judged.ts";
export { amountsOf, examineAmounts } from "./scrutiny/amount.ts";
export type { AmountScrutiny } from "./scrutiny/amount.ts";
export { readNoticed } from "./scrutiny/noticed.ts";
export type { Boundary, Misplacement, SizeBand } from "./scrutiny/misplacement.ts";
export type { Assumed, Redrawn } from "./scrutiny/redrawn.ts";
export type { Carried, Cliff, Reliabilities };

/** A decision under examination, about those whom it gives something. */
export interface Examined {
  readonly program: Program;
  readonly decision: string;
  readonly reckoning: Reckoning;
  readonly judged: readonly Judged<Datum>[];
  /** The number that moves: a score on which a choice rests, or the amount itself. */
  readonly score?: string;
  /** Whether an outcome is another one than somebody has. */
  readonly differs: (outcome: Datum | undefined, own: Datum) => boolean;
}

/** One ranked choice of a policy, about those for whom it may be chance. */
export interface Scrutinised extends Examined {
  readonly judged: readonly Judged[];
  /** The outcomes that may be chance, from best to worst. */
  readonly ranking: readonly string[];
}

export interface Scrutiny {
  readonly decision: string;
  /** How many providers have each outcome, best first; and of how many nothing can be decided. */
  readonly outcomes: readonly (readonly [outcome: string, providers: number])[];
  readonly undecided: number;
  /** Those whose outcome rests on figures that may be chance; all that follows is about them. */
  readonly atStake: number;
  /** Those of whom it is not known how much chance there is in what they rest on; they are not at stake. */
  readonly unsure: Unsure;
  readonly misplacement: Misplacement;
  readonly carried: readonly Carried[];
  readonly reliabilities: readonly Reliabilities[];
  readonly cliffs: readonly Cliff[];
  readonly redrawn: Redrawn;
}

/** The ranked choices of a policy: those whose outcome is a better or a worse class. */
export function rankedChoices(policy: Policy): { readonly decision: string; readonly ranking: readonly string[] }[] {
  return policy.order.flatMap((decision) => {
    if (decision.kind !== "sheet" || decision.outputs[0]?.ranked !== true) return [];
    const { type } = decision.outputs[0];
    return type.kind === "enum" ? [{ decision: decision.id, ranking: type.values }] : [];
  });
}

/** Scrutinises every ranked choice of a policy, over the providers of which a class can be decided. */
export function scrutinise(
  program: Program,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Scrutiny[] {
  return rankedChoices(program.policy).map(({ decision, ranking }) => {
    const all = judge(program, decision, reckoning, dossiers);
    const { classes, judged } = atStake(all, ranking);
    const score = scoreOf(program.policy, decision);
    const scrutinised: Scrutinised = {
      program,
      decision,
      ranking: classes,
      reckoning,
      judged,
      ...(score !== undefined && { score }),
      differs: (outcome, own) => outcome !== own,
    };
    const count = (outcome: string): number => all.filter((each) => each.outcome === outcome).length;
    return {
      decision,
      outcomes: ranking.map((outcome) => [outcome, count(outcome)] as const),
      undecided: reckoning.providers.size - all.length,
      atStake: judged.length,
      unsure: unsureIn(all),
      misplacement: misplacement(scrutinised),
      carried: carried(scrutinised),
      reliabilities: reliabilities(scrutinised),
      cliffs: cliffs(scrutinised),
      redrawn: redrawn(scrutinised),
    };
  });
}

/** The number on which a choice rests: the first number that its sheet reads from another decision. */
function scoreOf({ decisions }: Policy, decision: string): string | undefined {
  const sheet = decisions.get(decision);
  if (sheet?.kind !== "sheet") return undefined;
  return sheet.inputs.find(({ name }) => name.ref.startsWith("decision.") && name.type.kind === "number")?.name.ref;
}

/**
 * The classes between which chance decides for somebody, and who is in one of them. Who gets no class for another reason than its
 * figures, such as its funding, is in none that is at stake.
 */
function atStake(all: readonly Judged[], ranking: readonly string[]): { classes: string[]; judged: Judged[] } {
  const mixed = all.filter(
    ({ certainty: sure, outcome }) => sure !== undefined && Object.keys(sure.outcomes).some((may) => may !== outcome),
  );
  const classes = ranking.filter((may) =>
    mixed.some(({ certainty: sure, outcome }) => outcome === may || sure?.outcomes[may] !== undefined),
  );
  const isTold = ({ chanceUnknown }: Judged): boolean => chanceUnknown.length === 0;
  return { classes, judged: all.filter((each) => isTold(each) && classes.includes(each.outcome)) };
}
