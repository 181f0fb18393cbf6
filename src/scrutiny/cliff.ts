/** What a class is worth in euros: the amounts of a round for the same provider, in one class and in the next. */
import type { Type } from "../datum.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Program } from "../program.ts";
import type { Judged, Scrutinised } from "../scrutiny.ts";

/** For those in one of two neighbouring classes, what their amount differs between the two; in cents. */
export interface Cliff {
  /** The decision that gives the amount. */
  readonly amount: string;
  readonly better: string;
  readonly worse: string;
  readonly providers: number;
  readonly medianCents: bigint;
  readonly mostCents: bigint;
}

export function cliffs(scrutinised: Scrutinised): readonly Cliff[] {
  const { program, decision, ranking, judged } = scrutinised;
  const after = cone(program.policy, [decision], "needed-by");
  const amounts = program.policy.order.filter(
    (each) => each.kind === "formula" && isMoney(each.type) && each.subject === "provider" && after.has(each.id),
  );
  return amounts.flatMap(({ id: amount }) => {
    const needs = cone(program.policy, [amount, decision], "needs");
    const rest = new Set([...cone(program.policy, [amount], "needs")].filter((id) => id !== decision));
    return ranking.slice(1).flatMap((worse, i) => {
      const better = ranking[i]!;
      const steps = judged
        .filter(({ outcome }) => outcome === better || outcome === worse)
        .flatMap((each) => stepOf({ program, decision, amount, needs, rest }, each, [better, worse]));
      const sorted = steps.map((step) => (step < 0n ? -step : step)).toSorted((a, b) => (a < b ? -1 : 1));
      const most = sorted.at(-1);
      if (most === undefined || most === 0n) return [];
      const medianCents = sorted[Math.floor((sorted.length - 1) / 2)]!;
      return [{ amount, better, worse, providers: sorted.length, medianCents, mostCents: most }];
    });
  });
}

/** An amount that follows a choice: the decisions both need, and those to be taken again when the choice is another. */
interface Follows {
  readonly program: Program;
  readonly decision: string;
  readonly amount: string;
  readonly needs: ReadonlySet<string>;
  readonly rest: ReadonlySet<string>;
}

function isMoney(type: Type): boolean {
  return type.kind === "number" && type.form === "money";
}

/** The amount in the better class less that in the worse, everything else the same; nothing when either is not known. */
function stepOf(
  { program, decision, amount, needs, rest }: Follows,
  { dossier }: Judged,
  [better, worse]: readonly [string, string],
): bigint[] {
  const frame = fill(program, dossier);
  run(program, frame, needs);
  const slot = program.slots.get("provider")!.get(`decision.${decision}`)!;
  const at = (outcome: string): unknown => {
    frame.values[slot] = outcome;
    run(program, frame, rest);
    return valueOf(program, frame, `decision.${amount}`);
  };
  const [high, low] = [at(better), at(worse)];
  return typeof high === "bigint" && typeof low === "bigint" ? [high - low] : [];
}
