/** Indicators of what a provider submitted, or of figures counted before: a fact, a share, a rate, a difference, the net promoter score. */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Difference, Indicator, NetPromoterScore, Operand, Position, Quotient, Submitted } from "../indicator.ts";
import { netShareInterval, shareInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import { addUp } from "./amount.ts";
import type { Amounts, Owner } from "./amount.ts";
import { known, note, unknown } from "./figure.ts";
import type { Figure } from "./figure.ts";

/** The kinds of which a figure follows from amounts of its own owner alone. */
export type OfOwner = Submitted | Quotient | Difference | Position | NetPromoterScore;

/** A figure of one of these kinds. */
export function ofOwner(indicator: Indicator, method: OfOwner, owner: Owner, amounts: Amounts): Figure {
  switch (method.kind) {
    case "fact":
      return submittedFigure(indicator, method, owner, amounts);
    case "proportion":
    case "rate":
      return quotientFigure(indicator, method, owner, amounts);
    case "difference":
      return differenceFigure(indicator, method, owner, amounts);
    case "position":
      return positionFigure(indicator, method, owner, amounts);
    case "nps":
      return netPromoterFigure(indicator, method, owner, amounts);
  }
}

export function submittedFigure({ type }: Indicator, { of }: Submitted, owner: Owner, amounts: Amounts): Figure {
  const total = addUp([of], owner, amounts);
  return "missing" in total ? unknown(total.missing) : known(type, total.sum, { made: total.made });
}

/** A share or a rate. One that cannot be is not known: whoever submitted its parts has to look again. */
export function quotientFigure({ type }: Indicator, method: Quotient, owner: Owner, amounts: Amounts): Figure {
  const { kind, numerator, denominator } = method;
  const [above, below] = [addUp(numerator, owner, amounts), addUp(denominator, owner, amounts)];
  if ("missing" in above || "missing" in below)
    return unknown([above, below].flatMap((sum) => ("missing" in sum ? sum.missing : [])));
  const made = { ...above.made, ...below.made };
  const refuse = (code: string, operands: readonly Operand[]): Figure =>
    unknown(
      operands.map(({ key }) => key),
      { made, notes: [note(code)] },
    );
  if (below.sum.n === 0n) return refuse("nothing_below_the_line", denominator);
  if (kind === "proportion" && below.sum.n < 0n) return refuse("count_below_zero", denominator);
  const ratio = toRatio(above.sum.n * below.sum.d, above.sum.d * below.sum.n)!;
  if (kind === "rate") return known(type, ratio, { made });
  if (above.sum.n < 0n) return refuse("count_below_zero", numerator);
  if (ratio.n > ratio.d) return refuse("part_above_whole", numerator);
  const [count, people] = [above.sum, below.sum];
  const isCount = count.d === 1n && people.d === 1n;
  return known(type, ratio, { made, ...(isCount && { people: people.n, interval: shareInterval(count.n, people.n) }) });
}

/** Percent promoters less percent critics: −100 to 100, or −1 to 1 when the indicator is declared as a percentage. */
export function netPromoterFigure(
  { type }: Indicator,
  method: NetPromoterScore,
  owner: Owner,
  amounts: Amounts,
): Figure {
  const sides = [method.promoters, method.passives, method.critics].map((side) => addUp(side, owner, amounts));
  const missing = sides.flatMap((side) => ("missing" in side ? side.missing : []));
  if (missing.length > 0) return unknown(missing);
  const [promoters, passives, critics] = sides.map((side) => ("sum" in side ? side.sum.n : 0n)) as [
    bigint,
    bigint,
    bigint,
  ];
  const made = { promoters: String(promoters), passives: String(passives), critics: String(critics) };
  const negative = sides.flatMap((side) => ("sum" in side ? side.negative : []));
  if (negative.length > 0) return unknown(negative, { made, notes: [note("count_below_zero")] });
  const people = promoters + passives + critics;
  if (people === 0n) {
    const keys = [...method.promoters, ...method.passives, ...method.critics].map(({ key }) => key);
    return unknown(keys, { made, notes: [note("nothing_below_the_line")] });
  }
  const times = type.form === "percent" ? 1n : 100n;
  const scale = ({ n, d }: Ratio): Ratio => toRatio(n * times, d)!;
  const { method: kind, low, high } = netShareInterval(promoters, critics, people);
  const interval: Interval = { method: kind, low: scale(low), ...(high && { high: scale(high) }) };
  return known(type, scale(toRatio(promoters - critics, people)!), { interval, people, made });
}

/** What is left when one sum is taken from another. */
export function differenceFigure(
  { type }: Indicator,
  { of, less }: Difference,
  owner: Owner,
  amounts: Amounts,
): Figure {
  const [more, fewer] = [addUp(of, owner, amounts), addUp(less, owner, amounts)];
  if ("missing" in more || "missing" in fewer)
    return unknown([more, fewer].flatMap((sum) => ("missing" in sum ? sum.missing : [])));
  return known(type, minus(more.sum, fewer.sum), { made: { ...more.made, ...fewer.made } });
}

/** How far `of` has come on the way from one amount to another; where the way has no length, nothing can be told. */
export function positionFigure({ type }: Indicator, method: Position, owner: Owner, amounts: Amounts): Figure {
  const sums = [method.of, method.from, method.to].map((amount) => addUp([amount], owner, amounts));
  const missing = sums.flatMap((sum) => ("missing" in sum ? sum.missing : []));
  if (missing.length > 0) return unknown(missing);
  const [of, from, to] = sums.map((sum) => ("sum" in sum ? sum.sum : nothing)) as [Ratio, Ratio, Ratio];
  const made = Object.assign({}, ...sums.map((sum) => ("made" in sum ? sum.made : {}))) as Record<string, string>;
  const [come, length] = [minus(of, from), minus(to, from)];
  const share = toRatio(come.n * length.d, come.d * length.n);
  if (share === undefined)
    return unknown([method.from.key, method.to.key], { made, notes: [note("nothing_below_the_line")] });
  return known(type, share, { made });
}

const nothing: Ratio = { n: 0n, d: 1n };

function minus(a: Ratio, b: Ratio): Ratio {
  return toRatio(a.n * b.d - b.n * a.d, a.d * b.d)!;
}
