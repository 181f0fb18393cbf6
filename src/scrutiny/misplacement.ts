/** How many providers a scheme is expected to put in a class that is not theirs. */
import type { Judged, Scrutinised } from "../scrutiny.ts";

/** Between two neighbouring classes: those who are expected to be on the wrong side of it. */
export interface Boundary {
  readonly better: string;
  readonly worse: string;
  /** Of all providers with a class: truly better than the boundary and placed below it, and the other way about. */
  readonly tooLow: number;
  readonly tooHigh: number;
}

/** Providers of about the same size, with the share of them that is expected to be misplaced. */
export interface SizeBand {
  readonly from: number;
  readonly until: number;
  readonly providers: number;
  readonly misplaced: number;
}

export interface Misplacement {
  /** The share of providers in a class that is not theirs. */
  readonly misplaced: number;
  readonly boundaries: readonly Boundary[];
  /**
   * By people in care, a quarter of the providers in each; fewer bands where few providers would make one, and none where they make
   * but one.
   */
  readonly sizes: readonly SizeBand[];
}

type Sure = Judged & Required<Pick<Judged, "certainty">>;

const bands = 4;

/** Of fewer a mean share tells of these providers and not of their size. */
const bandLeast = 5;

export function misplacement({ judged, ranking }: Scrutinised): Misplacement {
  const sure = judged.filter((each): each is Sure => each.certainty !== undefined);
  return {
    misplaced: mean(sure.map(misplacedShare)),
    boundaries: ranking.slice(1).map((worse, i) => boundary(sure, ranking.slice(0, i + 1), worse)),
    sizes: sizeBands(sure),
  };
}

function shareOf({ certainty }: Sure, outcome: string): number {
  return (certainty.outcomes[outcome] ?? 0) / certainty.draws;
}

function misplacedShare(each: Sure): number {
  return 1 - shareOf(each, each.outcome);
}

function boundary(sure: readonly Sure[], better: readonly string[], worse: string): Boundary {
  const above = (each: Sure): number => better.reduce((sum, outcome) => sum + shareOf(each, outcome), 0);
  const isAbove = (each: Sure): boolean => better.includes(each.outcome);
  return {
    better: better.at(-1)!,
    worse,
    tooLow: mean(sure.map((each) => (isAbove(each) ? 0 : above(each)))),
    tooHigh: mean(sure.map((each) => (isAbove(each) ? 1 - above(each) : 0))),
  };
}

function sizeBands(sure: readonly Sure[]): readonly SizeBand[] {
  const sized = sure
    .flatMap(({ people, ...each }) => (people === undefined ? [] : [{ people, misplaced: misplacedShare(each) }]))
    .toSorted((a, b) => a.people - b.people);
  const count = Math.min(bands, Math.floor(sized.length / bandLeast));
  const cut = (i: number): number => Math.floor((i * sized.length) / count);
  return Array.from({ length: count < 2 ? 0 : count }, (_, i) => sized.slice(cut(i), cut(i + 1))).map((band) => ({
    from: band[0]!.people,
    until: band.at(-1)!.people,
    providers: band.length,
    misplaced: mean(band.map(({ misplaced }) => misplaced)),
  }));
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
