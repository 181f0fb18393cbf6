/** Writing a term down as steps. */
import type { Ratio } from "../decimal.ts";
import { toRatio } from "../decimal.ts";
import { sameValue, strict } from "../formula.ts";
import type { Aggregate, Operation, Term, TermType, Value } from "../formula.ts";
import { extremeOf, kleene } from "../formula.ts";
import type { Arg, Op } from "../receipt.ts";
import { kindOf, toStepValue } from "./step-value.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

export function recordTerm(recorder: Recorder, term: Term, context: Context): Recorded {
  switch (term.op) {
    case "literal":
      return literal(term.type, term.value);
    case "name":
      return { ...recorder.name(term.name, context), type: term.type };
    case "aggregate":
      return recordAggregate(recorder, term, context);
    case "rescale":
    case "quotient": {
      const { arg, value } = recordTerm(recorder, term.args[0]!, context);
      return { arg, value: value === undefined ? undefined : strict(term)(value), type: term.type };
    }
    case "round":
      return recordRounding(recorder, term, context);
    default: {
      const args = term.args.map((operand) => recordTerm(recorder, operand, context));
      return recordOperation(recorder, term, args, context);
    }
  }
}

function literal(type: TermType, value: Value): Recorded {
  return { arg: { value: toStepValue(type, value) }, value, type };
}

function recordOperation(recorder: Recorder, term: Operation, args: readonly Recorded[], context: Context): Recorded {
  const values = args.map(({ value }) => value);
  const places: Arg[] = args.map(({ arg }) => arg);
  const { op, type } = term;
  switch (op) {
    case "and":
    case "or":
      return recorder.step(context, op, places, type, kleene(op === "and", values));
    case "if":
      return recorder.step(context, op, places, type, chosen(values));
    case "known":
      return recorder.step(context, op, places, type, values[0] !== undefined);
    case "min_of":
    case "max_of":
      return extreme(recorder, op, args, type, context);
    case "cmp": {
      const value = values.includes(undefined) ? undefined : strict(term)(...(values as Value[]));
      return recorder.step(context, op, [{ value: term.mode! }, ...places], type, value, kindOf(args[0]!.type));
    }
    default: {
      const value = values.includes(undefined) ? undefined : strict(term)(...(values as Value[]));
      const step = recorder.step(context, op as Op, places, type, value);
      if (op === "div") noteVoid(recorder, step, args, context);
      return step;
    }
  }
}

function chosen([test, yes, no]: readonly (Value | undefined)[]): Value | undefined {
  if (test !== undefined) return test === true ? yes : no;
  return yes !== undefined && no !== undefined && sameValue(yes, no) ? yes : undefined;
}

/** A rounding of a plain division is one step, as it is written: round(mode, scale, n, d). */
function recordRounding(recorder: Recorder, term: Operation, context: Context): Recorded {
  const of = term.args[0]!;
  const [n, d] =
    of.op === "div"
      ? of.args.map((operand) => recordTerm(recorder, operand, context))
      : [recordTerm(recorder, of, context)];
  const ratio =
    d === undefined
      ? (n!.value as Ratio | undefined)
      : quotientOf(n!.value as Ratio | undefined, d.value as Ratio | undefined);
  const value = ratio === undefined ? undefined : strict(term)(ratio);
  const setting: Arg[] = [{ value: term.mode! }, { value: String(term.scale) }];
  const step = recorder.step(context, "round", [...setting, n!.arg, d?.arg ?? { value: "1" }], term.type, value);
  if (d !== undefined) noteVoid(recorder, step, [n!, d], context);
  return step;
}

function quotientOf(n: Ratio | undefined, d: Ratio | undefined): Ratio | undefined {
  return n === undefined || d === undefined ? undefined : toRatio(n.n * d.d, n.d * d.n);
}

/** A division without a value, though both sides are known, was by zero. */
function noteVoid(
  recorder: Recorder,
  step: Recorded,
  [n, d]: readonly Recorded[],
  { decision }: Context,
  averaged = false,
): void {
  if (step.value !== undefined || n?.value === undefined || d?.value === undefined) return;
  const code = averaged ? "nothing_to_average" : "division_by_zero";
  recorder.voids.set((step.arg as { step: number }).step, { code, rule: decision.id });
}

