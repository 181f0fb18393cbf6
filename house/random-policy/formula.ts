/** Random formulas over all types, with every operator, function and aggregate of the language. */
import type { NumberType, Type } from "../../src/datum.ts";
import { roundingModes } from "../../src/decimal.ts";
import { group, measure, provider } from "./draft.ts";
import type { Draft, Known } from "./draft.ts";
import type { Dice } from "./dice.ts";
import * as value from "./value.ts";

/** A number's text, and whether it is a quotient, which only a rounding or a comparison takes. */
interface Amount {
  readonly text: string;
  readonly quotient: boolean;
  readonly scale: number;
}

const relations = ["=", "!=", "<", "<=", ">", ">="];
const roundings = roundingModes.map((mode) => (mode === "floor" || mode === "ceiling" ? mode : `round_${mode}`));

export class Formulas {
  readonly #dice: Dice;
  readonly #draft: Draft;
  readonly #subject: string;
  /** Inside an aggregate: the kind of part over which it runs. */
  readonly #over: string | undefined;

  constructor(draft: Draft, subject: string, over?: string) {
    this.#dice = draft.dice;
    this.#draft = draft;
    this.#subject = subject;
    this.#over = over;
  }

  /** A formula that fits a declared type, so many levels deep. */
  of(type: Type, depth: number): string {
    switch (type.kind) {
      case "bool":
        return this.bool(depth);
      case "number":
        return this.#fitted(type, this.#number(type.unit, depth));
      case "day":
        return this.#day(depth);
      case "instant":
        return this.#dice.chance(80) ? this.#name(type) : `@"${value.valueText(this.#dice, type)}"`;
      case "enum":
        return this.#choice(depth);
      case "set":
        return this.#set(depth);
      case "text":
        return `(if ${this.bool(depth)} then ${this.#name(type)} else "a text, (shown)")`;
    }
  }

  bool(depth: number): string {
    if (depth === 0) return this.#dice.chance(90) ? this.#name(value.bool) : value.valueText(this.#dice, value.bool);
    const dice = this.#dice;
    const forms: readonly (() => string)[] = [
      () => this.#comparison(depth - 1),
      () => this.#comparison(depth - 1),
      () => `(${dice.several(2, 3, () => this.bool(depth - 1)).join(dice.pick([" and ", " or "]))})`,
      () => `(not ${this.bool(depth - 1)})`,
      () => this.#range(depth - 1),
      () => `known(${this.of(dice.pick(value.types), depth - 1)})`,
      () => `contains(${this.#set(depth - 1)}, ${this.#members()[0]!})`,
      () => `(if ${this.bool(depth - 1)} then ${this.bool(depth - 1)} else ${this.bool(depth - 1)})`,
      () => this.#aggregate(["all", "any"], value.bool, depth) ?? this.bool(0),
    ];
    return dice.pick(forms)();
  }

