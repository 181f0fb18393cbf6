/** How often an interval holds the truth. */
import { binomialShare } from "../../src/distribution.ts";
import { shareInterval } from "../../src/interval.ts";
import type { Figure } from "../../src/value.ts";
import type { Draw, Means } from "./drawn.ts";
import { percent } from "./percent.ts";

/** A market with its draws, and what its figures are on average. */
export interface Repeated {
  readonly draws: readonly Draw[];
  readonly means: Means;
}

/**
 * How often intervals of a figure held its truth, per draw; and, of shares of people, how often they would by the binomial
 * distribution.
 */
interface Held {
  readonly draws: Map<Draw, { of: number; inside: number }>;
  allowed: number;
  counted: number;
}

export function printCoverage(markets: readonly Repeated[]): void {
  const all = new Map<string, Held>();
  for (const market of markets) for (const draw of market.draws) addDraw(all, market, draw);
  for (const [id, { draws, allowed, counted }] of all) {
    const { share, error, of } = rateOf([...draws.values()]);
    const whole = counted > 0 ? `, where whole people make it ${percent(allowed / counted)}` : "";
    console.log(`  ${percent(share)} ± ${percent(error)}  of ${String(of).padStart(6)}  ${id}${whole}`);
  }
}

function addDraw(all: Map<string, Held>, { draws, means }: Repeated, draw: Draw): void {
  const { reckoning, known } = draw;
  const scales = new Map(reckoning.indicators.map(({ id, type }) => [id, type.scale]));
  const add = (
    id: string,
    { value, interval, people }: Figure,
    truth: number | undefined,
    mean: number | undefined,
  ): void => {
    if (value === undefined || interval === undefined || (truth ?? mean) === undefined) return;
    const held = all.getOrInsertComputed(id, (): Held => ({ draws: new Map(), allowed: 0, counted: 0 }));
    const own = held.draws.getOrInsertComputed(draw, () => ({ of: 0, inside: 0 }));
    const at = truth ?? Number(value) - (Number(value) - mean!) * stretched(draws.length);
    own.of++;
    if (Number(interval.low) <= at && (interval.high === undefined || at <= Number(interval.high))) own.inside++;
    if (interval.method !== "share" || people === undefined) return;
    held.counted++;
    held.allowed += shareHeld(Number(people), (truth ?? mean!) / 10 ** scales.get(id)!);
  };
  for (const [provider, { own }] of reckoning.providers)
    for (const [id, figure] of own) add(id, figure, known.get(provider)?.get(id), means.get(provider)?.get(id));
  // A region counts once, however many providers work there.
  const ofParts = new Map([...means.values()].flatMap((own) => [...own].filter(([name]) => name.includes("/"))));
  for (const [region, figures] of reckoning.regions)
    for (const [id, figure] of figures) add(id, figure, undefined, ofParts.get(`${id}/${region}`));
}

/** A draw is itself part of the mean of so many, so that it lies this much too near to it. */
function stretched(draws: number): number {
  return 1 / Math.sqrt(1 - 1 / draws);
}

/** A share over draws, with its standard error: draws are apart from each other, and what is in one of them need not be. */
function rateOf(draws: readonly { readonly of: number; readonly inside: number }[]): {
  readonly share: number;
  readonly error: number;
  readonly of: number;
} {
  const total = (count: (draw: (typeof draws)[number]) => number): number =>
    draws.reduce((sum, draw) => sum + count(draw), 0);
  const of = total((draw) => draw.of);
  const share = total(({ inside }) => inside) / of;
  return { share, error: Math.sqrt(total((draw) => (draw.inside - share * draw.of) ** 2)) / of, of };
}

const before = new Map<string, number>();

/** How often the interval of a share of so many people holds the true share, over all counts that there may be. */
function shareHeld(people: number, share: number): number {
  return before.getOrInsertComputed(`${people} ${share}`, () => {
    // Six deviations and a few more: beyond lies less than a millionth.
    const reach = 6 * Math.sqrt(people * share) + 10;
    let inside = 0;
    for (let k = Math.max(0, Math.floor(people * share - reach)); k <= Math.min(people, people * share + reach); k++) {
      const { low, high } = shareInterval(BigInt(k), BigInt(people));
      const [from, until] = [low, high!].map(({ n, d }) => Number((n * 10n ** 12n) / d) / 1e12) as [number, number];
      if (from <= share && share <= until)
        inside += binomialShare(k, people, share) - binomialShare(k - 1, people, share);
    }
    return inside;
  });
}
