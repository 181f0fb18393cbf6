/**
 * Why: a decision told step by step. `explain` evaluates a decision once more, this time writing down every input with its origin
 * and every step with its arguments, as a receipt holds them (`verifier/RECEIPT.md`). From that record come the outcome with all its
 * reasons, what is missing, and which rule hit or missed by which cells. Deciding and explaining are two evaluations of one
 * policy; a test holds them equal on random policies.
 */
import { assert } from "./assert.ts";
import type { Json } from "./datum.ts";
import { decisionOf, outputsOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { whole } from "./formula.ts";
import type { Frame, Term } from "./formula.ts";
import type { Outcome } from "./outcome.ts";
import { decideAll, holds } from "./program.ts";
import type { Dossier, Program } from "./program.ts";
import type { Input, Result, SheetRecord, Step } from "./receipt.ts";
import { checkedIn, outcomeOf } from "./trace/outcome.ts";
import type { Checked } from "./trace/outcome.ts";
import { Recorder } from "./trace/recorder.ts";
import { typeName } from "./trace/step-value.ts";

export { toReceipt } from "./trace/receipt.ts";
export type { Heading } from "./trace/receipt.ts";
export type { Checked } from "./trace/outcome.ts";

/** Which rules of a decision hit, by which cells the others missed, and what it looked at. */
export interface TraceEntry {
  readonly decision: string;
  readonly part?: string;
  readonly hit: readonly string[];
  readonly missed: readonly { readonly rule: string; readonly cells: readonly number[] }[];
  readonly inputs: readonly TracedInput[];
}

export interface TracedInput {
  readonly ref: string;
  readonly value?: Json;
  readonly origin: string;
  readonly known_at?: string;
}

export interface Explanation {
  readonly outcome: Outcome;
  readonly trace: readonly TraceEntry[];
}

/** What a receipt needs of the decisions told: inputs, sheets, steps and outcomes. */
export interface Record {
  readonly inputs: readonly Input[];
  readonly sheets: Readonly<{ [id: string]: SheetRecord }>;
  readonly steps: readonly Step[];
  readonly outcomes: readonly Result[];
}

/** One decision about a provider, or about one of its parts, explained. */
export function explain(program: Program, dossier: Dossier, decision: string, member?: string): Explanation {
  const teller = new Teller(program, dossier);
  return { outcome: teller.tell(decision, member), trace: teller.trace() };
}

/** Tells decisions of one provider one after the other into one record. */
export class Teller {
  readonly #program: Program;
  readonly #frame: Frame;
  readonly #recorder: Recorder;
  readonly #results: Result[] = [];

  constructor(program: Program, dossier: Dossier) {
    this.#program = program;
    this.#frame = decideAll(program, dossier);
    this.#recorder = new Recorder(program, dossier, this.#frame);
  }

  /** The outcome of a decision; for a sheet with several outputs, name one: `offer.price`. */
  tell(id: string, member?: string): Outcome {
    const { decision, ref } = this.#find(id);
    const frame = this.#frameOf(decision, member);
    const outcome = outcomeOf(this.#recorder, decision, ref, frame);
    const { type } = outputsOf(decision).find((output) => output.ref === ref)!;
    const step = this.#recorder.stepOf(decision, ref, frame);
    const part = this.#recorder.partOf(frame, decision.subject);
    this.#results.push({
      decision: id,
      ...(part && { part }),
      ...(step !== undefined && { step }),
      type: typeName(type),
      outcome: outcome as Result["outcome"],
    });
    return outcome;
  }

  /** Every condition of a decision about the provider, one by one; none where it is no list of conditions. */
  conditions(id: string): readonly Checked[] {
    const { decision } = this.#find(id);
    return checkedIn(this.#recorder, decision, this.#frameOf(decision, undefined));
  }

  /** Whether a condition of a round holds; undefined when that is not known. */
  holds(condition: Term): boolean | undefined {
    return holds(this.#program, this.#frame, condition);
  }

  trace(): readonly TraceEntry[] {
    return this.#recorder.entries;
  }

  record(): Record {
    const { inputs, sheets, steps } = this.#recorder;
    return { inputs, sheets: Object.fromEntries(sheets), steps, outcomes: this.#results };
  }

  #find(id: string): { decision: Decision; ref: string } {
    const { decisions } = this.#program.policy;
    const decision = decisionOf(`decision.${id}`, decisions);
    assert(decision !== undefined, `Cannot explain ${id}: the policy has no such decision`);
    const own = outputsOf(decision).find((output) => output.ref === `decision.${id}`) ?? outputsOf(decision)[0]!;
    return { decision, ref: own.ref };
  }

  #frameOf(decision: Decision, member: string | undefined): Frame {
    if (decision.subject === whole) return this.#frame;
    const part = this.#frame.parts.get(decision.subject)?.find((candidate) => candidate.member === member);
    assert(part !== undefined, `Cannot explain ${decision.id}: no part ${member} of ${decision.subject}`);
    return part;
  }
}
