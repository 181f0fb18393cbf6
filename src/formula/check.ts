/**
 * Checking a formula: names, types, units, exactness. Every fault points at its place and says what was expected; a formula that
 * passes cannot fail when it runs, other than by not knowing something.
 */
import { parseDatum, sameKind, describeType } from "../datum.ts";
import type { NumberType, Type } from "../datum.ts";
import { monthsOf } from "../day.ts";
import { parseDecimal } from "../decimal.ts";
import { didYouMean } from "../finding.ts";
import type { PeriodKind } from "../fact.ts";
import { euro } from "../unit.ts";
import type { Units } from "../unit.ts";
import type { Expression, Fault } from "./expression.ts";
import { calls } from "./call.ts";
import { aggregates, spreadOverMonths } from "./aggregate.ts";
import { aligned, bool, literal, rescaled } from "./term.ts";
import type { AggregateName, Name, Relation, Term, TermType } from "./term.ts";

/** What a name is declared as. */
export interface Declared {
  readonly type: Type;
  readonly subject: string;
  readonly period?: PeriodKind;
}

/** The names that a decision about a subject can see. */
export interface Scope {
  readonly subject: string;
  /** The year at which yearly facts are read when no period is named. */
  readonly year: string;
  readonly units: Units;
  find(ref: string): Declared | undefined;
  /** Whether a name is meant to be there, but its own declaration is at fault. */
  isFaulty?(ref: string): boolean;
  refs(): Iterable<string>;
}

/** The whole provider; everything else is a part of it. */
export const whole = "provider";

/** What one formula may hold once its ranges and months are written out; what is larger takes too long to check. */
const mostParts = 20_000;

export type Apply = Extract<Expression, { kind: "apply" }>;

