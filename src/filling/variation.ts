/**
 * How much of the differences in price may be fictitious. Two contracts with the same total for the same care differ in every price
 * when they were filled differently; such differences cancel out within a contract. So the variation of prices, each as a multiple of
 * its reference and weighted by what it turns over, falls apart exactly into that between the levels of contracts, which somebody
 * pays, and that within them, which is the most that filling can account for.
 */
import { add, divide, multiply, ratio, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

export interface Observed {
  readonly contract: string;
  readonly product: string;
  /** In cents. */
  readonly price: bigint;
  readonly volume: bigint;
}

export interface Variation {
  /** Per product the mean price over all contracts, in cents: what each price is held against. */
  readonly references: ReadonlyMap<string, Ratio>;
  /** Per contract its total over what it would be at the references. */
  readonly levels: ReadonlyMap<string, Ratio>;
  /** Weighted mean of the squared distance to the mean level; `between` and `within` add up to `total`. */
  readonly total: Ratio;
  readonly between: Ratio;
  readonly within: Ratio;
  /** `within` over `total`; absent where all prices are alike. */
  readonly fictitiousAtMost?: Ratio;
}

/** Undefined when nothing was turned over. */
export function variationOf(observed: readonly Observed[]): Variation | undefined {
  const counted = observed.filter(({ volume, price }) => volume > 0n && price > 0n);
  if (counted.length === 0) return undefined;
  const references = new Map(
    [...Map.groupBy(counted, ({ product }) => product)].map(([product, own]) => [
      product,
      divide(turnover(own), ratio(own.reduce((all, { volume }) => all + volume, 0n))),
    ]),
  );
  const atReference = ({ product, volume }: Observed): Ratio => multiply(references.get(product)!, ratio(volume));
  const byContract = Map.groupBy(counted, ({ contract }) => contract);
  const level = (own: readonly Observed[]): Ratio => divide(turnover(own), sumOver(own, atReference));
  const levels = new Map([...byContract].map(([contract, own]) => [contract, level(own)]));
  const weight = sumOver(counted, atReference);
  const mean = level(counted);
  const relative = ({ product, price }: Observed): Ratio => divide(ratio(price), references.get(product)!);
  const spread = (of: (row: Observed) => Ratio, around: (row: Observed) => Ratio): Ratio =>
    divide(
      sumOver(counted, (row) => multiply(atReference(row), square(subtract(of(row), around(row))))),
      weight,
    );
  const own = ({ contract }: Observed): Ratio => levels.get(contract)!;
  const total = spread(relative, () => mean);
  const [between, within] = [spread(own, () => mean), spread(relative, own)];
  const share = sign(total) === 0 ? {} : { fictitiousAtMost: divide(within, total) };
  return { references, levels, total, between, within, ...share };
}

function turnover(rows: readonly Observed[]): Ratio {
  return ratio(rows.reduce((all, { price, volume }) => all + price * volume, 0n));
}

function sumOver(rows: readonly Observed[], of: (row: Observed) => Ratio): Ratio {
  return rows.reduce((all, row) => add(all, of(row)), zero);
}

function square(value: Ratio): Ratio {
  return multiply(value, value);
}
