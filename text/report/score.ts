/**
 * How a score came about: per indicator the provider's own figure, the published mean and standard deviation, points, weight and
 * contribution, down to the score and to how far it lies from each bound of the class. Every figure is read from the steps of the
 * receipt, with all the decimals that these keep; nothing is reckoned here but the distance between the score and a bound.
 */
import { toJson } from "../../src/datum.ts";
import type { NumberType } from "../../src/datum.ts";
import { parseDecimal, rescale } from "../../src/decimal.ts";
import { childText } from "../../src/document.ts";
import type { Policy } from "../../src/policy.ts";
import type { Arg, Input, Operand, Receipt, Step } from "../../src/receipt.ts";
import type { Proposal } from "../../src/round.ts";
import type { Note } from "../../src/value.ts";
import { groupDigits, toFigure } from "../figure.ts";
import { choiceText, labelOf, partLabel } from "../label.ts";
import { noteText } from "../note.ts";
import type { Language } from "../text.ts";

export interface ScoreRow {
  readonly part: string;
  readonly label: string;
  readonly value: string;
  /** Absent where there is none, or where it is withheld. */
  readonly mean?: string;
  /** By which the points divide, where they do; withheld together with the mean. */
  readonly deviation?: string;
  /** Why the mean is withheld. */
  readonly withheld?: string;
  readonly points: string;
  readonly weight: string;
  readonly contribution: string;
}

export interface Score {
  readonly rows: readonly ScoreRow[];
  /** What the contributions add up to, and the score that is made of it; absent when not known. */
  readonly sum?: string;
  readonly score?: string;
  /** For each class above the least, by how much the score reaches it or falls short. */
  readonly bounds: readonly string[];
}

const words = {
  nl: {
    unknown: "onbekend",
    short: (by: string) => `${by} te weinig`,
    over: (by: string) => `${by} erboven`,
    exactly: "precies gehaald",
    bound: (name: string, outcome: string, least: string) => `${name} ${outcome}: vanaf ${least}`,
    open: (name: string, outcome: string, least: string) => `${name} ${outcome}: boven ${least}`,
  },
  en: {
    unknown: "unknown",
    short: (by: string) => `${by} short`,
    over: (by: string) => `${by} above it`,
    exactly: "exactly reached",
    bound: (name: string, outcome: string, least: string) => `${name} ${outcome}: from ${least}`,
    open: (name: string, outcome: string, least: string) => `${name} ${outcome}: above ${least}`,
  },
} as const;

/** By which policy a score is told, and which means are withheld. */
export interface Shown {
  readonly policy: Policy;
  readonly withheld: ReadonlyMap<string, Note>;
}

/** The score of a decision that adds up weighed parts of the provider; undefined for any other decision. */
export function scoreOf(
  { receipt }: Proposal,
  decision: string,
  { policy, withheld }: Shown,
  lang: Language,
): Score | undefined {
  const result = receipt.outcomes.find((candidate) => candidate.decision === decision && candidate.part === undefined);
  const total = result?.step === undefined ? undefined : receipt.steps[result.step];
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (total === undefined || type?.kind !== "number" || type.form !== "decimal") return undefined;
  const sum = total.op === "round" ? stepOf(total.args[2], receipt) : total;
  const addends = sum === undefined ? [] : addendsOf(sum, decision, receipt);
  if (sum?.op !== "add" || addends.some(({ op, part }) => op !== "mul" || part === undefined)) return undefined;
  // Where the policy leaves open what an indicator brings, there is nothing to show.
  if (addends.every(({ out }) => out === undefined)) return undefined;
  const reader = new Reader(receipt, { policy, withheld }, lang);
  return {
    rows: reader.rows(addends, type),
    ...(typeof sum.out === "string" && { sum: reader.amount(sum.out, type) }),
    ...(typeof total.out === "string" && { score: reader.amount(total.out, type) }),
    bounds: typeof total.out === "string" ? reader.bounds(decision, total.out, type) : [],
  };
}

function stepOf(arg: Arg | undefined, { steps }: Receipt): Step | undefined {
  return arg !== undefined && "step" in arg ? steps[arg.step] : undefined;
}

/** What a sum adds up, through the sums within it. */
function addendsOf(sum: Step, decision: string, receipt: Receipt): Step[] {
  return sum.args.flatMap((arg) => {
    const step = stepOf(arg, receipt);
    if (step === undefined) return [sum];
    return step.op === "add" && step.decision === decision ? addendsOf(step, decision, receipt) : [step];
  });
}

class Reader {
  readonly #receipt: Receipt;
  readonly #policy: Policy;
  readonly #withheld: ReadonlyMap<string, Note>;
  readonly #lang: Language;

  constructor(receipt: Receipt, { policy, withheld }: Shown, lang: Language) {
    this.#receipt = receipt;
    this.#policy = policy;
    this.#withheld = withheld;
    this.#lang = lang;
  }

