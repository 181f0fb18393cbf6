/**
 * Explaining a settlement: per term, and per part of it, each step with what it worked with and what it left. Data; text makes
 * sentences.
 */
import type { Basis } from "../basis.ts";
import type { Contract, Operand, Realised, Share, Term } from "../contract.ts";
import type { Json } from "../datum.ts";
import { toJson } from "../datum.ts";
import type { Ratio } from "../ratio.ts";
import { evaluate, exact } from "./evaluate.ts";
import type { Noted } from "./evaluate.ts";

/** A step of a term, in cents; `name` is what its bound is called, absent for an amount that is written out. */
export type Step =
  | { readonly code: "amount"; readonly value: Ratio }
  | { readonly code: "of"; readonly name: string; readonly value: Ratio }
  | { readonly code: "prices"; readonly lines: readonly PriceLine[]; readonly value: Ratio }
  | {
      readonly code: "sum";
      readonly of: readonly { readonly name: string; readonly sign: 1 | -1 }[];
      readonly value: Ratio;
    }
  | { readonly code: "total"; readonly name: string; readonly parts: number; readonly value: Ratio }
  | {
      readonly code: "above" | "below" | "at_least" | "at_most";
      readonly name?: string;
      readonly bound: Ratio;
      readonly value: Ratio;
    }
  | { readonly code: "share"; readonly name?: string; readonly share: Ratio; readonly value: Ratio }
  | { readonly code: "when"; readonly failed: readonly string[]; readonly value: Ratio }
  | { readonly code: "round"; readonly mode: string; readonly value: Ratio }
  | { readonly code: "discuss"; readonly name: string; readonly stake: Ratio; readonly value: Ratio };

export interface PriceLine {
  readonly fact: string;
  /** As facts are written. */
  readonly quantity: Json;
  readonly cents: Ratio;
}

/** How one term came to its amount, and what it rests on. */
export interface Explanation {
  readonly term: string;
  readonly part?: string;
  readonly steps: readonly Step[];
  readonly basis: Basis;
}

/** Every term that could be reckoned, in the order of the contract; its parts in theirs. */
export function explain(contract: Contract, realised: Realised): readonly Explanation[] {
  const noted: Noted<Ratio>[] = [];
  evaluate(contract, realised, exact, (step) => void noted.push(step));
  const perTerm = Map.groupBy(noted, ({ term, part }) => `${term.id} ${part ?? ""}`);
  return [...perTerm.values()].map((own) => {
    const { term, part } = own[0]!;
    const shares = term.shares.values();
    const steps = own.map((each) => toStep(contract, realised, each, shares));
    return { term: term.id, ...(part !== undefined && { part }), steps, basis: term.basis };
  });
}

function toStep(contract: Contract, realised: Realised, noted: Noted<Ratio>, shares: Iterator<Share>): Step {
  const { term, step, value } = noted;
  switch (step) {
    case "origin":
      return toOrigin(contract, realised, noted);
    case "above":
    case "below":
    case "at_least":
    case "at_most":
      return { code: step, ...nameOf(boundOf(term, step)), bound: noted.with!, value };
    case "share": {
      const share = shares.next().value as Share;
      const name = share.kind === "percent" ? {} : { name: share.kind === "rate" ? share.rate.id : share.id };
      return { code: "share", ...name, share: noted.share!, value };
    }
    case "when":
      return { code: "when", failed: (noted.failed ?? []).map(({ text }) => text), value };
    case "round":
      return { code: "round", mode: term.round!, value };
    case "discuss":
      return { code: "discuss", name: term.discuss!, stake: noted.with!, value };
  }
}

function toOrigin(contract: Contract, realised: Realised, { term: { origin }, part, value }: Noted<Ratio>): Step {
  switch (origin.kind) {
    case "of": {
      const name = nameOf(origin.operand).name;
      return name === undefined ? { code: "amount", value } : { code: "of", name, value };
    }
    case "prices": {
      const lines = origin.lines.map(({ fact, cents }) => ({
        fact,
        quantity: told(contract, realised, fact, part),
        cents,
      }));
      return { code: "prices", lines, value };
    }
    case "sum":
      return { code: "sum", of: origin.of.map(({ operand, sign }) => ({ name: nameOf(operand).name!, sign })), value };
    case "total": {
      const parts = realised.parts.get(origin.parts)?.size ?? 0;
      return { code: "total", name: nameOf(origin.operand).name!, parts, value };
    }
  }
}

function told(contract: Contract, { own, parts }: Realised, id: string, part: string | undefined): Json {
  const { type, kind } = contract.facts.get(id)!;
  const datum = kind === undefined ? own.get(id) : parts.get(kind)?.get(part!)?.get(id);
  return datum === undefined ? "" : toJson(type, datum);
}

function boundOf(term: Term, step: "above" | "below" | "at_least" | "at_most"): Operand {
  return { above: term.above, below: term.below, at_least: term.atLeast, at_most: term.atMost }[step]!;
}

function nameOf(operand: Operand): { name?: string } {
  return operand.kind === "amount" ? {} : { name: operand.id };
}
