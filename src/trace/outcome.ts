/** From a record to an outcome: the value, every reason of a refusal, or everything that is missing. */
import { groundOf } from "../basis.ts";
import type { Condition } from "../condition.ts";
import { toJson } from "../datum.ts";
import type { Datum, Json } from "../datum.ts";
import { decisionOf, nestedIn } from "../decision.ts";
import type { Decision } from "../decision.ts";
import type { Frame } from "../formula.ts";
import { reason } from "../outcome.ts";
import type { Outcome, Reason } from "../outcome.ts";
import type { Program } from "../program.ts";
import type { Input } from "../receipt.ts";
import type { Recorded, Recorder } from "./recorder.ts";

/** The outcome of one output of a decision. */
export function outcomeOf(
  program: Program,
  recorder: Recorder,
  decision: Decision,
  ref: string,
  frame: Frame,
): Outcome {
  if (decision.kind === "formula" && "open" in decision.is) {
    const why = reason("missing_decision", decision.id, { ref, why: decision.is.open }, groundOf(decision.basis));
    return { status: "incomplete", missing: [ref], reasons: [why] };
  }
  const record = recorder.decision(decision, frame);
  const { value, type } = record.outputs.get(ref)!;
  const noted = notesOf(recorder, decision, frame);
  const notes = noted.length === 0 ? {} : { notes: noted };
  if (value === undefined) return { ...incomplete(program, recorder, decision, ref, frame), ...notes };
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
  const visible = condition.shown.filter(({ subject }) => subject === decision.subject || subject === "provider");
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

function incomplete(
  program: Program,
  recorder: Recorder,
  decision: Decision,
  ref: string,
  frame: Frame,
): Outcome & { status: "incomplete" } {
  const search = new Search(program, recorder);
  search.follow(recorder.decision(decision, frame).outputs.get(ref)!, decision, frame);
  const known = failing(recorder, decision, frame);
  return {
    status: "incomplete",
    missing: [...search.missing.keys()].toSorted(),
    reasons: [...known, ...search.missing.values(), ...search.voids],
  };
}

/** Goes back from an unknown step to the inputs for lack of which it is unknown. */
class Search {
  readonly missing = new Map<string, Reason>();
  readonly voids: Reason[] = [];
  readonly #program: Program;
  readonly #recorder: Recorder;
  readonly #seen = new Set<number>();

  constructor(program: Program, recorder: Recorder) {
    this.#program = program;
    this.#recorder = recorder;
  }

  follow({ arg, value }: Pick<Recorded, "arg" | "value">, decision: Decision, frame: Frame): void {
    if (value !== undefined) return;
    if ("in" in arg) this.#missingInput(this.#recorder.inputs[arg.in]!);
    else if ("step" in arg) this.#followStep(arg.step, decision, frame);
  }

  #followStep(n: number, decision: Decision, frame: Frame): void {
    if (this.#seen.has(n)) return;
    this.#seen.add(n);
    const step = this.#recorder.steps[n]!;
    if (step.out !== undefined) return;
    const told = this.#recorder.voids.get(n);
    if (told !== undefined) {
      const ground = {
        ...(step.source && { source: step.source }),
        ...(step.assumption && { assumption: step.assumption }),
      };
      this.voids.push({ code: told.code, args: {}, rule: told.rule, ...(step.part && { part: step.part }), ...ground });
    }
    if (step.op === "row") return this.#followRow(step.decision, step.part, decision, frame);
    const args = step.op === "if" ? relevant(step.args, (arg) => this.#valueAt(arg)) : step.args;
    for (const arg of args) this.follow({ arg, value: this.#valueAt(arg) as never }, decision, frame);
  }

  /** A row waits only for what could still change it. */
  #followRow(id: string, part: string | undefined, decision: Decision, frame: Frame): void {
    const sheet = this.#program.policy.decisions.get(id)!;
    const member = part?.slice(part.lastIndexOf("/") + 1);
    const parts = this.#recorder.partsOf(sheet.subject);
    const own =
      member === undefined ? (frame.outer ?? frame) : (parts.find((candidate) => candidate.member === member) ?? frame);
    for (const recorded of this.#recorder.decision(sheet, own).waitsFor ?? []) this.follow(recorded, decision, own);
  }

  #valueAt(arg: Recorded["arg"]): unknown {
    if ("value" in arg) return arg.value;
    return "in" in arg ? this.#recorder.inputs[arg.in]!.value : this.#recorder.steps[arg.step]!.out;
  }

  #missingInput({ ref, part, source, assumption }: Input): void {
    const member = part === undefined ? "" : `[${part.slice(part.lastIndexOf("/") + 1)}]`;
    const [root, id] = [ref.slice(0, ref.indexOf(".")), ref.slice(ref.indexOf(".") + 1)];
    const { policy } = this.#program;
    const opened = decisionOf(ref, policy.decisions);
    const open =
      root === "parameter"
        ? policy.parameters.get(id)?.open
        : opened?.kind === "formula" && "open" in opened.is
          ? opened.is.open
          : undefined;
    const args = { ref, ...(part && { part }), ...(open && { why: open }) };
    const ground = { ...(source && { source }), ...(assumption && { assumption }) };
    this.missing.set(ref + member, { code: `missing_${root}`, args, rule: ref, ...ground });
  }
}

/** Of an *if* only the test matters while that is unknown, and then only the branch taken. */
function relevant(
  args: readonly Recorded["arg"][],
  valueAt: (arg: Recorded["arg"]) => unknown,
): readonly Recorded["arg"][] {
  const [test, yes, no] = args as [Recorded["arg"], Recorded["arg"], Recorded["arg"]];
  const known = valueAt(test);
  return known === undefined ? [test] : [known === true ? yes : no];
}
