/** Writing a whole decision down: each condition, a formula, the row of a sheet; and its entry in the trace. */
import type { Condition, Conditions } from "../condition.ts";
import { outputsOf } from "../decision.ts";
import type { Decision, Formula } from "../decision.ts";
import type { Frame, Term } from "../formula.ts";
import { operate } from "./operation.ts";
import { recordSheet } from "./sheet.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

/** What was written of a decision. */
export interface DecisionRecord {
  readonly outputs: ReadonlyMap<string, Recorded>;
  /** Of conditions: how each came out. */
  readonly conditions?: readonly { readonly condition: Condition; readonly recorded: Recorded }[];
}

export function recordDecision(recorder: Recorder, decision: Decision, frame: Frame): DecisionRecord {
  const context: Context = { decision, frame, subject: decision.subject };
  switch (decision.kind) {
    case "conditions":
      return recordConditions(recorder, decision, context);
    case "formula":
      return recordFormula(recorder, decision, context);
    case "sheet":
      return { outputs: recordSheet(recorder, decision, context) };
  }
}

function recordConditions(recorder: Recorder, decision: Conditions, context: Context): DecisionRecord {
  const conditions = decision.conditions.map((condition) => {
    const recorded = recorder.term(condition.test, { ...context, rule: condition.id, basis: condition.basis });
    for (const name of condition.shown) if (recorder.sees(name, context)) recorder.name(name, context);
    return { condition, recorded };
  });
  const required = conditions.filter(({ condition }) => condition.weight === "required");
  const op = decision.holds === "all" ? "and" : "or";
  const tests = required.map(({ recorded }) => recorded);
  const verdict = operate(recorder, op, { kind: "bool" }, tests, context);
  const [held, failed] = [true, false].map((wanted) =>
    conditions.filter(({ recorded }) => (recorded.value === true) === wanted).map(({ condition }) => condition.id),
  );
  recorder.enter(
    context,
    held!,
    failed!.map((rule) => ({ rule, cells: [] })),
  );
  return { outputs: new Map([[outputsOf(decision)[0]!.ref, verdict]]), conditions };
}

function recordFormula(recorder: Recorder, decision: Formula, context: Context): DecisionRecord {
  const { ref, type } = outputsOf(decision)[0]!;
  const recorded = recorder.term(decision.is as Term, { ...context, basis: decision.basis });
  recorder.enter(context, recorded.value === undefined ? [] : [decision.id], []);
  return { outputs: new Map([[ref, { ...recorded, type }]]) };
}