export class Checker {
  readonly scope: Scope;
  readonly faults: Fault[] = [];
  /** Inside an aggregate: the kind of part over which it runs, once a name has told. */
  #over: { part?: string } | undefined;
  #months: { span?: string; month?: string } | undefined;
  #checked = 0;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  refuse(code: string, at: number, found: string, expected: string): void {
    if (!this.faults.some((fault) => fault.at === at)) this.faults.push({ code, at, found, expected });
  }

  /** The term of an expression; `wanted` tells a text literal what it is. Undefined when something in it is at fault. */
  check(expression: Expression, wanted?: TermType): Term | undefined {
    if (++this.#checked > mostParts) {
      this.refuse("formula-too-large", expression.at, `more than ${mostParts} parts`, "a decision of its own for some");
      return undefined;
    }
    switch (expression.kind) {
      case "bool":
        return literal(bool, expression.value);
      case "number":
        return this.#number(expression);
      case "day":
        return this.#day(expression);
      case "text":
        return this.#text(expression, wanted);
      case "name":
        return this.#name(expression);
      case "apply":
        return this.#apply(expression, wanted);
    }
  }

  #number({ text, unit, at }: Extract<Expression, { kind: "number" }>): Term | undefined {
    const { digits, scale } = parseDecimal(text) ?? { digits: 0n, scale: 0 };
    if (unit === "%") return literal({ kind: "number", form: "percent", scale: scale + 2, unit: "" }, digits);
    if (unit !== undefined && !unit.split(/[*/]/).every((name) => this.scope.units.has(name))) {
      const expected = didYouMean(unit, this.scope.units.keys(), "a unit of units.yaml");
      this.refuse("unknown-unit", at, `\`${text} ${unit}\``, expected);
      return undefined;
    }
    const form = unit === euro ? "money" : "decimal";
    return literal({ kind: "number", form, scale, unit: unit ?? "" }, digits);
  }

  #day({ text, at }: Extract<Expression, { kind: "day" }>): Term | undefined {
    for (const kind of ["day", "instant"] as const) {
      const value = parseDatum({ kind }, text);
      if (value !== undefined) return literal({ kind }, value);
    }
    this.refuse("bad-value", at, `\`@"${text}"\``, 'a day, as `@"2024-10-01"`, or an instant with its offset');
    return undefined;
  }

  #text({ text, at }: Extract<Expression, { kind: "text" }>, wanted?: TermType): Term | undefined {
    if (wanted?.kind === "text") return literal(wanted, text);
    if (wanted === undefined || (wanted.kind !== "enum" && wanted.kind !== "set"))
      return literal({ kind: "enum", values: [text] }, text);
    if (wanted.values.includes(text)) return literal({ kind: "enum", values: wanted.values }, text);
    this.refuse("unknown-value", at, `\`"${text}"\``, didYouMean(text, wanted.values, describeType(wanted)));
    return undefined;
  }

  #name({ ref, period, at }: Extract<Expression, { kind: "name" }>): Term | undefined {
    const declared = this.scope.find(ref);
    if (declared === undefined && this.scope.isFaulty?.(ref)) return undefined;
    if (declared === undefined) {
      this.refuse("unknown-name", at, `\`${ref}\``, didYouMean(ref, this.scope.refs(), "a declared name"));
      return undefined;
    }
    const key = this.#key(ref, period, declared.period, at);
    if (key === undefined || !this.#visible(ref, declared.subject, at)) return undefined;
    const name: Name = { ref, key, subject: declared.subject, type: declared.type };
    return { op: "name", type: declared.type, name };
  }

  /** The name with its period, as facts are keyed. */
  #key(ref: string, period: string | undefined, kind: PeriodKind | undefined, at: number): string | undefined {
    if (kind === "year" && period === undefined) return `${ref}@${this.scope.year}`;
    if (kind === "year" && /^\d{4}$/.test(period ?? "")) return `${ref}@${period}`;
    if (kind === "month" && /^\d{4}-\d{2}$/.test(period ?? "")) return `${ref}@${period}`;
    if (kind === "month" && this.#months !== undefined && monthsOf(period ?? this.scope.year) !== undefined) {
      this.#months.span ??= period ?? this.scope.year;
      if (this.#months.span === (period ?? this.scope.year)) return `${ref}@${this.#months.month ?? this.#months.span}`;
    }
    if ((kind === undefined || kind === "instant") && period === undefined) return ref;
    const forms = {
      year: "a year, as `@2023`",
      month: "a month, as `@2024-08`; a span only in one aggregate",
      instant: "no period",
    };
    this.refuse("bad-period", at, `\`${ref}${period === undefined ? "" : `@${period}`}\``, forms[kind ?? "instant"]);
    return undefined;
  }

  #visible(ref: string, subject: string, at: number): boolean {
    if (subject === this.scope.subject || subject === whole) return true;
    if (this.#over === undefined || this.scope.subject !== whole) {
      const expected = `a name of ${this.scope.subject}${this.scope.subject === whole ? "; parts are read inside an aggregate" : ""}`;
      this.refuse("not-in-view", at, `\`${ref}\` of ${subject}`, expected);
      return false;
    }
    this.#over.part ??= subject;
    if (this.#over.part === subject) return true;
    this.refuse(
      "two-parts",
      at,
      `\`${ref}\` of ${subject}`,
      `a name of ${this.#over.part}: an aggregate runs over one kind of part`,
    );
    return false;
  }

  #apply(expression: Apply, wanted?: TermType): Term | undefined {
    const { op, args, at } = expression;
    const isAggregateCall = op in aggregates && !(op === "count" && this.#isSet(args[0]));
    if (isAggregateCall) return this.#aggregate(expression, op as AggregateName);
    const call = calls[op];
    if (call === undefined) {
      const known = [...Object.keys(calls), ...Object.keys(aggregates)];
      this.refuse("unknown-function", at, `\`${op}\``, didYouMean(op, known, "a function of LANGUAGE.md §4"));
      return undefined;
    }
    if (expression.where !== undefined)
      this.refuse("formula-syntax", expression.where.at, "`where`", "an aggregate before `where`");
    return call(this, expression, wanted);
  }

  #isSet(argument: Expression | undefined): boolean {
    if (argument?.kind === "apply") return argument.op === "without";
    return argument?.kind === "name" && this.scope.find(argument.ref)?.type.kind === "set";
  }

  #aggregate(expression: Apply, of: AggregateName): Term | undefined {
    if (this.#over !== undefined) {
      this.refuse(
        "nested-aggregate",
        expression.at,
        `\`${of}\` inside an aggregate`,
        "a decision of its own for the inner one",
      );
      return undefined;
    }
    this.#over = {};
    this.#months = {};
    const shape = aggregates[of](this, expression);
    const [{ part }, { span }] = [this.#over, this.#months];
    if (shape !== undefined && part === undefined && span === undefined && this.faults.length === 0)
      this.refuse(
        "not-an-aggregate",
        expression.at,
        `\`${of}\` over nothing`,
        "a name of a part, or a monthly fact over a span",
      );
    if (shape !== undefined && part !== undefined && span !== undefined)
      this.refuse("two-parts", expression.at, `\`${of}\` over ${part} and over months`, "one of the two");
    const months = span === undefined ? [] : (monthsOf(span) ?? []);
    const monthly = months.map((month) => {
      this.#months = { span: span!, month };
      return aggregates[of](this, expression);
    });
    this.#over = this.#months = undefined;
    if (shape === undefined || (part === undefined && span === undefined)) return undefined;
    if (part !== undefined) return { op: "aggregate", of, over: part, ...shape };
    return spreadOverMonths(
      of,
      shape.type,
      monthly.filter((cell) => cell !== undefined),
    );
  }

  /** Checks an operand that must be of a kind; a fault otherwise. */
  expect(expression: Expression, kind: Type["kind"], wanted?: TermType): Term | undefined {
    const term = this.check(expression, wanted);
    if (term === undefined || term.type.kind === kind) return term;
    this.refuse("type-mismatch", expression.at, describeType(term.type), kind === "number" ? "a number" : `a ${kind}`);
    return undefined;
  }

  /** Numbers of one unit, at one scale; the literal 0 takes any unit. `terms` is what they were found to be, when that is known. */
  likeNumbers(
    expressions: readonly Expression[],
    terms = expressions.map((expression) => this.expect(expression, "number")),
  ): Term[] | undefined {
    const units = terms.map((term) =>
      term === undefined || isZero(term) ? undefined : (term.type as NumberType).unit,
    );
    const unit = units.find((candidate) => candidate !== undefined) ?? "";
    const odd = units.findIndex((candidate) => candidate !== undefined && candidate !== unit);
    if (odd >= 0) {
      const [found, expected] = [units[odd], unit].map((name) => (name === "" ? "a plain number" : `\`${name}\``));
      this.refuse("unit-mismatch", expressions[odd]!.at, found!, `${expected}, as its neighbour`);
      return undefined;
    }
    const known = terms.filter((term) => term !== undefined);
    if (known.length < terms.length) return undefined;
    return aligned(known.map((term) => (isZero(term) ? ({ ...term, type: { ...term.type, unit } } as Term) : term)));
  }

  /** `a relation b`, of numbers of one unit, or of two values of one other kind. */
  compare(relation: Relation, [left, right]: readonly [Expression, Expression], at: number): Term | undefined {
    const first = left.kind === "text" ? undefined : this.check(left);
    const second = this.check(right, first?.type);
    const a = first ?? (left.kind === "text" ? this.check(left, second?.type) : undefined);
    if (a === undefined || second === undefined) return undefined;
    if (a.type.kind === "number" && second.type.kind === "number") {
      const like = this.likeNumbers([left, right], [a, second]);
      return like && { op: "cmp", type: bool, args: like, mode: relation };
    }
    if (a.type.kind === "text" || second.type.kind === "text") {
      this.refuse("type-mismatch", at, "a comparison of text", "a choice, a number or a day: text can only be shown");
      return undefined;
    }
    const ordered = a.type.kind === "day" || a.type.kind === "instant";
    if (!ordered && relation !== "eq" && relation !== "ne") {
      this.refuse("type-mismatch", at, `an order between ${describeType(a.type)}`, "`=` or `!=`");
      return undefined;
    }
    if (!sameKind(a.type, second.type) && !sameKind(second.type, a.type)) {
      this.refuse("type-mismatch", right.at, describeType(second.type), describeType(a.type));
      return undefined;
    }
    return { op: "cmp", type: bool, args: [a, second], mode: relation };
  }

  /** Makes a term fit a declared type exactly: unit, kind, choices, decimals. */
  fit(term: Term, declared: Type, at: number): Term | undefined {
    const { type } = term;
    if (type.kind === "number" && declared.kind === "number") return this.#fitNumber(term, type, declared, at);
    if (sameKind(type, declared)) return { ...term, type: declared };
    this.refuse("type-mismatch", at, describeType(type), describeType(declared));
    return undefined;
  }

  #fitNumber(term: Term, type: NumberType & { quotient?: true }, declared: NumberType, at: number): Term | undefined {
    const decimals = declared.scale;
    if (type.unit !== declared.unit && !isZero(term)) {
      const words = [type, declared].map(({ unit }) => (unit === "" ? "a plain number" : `\`${unit}\``));
      this.refuse("unit-mismatch", at, words[0]!, words[1]!);
      return undefined;
    }
    if (type.quotient || type.scale > decimals) {
      const found = type.quotient ? "a quotient" : `a number with ${type.scale} decimals`;
      this.refuse("needs-rounding", at, found, `a named rounding, as \`round_half_up(…, ${decimals})\``);
      return undefined;
    }
    const scaled = rescaled(term, decimals);
    return { ...scaled, type: declared };
  }
}

function isZero(term: Term): boolean {
  return term.op === "literal" && term.value === 0n && term.type.kind === "number" && term.type.unit === "";
}
