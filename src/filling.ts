/**
 * Filling ("vullen"): a lump sum is turned back into prices times volumes, because patients get invoices and the insurer collects their
 * own risk on them (001 §1.2). Every price is its reference times one and the same factor, unless a bound holds it: the maximum of the
 * NZa, or a floor. Volumes times prices are the sum to the cent; where whole cents do not fit, some of one product's units are
 * invoiced a cent dearer.
 *
 *     fill(100_000n, [{ id: "visit", volume: 3n, reference: 30_000n }])      // 333.33 each, and one of the three a cent more
 *
 * Such prices are made and not found: `variationOf` says which part of the differences between contracts may be nothing else.
 */
import { constant, inverse, lowerOf, proportional, sumOf, upperOf, valueAt } from "./curve.ts";
import type { Curve } from "./curve.ts";
import { parseDecimal, rescale } from "./decimal.ts";
import { checkKeys, child, childText, findingAt, quote } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { compare, greater, lesser, multiply, ratio, round, subtract, zero } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

export { variationOf } from "./filling/variation.ts";
export type { Observed, Variation } from "./filling/variation.ts";

/** A product that helps to carry the sum; prices in cents. */
export interface Asked {
  readonly id: string;
  readonly volume: bigint;
  /** What the price should stay closest to. */
  readonly reference: bigint;
  readonly atLeast?: bigint;
  readonly atMost?: bigint;
}

export interface Filled extends Asked {
  readonly price: bigint;
  /** So many of its units are a cent dearer. */
  readonly dearer: bigint;
  /** The bound that held the price. */
  readonly heldBy?: "at_least" | "at_most";
}

/** Why a sum cannot be filled: a stable code with the figures that it speaks of, in cents. */
export interface Unfillable {
  readonly code: "filling-bounds" | "filling-too-high" | "filling-too-low" | "filling-no-volume";
  readonly product?: string;
  readonly sum: bigint;
  /** The most, or least, that prices within their bounds can bring in. */
  readonly reachable?: bigint;
}

export type Filling =
  | { readonly kind: "filled"; readonly products: readonly Filled[]; readonly factor: Ratio }
  | { readonly kind: "unfillable"; readonly reasons: readonly Unfillable[] };

/** Prices in whole cents that bring in a sum exactly, or every reason why there are none. */
export function fill(sum: bigint, products: readonly Asked[]): Filling {
  const carried = products.reduce<Curve>((all, each) => sumOf(all, broughtIn(each)), constant(zero));
  const reasons = reasonsAgainst(sum, products);
  if (reasons.length > 0) return { kind: "unfillable", reasons };
  const factor = valueAt(inverse(carried)?.curve ?? carried, ratio(sum));
  const exact = products.map((product) => ({ product, price: priceOf(product, factor) }));
  return { kind: "filled", factor, products: toCents(sum, exact) };
}

/** What a product brings in, as a curve of the factor on its reference. */
function broughtIn({ volume, reference, atLeast = 0n, atMost }: Asked): Curve {
  const free = upperOf(proportional(ratio(volume * reference)), constant(ratio(volume * atLeast)));
  return atMost === undefined ? free : lowerOf(free, constant(ratio(volume * atMost)));
}

function priceOf({ reference, atLeast = 0n, atMost }: Asked, factor: Ratio): Ratio {
  const free = greater(multiply(ratio(reference), factor), ratio(atLeast));
  return atMost === undefined ? free : lesser(free, ratio(atMost));
}

function reasonsAgainst(sum: bigint, products: readonly Asked[]): Unfillable[] {
  const crossed = products.filter(({ atLeast = 0n, atMost }) => atMost !== undefined && atLeast > atMost);
  if (crossed.length > 0) return crossed.map(({ id: product }) => ({ code: "filling-bounds", product, sum }));
  const carriers = products.filter(({ volume, reference }) => volume > 0n && reference > 0n);
  if (carriers.length === 0 && sum !== 0n) return [{ code: "filling-no-volume", sum }];
  const least = products.reduce((all, { volume, atLeast = 0n }) => all + volume * atLeast, 0n);
  if (sum < least) return [{ code: "filling-too-low", sum, reachable: least }];
  if (carriers.some(({ atMost }) => atMost === undefined)) return [];
  const highest = ({ volume, reference, atLeast = 0n, atMost = 0n }: Asked): bigint =>
    volume * (reference > 0n ? atMost : atLeast);
  const most = products.reduce((all, product) => all + highest(product), 0n);
  return sum > most ? [{ code: "filling-too-high", sum, reachable: most }] : [];
}

/** Rounds every price down and gives what is then missing back, a cent at a time, to the prices from which most was cut off. */
function toCents(sum: bigint, exact: readonly { readonly product: Asked; readonly price: Ratio }[]): Filled[] {
  const prices = exact.map(({ price }) => round("floor", price));
  const dearer = exact.map(() => 0n);
  let missing = exact.reduce((rest, { product }, i) => rest - product.volume * prices[i]!, sum);
  const cutOff = exact.map(({ price }, i) => ({ i, rest: subtract(price, ratio(prices[i]!)) }));
  const inOrder = cutOff.filter(({ rest }) => rest.n > 0n).toSorted((a, b) => compare(b.rest, a.rest) || a.i - b.i);
  for (const { i } of inOrder) {
    const { volume } = exact[i]!.product;
    if (missing >= volume) prices[i]! += 1n;
    else dearer[i] = missing;
    missing -= missing >= volume ? volume : missing;
  }
  return exact.map(({ product, price }, i) => ({
    ...product,
    price: prices[i]!,
    dearer: dearer[i]!,
    ...heldBy(product, price),
  }));
}

function heldBy({ atLeast, atMost }: Asked, price: Ratio): Pick<Filled, "heldBy"> {
  if (atMost !== undefined && compare(price, ratio(atMost)) === 0) return { heldBy: "at_most" };
  return atLeast !== undefined && compare(price, ratio(atLeast)) === 0 ? { heldBy: "at_least" } : {};
}

/** What filled prices bring in. */
export function broughtInBy(products: readonly Filled[]): bigint {
  return products.reduce((all, { volume, price, dearer }) => all + volume * price + dearer, 0n);
}

/** Reads `{id, volume: "300", reference: "1300.00", at_least?, at_most?}`; `names` may stand there too. */
export function readAsked(node: Node, names: readonly string[], findings: Finding[]): Asked | undefined {
  if (!checkKeys(node, ["id", "volume", "reference", ...names], ["at_least", "at_most"], findings)) return undefined;
  const number = (key: string, scale: number, expected: string): bigint | undefined => {
    const text = childText(node, key);
    if (text === undefined) return undefined;
    const decimal = parseDecimal(text);
    const digits = decimal && rescale(decimal, scale);
    if (digits !== undefined && digits >= 0n) return digits;
    findings.push(findingAt(child(node, key) ?? node, "bad-value", quote(text), expected, { field: key }));
    return undefined;
  };
  const cents = (key: string): bigint | undefined => number(key, 2, 'an amount as "1250.00"');
  const [volume, reference] = [number("volume", 0, "a whole number, zero or more"), cents("reference")];
  const [atLeast, atMost] = [cents("at_least"), cents("at_most")];
  if (volume === undefined || reference === undefined) return undefined;
  const bounds = { ...(atLeast !== undefined && { atLeast }), ...(atMost !== undefined && { atMost }) };
  return { id: childText(node, "id") ?? "", volume, reference, ...bounds };
}
