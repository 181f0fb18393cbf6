/** Indicators of what a provider submitted, or of figures counted before: a fact, a share, a rate, the net promoter score. */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Indicator, NetPromoterScore, Operand, People, Quotient, Submitted } from "../indicator.ts";
import { netShareInterval, shareInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, known, note, ratioOf, unknown } from "./figure.ts";
import type { Figure } from "./figure.ts";

/** Whose figure is made: a provider, a part of it, or a region with its people. */
export interface Owner {
  readonly unit: string;
  readonly part?: { readonly kind: string; readonly member: string };
  readonly people?: Readonly<Record<People, Ratio>>;
}

/** Operands added up; or what is missing of them. `made` tells each by its name. */
type Sum = { readonly sum: Ratio; readonly made: Readonly<Record<string, string>> } | { readonly missing: string[] };

function lookUp(operand: Operand, owner: Owner, context: Context): Ratio | undefined {
  if (operand.kind === "people") return owner.people?.[operand.of];
  const { unit, part } = owner;
  const digits =
    operand.kind === "fact"
      ? (context.supplied(unit, operand.key, part) as bigint | undefined)
      : figureOf(operand.id, owner, context)?.value;
  return digits === undefined ? undefined : ratioOf(digits, operand.type.scale);
}

function figureOf(id: string, { unit, part }: Owner, { done }: Context): Figure | undefined {
  const figures = done.get(id);
  if (figures?.of === "whole") return figures.figures.get(unit);
  return part && figures?.figures.get(unit)?.get(part.member);
}

function addUp(operands: readonly Operand[], owner: Owner, context: Context): Sum {
  let sum: Ratio = { n: 0n, d: 1n };
  const made: Record<string, string> = {};
  const missing: string[] = [];
  for (const operand of operands) {
    const value = lookUp(operand, owner, context);
    if (value === undefined) missing.push(operand.key);
    else {
      sum = toRatio(sum.n * value.d + value.n * sum.d, sum.d * value.d)!;
      made[operand.key] = operand.kind === "people" ? countText(value) : decimalText(value, operand.type.scale);
    }
  }
  return missing.length > 0 ? { missing } : { sum, made };
}

/** People counted by days are seldom a whole number. */
function countText(count: Ratio): string {
  return count.d === 1n ? String(count.n) : decimalText(count, 2);
}

export function submittedFigure({ type }: Indicator, { of }: Submitted, owner: Owner, context: Context): Figure {
  const total = addUp([of], owner, context);
  return "missing" in total ? unknown(total.missing) : known(type, total.sum, { made: total.made });
}

/** A share or a rate. One that cannot be is not known: whoever submitted its parts has to look again. */
export function quotientFigure({ type }: Indicator, method: Quotient, owner: Owner, context: Context): Figure {
  const { kind, numerator, denominator } = method;
  const [above, below] = [addUp(numerator, owner, context), addUp(denominator, owner, context)];
  if ("missing" in above || "missing" in below)
    return unknown([above, below].flatMap((sum) => ("missing" in sum ? sum.missing : [])));
  const made = { ...above.made, ...below.made };
  const refuse = (code: string, operands: readonly Operand[]): Figure =>
    unknown(
      operands.map(({ key }) => key),
      { made, notes: [note(code)] },
    );
  if (below.sum.n === 0n) return refuse("nothing_below_the_line", denominator);
  const ratio = toRatio(above.sum.n * below.sum.d, above.sum.d * below.sum.n)!;
  if (kind === "rate") return known(type, ratio, { made });
  if (above.sum.n < 0n || ratio.n > ratio.d) return refuse("part_above_whole", numerator);
  const [count, people] = [above.sum, below.sum];
  const isCount = count.d === 1n && people.d === 1n;
  return known(type, ratio, { made, ...(isCount && { people: people.n, interval: shareInterval(count.n, people.n) }) });
}

/** Percent promoters less percent critics: −100 to 100, or −1 to 1 when the indicator is declared as a percentage. */
export function netPromoterFigure(
  { type }: Indicator,
  method: NetPromoterScore,
  owner: Owner,
  context: Context,
): Figure {
  const sides = [method.promoters, method.passives, method.critics].map((side) => addUp(side, owner, context));
  const missing = sides.flatMap((side) => ("missing" in side ? side.missing : []));
  if (missing.length > 0) return unknown(missing);
  const [promoters, passives, critics] = sides.map((side) => ("sum" in side ? side.sum.n : 0n)) as [
    bigint,
    bigint,
    bigint,
  ];
  const made = { promoters: String(promoters), passives: String(passives), critics: String(critics) };
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

/** The figure of each provider, or of each of its parts in the dossier. */
export function forEach({ subject }: Indicator, context: Context, figure: (owner: Owner) => Figure): Figures {
  if (subject === "provider")
    return { of: "whole", notes: [], figures: new Map(context.providers.map((unit) => [unit, figure({ unit })])) };
  const parts = context.providers.map((unit) => {
    const members = context.question.policy.subjects.get(subject) ?? [
      ...(context.question.dossiers.get(unit)?.parts.get(subject)?.keys() ?? []),
    ];
    return [
      unit,
      new Map(members.map((member) => [member, figure({ unit, part: { kind: subject, member } })])),
    ] as const;
  });
  return { of: "part", notes: [], figures: new Map(parts) };
}
