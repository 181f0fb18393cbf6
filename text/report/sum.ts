/**
 * An amount as the sum that it came from, in words and in figures, as a reader would put it on paper: € 100,00 × (100 % + 4 %) =
 * € 104,00. Both are read from the steps of the receipt; nothing is reckoned again. Only what adds, subtracts and multiplies reads as
 * a sum; for any other formula there is none.
 */
import { toJson } from "../../src/datum.ts";
import type { NumberType } from "../../src/datum.ts";
import { parseDecimal } from "../../src/decimal.ts";
import type { Policy } from "../../src/policy.ts";
import type { Arg, Input, Receipt, Step } from "../../src/receipt.ts";
import { toFigure } from "../figure.ts";
import { labelOf, nameOf } from "../label.ts";
import type { Language } from "../text.ts";

export interface Sum {
  readonly words: string;
  readonly figures: string;
}

const signs: Readonly<Record<string, string>> = { add: "+", sub: "−", mul: "×" };

/** The sum of a decision in money; undefined where it is no sum, or where anything in it is not known. */
export function sumOf(receipt: Receipt, decision: string, policy: Policy, lang: Language): Sum | undefined {
  const result = receipt.outcomes.find((each) => each.decision === decision && each.part === undefined);
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (result?.outcome.status !== "decided" || type?.kind !== "number" || type.form !== "money") return undefined;
  const last = result.step === undefined ? undefined : receipt.steps[result.step];
  const [, , rounded] = last?.op === "round" ? last.args : [];
  const formula = rounded !== undefined && "step" in rounded ? receipt.steps[rounded.step] : last;
  const sum = formula && new Writer(receipt, decision, policy, lang).write(formula);
  if (sum === undefined) return undefined;
  const name = labelOf(decision, policy, lang);
  const amount = toFigure(type, result.outcome.value, lang, policy.units);
  return { words: `${sum.words} = ${name}`, figures: `${sum.figures} = ${amount}` };
}

class Writer {
  readonly #receipt: Receipt;
  readonly #decision: string;
  readonly #policy: Policy;
  readonly #lang: Language;

  constructor(receipt: Receipt, decision: string, policy: Policy, lang: Language) {
    this.#receipt = receipt;
    this.#decision = decision;
    this.#policy = policy;
    this.#lang = lang;
  }

  /** A step of the formula itself; a sum within a product, and what is subtracted, stands in brackets. */
  write({ op, args }: Step): Sum | undefined {
    const sign = signs[op];
    if (sign === undefined) return undefined;
    // Like is added to like: beside a percentage, a number that the formula names is one as well.
    const form = op !== "mul" && args.some((arg) => this.#isPercent(arg)) ? "percent" : "decimal";
    const parts = args.map((arg, i) => ("value" in arg ? this.#literal(arg.value, form) : this.#term(arg, op, i)));
    if (parts.some((part) => part === undefined)) return undefined;
    const join = (side: keyof Sum): string => parts.map((part) => part![side]).join(` ${sign} `);
    return { words: join("words"), figures: join("figures") };
  }

  #term(arg: Exclude<Arg, { readonly value: unknown }>, op: string, i: number): Sum | undefined {
    if ("in" in arg) return this.#input(this.#receipt.inputs[arg.in]!);
    const step = this.#receipt.steps[arg.step];
    if (step?.decision !== this.#decision) return step && decidedTerm(step, this.#policy, this.#lang);
    const sum = this.write(step);
    const isSum = step.op === "add" || step.op === "sub";
    if (sum === undefined || !isSum || !(op === "mul" || (op === "sub" && i > 0))) return sum;
    return { words: `(${sum.words})`, figures: `(${sum.figures})` };
  }

  #input({ ref, value }: Input): Sum | undefined {
    const type = this.#policy.names.find(ref.split("@")[0]!)?.type;
    if (value === undefined || type === undefined) return undefined;
    const { units } = this.#policy;
    return { words: nameOf(ref, this.#policy, this.#lang), figures: toFigure(type, value, this.#lang, units) };
  }

  #isPercent(arg: Arg): boolean {
    if ("value" in arg) return false;
    if ("in" in arg) return this.#receipt.inputs[arg.in]!.type === "percent";
    const { decision, op, args } = this.#receipt.steps[arg.step]!;
    if (decision === this.#decision) return op !== "mul" && args.some((each) => this.#isPercent(each));
    const type = this.#policy.names.find(`decision.${decision}`)?.type;
    return type?.kind === "number" && type.form === "percent";
  }

  /** A number that the formula itself names. In a step, a percentage stands as its fraction. */
  #literal(value: unknown, form: NumberType["form"]): Sum | undefined {
    const written = typeof value === "string" ? parseDecimal(value) : undefined;
    if (written === undefined) return undefined;
    const type: NumberType = { kind: "number", form, scale: written.scale, unit: "" };
    const figure = toFigure(type, toJson(type, written.digits), this.#lang, this.#policy.units);
    return { words: figure, figures: figure };
  }
}

/** What another decision gave. A percentage stands in a step as its fraction. */
function decidedTerm({ decision, out }: Step, policy: Policy, lang: Language): Sum | undefined {
  const type = policy.names.find(`decision.${decision}`)?.type;
  const written = typeof out === "string" ? parseDecimal(out) : undefined;
  if (written === undefined || type?.kind !== "number") return undefined;
  const kept = { ...type, scale: written.scale };
  const figures = toFigure(kept, toJson(kept, written.digits), lang, policy.units);
  return { words: labelOf(decision, policy, lang), figures };
}

/** What a decision does to an amount: the terms of that amount that rest on the decision, “Gevolg van de categorie: 2 %”. */
export function effectsOf(
  { steps }: Receipt,
  { decision, amount }: { readonly decision: string; readonly amount: string },
  policy: Policy,
  lang: Language,
): string[] {
  const resting = new Set<Step>();
  for (const step of steps) {
    const isOn = step.args.some((arg) => "step" in arg && resting.has(steps[arg.step]!));
    if (step.decision === decision || isOn) resting.add(step);
  }
  const read = steps.filter((step) => step.decision === amount).flatMap(({ args }) => args);
  return read.flatMap((arg) => {
    const step = "step" in arg ? steps[arg.step]! : undefined;
    if (step === undefined || step.decision === amount || step.decision === decision || !resting.has(step)) return [];
    const term = decidedTerm(step, policy, lang);
    return term === undefined ? [] : [`${term.words}: ${term.figures}`];
  });
}
