/** From a record to an outcome: the value, every reason of a refusal, or everything that is missing. */
import { groundOf } from "../basis.ts";
import type { Condition } from "../condition.ts";
import { toJson } from "../datum.ts";
import type { Datum, Json } from "../datum.ts";
import { nestedIn } from "../decision.ts";
import type { Decision } from "../decision.ts";
import type { Frame } from "../formula.ts";
import { reason } from "../outcome.ts";
import type { Outcome, Reason } from "../outcome.ts";
import { missingFor } from "./missing.ts";
import type { Recorder } from "./recorder.ts";

/** The outcome of one output of a decision. */
export function outcomeOf(recorder: Recorder, decision: Decision, ref: string, frame: Frame): Outcome {
  if (decision.kind === "formula" && "open" in decision.is) {
    const why = reason("missing_decision", decision.id, { ref, why: decision.is.open }, groundOf(decision.basis));
    return { status: "incomplete", missing: [ref], reasons: [why] };
  }
  const record = recorder.decision(decision, frame);
  const { value, type } = record.outputs.get(ref)!;
  const noted = notesOf(recorder, decision, frame);
  const notes = noted.length === 0 ? {} : { notes: noted };
  if (value === undefined) {
    const { missing, reasons } = missingFor(recorder, record.outputs.get(ref)!);
    return { status: "incomplete", missing, reasons: [...failing(recorder, decision, frame), ...reasons], ...notes };
  }
  if (decision.kind === "conditions" && value === false)
    return { status: "refused", reasons: failing(recorder, decision, frame), ...notes };
  return { status: "decided", value: toJson(type, value as Datum), ...notes };
}

/** Every required condition that fails; where it asks for another list of conditions, that list's reasons too. */
function failing(recorder: Recorder, decision: Decision, frame: Frame): Reason[] {
  if (decision.kind !== "conditions") return [];
  const { conditions = [] } = recorder.decision(decision, frame);
  return conditions.flatMap(({ condition, recorded }) => {
    if (condition.weight === "preferred" || recorded.value !== false) return [];
    const nested = nestedConditions(recorder, condition);
    const below = nested === undefined ? [] : failing(recorder, nested, frameOf(nested, frame));
    return [conditionReason(recorder, decision, condition, frame), ...below];
  });
}

/** Every preferred condition, with whether it holds: it never refuses, and is always told. */
function notesOf(recorder: Recorder, decision: Decision, frame: Frame): Reason[] {
  if (decision.kind !== "conditions") return [];
  const { conditions = [] } = recorder.decision(decision, frame);
  return conditions.flatMap(({ condition, recorded }) => {
    const nested = nestedConditions(recorder, condition);
    const below = nested === undefined ? [] : notesOf(recorder, nested, frameOf(nested, frame));
    if (condition.weight === "required") return below;
    const holds = recorded.value === undefined ? "unknown" : recorded.value === true ? "true" : "false";
    return [...below, conditionReason(recorder, decision, condition, frame, { holds })];
  });
}

/** One condition about one provider: whether it holds, with what was looked at. */
export interface Checked {
  readonly list: string;
  readonly condition: Condition;
  /** Absent when that is not known. */
  readonly holds?: boolean;
  /** In the form of a preference: `holds` among its arguments. */
  readonly note: Reason;
}

/** Every condition of a list, those of a list that one asks for below it, whether they hold or not. */
export function checkedIn(recorder: Recorder, decision: Decision, frame: Frame): Checked[] {
  const { conditions = [] } = recorder.decision(decision, frame);
  return conditions.flatMap(({ condition, recorded }) => {
    const holds = recorded.value === undefined ? {} : { holds: recorded.value === true };
    const note = conditionReason(recorder, decision, condition, frame, { holds: String(holds.holds ?? "unknown") });
    const nested = nestedConditions(recorder, condition);
    const below = nested === undefined ? [] : checkedIn(recorder, nested, frameOf(nested, frame));
    return [{ list: decision.id, condition, ...holds, note }, ...below];
  });
}

function nestedConditions(recorder: Recorder, condition: Condition): Decision | undefined {
  const id = nestedIn(condition);
  const nested = id === undefined ? undefined : recorder.program.policy.decisions.get(id);
  return nested?.kind === "conditions" ? nested : undefined;
}

function frameOf(decision: Decision, frame: Frame): Frame {
  return decision.subject === "provider" && frame.outer !== undefined ? frame.outer : frame;
}

function conditionReason(
  recorder: Recorder,
  decision: Decision,
  condition: Condition,
  frame: Frame,
  more: Record<string, Json> = {},
): Reason {
  const context = { decision, frame, subject: decision.subject };
  const visible = condition.shown.filter((name) => recorder.sees(name, context));
  const args = recorder
    .traced(visible, context)
    .flatMap(({ ref, value }) => (value === undefined ? [] : [[ref, value] as const]));
  const part = recorder.partOf(frame, decision.subject);
  const told = reason(
    `${decision.id}.${condition.id}`,
    condition.id,
    { ...Object.fromEntries(args), ...more },
    groundOf(condition.basis),
  );
  return part === undefined ? told : { ...told, part };
}
