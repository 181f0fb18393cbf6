/** From a value that is not known back to the inputs for lack of which it is not: only those that could still make it known. */
import { decisionOf } from "../decision.ts";
import type { Reason } from "../outcome.ts";
import type { Arg, Input, Step } from "../receipt.ts";
import type { Recorded, Recorder } from "./recorder.ts";

export interface Missing {
  /** The names, each once: `fact.fte_level5@2023`, of a part `fact.rate[m01]`. */
  readonly missing: readonly string[];
  /** Each of them with why it is missing, and what is void though nothing it needs is missing. */
  readonly reasons: readonly Reason[];
}

export function missingFor(recorder: Recorder, unknown: Recorded): Missing {
  const search = new Search(recorder);
  search.follow(unknown.arg);
  return { missing: [...search.missing.keys()].toSorted(), reasons: [...search.missing.values(), ...search.voids] };
}

class Search {
  readonly missing = new Map<string, Reason>();
  readonly voids: Reason[] = [];
  readonly #recorder: Recorder;
  readonly #seen = new Set<number>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  follow(arg: Arg): void {
    if ("in" in arg) this.#followInput(this.#recorder.inputs[arg.in]!);
    else if ("step" in arg) this.#followStep(this.#recorder.steps[arg.step]!);
  }

  #followInput(input: Input): void {
    if (input.value !== undefined) return;
    const { ref, part, source, assumption } = input;
    const member = part === undefined ? "" : `[${part.slice(part.lastIndexOf("/") + 1)}]`;
    const why = this.#whyOpen(ref);
    const args = { ref, ...(part && { part }), ...(why && { why }) };
    const ground = { ...(source && { source }), ...(assumption && { assumption }) };
    this.missing.set(ref + member, { code: `missing_${ref.slice(0, ref.indexOf("."))}`, args, rule: ref, ...ground });
  }

  /** The reason that the policy gives for leaving a parameter or a formula open. */
  #whyOpen(ref: string): string | undefined {
    const { parameters, decisions } = this.#recorder.program.policy;
    const decision = decisionOf(ref, decisions);
    if (decision?.kind === "formula" && "open" in decision.is) return decision.is.open;
    return ref.startsWith("parameter.") ? parameters.get(ref.slice("parameter.".length))?.open : undefined;
  }

  #followStep({ n, out, args, part, source, assumption }: Step): void {
    if (out !== undefined || this.#seen.has(n)) return;
    this.#seen.add(n);
    const told = this.#recorder.voids.get(n);
    const ground = { ...(source && { source }), ...(assumption && { assumption }) };
    if (told !== undefined)
      this.voids.push({ code: told.code, args: {}, rule: told.rule, ...(part && { part }), ...ground });
    for (const arg of this.#recorder.waits.get(n) ?? args) this.follow(arg);
  }
}
