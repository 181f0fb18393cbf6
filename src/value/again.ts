/**
 * The amounts of one provider in a draw: figures that contain chance as they may be in truth, what is made of them reckoned again
 * by the rules that reckoned it first, and all else as it is. What it knows of stands in the frame in which the decision is taken.
 */
import type { Datum } from "../datum.ts";
import { whole } from "../formula.ts";
import type { Frame } from "../formula.ts";
import type { Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { missingRuleOf, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import type { Amounts, Owner } from "./amount.ts";
import { suppliedIn } from "./context.ts";
import type { Rows } from "./context.ts";
import type { Figure } from "./figure.ts";
import { rankAgain, standingFor } from "./peer.ts";
import type { ProviderFigures } from "./provider.ts";
import type { Again, Step } from "./resting.ts";
import { ofOwner } from "./submitted.ts";
import { isUncertain } from "./truth.ts";

export interface Subject {
  readonly dossier: Dossier;
  readonly figures: ProviderFigures;
  readonly indicators: readonly Indicator[];
}

export class Redraw implements Amounts {
  readonly #program: Program;
  readonly #frame: Frame;
  readonly #subject: Subject;
  readonly #byId: ReadonlyMap<string, Indicator>;
  /** By indicator and part, what stands in this draw. */
  readonly #digits = new Map<string, bigint | undefined>();

  constructor(program: Program, frame: Frame, subject: Subject) {
    this.#program = program;
    this.#frame = frame;
    this.#subject = subject;
    this.#byId = new Map(subject.indicators.map((indicator) => [indicator.id, indicator]));
  }

  get policy(): Policy {
    return this.#program.policy;
  }

  supplied(_unit: string, key: string, part?: Owner["part"]): Datum | undefined {
    return suppliedIn(this.#subject.dossier, key, this.policy, part);
  }

  decided(ref: string, _unit: string, member = ""): Datum | undefined {
    const subject = this.policy.names.find(ref)?.subject ?? whole;
    const frame = this.#frameOf(subject, member);
    return frame && valueOf(this.#program, frame, ref, subject);
  }

  reckoned(id: string, { unit, part }: Owner): bigint | undefined {
    const { subject } = this.#byId.get(id)!;
    const member = subject === whole ? "" : subject === "region" ? unit : (part?.member ?? "");
    const key = placeName(id, member);
    return this.#digits.has(key) ? this.#digits.get(key) : this.#figure(subject, id, member)?.value;
  }

  /** Puts a figure where decisions and other figures find it. */
  put({ id, subject }: Indicator, member: string, digits: bigint | undefined): void {
    this.#digits.set(placeName(id, member), digits);
    const slot = this.#program.slots.get(subject)?.get(`indicator.${id}`);
    const frame = this.#frameOf(subject, member);
    if (slot === undefined || frame === undefined) return;
    frame.values[slot] = digits ?? missingRuleOf(this.policy, `indicator.${id}`)?.value;
  }

  /** Reckons a figure again, after the decisions on which it rests; of the parts, each that is known and has no interval of its own. */
  again({ indicator, method, needs }: Step, rows: Rows | undefined): void {
    if (needs.size > 0) run(this.#program, this.#frame, needs);
    for (const [member, figure] of this.#figuresOf(indicator))
      if (figure.value !== undefined && !isUncertain(figure))
        this.put(indicator, member, this.#reckon(indicator, method, member, rows).value);
  }

  #reckon(indicator: Indicator, method: Again, member: string, rows: Rows | undefined): Figure {
    const { subject } = indicator;
    const { provider } = this.#subject.dossier;
    const unit = subject === "region" ? member : provider;
    const owner = { unit, ...(subject !== whole && subject !== "region" && { part: { kind: subject, member } }) };
    switch (method.kind) {
      case "of-part": {
        const source = this.#byId.get(method.from.get(member)!)!;
        return standingFor(indicator, source, this.#figureNow(source, owner), this.policy);
      }
      case "peer-rank":
        return rankAgain(indicator, method, rows?.get(owner.part?.member ?? "") ?? new Map(), owner, this);
      default:
        return ofOwner(indicator, method, owner, this);
    }
  }

  #figureNow(source: Indicator, owner: Owner): Figure {
    const value = this.reckoned(source.id, owner);
    return { missing: [], made: {}, notes: [], ...(value !== undefined && { value }) };
  }

  #figuresOf({ id, subject }: Indicator): readonly (readonly [string, Figure])[] {
    const { own, parts } = this.#subject.figures;
    const all = subject === whole ? [["", own] as const] : [...(parts.get(subject) ?? [])];
    return all.flatMap(([member, figures]) => {
      const figure = figures.get(id);
      return figure === undefined ? [] : [[member, figure] as const];
    });
  }

  #figure(subject: string, id: string, member: string): Figure | undefined {
    const { own, parts } = this.#subject.figures;
    return subject === whole ? own.get(id) : parts.get(subject)?.get(member)?.get(id);
  }

  #frameOf(subject: string, member: string): Frame | undefined {
    return subject === whole ? this.#frame : this.#frame.parts.get(subject)?.find((part) => part.member === member);
  }
}

/** The name of a figure by its indicator and the part that it is of: `cost_ratio`, `group_cost_ratio/frail_short`. */
export function placeName(id: string, member: string): string {
  return member === "" ? id : `${id}/${member}`;
}