  rows(addends: readonly Step[], type: NumberType): ScoreRow[] {
    const exact = addends.map(({ out }) => (typeof out === "string" ? parseDecimal(out) : undefined));
    const scale = Math.max(...exact.map((decimal) => (decimal === undefined ? 0 : decimalsOf(decimal))));
    return addends.map((addend, i) => {
      const part = addend.part!;
      const weight = addend.args.flatMap((arg) => ("in" in arg ? [this.#receipt.inputs[arg.in]!] : []))[0];
      const points = addend.args.flatMap((arg) => stepOf(arg, this.#receipt) ?? [])[0];
      const contribution = exact[i] && rescale(exact[i], scale);
      return {
        part,
        label: partLabel(part, this.#policy, this.#lang),
        ...this.#measured(part, points),
        points: typeof points?.out === "string" ? groupDigits(points.out, this.#lang) : words[this.#lang].unknown,
        weight: this.#input(weight),
        contribution:
          contribution === undefined
            ? words[this.#lang].unknown
            : groupDigits(String(toJson({ ...type, scale }, contribution)), this.#lang),
      };
    });
  }

  /** What the points of a part rest on: its own figure, and the mean of the peers. */
  #measured(part: string, points: Step | undefined): Pick<ScoreRow, "value" | "mean" | "deviation" | "withheld"> {
    const read = this.#receipt.inputs.filter((input) => input.part === part && !input.ref.startsWith("parameter."));
    const isOfPeers = ({ ref }: Input): boolean => this.#kindOf(ref)?.startsWith("peer-") === true;
    const own = read.find((input) => !isOfPeers(input));
    const mean = read.find(({ ref }) => this.#kindOf(ref) === "peer-mean");
    const deviation = read.find(({ ref }) => this.#kindOf(ref) === "peer-deviation");
    if (points === undefined) return { value: words[this.#lang].unknown };
    const why = [mean, deviation]
      .map((input) => input && this.#withheld.get(`${input.ref}[${part.split("/")[1]}]`))
      .find((note) => note !== undefined);
    if (why !== undefined) return { value: this.#input(own), withheld: noteText(why, this.#lang, this.#policy) };
    return {
      value: this.#input(own),
      ...(mean && own && { mean: this.#input(mean, own.ref) }),
      ...(deviation && own && { deviation: this.#input(deviation, own.ref) }),
    };
  }

  #kindOf(ref: string): string | undefined {
    const indicator = this.#policy.indicators.get(ref.replace(/^indicator\./, ""));
    return indicator && childText(indicator.declaredAt, "kind");
  }

  /** An input in its own form; where a part stands for an indicator, in the form and the unit of that one. */
  #input(input: Input | undefined, as = input?.ref): string {
    if (input?.value === undefined || as === undefined) return words[this.#lang].unknown;
    const { indicators, names, units } = this.#policy;
    const member = input.part?.split("/")[1] ?? "";
    const meant = indicators.get(indicators.get(as.replace(/^indicator\./, ""))?.from.get(member) ?? "")?.type;
    const written = parseDecimal(String(input.value));
    if (meant?.kind === "number" && written !== undefined) {
      const type = { ...meant, scale: written.scale };
      return toFigure(type, toJson(type, written.digits), this.#lang, units);
    }
    const type = names.find(input.ref.split("@")[0]!)?.type;
    return type === undefined ? String(input.value) : toFigure(type, input.value, this.#lang, units);
  }

  amount(text: string, type: NumberType): string {
    const { digits, scale } = parseDecimal(text)!;
    const kept = { ...type, scale: Math.max(scale, type.scale) };
    return toFigure(kept, toJson(kept, rescale({ digits, scale }, kept.scale)!), this.#lang, this.#policy.units);
  }

  /** The bounds that the ranked sheets of the policy set to the score. */
  bounds(decision: string, score: string, type: NumberType): string[] {
    return [...this.#policy.decisions.values()].flatMap((sheet) => {
      const record = this.#receipt.sheets[sheet.id];
      if (sheet.kind !== "sheet" || record === undefined || sheet.outputs[0]?.ranked !== true) return [];
      const column = record.inputs.findIndex(({ ref }) => ref === `decision.${decision}`);
      return record.rules.flatMap(({ when, then }) => {
        const cell = when[column];
        const least = cell !== undefined && "from" in cell ? this.#operand(cell.from) : undefined;
        const outcome = this.#operand(then[0]);
        if (least === undefined || outcome === undefined) return [];
        const say = words[this.#lang];
        const bound = cell !== undefined && "from_open" in cell ? say.open : say.bound;
        const [name, choice] = [
          labelOf(sheet.id, this.#policy, this.#lang),
          choiceText(outcome, sheet.id, this.#policy, this.#lang),
        ];
        return [`${bound(name, choice, this.amount(least, type))}; ${this.#distance(score, least, type)}.`];
      });
    });
  }

  #operand(operand: Operand | undefined): string | undefined {
    if (operand === undefined || "column" in operand) return undefined;
    const value = "value" in operand ? operand.value : this.#receipt.inputs[operand.input]?.value;
    return typeof value === "string" ? value : undefined;
  }

  #distance(score: string, bound: string, type: NumberType): string {
    const [a, b] = [parseDecimal(score)!, parseDecimal(bound)!];
    const scale = Math.max(a.scale, b.scale, type.scale);
    const distance = rescale(a, scale)! - rescale(b, scale)!;
    const kept = { ...type, scale };
    const size = toJson(kept, distance < 0n ? -distance : distance);
    const say = words[this.#lang];
    if (distance === 0n) return say.exactly;
    return (distance < 0n ? say.short : say.over)(toFigure(kept, size, this.#lang, this.#policy.units));
  }
}

/** How many decimals a number needs, without the zeros at its end. */
function decimalsOf({ digits, scale }: { readonly digits: bigint; readonly scale: number }): number {
  let needed = scale;
  while (needed > 0 && rescale({ digits, scale }, needed - 1) !== undefined) needed--;
  return needed;
}
