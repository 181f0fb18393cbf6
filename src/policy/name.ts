/** The names of a policy: every fact, parameter, indicator, deliverable and decision, with its type and whose it is. */
import type { Type } from "../datum.ts";
import type { Vocabulary } from "../fact.ts";
import { whole } from "../formula.ts";
import type { Declared, Scope } from "../formula.ts";
import type { Units } from "../unit.ts";
import type { Header } from "./header.ts";

interface Sources extends Pick<Header, "year" | "subjects" | "parameters" | "deliverables" | "indicators"> {
  readonly vocabulary: Vocabulary;
  readonly units: Units;
}

export class Names {
  readonly #declared = new Map<string, Declared>();
  readonly #faulty = new Set<string>();
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#declared.set("on", { type: { kind: "day" }, subject: whole });
    for (const { id, type, subject, period } of sources.vocabulary.values())
      this.#declared.set(`fact.${id}`, { type, subject, period });
    for (const { id, type, subject } of sources.indicators.values())
      this.#declared.set(`indicator.${id}`, { type, subject });
    for (const { id, type, subject } of sources.parameters.values())
      this.#declared.set(`parameter.${id}`, { type, subject });
    for (const { id } of sources.deliverables.values())
      for (const end of ["opens", "closes"])
        this.#declared.set(`deliverable.${id}.${end}`, { type: { kind: "instant" }, subject: whole });
  }

  /** Declares what a decision gives, so that others can read it. */
  declare(ref: string, type: Type, subject: string): void {
    this.#declared.set(ref, { type, subject });
  }

  /** Notes a name whose own declaration is at fault: that is told there, and not again wherever it is read. */
  declareFaulty(ref: string): void {
    this.#faulty.add(ref);
  }

  isFaulty(ref: string): boolean {
    return this.#faulty.has(ref) || this.#faulty.has(ref.slice(0, ref.lastIndexOf(".")));
  }

  find(ref: string): Declared | undefined {
    return this.#declared.get(ref);
  }

  refs(): IterableIterator<string> {
    return this.#declared.keys();
  }

  /** The kinds of subject that a decision may be about. */
  subjects(): Set<string> {
    return new Set([
      whole,
      ...this.#sources.subjects.keys(),
      ...[...this.#declared.values()].map(({ subject }) => subject),
    ]);
  }

  get units(): Units {
    return this.#sources.units;
  }

  /** What a decision about a subject can see. */
  scopeOf(subject: string): Scope {
    const { year, units } = this.#sources;
    return {
      subject,
      year,
      units,
      find: (ref) => this.find(ref),
      isFaulty: (ref) => this.isFaulty(ref),
      refs: () => this.refs(),
    };
  }
}