function extreme(
  recorder: Recorder,
  op: "min_of" | "max_of",
  cells: readonly Recorded[],
  type: TermType,
  context: Context,
): Recorded {
  const pairs = cells.flatMap((cell, i) => (i % 2 === 0 ? [[cell.value, cells[i + 1]!.value] as const] : []));
  const value = extremeOf(pairs, op === "min_of" ? (a, b) => a < b : (a, b) => a > b);
  const step = recorder.step(
    context,
    op,
    cells.map(({ arg }) => arg),
    type,
    value,
  );
  if (value === undefined && pairs.every(([condition]) => condition === false))
    recorder.voids.set((step.arg as { step: number }).step, { code: "nothing_to_average", rule: context.decision.id });
  return step;
}

const count: TermType = { kind: "number", form: "int", scale: 0, unit: "" };
const bool: TermType = { kind: "bool" };

/** An aggregate over the parts, written out: what `evaluate` does at once stands here addend by addend. */
function recordAggregate(recorder: Recorder, term: Aggregate, context: Context): Recorded {
  const rows = recorder.partsOf(term.over).map((frame) => {
    const inside: Context = { ...context, frame, subject: term.over };
    const told = (operand: Term | undefined): Recorded | undefined => operand && recordTerm(recorder, operand, inside);
    return { inside, value: told(term.value)!, weight: told(term.weight), where: told(term.where) };
  });
  type Row = (typeof rows)[number];
  const apply = (at: Context, op: Operation["op"], type: TermType, args: readonly Recorded[]): Recorded =>
    recordOperation(
      recorder,
      { op, type, args: args.map((arg) => ({ op: "literal", type: arg.type, value: false })) },
      args,
      at,
    );
  const guard = ({ inside, where }: Row, value: Recorded): Recorded =>
    where === undefined ? value : apply(inside, "if", value.type, [where, value, literal(value.type, 0n)]);
  const sum = ([first, ...others]: readonly Recorded[], type: TermType): Recorded =>
    others.reduce((total, addend) => apply(context, "add", type, [total, addend]), first ?? literal(type, 0n));
  const both = ({ inside, where, value }: Row): Recorded =>
    where === undefined ? value : apply(inside, "and", bool, [where, value]);
  const divided = (n: Recorded, d: Recorded): Recorded => {
    const value = n.value === undefined || d.value === undefined ? undefined : ratio(n, d);
    const step = recorder.step(context, "div", [n.arg, d.arg], term.type, value);
    noteVoid(recorder, step, [n, d], context, true);
    return step;
  };
  switch (term.of) {
    case "sum":
      return sum(
        rows.map((row) => guard(row, row.value)),
        term.type,
      );
    case "count":
      return sum(
        rows.map((row) => apply(row.inside, "if", count, [both(row), literal(count, 1n), literal(count, 0n)])),
        count,
      );
    case "mean":
      return divided(
        sum(
          rows.map((row) => guard(row, row.value)),
          term.value.type,
        ),
        sum(
          rows.map((row) => guard(row, literal(count, 1n))),
          count,
        ),
      );
    case "weighted_mean": {
      const product = productType(term.value.type, term.weight!.type);
      const weighted = rows.map((row) => guard(row, apply(row.inside, "mul", product, [row.value, row.weight!])));
      return divided(
        sum(weighted, product),
        sum(
          rows.map((row) => guard(row, row.weight!)),
          term.weight!.type,
        ),
      );
    }
    case "min_of":
    case "max_of":
      return extreme(
        recorder,
        term.of,
        rows.flatMap(({ where, value }) => [where ?? literal(bool, true), value]),
        term.type,
        context,
      );
    case "all": {
      const implied = (row: Row): Recorded =>
        row.where === undefined
          ? row.value
          : apply(row.inside, "or", bool, [apply(row.inside, "not", bool, [row.where]), row.value]);
      return apply(context, "and", bool, rows.map(implied));
    }
    case "any":
      return apply(context, "or", bool, rows.map(both));
  }
}

function productType(a: TermType, b: TermType): TermType {
  const scale = (a.kind === "number" ? a.scale : 0) + (b.kind === "number" ? b.scale : 0);
  return { kind: "number", form: "decimal", scale, unit: "" };
}

/** n/d of two decimals at their own scales. */
function ratio(n: Recorded, d: Recorded): Ratio | undefined {
  const scale = (at: Recorded): bigint => 10n ** BigInt(at.type.kind === "number" ? at.type.scale : 0);
  return toRatio((n.value as bigint) * scale(d), (d.value as bigint) * scale(n));
}
