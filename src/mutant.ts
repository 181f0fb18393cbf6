/**
 * Mutants: a policy with one small mistake in it. If the examples of a policy do not notice a mistake, they do not protect the rule
 * either, and its survivor is listed: the rule, and the change that nobody would see. A mutant that is proven to mean the
 * same is no mistake and does not count.
 *
 *     const { survivors, tried } = testMutants(program, examples, isOwn);
 */
import type { Decision } from "./decision.ts";
import { readsOf } from "./decision.ts";
import { findingAt } from "./document.ts";
import type { Node } from "./document.ts";
import { differenceOf } from "./example.ts";
import type { Example } from "./example.ts";
import type { Finding } from "./finding.ts";
import { sameValue, whole } from "./formula.ts";
import { changesOf } from "./mutant/decision.ts";
import { changesOfGiven } from "./mutant/given.ts";
import { sameDecision } from "./mutant/same.ts";
import type { Variant } from "./mutant/term.ts";
import type { Policy } from "./policy.ts";
import { cone, decideAll, fill, recompile, run, valueOf } from "./program.ts";
import type { Program } from "./program.ts";

export interface MutantReport {
  /** How many mutants there were, those that mean the same left out. */
  readonly tried: number;
  /** How many were left out because they are proven to mean the same. */
  readonly same: number;
  /** A warning for each that no example noticed. */
  readonly survivors: readonly Finding[];
}

/** A policy with one change. */
interface Mutant {
  readonly policy: Policy;
  /** The decisions that say something else by it. */
  readonly changed: readonly string[];
  readonly at: Node;
  readonly what: string;
  readonly variant: Variant | undefined;
  readonly perPart: boolean;
}

/**
 * Tries the examples on every mutant of what stands in text of which `isOwn` holds, and of what reads such text. Examples that do
 * not come out as expected without any change are left aside.
 */
export function testMutants(
  program: Program,
  examples: readonly Example[],
  isOwn: (at: Node) => boolean,
): MutantReport {
  const { policy } = program;
  const trials = examples.flatMap((example) =>
    differenceOf(program, example) === undefined ? [new Trial(program, example)] : [],
  );
  const survivors: Finding[] = [];
  let [tried, same] = [0, 0];
  for (const mutant of mutantsOf(policy, isOwn)) {
    tried++;
    if (isNoticed(program, mutant, trials)) continue;
    if (meansTheSame(policy, mutant)) {
      tried--;
      same++;
    } else survivors.push(survivor(mutant));
  }
  return { tried, same, survivors };
}

function survivor({ at, what }: Mutant): Finding {
  return findingAt(at, "survivor", what, "an example that comes out otherwise then", { severity: "warning" });
}

function* mutantsOf(policy: Policy, isOwn: (at: Node) => boolean): Generator<Mutant> {
  for (const decision of policy.order) {
    if (!isOwn(decision.declaredAt) && !readsOwn(policy, decision, isOwn)) continue;
    for (const { decision: changed, at, what, variant } of changesOf(decision))
      yield { policy: replaced(policy, changed), changed: [decision.id], at, what, variant, perPart: false };
  }
  for (const { readers, ...given } of changesOfGiven(policy, isOwn))
    yield { ...given, changed: readers, variant: undefined };
}

/** A rule of the base that comes alive because the extension gives what it waited for. */
function readsOwn(policy: Policy, decision: Decision, isOwn: (at: Node) => boolean): boolean {
  return readsOf(decision).some(({ ref }) => {
    const parameter = policy.parameters.get(ref.slice("parameter.".length));
    if (ref.startsWith("parameter.") && parameter !== undefined) return isOwn(parameter.declaredAt);
    const read = policy.decisions.get(ref.slice("decision.".length));
    return ref.startsWith("decision.") && read !== undefined && isOwn(read.declaredAt);
  });
}

function replaced(policy: Policy, changed: Decision): Policy {
  const order = policy.order.map((decision) => (decision.id === changed.id ? changed : decision));
  return { ...policy, order, decisions: new Map(policy.decisions).set(changed.id, changed) };
}

function isNoticed(program: Program, mutant: Mutant, trials: readonly Trial[]): boolean {
  const mutated = recompile(program, mutant.policy, new Set(mutant.changed));
  const affected = cone(program.policy, mutant.changed, "needed-by");
  const near = (trial: Trial): boolean => mutant.changed.includes(trial.decision);
  const concerned = trials.filter(({ decision }) => affected.has(decision));
  const byDistance = [...concerned.filter(near), ...concerned.filter((trial) => !near(trial))];
  return byDistance.some((trial) => trial.differs(mutated));
}

/** An example with the value that it has without any change. */
class Trial {
  readonly #example: Example;
  readonly #value: ReturnType<typeof valueOf>;
  readonly #needs: ReadonlySet<string>;

  constructor(program: Program, example: Example) {
    this.#example = example;
    this.#needs = cone(program.policy, [example.decision.id], "needs");
    this.#value = this.#valueIn(program, decideAll(program, example.dossier));
  }

  get decision(): string {
    return this.#example.decision.id;
  }

  /** Whether the example comes out otherwise. The value is cheap to compare; reasons are asked for only when it is the same. */
  differs(program: Program): boolean {
    const { dossier, expect } = this.#example;
    const frame = fill(program, dossier);
    run(program, frame, this.#needs);
    const value = this.#valueIn(program, frame);
    if (value === undefined || this.#value === undefined ? value !== this.#value : !sameValue(value, this.#value))
      return true;
    if (expect.status === "decided" && expect.notes === undefined) return false;
    return differenceOf(program, this.#example) !== undefined;
  }

  #valueIn(program: Program, root: ReturnType<typeof fill>): ReturnType<typeof valueOf> {
    const { decision, ref, member } = this.#example;
    const { subject } = decision;
    const frame = subject === whole ? root : root.parts.get(subject)?.find((part) => part.member === member);
    return frame && valueOf(program, frame, ref, subject);
  }
}

function meansTheSame(policy: Policy, mutant: Mutant): boolean {
  if (mutant.perPart) return false;
  return mutant.changed.every((id) => {
    const [before, after] = [policy.decisions.get(id)!, mutant.policy.decisions.get(id)!];
    return sameDecision({ policy, decision: before }, { policy: mutant.policy, decision: after }, mutant.variant);
  });
}
