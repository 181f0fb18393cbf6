/** Writing a term down as steps, its operands before it. */
import { strict } from "../formula.ts";
import type { Operation, Term } from "../formula.ts";
import type { Arg } from "../receipt.ts";
import { recordAggregate } from "./aggregate.ts";
import { noteVoid, quotientOf, recordLiteral, recordOperation } from "./operation.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

export function recordTerm(recorder: Recorder, term: Term, context: Context): Recorded {
  switch (term.op) {
    case "literal":
      return recordLiteral(term.type, term.value);
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
      const operands = term.args.map((operand) => recordTerm(recorder, operand, context));
      return recordOperation(recorder, term, operands, context);
    }
  }
}

const one = recordLiteral({ kind: "number", form: "int", scale: 0, unit: "" }, 1n);

/** A rounding of a plain division is one step, as it is written: round(mode, scale, n, d). */
function recordRounding(recorder: Recorder, term: Operation, context: Context): Recorded {
  const of = term.args[0]!;
  const operands = (of.op === "div" ? of.args : [of]).map((operand) => recordTerm(recorder, operand, context));
  const [n, d] = [operands[0]!, operands[1] ?? one];
  const ratio = quotientOf(n, d);
  const setting: Arg[] = [{ value: term.mode! }, { value: String(term.scale) }];
  const value = ratio === undefined ? undefined : strict(term)(ratio);
  const step = recorder.step(context, "round", [...setting, n.arg, d.arg], term.type, value);
  noteVoid(recorder, step, [n, d], { code: "division_by_zero", rule: context.decision.id });
  return step;
}
