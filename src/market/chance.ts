/**
 * Chance without a die: every draw is a hash of the seed and of what it is drawn for, so that a market is the same on every
 * machine and a new draw for one provider disturbs no other. All draws are whole numbers; a share is in thousandths.
 *
 *     const draw = chance(7, "provider", 12);
 *     draw.below(6);              // 0..5, each as likely
 *     draw.logNormal(150);        // around 1000, with a spread of 0.15 on the log scale
 */
export interface Chance {
  /** A whole number from 0 up to but not including `n`; `n` is at most 2^31. */
  below(n: number): number;
  /** A draw from the normal curve in thousandths: 0 on average, 1000 is one standard deviation. */
  normal(): number;
  /** A factor in thousandths with mean 1000, whose logarithm spreads `sigma` thousandths. */
  logNormal(sigma: number): number;
  /** How many of `n` succeed when each does so in `permille` of the cases. */
  successes(n: number, permille: number): number;
}

export function chance(seed: number, ...about: readonly (string | number)[]): Chance {
  const letters = new TextEncoder().encode(`${seed}/${about.join("/")}`);
  const start = letters.reduce((hash, letter) => mix(hash ^ letter), 0x9e3779b9);
  let state = start;
  const next = (): number => mix((state = (state + 0x9e3779b9) | 0));
  const below = (n: number): number => Math.floor((next() / 2 ** 32) * n);
  const draw: Chance = {
    below,
    // The sum of twelve even draws has variance one and is near enough to the normal curve for a market.
    normal: () => Array.from({ length: 12 }, () => below(1000)).reduce((sum, part) => sum + part, -5994),
    logNormal: (sigma) => exponential(Math.round((sigma * draw.normal()) / 1000 - (sigma * sigma) / 2000)),
    successes: (n, permille) => {
      let hits = 0;
      for (let i = 0; i < n; i++) if (below(1000) < permille) hits++;
      return hits;
    },
  };
  return draw;
}

/** A well-stirred 32-bit hash of a 32-bit number (the finaliser of MurmurHash3). */
function mix(number: number): number {
  let hash = number | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * e to the power x, both in thousandths, in whole numbers only, because `Math.exp` may differ in its last digit per machine:
 * (1 + x/2^20) multiplied by itself twenty times over.
 */
export function exponential(x: number): number {
  const one = 1n << 80n;
  let power = one + (BigInt(x) * one) / 1000n / (1n << 20n);
  for (let i = 0; i < 20; i++) power = (power * power) >> 80n;
  return Number((power * 1000n + one / 2n) >> 80n);
}

/**
 * `count` draws of a factor in rising order, in thousandths, scaled to a mean of 1000 to within a rounding: the steps of a curve
 * that a query can look up by an even draw.
 */
export function steps(count: number, draw: () => number): readonly number[] {
  const draws = Array.from({ length: count }, draw).toSorted((a, b) => a - b);
  const sum = draws.reduce((total, step) => total + step, 0);
  return draws.map((step) => Math.max(1, Math.round((step * count * 1000) / sum)));
}
