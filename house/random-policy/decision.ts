/** Random decisions: formulas, lists of conditions and sheets of every hit policy, each reading what was decided before it. */
import type { Type } from "../../src/datum.ts";
import { hitPolicies } from "../../src/sheet.ts";
import type { HitPolicy } from "../../src/sheet.ts";
import { group, measure, provider } from "./draft.ts";
import type { Draft, Known } from "./draft.ts";
import { Formulas } from "./formula.ts";
import * as value from "./value.ts";

/** Adds one decision to a policy. */
export function addDecision(draft: Draft, i: number): void {
  const subject = draft.dice.pick([provider, provider, group, measure]);
  draft.dice.pick([addFormula, addFormula, addConditions, addSheet, addSheet])(draft, `d${i}`, subject);
}

function addFormula(draft: Draft, id: string, subject: string): void {
  const type = draft.dice.pick([...value.types, value.text]);
  const is = `is: ${JSON.stringify(new Formulas(draft, subject).of(type, draft.dice.below(4)))}`;
  const open = draft.dice.chance(10);
  const what = open ? "open: not published" : is;
  const body = `id: ${id}\nfor: ${subject}\n${declaration(type)}\n${what}\nassumption: t\n`;
  if (open && draft.dice.chance(50))
    draft.extend(`${id}.formula.yaml`, `id: ${id}\nfor: ${subject}\n${is}\nassumption: t\n`);
  draft.decide(`${id}.formula.yaml`, body, [{ ref: `decision.${id}`, subject, type }]);
}

function declaration(type: Type): string {
  return value.declaration(type).replaceAll(/, (?=unit|scale|values)/g, "\n");
}

function addConditions(draft: Draft, id: string, subject: string): void {
  const { dice } = draft;
  const formulas = new Formulas(draft, subject);
  const conditions = dice.several(1, 4, (i) => {
    const test = formulas.bool(dice.below(3));
    const shown = dice.chance(30) ? ` {${refOf(draft.name(dice.pick(value.types), subject))}}` : "";
    const weight = i > 0 && dice.chance(25) ? "preferred" : "required";
    return `- {id: c${i}, test: ${JSON.stringify(test)}, weight: ${weight}, nl: "n", en: "e${shown}", assumption: t}`;
  });
  const holds = dice.pick(["all", "all", "any"]);
  const body = `id: ${id}\nfor: ${subject}\nholds: ${holds}\nconditions:\n${conditions.join("\n")}\n`;
  draft.decide(`${id}.conditions.yaml`, body, [{ ref: `decision.${id}`, subject, type: value.bool }]);
}

function addSheet(draft: Draft, id: string, subject: string): void {
  const { dice } = draft;
  const hit = dice.pick(["unique", "first", ...hitPolicies] as const);
  const inputs = dice.several(1, 3, () => draft.name(dice.pick(value.types), subject));
  const refs = inputs.map(refOf);
  const outputs = dice.several(1, 2, (i) => ({ id: `o${i}`, type: dice.pick(outputTypes(hit)) }));
  const rule = (i: number): string => {
    const when = inputs.map(({ type }) => cell(draft, subject, type));
    const then = outputs.map(({ type }) => thenCell(draft, subject, type, inputs, refs));
    return `- {id: r${i}, when: [${when.join(", ")}], then: [${then.join(", ")}], assumption: t}`;
  };
  const rules = dice.chance(1) ? dice.several(31, 70, rule) : dice.several(0, 5, rule);
  const columns = inputs.map(({ type }, i) => `{ref: ${refs[i]}, ${value.declaration(type)}}`);
  const gives = outputs.map((output) => `{id: ${output.id}, ${value.declaration(output.type)}}`);
  const lines = [`id: ${id}`, `for: ${subject}`, `hit: ${hit}`, `inputs: [${columns.join(", ")}]`];
  const body = [...lines, `outputs: [${gives.join(", ")}]`, `rules: ${rules.length === 0 ? "[]" : ""}`, ...rules];
  const ref = (output: string): string => `decision.${id}${outputs.length > 1 ? `.${output}` : ""}`;
  const known = outputs.map((output) => ({ ref: ref(output.id), subject, type: resultType(hit, output.type) }));
  draft.decide(`${id}.sheet.yaml`, `${body.join("\n")}\n`, known);
}

/** A name as it is written where no formula stands. */
function refOf({ ref, period }: Known): string {
  return period === "month" ? `${ref}@2024-01` : ref;
}

function outputTypes(hit: HitPolicy): readonly Type[] {
  if (hit === "collect-list") return [value.choice];
  if (hit === "collect-sum") return value.numbers;
  if (hit === "collect-min" || hit === "collect-max") return [...value.numbers, value.day, value.instant];
  return [...value.types, value.text];
}

/** A list of choices is of a type of its own, which nothing else here reads. */
function resultType(hit: HitPolicy, type: Type): Type {
  if (hit === "collect-list") return { kind: "set", values: value.choice.values };
  return hit === "collect-count" ? value.whole : type;
}

/** A cell of any form that its type allows, in quotes where YAML would read something else. */
function cell(draft: Draft, subject: string, type: Type): string {
  const { dice } = draft;
  if (dice.chance(25)) return `"-"`;
  if (type.kind === "set") return dice.chance(70) ? value.valueText(dice, type) : `"not(${dice.pick(type.values)})"`;
  const ordered = type.kind === "number" || type.kind === "day" || type.kind === "instant";
  const bound = (): string => (dice.chance(15) ? draft.parameter(type, subject).ref : value.valueText(dice, type));
  if (!ordered || dice.chance(25)) {
    const values = dice.several(1, 2, bound).join(", ");
    return `"${dice.chance(30) ? `not(${values})` : values}"`;
  }
  if (dice.chance(50)) return `"${dice.pick(["<", "<=", ">", ">="])} ${bound()}"`;
  const [from, to] = [value.valueText(dice, type), draft.parameter(type, subject).ref];
  return `"${dice.pick(["[", "("])}${from}..${to}${dice.pick(["]", ")"])}"`;
}

function thenCell(
  draft: Draft,
  subject: string,
  type: Type,
  inputs: readonly Known[],
  refs: readonly string[],
): string {
  const { dice } = draft;
  const column = inputs.findIndex((input) => input.type === type);
  if (column >= 0 && dice.chance(25)) return refs[column]!;
  if (dice.chance(10) && type.kind !== "text") return draft.parameter(type, subject).ref;
  return type.kind === "set" ? value.valueText(dice, type) : JSON.stringify(value.valueText(dice, type));
}
