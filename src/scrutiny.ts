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
import type { Policy } from "./policy.ts";
import { cone, fill, run, valueOf } from "./program.ts";
import type { Dossier, Program } from "./program.ts";
import { cliffs } from "./scrutiny/cliff.ts";
import type { Cliff } from "./scrutiny/cliff.ts";
import { carried } from "./scrutiny/carried.ts";
import type { Carried } from "./scrutiny/carried.ts";
import { misplacement } from "./scrutiny/misplacement.ts";
import type { Misplacement } from "./scrutiny/misplacement.ts";
import { redrawn } from "./scrutiny/redrawn.ts";
import type { Redrawn } from "./scrutiny/redrawn.ts";
import { reliabilities } from "./scrutiny/reliabilities.ts";
import type { Reliabilities } from "./scrutiny/reliabilities.ts";
import { certainty, populationsOf, withFigures } from "./value.ts";
import type { Certainty, Reckoning } from "./value.ts";

export type { Boundary, Misplacement, SizeBand } from "./scrutiny/misplacement.ts";
export type { Assumed, Redrawn } from "./scrutiny/redrawn.ts";
export type { Carried, Cliff, Reliabilities };

/** A provider with the class that the policy gives it. */
export interface Judged {
  readonly provider: string;
  /** With its figures. */
  readonly dossier: Dossier;
  readonly outcome: string;
  readonly certainty?: Certainty;
  /** The people in care that its figures speak of; absent when none says so. */
  readonly people?: number;
}

/** What is asked: one ranked choice of a policy, about those for whom it may be chance. */
export interface Scrutinised {
  readonly program: Program;
  readonly decision: string;
  /** The outcomes that may be chance, from best to worst. */
  readonly ranking: readonly string[];
  readonly reckoning: Reckoning;
  readonly judged: readonly Judged[];
}

export interface Scrutiny {
  readonly decision: string;
  /** How many providers have each outcome, best first; and of how many nothing can be decided. */
  readonly outcomes: readonly (readonly [outcome: string, providers: number])[];
  readonly undecided: number;
  /** Those whose outcome rests on figures that may be chance; all that follows is about them. */
  readonly atStake: number;
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
    const scrutinised: Scrutinised = { program, decision, ranking: classes, reckoning, judged };
    const count = (outcome: string): number => all.filter((each) => each.outcome === outcome).length;
    return {
      decision,
      outcomes: ranking.map((outcome) => [outcome, count(outcome)] as const),
      undecided: reckoning.providers.size - all.length,
      atStake: judged.length,
      misplacement: misplacement(scrutinised),
      carried: carried(scrutinised),
      reliabilities: reliabilities(scrutinised),
      cliffs: cliffs(scrutinised),
      redrawn: redrawn(scrutinised),
    };
  });
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
  return { classes, judged: all.filter(({ outcome }) => classes.includes(outcome)) };
}

/** What a ranked choice gives each provider with a dossier and how sure that is; who gets nothing is left out. */
export function judge(
  program: Program,
  decision: string,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Judged[] {
  const populations = populationsOf(reckoning);
  const wanted = cone(program.policy, [decision], "needs");
  const { indicators } = reckoning;
  return [...reckoning.providers].flatMap(([provider, figures]) => {
    const own = dossiers.get(provider);
    if (own === undefined) return [];
    const dossier = withFigures(own, figures);
    const frame = fill(program, dossier);
    run(program, frame, wanted);
    const outcome = valueOf(program, frame, `decision.${decision}`);
    if (typeof outcome !== "string") return [];
    const sure = certainty(program, { dossier: own, figures, indicators, populations }, decision);
    const people = [...figures.own.values()].flatMap((figure) =>
      figure.people === undefined ? [] : Number(figure.people),
    );
    return [
      {
        provider,
        dossier,
        outcome,
        ...(sure && { certainty: sure }),
        ...(people.length > 0 && { people: Math.max(...people) }),
      },
    ];
  });
}
