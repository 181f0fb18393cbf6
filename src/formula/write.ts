/** A checked term as a policy would write it, for those who must be told which part of a formula is meant. */
import { toPolicyText } from "../datum.ts";
import type { Type } from "../datum.ts";
import { euro } from "../unit.ts";
import { namesOf } from "./term.ts";
import type { Aggregate, Name, Operation, Relation, Term } from "./term.ts";

const relations: Readonly<Record<Relation, string>> = { eq: "=", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };
const signs: Readonly<Record<string, string>> = { add: "+", sub: "-", mul: "*", div: "/", and: "and", or: "or" };
const written: Readonly<Record<string, string>> = {
  set_count: "count",
  set_contains: "contains",
  set_without: "without",
};

/** How tightly an operation binds: an operand that binds less stands in parentheses. */
const tightness: Readonly<Record<string, number>> = {
  if: 0,
  or: 1,
  and: 2,
  not: 3,
  cmp: 4,
  add: 5,
  sub: 5,
  mul: 6,
  div: 6,
};

/** `fact.delivered >= parameter.share * fact.ceiling`; how a number is kept inside does not show. */
export function toFormulaText(term: Term): string {
  switch (term.op) {
    case "literal":
      return literalText(term.type, term.value);
    case "name":
      return term.name.key;
    case "aggregate":
      return aggregateText(term);
    case "rescale":
    case "quotient":
      return toFormulaText(term.args[0]!);
    default:
      return operationText(term);
  }
}

function literalText(type: Type, value: Extract<Term, { op: "literal" }>["value"]): string {
  const text = toPolicyText(type, value);
  if (type.kind === "day" || type.kind === "instant") return `@"${text}"`;
  if (type.kind === "enum" || type.kind === "text") return `"${text}"`;
  if (type.kind !== "number") return text;
  if (type.form === "percent") return `${text}%`;
  const unit = type.form === "money" ? euro : type.unit;
  return unit === "" ? text : `${text} ${unit}`;
}

function aggregateText({ of, value, weight, where }: Aggregate): string {
  const operands = [value, ...(weight === undefined ? [] : [weight])].map(toFormulaText).join(", ");
  return `${of}(${operands}${where === undefined ? "" : ` where ${toFormulaText(where)}`})`;
}

/** `max_of(fact.new_clients@2024-01..2024-08)` */
function monthlyText(of: string, names: readonly Name[]): string {
  const { ref, key: first } = names[0]!;
  return `${of}(${first}..${names.at(-1)!.key.slice(ref.length + 1)})`;
}

function operationText(term: Operation): string {
  const { op, args, mode, scale, monthly } = term;
  const months = monthly === undefined ? [] : namesOf(term);
  if (months.length > 1 && months.every(({ ref }) => ref === months[0]!.ref)) return monthlyText(monthly!, months);
  const inner = args.map((arg) => within(term, arg));
  const sign = op === "cmp" ? relations[mode as Relation] : signs[op];
  if (sign !== undefined) return inner.join(` ${sign} `);
  if (op === "not") return `not ${inner[0]}`;
  if (op === "if") return `if ${inner[0]} then ${inner[1]} else ${inner[2]}`;
  const operands = args.map(toFormulaText).join(", ");
  if (op !== "round") return `${written[op] ?? op}(${operands})`;
  return `${mode === "floor" || mode === "ceiling" ? mode : `round_${mode}`}(${operands}, ${scale})`;
}

function within(outer: Operation, term: Term): string {
  const text = toFormulaText(term);
  const bare = unwrapped(term);
  const [own, around] = [tightness[bare.op] ?? 9, tightness[outer.op] ?? 0];
  const asRightHand = (outer.op === "sub" || outer.op === "div") && outer.args[1] === term;
  return own < around || (asRightHand && own === around) || (outer.op === "cmp" && own === around) ? `(${text})` : text;
}

/** A term without what only changes how a number is kept. */
export function unwrapped(term: Term): Term {
  return term.op === "rescale" || term.op === "quotient" ? unwrapped(term.args[0]!) : term;
}
