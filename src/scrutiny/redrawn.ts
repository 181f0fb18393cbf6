/**
 * How many classes rest on what the buyer assumed: every number that the policy marks as an assumption is drawn again, apart from
 * the others and between four fifths and five quarters of its value, and every provider decided anew. Figures stay what they are;
 * so do the numbers by which figures are counted.
 */
import { roundQuotient } from "../decimal.ts";
import { readsOf } from "../decision.ts";
import type { Datum } from "../datum.ts";
import type { Parameter, Policy } from "../policy.ts";
import { cone, fill, recompile, run, valueOf } from "../program.ts";
import type { Program } from "../program.ts";
import { shuffled } from "../sample.ts";
import type { Examined } from "../scrutiny.ts";

/** One assumption, drawn again while the others stay. */
export interface Assumed {
  /** `cutoff_a`, or `weight` with all its parts. */
  readonly parameter: string;
  /** The share of providers with another class, over all draws. */
  readonly changed: number;
}

export interface Redrawn {
  readonly draws: number;
  /** The share of providers with another class in one draw, over all draws. */
  readonly changed: number;
  /** The share of providers that get another class in at least a twentieth of the draws. */
  readonly unsettled: number;
  /** By assumption, the most telling first. */
  readonly assumed: readonly Assumed[];
}

const draws = 200;
/** One assumption alone varies over a single line, which needs fewer. */
const drawsAlone = 40;
/** One in twenty: the convention of statistics for what is no accident. */
const twentieth = 0.05;

export function redrawn(examined: Examined): Redrawn {
  const parameters = assumedNumbers(examined);
  const all = redraw(examined, parameters, draws);
  const alone = parameters.map((parameter) => {
    const { changed } = summary(redraw(examined, [parameter], drawsAlone), drawsAlone);
    return { parameter: parameter.id, changed };
  });
  return { draws, ...summary(all, draws), assumed: alone.toSorted((a, b) => b.changed - a.changed) };
}

function summary(changes: readonly number[], of: number): Pick<Redrawn, "changed" | "unsettled"> {
  const providers = Math.max(1, changes.length);
  return {
    changed: changes.reduce((sum, count) => sum + count, 0) / of / providers,
    unsettled: changes.filter((count) => count >= twentieth * of).length / providers,
  };
}

/**
 * The assumed numbers on which the choice rests and that a draw can move: a percentage is a number, a day is not, and nought stays
 * nought.
 */
function assumedNumbers({ program: { policy }, decision }: Examined): readonly Parameter[] {
  const wanted = cone(policy, [decision], "needs");
  const reads = policy.order.filter(({ id }) => wanted.has(id)).flatMap(readsOf);
  const ids = new Set(
    reads.flatMap(({ ref }) => (ref.startsWith("parameter.") ? [ref.slice("parameter.".length)] : [])),
  );
  return [...policy.parameters.values()].filter(
    ({ id, type, basis, value, values }) =>
      ids.has(id) &&
      "scale" in type &&
      "assumption" in basis &&
      [...(value === undefined ? [] : [value]), ...(values?.values() ?? [])].some(isMoved),
  );
}

/** Whether a number, rounded as it is written, is another at an end of the span; a direction of 1 or -1 is not. */
function isMoved(value: Datum): boolean {
  return times(value, span.least) !== value || times(value, span.most) !== value;
}

function times(value: Datum, factor: number): Datum {
  return roundQuotient("half_up", 0, (value as bigint) * BigInt(Math.round(factor * parts)), BigInt(parts));
}

/** Per provider, in how many of the draws its class was another. */
function redraw(
  { program, decision, judged, differs }: Examined,
  parameters: readonly Parameter[],
  count: number,
): number[] {
  const wanted = cone(program.policy, [decision], "needs");
  const changes = judged.map(() => 0);
  const factors = new Map<string, readonly number[]>();
  const factorOf = (name: string, draw: number): number => {
    const order = factors.get(name) ?? shuffled(count, name);
    factors.set(name, order);
    // Half: the middle of the place that a draw takes.
    return span.least + ((order[draw]! + 0.5) / count) * (span.most - span.least);
  };
  for (let draw = 0; draw < count; draw++) {
    const drawn = withParameters(program, parameters, (name) => factorOf(name, draw), wanted);
    for (const [i, { dossier, outcome }] of judged.entries()) {
      const frame = fill(drawn, dossier);
      run(drawn, frame, wanted);
      if (differs(valueOf(drawn, frame, `decision.${decision}`), outcome)) changes[i]!++;
    }
  }
  return changes;
}

/** A fifth less, or as much more as undoes it: a choice of this scrutiny, which its report tells. */
const span = { least: 0.8, most: 1.25 };

/** The program with each number times its factor, rounded to its own scale. */
function withParameters(
  program: Program,
  parameters: readonly Parameter[],
  factor: (name: string) => number,
  wanted: ReadonlySet<string>,
): Program {
  const changed = parameters.map((parameter): [string, Parameter] => {
    const { id, value, values } = parameter;
    const drawn =
      values && new Map([...values].map(([member, own]) => [member, times(own, factor(`${id}/${member}`))]));
    return [
      id,
      {
        ...parameter,
        ...(value !== undefined && { value: times(value, factor(id)) }),
        ...(drawn && { values: drawn }),
      },
    ];
  });
  const policy: Policy = { ...program.policy, parameters: new Map([...program.policy.parameters, ...changed]) };
  return recompile(program, policy, wanted);
}

/** A factor is drawn to a millionth. */
const parts = 1_000_000;
