/** Trying changes out: facts are moved in the frames of a dossier, what rests on them is decided again, and all is put back. */
import { assert } from "../assert.ts";
import type { Datum } from "../datum.ts";
import { decisionOf, outputsOf, readsOf } from "../decision.ts";
import type { Decision } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Frame, Name } from "../formula.ts";
import { cone, decideAll, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import type { Direction } from "./direction.ts";

/** So many steps in a direction. */
export interface Move {
  readonly direction: Direction;
  readonly steps: number;
}

export class Trial {
  readonly decision: Decision;
  readonly #ref: string;
  readonly #program: Program;
  readonly #root: Frame;
  readonly #target: Frame;
  readonly #needs: ReadonlySet<string>;
  readonly #affected = new Map<string, ReadonlySet<string>>();

  /** A decision, or one output of it (`offer.price`), about the provider or one of its parts. */
  constructor(program: Program, dossier: Dossier, id: string, member?: string) {
    const decision = decisionOf(`decision.${id}`, program.policy.decisions);
    assert(decision !== undefined, `Cannot change ${id}: the policy has no such decision`);
    this.decision = decision;
    this.#ref = outputsOf(decision).find(({ ref }) => ref === `decision.${id}`)?.ref ?? outputsOf(decision)[0]!.ref;
    this.#program = program;
    this.#root = decideAll(program, dossier);
    const target = this.framesOf(decision.subject).find((frame) => frame.member === (member ?? ""));
    assert(target !== undefined, `Cannot change ${id}: no part ${member} of ${decision.subject}`);
    this.#target = target;
    this.#needs = cone(program.policy, [decision.id], "needs");
  }

  framesOf = (subject: string): readonly Frame[] =>
    subject === whole ? [this.#root] : (this.#root.parts.get(subject) ?? []);

  /** Every name that the decision rests on. */
  names(): Name[] {
    const { decisions } = this.#program.policy;
    const read = [...this.#needs].flatMap((id) => readsOf(decisions.get(id)!));
    return [...new Map(read.map((name) => [`${name.subject} ${name.key}`, name])).values()];
  }

  /** What the decision says after these moves; as things are, without any. */
  value(...moves: readonly Move[]): Datum | undefined {
    const affected = this.#affectedBy(moves);
    for (const { direction, steps } of moves) direction.frame.values[direction.slot] = direction.to(steps);
    run(this.#program, this.#root, affected);
    const value = valueOf(this.#program, this.#target, this.#ref, this.decision.subject);
    for (const { direction } of moves) direction.frame.values[direction.slot] = direction.from;
    run(this.#program, this.#root, affected);
    return value;
  }

  /** The decisions between what moves and what is asked. */
  #affectedBy(moves: readonly Move[]): ReadonlySet<string> {
    const keys = moves.map(({ direction }) => direction.key);
    const known = this.#affected.get(keys.join());
    if (known !== undefined) return known;
    const { policy } = this.#program;
    const readers = policy.order.filter((decision) => readsOf(decision).some((name) => keys.includes(name.key)));
    const reached = cone(
      policy,
      readers.map(({ id }) => id),
      "needed-by",
    );
    const affected = new Set([...reached].filter((id) => this.#needs.has(id)));
    this.#affected.set(keys.join(), affected);
    return affected;
  }
}
