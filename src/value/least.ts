/** On how much a figure must rest to be told: with fewer people, cases or peers than its declaration asks it is not known. */
import type { Indicator, Least } from "../indicator.ts";
import { digitsOf } from "./amount.ts";
import type { Owner } from "./amount.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, note, ratioOf, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** The same figures, without the value of those that rest on too little; they say on how much, and how much is asked. */
export function restedOn(indicator: Indicator, reckoned: Figures, context: Context): Figures {
  const { least, subject } = indicator;
  if (least.length === 0) return reckoned;
  const check = (owner: Owner, figure: Figure): Figure =>
    least.reduce(
      (kept, one) => (kept.value === undefined ? kept : checkOne(indicator, one, owner, kept, context)),
      figure,
    );
  if (reckoned.of === "whole") {
    const figures = [...reckoned.figures].map(([unit, figure]) => [unit, check({ unit }, figure)] as const);
    return { ...reckoned, figures: new Map(figures) };
  }
  const figures = [...reckoned.figures].map(([unit, parts]) => {
    const own = [...parts].map(
      ([member, figure]) => [member, check({ unit, part: { kind: subject, member } }, figure)] as const,
    );
    return [unit, new Map(own)] as const;
  });
  return { ...reckoned, figures: new Map(figures) };
}

function checkOne({ id }: Indicator, { of, atLeast }: Least, owner: Owner, figure: Figure, context: Context): Figure {
  const asked = digitsOf(atLeast, owner, context);
  if (asked === undefined) return withheld(figure, [atLeast.key]);
  const counted = countOf(of, owner, figure, context);
  if (counted === undefined) return withheld(figure, [typeof of === "string" ? `indicator.${id}` : of.key]);
  const scale = typeof of === "string" ? 0 : of.type.scale;
  const [a, b] = [ratioOf(counted, scale), ratioOf(asked, atLeast.type.scale)];
  if (a.n * b.d >= b.n * a.d) return figure;
  const args = { counted: decimalText(a, scale), least: decimalText(b, atLeast.type.scale) };
  return withheld({ ...figure, notes: [...figure.notes, reasonOf(of, args)] }, [`indicator.${id}`]);
}

/** The figure without what it says; of what it was made still stands. */
function withheld({ people, made, behind, notes }: Figure, missing: readonly string[]): Figure {
  return unknown(missing, { ...(people !== undefined && { people }), ...(behind && { behind }), made, notes });
}

function reasonOf(of: Least["of"], args: Readonly<Record<string, string>>): Note {
  if (of === "people") return note("too_few_people", args);
  return of === "peers" ? note("too_few_peers_known", args) : note("rests_on_too_little", { ...args, of: of.key });
}

function countOf(of: Least["of"], owner: Owner, figure: Figure, context: Context): bigint | undefined {
  if (of === "people") return figure.people;
  if (of === "peers") return BigInt(String(figure.made["peers"]));
  return digitsOf(of, owner, context);
}
