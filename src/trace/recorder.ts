/**
 * The recorder: evaluates decisions and writes every input and step down. One step per operation, in the order in which they are
 * needed, each once. It asks `strict` and the compiled sheets for results, so it adds no arithmetic of its own.
 */
import { groundOf } from "../basis.ts";
import { toJson } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { decisionOf, readsOf } from "../decision.ts";
import type { Decision } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Frame, Name, Term, TermType, Value } from "../formula.ts";
import { missingRuleOf, valueOf } from "../program.ts";
import type { Dossier, Program, Supplied } from "../program.ts";
import type { Arg, Input, Kind, Op, SheetRecord, Step } from "../receipt.ts";
import type { TraceEntry } from "../trace.ts";
import { recordDecision } from "./decision.ts";
import type { DecisionRecord } from "./decision.ts";
import { recordTerm } from "./term.ts";
import { toStepValue, typeName } from "./step-value.ts";

/** A value with the place in the record where it stands. */
export interface Recorded {
  readonly arg: Arg;
  readonly value: Value | undefined;
  readonly type: TermType;
}

/** Where a step belongs: the decision, the part, the rule. */
export interface Context {
  readonly decision: Decision;
  readonly frame: Frame;
  /** The kind of subject whose frame it is: the decision's own, or inside an aggregate the part's. */
  readonly subject: string;
  readonly rule?: string;
  readonly basis?: Parameters<typeof groundOf>[0];
}

/** Why a step has no value though nothing it needs is missing. */
export interface Void {
  readonly code: "division_by_zero" | "no_such_day" | "nothing_to_average" | "no_rule" | "two_rules";
  readonly rule: string;
}

export class Recorder {
  readonly program: Program;
  readonly inputs: Input[] = [];
  readonly steps: Step[] = [];
  readonly sheets = new Map<string, SheetRecord>();
  readonly entries: TraceEntry[] = [];
  readonly voids = new Map<number, Void>();
  /** What an unknown step waits for, where that is less, or other, than its arguments. */
  readonly waits = new Map<number, readonly Arg[]>();
  readonly #dossier: Dossier;
  readonly #root: Frame;
  readonly #inputAt = new Map<string, Recorded>();
  readonly #decisions = new Map<string, DecisionRecord>();

  constructor(program: Program, dossier: Dossier, root: Frame) {
    this.program = program;
    this.#dossier = dossier;
    this.#root = root;
  }

  /** `provider.group/frail_long` for a part, undefined for the provider itself. */
  partOf(frame: Frame, subject: string): string | undefined {
    return subject === whole ? undefined : `${subject}/${frame.member}`;
  }

  /** Writes a step down; undefined when its value is not known. */
  step(
    context: Context,
    op: Op,
    args: readonly Arg[],
    type: TermType,
    value: Value | undefined,
    kind?: Kind,
  ): Recorded {
    const { decision, frame, subject, rule, basis } = context;
    const part = this.partOf(frame, subject);
    const n = this.steps.length;
    this.steps.push({
      n,
      op,
      args,
      ...(value !== undefined && { out: toStepValue(type, value) }),
      ...(kind && { kind }),
      decision: decision.id,
      ...(part && { part }),
      ...(rule && { rule }),
      ...(basis && groundOf(basis)),
    });
    return { arg: { step: n }, value, type };
  }

  term(term: Term, context: Context): Recorded {
    return recordTerm(this, term, context);
  }

  /** The value of a name: of another decision, which is told first, or an input. */
  name(name: Name, context: Context): Recorded {
    const own = name.subject === context.subject;
    const frame = own ? context.frame : this.#root;
    const decision = decisionOf(name.ref, this.program.policy.decisions);
    if (decision === undefined || (decision.kind === "formula" && "open" in decision.is))
      return this.#input(name, frame);
    return this.decision(decision, frame).outputs.get(name.ref)!;
  }

  decision(decision: Decision, frame: Frame): DecisionRecord {
    const key = `${decision.id}/${decision.subject === whole ? "" : frame.member}`;
    const known = this.#decisions.get(key);
    if (known !== undefined) return known;
    const record = recordDecision(this, decision, frame);
    this.#decisions.set(key, record);
    return record;
  }

