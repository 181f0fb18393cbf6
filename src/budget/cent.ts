/** Whole cents out of exact amounts: of the whole, of each region in it and of each portion in that, by the largest remainder. */
import type { Portion } from "../budget.ts";
import { add, compare, ratio, round, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

/** Every amount becomes the whole cents below or above it; so does every region, and their sum. Of equals the first gets the cent. */
export function toCents(portions: readonly Portion[], exact: readonly Ratio[]): bigint[] {
  const regions = [...Map.groupBy(portions.keys(), (i) => portions[i]!.region)].toSorted(([a = ""], [b = ""]) =>
    a < b ? -1 : 1,
  );
  const totals = regions.map(([, own]) => sumOf(own.map((i) => exact[i]!)));
  const whole = wholeCents(totals, round("half_up", sumOf(totals)));
  const cents: bigint[] = exact.map(() => 0n);
  for (const [r, [, own]] of regions.entries()) {
    const parts = wholeCents(
      own.map((i) => exact[i]!),
      whole[r]!,
    );
    own.forEach((i, at) => void (cents[i] = parts[at]!));
  }
  return cents;
}

/** The amounts rounded down, and a cent more for those from which most was cut off, until they are the total. */
function wholeCents(exact: readonly Ratio[], total: bigint): bigint[] {
  const down = exact.map((amount) => round("floor", amount));
  const left = total - down.reduce((all, cents) => all + cents, 0n);
  const cutOff = exact.map((amount, i) => ({ i, rest: subtract(amount, ratio(down[i]!)) }));
  const inOrder = cutOff.filter(({ rest }) => rest.n > 0n).toSorted((a, b) => compare(b.rest, a.rest) || a.i - b.i);
  for (const { i } of inOrder.slice(0, Number(left))) down[i]! += 1n;
  return down;
}

function sumOf(amounts: readonly Ratio[]): Ratio {
  return amounts.reduce(add, zero);
}
