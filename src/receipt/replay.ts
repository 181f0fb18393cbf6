/**
 * Recomputing a receipt: every step from its args, every sheet row from the sheet, every outcome from its step. What is found
 * is compared with what is computed, in the order of the steps, and the first difference is named; what comes after it may be
 * its consequence.
 */
import { canonical } from "./canonical.ts";
import { computes } from "./op.ts";
import type { Computed } from "./op.ts";
import type { Arg, Op, Receipt, Result, Step } from "./record.ts";
import { pick, row } from "./sheet.ts";
import { asNumber, fromStep, fromTyped, same, show, toQuotient } from "./value.ts";
import type { Given } from "./value.ts";

/** Where a receipt says something else than follows from its own inputs. */
export interface Difference {
  /** `steps[7]` or `outcomes[0]`. */
  readonly field: string;
  readonly decision: string;
  readonly part?: string;
  readonly rule?: string;
  /** Absent when it is the outcome that differs from its step. */
  readonly op?: Op;
  readonly found: string;
  readonly expected: string;
}

/** The first difference of a well-formed receipt (see `parseReceipt`), or none when it is the same to the cent. */
export function replay(receipt: Receipt): Difference | undefined {
  const inputs = inputValues(receipt);
  for (const step of receipt.steps) {
    const difference = stepDifference(receipt, step, inputs);
    if (difference !== undefined) return difference;
  }
  for (const [i, result] of receipt.outcomes.entries()) {
    const difference = outcomeDifference(receipt.steps, result);
    if (difference !== undefined) return { field: `outcomes[${i}]`, ...difference };
  }
  return undefined;
}

/** The inputs' values as steps calculate with them. */
export function inputValues(receipt: Pick<Receipt, "inputs">): Given[] {
  return receipt.inputs.map(({ type, value }) => (value === undefined ? undefined : fromTyped(type, value)));
}

/** Computes one step from its args, which may name earlier steps only. */
export function compute(
  { sheets, steps }: Pick<Receipt, "sheets" | "steps">,
  step: Step,
  inputs: readonly Given[],
): Computed {
  const valueOf = (arg: Arg): Given => {
    if ("value" in arg) return fromStep(arg.value);
    return "in" in arg ? inputs[arg.in] : recorded(steps[arg.step]!);
  };
  const args = step.args.map(valueOf);
  switch (step.op) {
    case "row":
      return row(sheets[args[0] as string]!, args.slice(1), inputs);
    case "pick": {
      const [hit, output] = step.args as [{ step: number }, { value: string }];
      const [sheet, ...columns] = steps[hit.step]!.args.map(valueOf);
      return pick(sheets[sheet as string]!, output.value, { rules: args[0], columns }, inputs);
    }
    default:
      return computes[step.op](args, step);
  }
}

function recorded(step: Step): Given {
  return step.out === undefined ? undefined : fromStep(step.out);
}

function stepDifference(receipt: Receipt, step: Step, inputs: readonly Given[]): Difference | undefined {
  const { n, op, decision, part, rule, out } = step;
  const place = {
    field: `steps[${n}]`,
    decision,
    ...(part !== undefined && { part }),
    ...(rule !== undefined && { rule }),
    op,
  };
  const computed = compute(receipt, step, inputs);
  if ("wrong" in computed) {
    const { arg, expected } = computed.wrong;
    return { ...place, found: `args[${arg}] that is not`, expected };
  }
  const written = same(recorded(step), computed.out) && isWritten(step, computed.out);
  if (written) return undefined;
  return { ...place, found: out === undefined ? "unknown" : canonical(out), expected: showWritten(op, computed.out) };
}

/** `round` and `div` have one way of writing their out; for the others equal values suffice. */
function isWritten({ op, out }: Step, expected: Given): boolean {
  return op === "round" ? out === expected : op !== "div" || typeof out === "object" || out === undefined;
}

function showWritten(op: Op, value: Given): string {
  const quotient = op === "div" && value !== undefined ? asNumber(value) : undefined;
  return quotient === undefined ? show(value) : canonical(toQuotient(quotient));
}

function outcomeDifference(
  steps: readonly Step[],
  { decision, part, step, type, outcome }: Result,
): Omit<Difference, "field"> | undefined {
  const out = step === undefined ? undefined : recorded(steps[step]!);
  const agrees = {
    decided: () => outcome.status === "decided" && out !== undefined && same(fromTyped(type, outcome.value), out),
    refused: () => out === false,
    incomplete: () => out === undefined,
  }[outcome.status]();
  if (agrees) return undefined;
  const found = outcome.status === "decided" ? `decided ${canonical(outcome.value)}` : outcome.status;
  return { decision, ...(part !== undefined && { part }), found, expected: `step ${step}, ${show(out)}` };
}
