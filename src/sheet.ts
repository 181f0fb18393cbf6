/**
 * Decision sheets: rows of typed cells, as a policy officer writes them (`policy/LANGUAGE.md` §6). A sheet is read once; then it is
 * compiled to one table per column, so that deciding is a look-up per column and an *and* of bitmasks, and the trace is those masks.
 *
 *     inputs  [decision.total_score, fact.funding]      rules  best: [">= parameter.cutoff_a", hourly] → [A]
 */
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import { describeType, readType, sameKind, typeKeys } from "./datum.ts";
import type { Type } from "./datum.ts";
import { checkKeys, checkOnce, child, childText, childWord, describe, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { checkFormula } from "./formula.ts";
import type { Name, Scope, Term } from "./formula.ts";
import { readCell, readValue } from "./sheet/cell.ts";
import type { Cell } from "./sheet/cell.ts";

export type { Cell, Operand } from "./sheet/cell.ts";
export { compileSheet } from "./sheet/match.ts";
export type { CompiledSheet, Match } from "./sheet/match.ts";

export const hitPolicies = [
  "unique",
  "first",
  "collect-sum",
  "collect-min",
  "collect-max",
  "collect-count",
  "collect-list",
] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export interface Column {
  readonly name: Name;
  readonly declaredAt: Node;
}

export interface Output {
  readonly id: string;
  /** Of what a rule says in its `then` cell. */
  readonly type: Type;
  /** Of what others read: under `collect-count` a whole number, under `collect-list` a set of the choices. */
  readonly result: Type;
  /** The choices are listed from best to worst, so that one can ask what would have made it better. */
  readonly ranked?: true;
  readonly declaredAt: Node;
}

export interface SheetRule {
  readonly id: string;
  readonly when: readonly Cell[];
  /** Per output: a literal, a parameter, or an input. */
  readonly then: readonly Term[];
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export interface Sheet {
  readonly kind: "sheet";
  readonly id: string;
  readonly subject: string;
  readonly hit: HitPolicy;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Output[];
  readonly rules: readonly SheetRule[];
  readonly declaredAt: Node;
}

/** The outputs that a sheet declares, before its names can be looked up: others may read them. None when one is at fault. */
export function readOutputs(node: Node, scope: Pick<Scope, "units">, findings: Finding[]): Output[] {
  const faults = findings.length;
  const items = itemsOf(child(node, "outputs"), "outputs", findings);
  const outputs = items.flatMap((item) => readOutput(item, childText(node, "hit"), scope, findings) ?? []);
  checkOnce(outputs, "one output of this id", findings);
  return findings.length > faults ? [] : outputs;
}

function readOutput(
  node: Node,
  hit: string | undefined,
  scope: Pick<Scope, "units">,
  findings: Finding[],
): Output | undefined {
  if (!checkKeys(node, ["id", "type"], [...typeKeys, "ranked"], findings)) return undefined;
  const type = readType(node, scope.units, findings);
  const result = type && resultOf(hit, type);
  if (type !== undefined && result === undefined) findings.push(notCollected(child(node, "type")!, hit!));
  if (type === undefined || result === undefined) return undefined;
  const ranked = childText(node, "ranked") === "true" ? { ranked: true as const } : {};
  return { id: childText(node, "id") ?? "", type, result, ...ranked, declaredAt: node };
}

/** What others read of an output of this type; undefined when the hit policy cannot collect it. */
function resultOf(hit: string | undefined, type: Type): Type | undefined {
  switch (hit) {
    case "collect-count":
      return { kind: "number", form: "int", scale: 0, unit: "" };
    case "collect-list":
      return type.kind === "enum" ? { kind: "set", values: type.values } : undefined;
    case "collect-sum":
      return type.kind === "number" ? type : undefined;
    case "collect-min":
    case "collect-max":
      return type.kind === "number" || type.kind === "day" || type.kind === "instant" ? type : undefined;
    default:
      return type;
  }
}

function notCollected(type: Node, hit: string): Finding {
  const wanted = { "collect-list": "an enum", "collect-sum": "a number" }[hit] ?? "a number, a day or an instant";
  return findingAt(type, "not-collected", describe(type), `${wanted}, for ${quote(hit)}`, { field: "type" });
}

/** Reads a sheet against the names it can see. Faulty rules are told and left out; the sheet itself needs inputs and outputs. */
export function readSheet(
  node: Node,
  scope: Scope,
  outputs: readonly Output[],
  findings: Finding[],
): Sheet | undefined {
  const keys = ["id", "for", "hit", "inputs", "outputs", "rules"];
  if (!checkKeys(node, keys, ["nl", "en", "vague", "choice"], findings)) return undefined;
  const hit = childWord(node, "hit", hitPolicies, findings);
  const columns = itemsOf(child(node, "inputs"), "inputs", findings).map((item) => readColumn(item, scope, findings));
  const inputs = columns.filter((column) => column !== undefined);
  if (hit === undefined || inputs.length < columns.length || outputs.length === 0) return undefined;
  const shape = { hit, inputs, outputs };
  const rules = itemsOf(child(node, "rules"), "rules", findings).flatMap(
    (item) => readRule(item, shape, scope, findings) ?? [],
  );
  checkOnce(rules, "one rule of this id", findings);
  return { kind: "sheet", id: childText(node, "id") ?? "", subject: scope.subject, ...shape, rules, declaredAt: node };
}

function readColumn(node: Node, scope: Scope, findings: Finding[]): Column | undefined {
  if (!checkKeys(node, ["ref", "type"], typeKeys, findings)) return undefined;
  const ref = child(node, "ref")!;
  const bare = childText(node, "ref") ?? "";
  if (!/^[a-z][a-z0-9_.]*(@[\d.-]+)?$/.test(bare)) return notOneName(ref, findings);
  const type = scope.find(bare.split("@")[0]!)?.type ?? { kind: "text" };
  const { term, faults } = checkFormula(bare, scope, type);
  for (const { code, at, found, expected } of faults)
    findings.push(findingAt(ref, code, found, expected, { offset: at, field: "ref" }));
  if (term === undefined) return undefined;
  if (term.op !== "name") return notOneName(ref, findings);
  if (!agrees(node, term.name, scope, findings)) return undefined;
  if (term.type.kind !== "text") return { name: term.name, declaredAt: node };
  const expected = "a choice, a number or a day: text can only be shown";
  findings.push(findingAt(child(node, "type")!, "type-mismatch", "`text`", expected, { field: "type" }));
  return undefined;
}

function notOneName(ref: Node, findings: Finding[]): undefined {
  const expected = "the name of one fact, indicator, parameter or decision";
  findings.push(findingAt(ref, "not-a-name", describe(ref), expected, { field: "ref" }));
}

/** What a column says of its input must be what the input was declared as. */
function agrees(node: Node, { ref, type }: Name, scope: Scope, findings: Finding[]): boolean {
  const faults: Finding[] = [];
  const scale = type.kind === "number" && childText(node, "scale") === undefined;
  const said = readType(scale ? withScale(node) : node, scope.units, faults);
  const sameForm = said?.kind !== "number" || type.kind !== "number" || said.form === type.form;
  if (said !== undefined && faults.length === 0 && sameForm && sameKind(said, type) && sameKind(type, said))
    return true;
  const at = child(node, "type") ?? node;
  if (faults.length > 0) findings.push(...faults);
  else
    findings.push(
      findingAt(at, "type-mismatch", describeType(said!), `${describeType(type)}, as ${quote(ref)} is declared`),
    );
  return false;
}

function withScale(node: Node): Node {
  if (node.kind !== "mapping") return node;
  const scale: Node = { kind: "scalar", file: node.file, text: "0", at: node.at };
  return { ...node, entries: new Map([...node.entries, ["scale", { key: scale, value: scale }]]) };
}

type Shape = Pick<Sheet, "hit" | "inputs" | "outputs">;

function readRule(node: Node, { inputs, outputs }: Shape, scope: Scope, findings: Finding[]): SheetRule | undefined {
  if (!checkKeys(node, ["id", "when", "then"], ["nl", "en", ...basisKeys], findings)) return undefined;
  const basis = readBasis(node, findings);
  const [cells, values] = [child(node, "when")!, child(node, "then")!].map((list) => itemsOf(list, "rule", findings));
  for (const [list, wanted, word] of [
    [cells, inputs.length, "when"],
    [values, outputs.length, "then"],
  ] as const)
    if (list!.length !== wanted) {
      findings.push(
        findingAt(child(node, word)!, "cell-count", `${list!.length} cells`, `${wanted}, one per column`, {
          field: word,
        }),
      );
      return undefined;
    }
  const when = cells!.map((cell, i) => readCell(cell, inputs[i]!.name.type, scope, findings));
  const columns = inputs.map(({ name }) => name.key);
  const then = values!.map((value, i) => readThen(value, outputs[i]!.type, columns, scope, findings));
  const [known, given] = [when.filter((cell) => cell !== undefined), then.filter((term) => term !== undefined)];
  if (basis === undefined || known.length < when.length || given.length < then.length) return undefined;
  return { id: childText(node, "id") ?? "", when: known, then: given, basis, declaredAt: node };
}

/** One value: a literal, a parameter, or what stands in an input column. */
function readThen(
  node: Node,
  type: Type,
  columns: readonly string[],
  scope: Scope,
  findings: Finding[],
): Term | undefined {
  const value = readValue(node, type, scope, findings);
  if (value === undefined) return undefined;
  const name = value.op === "rescale" ? value.args[0]! : value;
  const given =
    name.op !== "name" || /^(parameter|deliverable)\./.test(name.name.ref) || columns.includes(name.name.key);
  if (given) return value;
  findings.push(
    findingAt(node, "bad-cell", describe(node), "one value, a parameter or an input column", { field: "then" }),
  );
  return undefined;
}
