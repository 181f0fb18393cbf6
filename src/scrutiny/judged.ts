/** What a policy gives each provider, on its figures: a class with how sure it is, or an amount. */
import type { Datum } from "../datum.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { certainty, populationsOf, withFigures } from "../value.ts";
import type { Certainty, Figure, ProviderFigures, Reckoning } from "../value.ts";

/** A provider with what the policy gives it. */
export interface Judged<Outcome extends Datum = string> {
  readonly provider: string;
  /** With its figures. */
  readonly dossier: Dossier;
  readonly outcome: Outcome;
  readonly certainty?: Certainty;
  /** The people in care that its figures speak of; absent when none says so. */
  readonly people?: number;
}

/** What a ranked choice gives each provider with a dossier and how sure that is; who gets nothing is left out. */
export function judge(
  program: Program,
  decision: string,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Judged[] {
  const populations = populationsOf(reckoning);
  const { indicators } = reckoning;
  return judgeAll(program, decision, reckoning, dossiers).flatMap(({ outcome, ...judged }) => {
    if (typeof outcome !== "string") return [];
    const { provider, figures, people } = judged;
    const about = { dossier: dossiers.get(provider)!, figures, indicators, populations };
    const sure = certainty(program, about, decision);
    const more = { ...(sure && { certainty: sure }), ...(people !== undefined && { people }) };
    return [{ provider, dossier: judged.dossier, outcome, ...more }];
  });
}

/** What each provider with a dossier is given in numbers; who is given none is left out. */
export function judgeNumbers(
  program: Program,
  decision: string,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Judged<bigint>[] {
  return judgeAll(program, decision, reckoning, dossiers).flatMap(({ provider, dossier, outcome }) =>
    typeof outcome === "bigint" ? [{ provider, dossier, outcome }] : [],
  );
}

/** What a decision says of each provider with a dossier, and the figures on which it says so. */
interface Given extends Omit<Judged<Datum>, "outcome"> {
  readonly outcome: Datum | undefined;
  readonly figures: ProviderFigures;
}

function judgeAll(
  program: Program,
  decision: string,
  { providers }: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Given[] {
  const wanted = cone(program.policy, [decision], "needs");
  return [...providers].flatMap(([provider, figures]): Given[] => {
    const own = dossiers.get(provider);
    if (own === undefined) return [];
    const dossier = withFigures(own, figures);
    const frame = fill(program, dossier);
    run(program, frame, wanted);
    const people = peopleIn(figures);
    const outcome = valueOf(program, frame, `decision.${decision}`);
    return [{ provider, dossier, outcome, figures, ...(people !== undefined && { people }) }];
  });
}

/** The most people of whom a figure of a provider speaks; where only those of its parts speak of any, of these. */
function peopleIn({ own, parts }: ProviderFigures): number | undefined {
  const most = (figures: Iterable<Figure>): number | undefined => {
    const people = [...figures].flatMap((figure) => (figure.people === undefined ? [] : Number(figure.people)));
    return people.length > 0 ? Math.max(...people) : undefined;
  };
  const ofParts = [...parts].flatMap(([kind, members]) => (kind === "region" ? [] : [...members.values()]));
  return most(own.values()) ?? most(ofParts.flatMap((figures) => [...figures.values()]));
}