  #comparison(depth: number): string {
    const dice = this.#dice;
    const type = dice.pick(value.types);
    if (type.kind === "number") {
      const other = dice.chance(10) ? "0" : this.#number(type.unit, depth).text;
      return `(${this.#number(type.unit, depth).text} ${dice.pick(relations)} ${other})`;
    }
    const ordered = type.kind === "day" || type.kind === "instant";
    const relation = dice.pick(ordered ? relations : relations.slice(0, 2));
    const left = type.kind === "enum" ? this.#name(type) : this.of(type, depth);
    return `(${left} ${relation} ${this.of(type, depth)})`;
  }

  #range(depth: number): string {
    const { unit } = this.#dice.pick(value.numbers);
    const [number, from, to] = this.#dice.several(3, 3, () => this.#number(unit, depth).text);
    return `(${number} in ${this.#dice.pick(["[", "("])}${from}..${to}${this.#dice.pick(["]", ")"])})`;
  }

  #number(unit: string, depth: number): Amount {
    if (depth === 0) return this.#plainNumber(unit);
    const dice = this.#dice;
    const [one, two] = [() => this.#number(unit, depth - 1), () => this.#number(unit, depth - 1)];
    const factor = () => this.#number("", depth - 1);
    const forms: readonly (() => Amount)[] = [
      () => joined(dice.pick(["+", "-"]), one(), two()),
      () => quotient(joined("/", one(), factor())),
      () => product(one(), factor()),
      () => negated(one()),
      () => call(dice.pick(["min", "max"]), [one(), two()]),
      () => call("abs", [one()]),
      () => this.#rounded(one()),
      () => chosen(this.bool(depth - 1), one(), two()),
      () => this.#statistic(unit, depth),
      ...(unit === "" ? [() => this.#counted(depth - 1), () => this.#share(depth - 1)] : []),
    ];
    return dice.pick(forms)();
  }

  #plainNumber(unit: string): Amount {
    const dice = this.#dice;
    if (dice.chance(70)) {
      const type = dice.pick(value.numbers.filter((number) => number.unit === unit));
      return { text: this.#name(type), quotient: false, scale: type.scale };
    }
    const digits = value.numberText(dice, 2);
    const literal = unit === "" ? (dice.chance(30) ? "%" : "") : ` ${unit}`;
    return { text: `(${digits}${literal})`, quotient: false, scale: 4 };
  }

  /** Numbers that are no number's: the size of a set, days, a year. */
  #counted(depth: number): Amount {
    const days = (): string => this.#day(depth);
    const text = this.#dice.pick([
      () => `count(${this.#set(depth)})`,
      () => `days_between(${days()}, ${days()})`,
      () => `year_of(${days()})`,
      () => `month_of(${days()})`,
    ])();
    return { text, quotient: false, scale: 0 };
  }

  #share(depth: number): Amount {
    const { unit } = this.#dice.pick(value.numbers);
    return quotient(joined("/", this.#number(unit, depth), this.#number(unit, depth)));
  }

  /** What an aggregate over parts or months gives. */
  #statistic(unit: string, depth: number): Amount {
    const type = this.#dice.pick(value.numbers.filter((number) => number.unit === unit));
    const counts = unit === "" && this.#dice.chance(30);
    const names = counts ? ["count"] : ["sum", "mean", "weighted_mean", "min_of", "max_of"];
    const text = this.#aggregate(names, counts ? value.bool : type, depth);
    if (text === undefined) return this.#plainNumber(unit);
    return { text, quotient: text.includes("mean("), scale: type.scale };
  }

  /** An aggregate of one of these names over values of a type; none inside another, and none where there is nothing to run over. */
  #aggregate(names: readonly string[], type: Type, depth: number): string | undefined {
    const dice = this.#dice;
    if (this.#over !== undefined) return undefined;
    const name = dice.pick(names);
    if (this.#subject !== provider || dice.chance(25)) return this.#overMonths(name, type);
    const over = dice.pick([group, measure]);
    const inside = new Formulas(this.#draft, provider, over);
    const own = (of: Type): string => {
      const known = this.#draft.name(of, over);
      return this.#written(known.subject === over ? known : this.#draft.fact(of, over));
    };
    const read = type.kind === "number" && dice.chance(30) ? `(${own(type)} - ${inside.#name(type)})` : own(type);
    const weight = name === "weighted_mean" ? `, ${own(value.whole)}` : "";
    const where = dice.chance(50) ? ` where ${inside.bool(dice.below(depth))}` : "";
    return `${name}(${read}${weight}${where})`;
  }

  #overMonths(name: string, type: Type): string {
    const [first, last] = this.#dice.pick([
      ["2024-01", "2024-03"],
      ["2023-12", "2024-01"],
    ]);
    const monthly = (of: Type): string => `${this.#monthly(of).ref}@${first}..${last}`;
    const weight = name === "weighted_mean" ? `, ${monthly(value.whole)}` : "";
    const where = this.#dice.chance(50) ? ` where ${monthly(value.bool)}` : "";
    return `${name}(${monthly(type)}${weight}${where})`;
  }

  #monthly(type: Type): Known {
    const known = this.#draft.names.find(
      (name) => name.type === type && name.subject === this.#subject && name.period === "month",
    );
    return known ?? this.#draft.fact(type, this.#subject, "month");
  }

  #day(depth: number): string {
    const dice = this.#dice;
    if (depth === 0 || dice.chance(40))
      return dice.pick([
        () => this.#name(value.day),
        () => this.#name(value.day),
        () => "on",
        () => `@"${value.valueText(dice, value.day)}"`,
      ])();
    if (dice.chance(25)) return `day_of(${this.of(value.instant, 0)})`;
    const number = dice.chance(50) ? dice.pick(["1", "30", "-7", "100000"]) : this.#name(value.whole);
    return `${dice.pick(["add_days", "add_weeks", "add_months"])}(${this.#day(depth - 1)}, ${number})`;
  }

  #choice(depth: number): string {
    if (depth > 0 && this.#dice.chance(30))
      return `(if ${this.bool(depth - 1)} then ${this.#choice(depth - 1)} else ${this.#choice(depth - 1)})`;
    return this.#dice.chance(70) ? this.#name(value.choice) : `"${this.#dice.pick(value.choice.values)}"`;
  }

  #set(depth: number): string {
    if (depth === 0 || this.#dice.chance(50)) return this.#name(value.set);
    return `without(${this.#set(depth - 1)}, ${this.#members().join(", ")})`;
  }

  #members(): string[] {
    return this.#dice.several(1, 2, () => `"${this.#dice.pick(value.set.values)}"`);
  }

  #name(type: Type): string {
    return this.#written(this.#draft.name(type, this.#over ?? this.#subject));
  }

  #written({ ref, period }: Known): string {
    if (period === "month") return `${ref}@${this.#dice.pick(["2024-01", "2024-02"])}`;
    return period === "year" && this.#dice.chance(50) ? `${ref}@${this.#dice.pick(["2023", "2024"])}` : ref;
  }

  #rounded({ text }: Amount, scale = this.#dice.below(4)): Amount {
    return { text: `${this.#dice.pick(roundings)}(${text}, ${scale})`, quotient: false, scale };
  }

  #fitted(type: NumberType, amount: Amount): string {
    const fits = !amount.quotient && amount.scale <= type.scale;
    return (fits ? amount : this.#rounded(amount, this.#dice.below(type.scale + 1))).text;
  }
}

function joined(sign: string, a: Amount, b: Amount): Amount {
  return {
    text: `(${a.text} ${sign} ${b.text})`,
    quotient: a.quotient || b.quotient,
    scale: Math.max(a.scale, b.scale),
  };
}

function product(a: Amount, b: Amount): Amount {
  return { ...joined("*", a, b), scale: a.scale + b.scale };
}

function quotient(amount: Amount): Amount {
  return { ...amount, quotient: true };
}

function negated(amount: Amount): Amount {
  return { ...amount, text: `(-${amount.text})` };
}

function call(name: string, amounts: readonly Amount[]): Amount {
  return {
    text: `${name}(${amounts.map(({ text }) => text).join(", ")})`,
    quotient: amounts.some((amount) => amount.quotient),
    scale: Math.max(...amounts.map(({ scale }) => scale)),
  };
}

function chosen(test: string, a: Amount, b: Amount): Amount {
  return { ...joined("", a, b), text: `(if ${test} then ${a.text} else ${b.text})` };
}
