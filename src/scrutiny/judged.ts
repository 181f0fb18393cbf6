/** What a policy gives each provider, on its figures: a class with how sure it is, or an amount. */
import type { Datum } from "../datum.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { certainty, chanceUnknownIn, populationsOf, withFigures } from "../value.ts";
import type { Certainty, Figure, ProviderFigures, Reckoning } from "../value.ts";

/** A provider with what the policy gives it. */
export interface Judged<Outcome extends Datum = string> {
  readonly provider: string;
  /** With its figures. */
  readonly dossier: Dossier;
  readonly outcome: Outcome;
  /** Absent where it rests on no chance, and where the chance is not known. */
  readonly certainty?: Certainty;
  /** The indicators on which the outcome rests and of which the chance is not known; none when how sure it is can be told. */
  readonly chanceUnknown: readonly string[];
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
    const { provider, figures, people, chanceUnknown } = judged;
    const about = { dossier: dossiers.get(provider)!, figures, indicators, populations };
    const sure = certainty(program, about, decision);
    const more = { ...(sure && { certainty: sure }), ...(people !== undefined && { people }) };
    return [{ provider, dossier: judged.dossier, outcome, chanceUnknown, ...more }];
  });
}

/** What each provider with a dossier is given in numbers; who is given none is left out. */
export function judgeNumbers(
  program: Program,
  decision: string,
  reckoning: Reckoning,
  dossiers: ReadonlyMap<string, Dossier>,
): readonly Judged<bigint>[] {
  return judgeAll(program, decision, reckoning, dossiers).flatMap(({ provider, dossier, outcome, chanceUnknown }) =>
    typeof outcome === "bigint" ? [{ provider, dossier, outcome, chanceUnknown }] : [],
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
  { indicators, providers }: Reckoning,
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
    const chanceUnknown = chanceUnknownIn(program, { figures, indicators }, `decision.${decision}`);
    return [{ provider, dossier, outcome, figures, chanceUnknown, ...(people !== undefined && { people }) }];
  });
}

/** Of how many how sure their outcome is cannot be told, and on account of which indicators. */
export interface Unsure {
  readonly providers: number;
  readonly indicators: readonly string[];
}

export function unsureIn(judged: readonly Judged<Datum>[]): Unsure {
  const unsure = judged.filter(({ chanceUnknown }) => chanceUnknown.length > 0);
  return { providers: unsure.length, indicators: [...new Set(unsure.flatMap(({ chanceUnknown }) => chanceUnknown))] };
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
