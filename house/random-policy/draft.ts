/** A random policy in the making: what is declared so far, and the text of it. */
import type { Type } from "../../src/datum.ts";
import type { Folder, PolicyText } from "../../src/policy.ts";
import type { Dice } from "./dice.ts";
import { bool, declaration, instant, units, valueText } from "./value.ts";

/** A name that something can be read by. */
export interface Known {
  readonly ref: string;
  readonly subject: string;
  readonly type: Type;
  readonly period?: "month" | "year";
}

export const provider = "provider";
/** Parts that a dossier brings along, and parts that the policy lists. */
export const [group, measure] = ["provider.group", "provider.measure"];
export const measures = ["m1", "m2"];

const header = (id: string): string =>
  `format: driehoek/1\nid: ${id}\nbuyer: b\nlaw: zvw\ncare: c\nstatus: draft\nvalid: [2024-01-01, 2025-01-01]\nprocedure: p\n`;

export class Draft {
  readonly dice: Dice;
  readonly names: Known[] = [];
  readonly #facts: string[] = [];
  readonly #indicators: string[] = [];
  readonly #parameters: string[] = [];
  readonly #fillings: string[] = [];
  readonly #missing: string[] = [];
  readonly #base = new Map<string, string>();
  readonly #extension = new Map<string, string>();
  #deliverable = "";

  constructor(dice: Dice) {
    this.dice = dice;
    this.fact(bool, group);
  }

  /** A name of a type that a decision about a subject can read: one that is there, or a new one. */
  name(type: Type, subject: string): Known {
    const visible = this.names.filter(
      (known) => known.type === type && (known.subject === subject || known.subject === provider),
    );
    if (visible.length > 0 && this.dice.chance(75)) return this.dice.pick(visible);
    const owner = this.dice.chance(75) ? subject : provider;
    if (this.dice.chance(20)) return this.parameter(type, owner);
    if (type === instant && this.dice.chance(20)) return this.#window();
    return type.kind === "number" && this.dice.chance(25) ? this.indicator(type, owner) : this.fact(type, owner);
  }

  fact(type: Type, subject: string, period = this.dice.pick(["instant", "instant", "year", "month"] as const)): Known {
    const id = `f${this.#facts.length}`;
    const bounds = type.kind === "number" ? ", least: none" : "";
    this.#facts.push(
      `- {id: ${id}, subject: ${subject}, period: ${period}, ${declaration(type)}${bounds}, nl: n, en: e, supplier: provider, assumption: t}`,
    );
    if (this.dice.chance(10)) this.#missing.push(`  fact.${id}: {value: ${this.#quoted(type)}, assumption: t}`);
    return this.#know({ ref: `fact.${id}`, subject, type, ...(period !== "instant" && { period }) });
  }

  /** A figure of the value model. What it is counted from does not matter here: deciding takes it as it is supplied. */
  indicator(type: Type, subject: string): Known {
    const id = `i${this.#indicators.length}`;
    const { ref } = this.fact(type, subject, "instant");
    this.#indicators.push(
      `- {id: ${id}, for: ${subject}, ${declaration(type)}, kind: fact, of: ${ref}, assumption: t}`,
    );
    if (this.dice.chance(10)) this.#missing.push(`  indicator.${id}: {value: ${this.#quoted(type)}, assumption: t}`);
    return this.#know({ ref: `indicator.${id}`, subject, type });
  }

  /** A parameter: given once, given per part, left open, or left open and filled by the policy that extends this one. */
  parameter(type: Type, subject: string): Known {
    // Choices that differ per part are those that occur, so a parameter per part is of another type than its neighbours.
    if (subject !== provider && "values" in type) return this.parameter(type, provider);
    const id = `p${this.#parameters.length}`;
    const given = subject === provider ? `value: ${this.#quoted(type)}` : this.#perPart(type, subject);
    const open = this.dice.chance(25);
    this.#parameters.push(
      `  ${id}: {for: ${subject}, ${declaration(type)}, ${open ? "open: because" : given}, assumption: t}`,
    );
    if (open && this.dice.chance(30)) this.#fillings.push(`  ${id}: {${given}, assumption: t}`);
    return this.#know({ ref: `parameter.${id}`, subject, type });
  }

  /** Takes a decision in: its text, and what others may read of it. */
  decide(file: string, body: string, gives: readonly Known[]): void {
    this.#base.set(file, body);
    this.names.push(...gives);
  }

  /** Fills an open formula in the policy that extends this one. */
  extend(file: string, body: string): void {
    this.#extension.set(file, body);
  }

  toText(): PolicyText {
    const section = (name: string, lines: readonly string[]): string =>
      lines.length === 0 ? "" : `${name}:\n${lines.join("\n")}\n`;
    const body = section("parameters", this.#parameters) + section("missing", this.#missing) + this.#deliverable;
    const subjects = `subjects: {${measure}: [${measures.join(", ")}]}\n`;
    this.#base.set("policy.yaml", header("base") + subjects + body);
    if (this.#indicators.length > 0) this.#base.set("value-model.yaml", section("indicators", this.#indicators));
    const chain: Folder[] = [{ path: "base", files: this.#base }];
    if (this.#extension.size + this.#fillings.length > 0) {
      this.#extension.set("policy.yaml", header("extension") + section("parameters", this.#fillings));
      chain.push({ path: "extension", files: this.#extension });
    }
    const facts = new Map([
      ["units.yaml", units],
      ["facts.yaml", this.#facts.join("\n") || "[]"],
    ]);
    return { chain, facts: { path: "facts", files: facts } };
  }

  #perPart(type: Type, subject: string): string {
    const members = subject === measure ? measures : ["x", "y"];
    const values = members.map((member) => `${member}: ${this.#quoted(type)}`);
    return `values: {${values.join(", ")}}`;
  }

  #quoted(type: Type): string {
    const value = valueText(this.dice, type);
    return type.kind === "set" ? value : JSON.stringify(value);
  }

  #window(): Known {
    this.#deliverable =
      "deliverables:\n  d: {opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: p, assumption: t}\n";
    return { ref: `deliverable.d.${this.dice.pick(["opens", "closes"])}`, subject: provider, type: instant };
  }

  #know(known: Known): Known {
    this.names.push(known);
    return known;
  }
}
