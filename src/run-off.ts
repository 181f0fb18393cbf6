/**
 * Run-off: care of a month is claimed over the months that follow, so what is known of the last months is never all. Per month of care and
 * month of claiming the amounts stand in a triangle; how much a month still grows after so many months (its growth) is read from the months
 * before it (chain ladder, Mack, ASTIN Bulletin 1993). A provider's own growth is drawn towards that of its peers by how steady it
 * is: the more its months agree, and the more they differ from others', the more its own counts (Bühlmann and Straub 1970).
 *
 * Amounts are whole cents; what is expected of them is an estimate, and is told as one.
 */

/** What a provider claimed about a month of care in a month. Months are counted as year × 12 + month - 1. */
export interface Claimed {
  readonly provider: string;
  readonly care: number;
  readonly received: number;
  readonly cents: number;
}

/** Per month of care, what was claimed after so many months: `[0]` in the month itself. */
export type Triangle = ReadonlyMap<number, readonly number[]>;

/** The triangles of all providers. A claim dated before its care counts in the month of care. */
export function triangles(claims: Iterable<Claimed>): ReadonlyMap<string, Triangle> {
  const all = new Map<string, Map<number, number[]>>();
  for (const { provider, care, received, cents } of claims) {
    const own = all.get(provider) ?? all.set(provider, new Map()).get(provider)!;
    const delay = Math.max(0, received - care);
    const row = own.get(care) ?? own.set(care, []).get(care)!;
    while (row.length <= delay) row.push(0);
    row[delay]! += cents;
  }
  return all;
}

/** What was claimed about a month of care by the end of a month. */
export function claimedBy(triangle: Triangle, care: number, at: number): number {
  const row = triangle.get(care) ?? [];
  let sum = 0;
  for (let delay = 0; delay <= at - care && delay < row.length; delay++) sum += row[delay]!;
  return sum;
}

/** How much of a month of care is claimed after so many months: `[1]` = 0.92 by the end of the month after it. */
export type Pattern = readonly number[];

/** The patterns of all providers as the triangles tell them at a month, and that of all together. */
export function patternsAt(
  all: ReadonlyMap<string, Triangle>,
  at: number,
): { readonly peers: Pattern; readonly own: ReadonlyMap<string, Pattern> } {
  const longest = longestDelay(all.values(), at);
  const own = new Map<string, number[]>([...all.keys()].map((provider) => [provider, []]));
  const peers: number[] = [];
  for (let delay = 1; delay <= longest; delay++) {
    const links = new Map([...all].map(([provider, triangle]) => [provider, linksOf(triangle, delay, at)]));
    const { peer, drawn } = credible(links);
    peers.push(peer);
    for (const [provider, growths] of own) growths.push(drawn.get(provider) ?? peer);
  }
  return {
    peers: toPattern(peers),
    own: new Map([...own].map(([provider, growths]) => [provider, toPattern(growths)])),
  };
}

/** The last delay after which anything is known to have come in. */
function longestDelay(all: Iterable<Triangle>, at: number): number {
  let longest = 0;
  for (const triangle of all)
    for (const [care, row] of triangle)
      for (let delay = Math.min(row.length - 1, at - care); delay > longest; delay--)
        if (row[delay] !== 0) longest = delay;
  return longest;
}

/** A month of care, before and after one month of delay more. */
interface Link {
  readonly before: number;
  readonly after: number;
}

function linksOf(triangle: Triangle, delay: number, at: number): Link[] {
  return [...triangle.keys()]
    .filter((care) => care + delay <= at)
    .map((care) => ({
      before: claimedBy(triangle, care, care + delay - 1),
      after: claimedBy(triangle, care, care + delay),
    }))
    .filter(({ before, after }) => before > 0 || after > 0);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The growth of all together, and each provider's own, drawn towards it by its credibility. */
function credible(links: ReadonlyMap<string, readonly Link[]>): { peer: number; drawn: Map<string, number> } {
  const flat = [...links.values()].flat();
  const weight = sum(flat.map(({ before }) => before));
  const grown = sum(flat.map(({ after }) => after));
  // Where nobody claims that early, a month grows from nothing: by no factor, and nobody's own counts.
  if (weight === 0) return { peer: grown > 0 ? Infinity : 1, drawn: new Map() };
  const peer = grown / weight;
  const told = [...links].map(([provider, all]) => {
    const own = all.filter(({ before }) => before > 0);
    const size = sum(own.map(({ before }) => before));
    const growth = size === 0 ? peer : sum(own.map(({ after }) => after)) / size;
    const within = sum(own.map(({ before, after }) => before * (after / before - growth) ** 2));
    return { provider, size, growth, within, spare: Math.max(0, own.length - 1) };
  });
  const { within, between } = spreads(told, peer, weight);
  const drawn = told.map(({ provider, size, growth }) => {
    const credibility = between === 0 || size === 0 ? 0 : (size * between) / (size * between + within);
    return [provider, peer + credibility * (growth - peer)] as const;
  });
  return { peer, drawn: new Map(drawn) };
}

/** The spread of a provider's months around its own growth, per cent of weight, and of the growths themselves: the usual estimators. */
function spreads(
  told: readonly { size: number; growth: number; within: number; spare: number }[],
  peer: number,
  weight: number,
): { within: number; between: number } {
  const spare = sum(told.map((own) => own.spare));
  const within = spare === 0 ? 0 : sum(told.map((own) => own.within)) / spare;
  const known = told.filter(({ size }) => size > 0);
  const apart = sum(known.map(({ size, growth }) => size * (growth - peer) ** 2)) - (known.length - 1) * within;
  const scale = weight - sum(known.map(({ size }) => size ** 2)) / weight;
  return { within, between: scale > 0 && spare > 0 ? Math.max(0, apart / scale) : 0 };
}

/** From how much a month grows to how much of it is there. */
function toPattern(growths: readonly number[]): Pattern {
  const pattern = [1];
  for (const growth of growths.toReversed()) pattern.unshift(growth > 0 ? pattern[0]! / growth : pattern[0]!);
  return pattern;
}

/** The share of a month of care that is claimed after so many months; nothing before the month itself. */
export function shareAfter(pattern: Pattern, delay: number): number {
  return delay < 0 ? 0 : (pattern[delay] ?? 1);
}