  /** The step that gives a decision's output; one is written when the output is an input as it came. */
  stepOf(decision: Decision, ref: string, frame: Frame): number | undefined {
    if (decision.kind === "formula" && "open" in decision.is) return undefined;
    const record = this.decision(decision, frame);
    const output = record.outputs.get(ref)!;
    if ("step" in output.arg) return output.arg.step;
    const same: Arg[] = [{ value: true }, output.arg, output.arg];
    const context = { decision, frame, subject: decision.subject };
    const step = this.step(context, "if", same, output.type, output.value);
    (record.outputs as Map<string, Recorded>).set(ref, step);
    return (step.arg as { step: number }).step;
  }

  #input(name: Name, frame: Frame): Recorded {
    const part = this.partOf(frame, name.subject);
    const id = `${name.key} ${part ?? ""}`;
    const known = this.#inputAt.get(id);
    if (known !== undefined) return known;
    const value = this.#valueOf(name, frame);
    const input = this.#describe(name, frame, part, value);
    const recorded: Recorded = { arg: { in: this.inputs.length }, value, type: name.type };
    this.inputs.push(input);
    this.#inputAt.set(id, recorded);
    return recorded;
  }

  #valueOf(name: Name, frame: Frame): Datum | undefined {
    const constant = this.program.layout.constantOf({ op: "name", type: name.type, name });
    return constant ?? valueOf(this.program, frame, name.key, name.subject);
  }

  #describe(name: Name, frame: Frame, part: string | undefined, value: Datum | undefined): Input {
    const written = value === undefined ? {} : { value: toJson(name.type, value) as NonNullable<Input["value"]> };
    const shape = { ref: name.key, ...(part && { part }), type: typeName(name.type), ...written };
    return { ...shape, ...this.#originOf(name, frame) };
  }

  /** Where a value comes from: as it was supplied, or one of the words that `text/reason.ts` knows. */
  #originOf({ ref, key, subject }: Name, frame: Frame): Pick<Input, "origin" | "known_at" | "source" | "assumption"> {
    const { policy } = this.program;
    const [root, id] = [ref.slice(0, ref.indexOf(".")), ref.slice(ref.indexOf(".") + 1)];
    if (ref === "on") return { origin: "day" };
    if (root === "parameter") return { origin: "policy", ...groundOf(policy.parameters.get(id)!.basis) };
    if (root === "deliverable")
      return { origin: "policy", ...groundOf(policy.deliverables.get(id.replace(/\.\w+$/, ""))!.basis) };
    if (root === "decision") {
      const decision = decisionOf(ref, policy.decisions);
      return { origin: "open", ...(decision?.kind === "formula" && groundOf(decision.basis)) };
    }
    const supplied = this.#supplied(key, subject, frame);
    if (supplied !== undefined)
      return { origin: supplied.origin, ...(supplied.knownAt && { known_at: supplied.knownAt }) };
    const rule = missingRuleOf(policy, key);
    return rule === undefined ? { origin: "nobody" } : { origin: "policy-when-missing", ...groundOf(rule.basis) };
  }

  #supplied(key: string, subject: string, frame: Frame): Supplied | undefined {
    if (subject === whole) return this.#dossier.values.get(key);
    return this.#dossier.parts.get(subject)?.get(frame.member)?.get(key);
  }

  /** The frames of the parts of a kind. */
  partsOf(kind: string): readonly Frame[] {
    return this.#root.parts.get(kind) ?? [];
  }

  /** Whether a name has one value here: it is of the decision's own subject, or of the provider. */
  sees(name: Name, { subject }: Context): boolean {
    return name.subject === subject || name.subject === whole;
  }

  /** Enters a decision into the trace: what hit, what missed by which cells, and what it looked at. */
  enter(context: Context, hit: TraceEntry["hit"], missed: TraceEntry["missed"]): void {
    const { decision, frame, subject } = context;
    const part = this.partOf(frame, subject);
    const names = readsOf(decision).filter((name) => this.sees(name, context));
    const inputs = this.traced(names, context);
    this.entries.push({ decision: decision.id, ...(part && { part }), hit, missed, inputs });
  }

  /** What a decision's names looked like, for its trace entry. */
  traced(names: readonly Name[], context: Context): TraceEntry["inputs"] {
    return names.map((name) => {
      const { arg, value, type } = this.name(name, context);
      const known = "in" in arg ? this.inputs[arg.in] : undefined;
      return {
        ref: name.key,
        ...(value !== undefined && { value: toJson(type, value as Datum) }),
        origin: known?.origin ?? "decision",
        ...(known?.known_at && { known_at: known.known_at }),
      };
    });
  }
}
