/**
 * Where people live and who insures them: regions that differ in size, in welfare and in need of care; insurers with more or
 * fewer people per region; and the cells of people who are alike: region, insurer, sex, age class and social-economic status.
 *
 * A region's `need` is a truth that no claim shows: how much more often people there come into care than their age, sex and
 * status explain. It is what an admission ratio ought to find.
 */
import { chance, type Chance } from "./chance.ts";
import { insurerName, regionName } from "./name.ts";
import { nationalRates, type Sex } from "./national-rate.ts";
import type { Size } from "./size.ts";

export interface Region {
  /** As claims and population spell it. */
  readonly name: string;
  /** The first of the four-digit postcodes of the region; it has `postcodesPerRegion`. */
  readonly postcode: number;
  /** Its share of the insured, in parts of the sum over all regions. */
  readonly weight: number;
  /** How often people come into care beside what is expected, in thousandths. */
  readonly need: number;
  /** People of low, middle and high status, in thousandths. */
  readonly status: readonly [number, number, number];
  /** The share of each insurer, in thousandths; the buyer's first. */
  readonly insurers: readonly number[];
}

export interface Insurer {
  readonly id: string;
  readonly name: string;
}

/** How often people of low, middle and high status come into care beside others like them, in thousandths. */
export const needByStatus = [1250, 1000, 820] as const;

export const postcodesPerRegion = 20;

/** People who are alike. */
export interface Cell {
  /** Index of the region and of the insurer. */
  readonly region: number;
  readonly insurer: number;
  readonly sex: Sex;
  readonly ageFrom: number;
  /** 1 low, 2 middle, 3 high. */
  readonly status: 1 | 2 | 3;
  readonly persons: number;
  /** The number of the first person of the cell; people are numbered through all cells. */
  readonly first: number;
}

export function makeInsurers(size: Size): readonly Insurer[] {
  return Array.from({ length: size.insurers }, (_, i) => ({ id: String(9001 + i), name: insurerName(i) }));
}

export function makeRegions(size: Size, seed: number): readonly Region[] {
  return Array.from({ length: size.regions }, (_, i) => {
    const draw = chance(seed, "region", i);
    return {
      name: regionName(i),
      postcode: 2000 + 100 * i,
      weight: draw.logNormal(400),
      need: draw.logNormal(150),
      status: makeStatus(draw),
      insurers: makeInsurerShares(size.insurers, draw),
    };
  });
}

function makeStatus(draw: Chance): [number, number, number] {
  const low = 200 + draw.below(250);
  const high = 200 + draw.below(200);
  return [low, 1000 - low - high, high];
}

function makeInsurerShares(count: number, draw: Chance): number[] {
  const buyer = 350 + draw.below(250);
  const weights = Array.from({ length: count - 1 }, () => 500 + draw.below(1000));
  const others = apportion(1000 - buyer, weights);
  return [buyer, ...others];
}

/**
 * Divides a whole number over weights so that the parts add up: each part is its exact share rounded so that running totals are
 * right. Weights are whole numbers.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  let running = 0n;
  let given = 0n;
  return weights.map((weight) => {
    running += BigInt(weight);
    const until = (2n * BigInt(total) * running + sum) / (2n * sum);
    const part = Number(until - given);
    given = until;
    return part;
  });
}

/** All cells of a market; together they hold exactly the insured of its size. */
export function makeCells(size: Size, regions: readonly Region[]): readonly Cell[] {
  const kinds = regions.flatMap((region, r) =>
    region.insurers.flatMap((insurerShare, insurer) =>
      region.status.flatMap((statusShare, s) =>
        nationalRates.map(({ sex, ageFrom, perMillion }) => ({
          alike: { region: r, insurer, sex, ageFrom, status: (s + 1) as 1 | 2 | 3 },
          weight: region.weight * insurerShare * statusShare * perMillion,
        })),
      ),
    ),
  );
  const persons = apportion(
    size.insured,
    kinds.map((kind) => kind.weight),
  );
  let first = 0;
  return kinds.map(({ alike }, i) => {
    const cell = { ...alike, persons: persons[i]!, first };
    first += cell.persons;
    return cell;
  });
}
