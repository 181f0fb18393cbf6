/**
 * A decision is what a policy says about a subject: conditions that hold or not, a row of a sheet, or the value of a formula.
 * Decisions read each other by name and form a graph without cycles.
 */
import { basisKeys, openKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import type { Condition, Conditions } from "./condition.ts";
import { readType, typeKeys } from "./datum.ts";
import type { Type } from "./datum.ts";
import { checkKeys, child, childText, findingAt } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { namesOf, readFormula } from "./formula.ts";
import type { Name, Scope, Term } from "./formula.ts";
import type { Cell, Sheet } from "./sheet.ts";

/** A formula by name. The buyer may have published that there is one, and not which: then it is `open`, and always unknown. */
export interface Formula {
  readonly kind: "formula";
  readonly id: string;
  readonly subject: string;
  readonly type: Type;
  readonly is: Term | { readonly open: string };
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export type Decision = Conditions | Sheet | Formula;

/** Reads a named formula against the names it can see. */
export function readNamedFormula(node: Node, scope: Scope, type: Type, findings: Finding[]): Formula | undefined {
  const isOpen = child(node, "open") !== undefined;
  const keys = ["id", "for", "type", isOpen ? "open" : "is"];
  const optional = [...typeKeys, "nl", "en", ...(isOpen ? openKeys : []), ...basisKeys];
  if (!checkKeys(node, keys, optional, findings)) return undefined;
  const basis = readBasis(node, findings);
  const open = childText(node, "open");
  const is = open === undefined ? readFormula(child(node, "is")!, scope, type, "is", findings) : { open };
  if (basis === undefined || is === undefined) return undefined;
  return {
    kind: "formula",
    id: childText(node, "id") ?? "",
    subject: scope.subject,
    type,
    is,
    basis,
    declaredAt: node,
  };
}

/** The declared type of a formula, before its names can be looked up. */
export function readFormulaType(node: Node, scope: Pick<Scope, "units">, findings: Finding[]): Type | undefined {
  return readType(node, scope.units, findings);
}

/** The names under which others read a decision, with their types. */
export function outputsOf(decision: Decision): { readonly ref: string; readonly type: Type }[] {
  const ref = `decision.${decision.id}`;
  if (decision.kind === "conditions") return [{ ref, type: { kind: "bool" } }];
  if (decision.kind === "formula") return [{ ref, type: decision.type }];
  const [only, ...others] = decision.outputs;
  if (only !== undefined && others.length === 0) return [{ ref, type: only.result }];
  return decision.outputs.map(({ id, result }) => ({ ref: `${ref}.${id}`, type: result }));
}

/** Every name a decision reads, each once. */
export function readsOf(decision: Decision): Name[] {
  const names = new Map(termsOf(decision).flatMap((term) => namesOf(term).map((name) => [name.key, name] as const)));
  for (const name of decision.kind === "conditions" ? decision.conditions.flatMap(({ shown }) => shown) : [])
    names.set(name.key, name);
  return [...names.values()];
}

function termsOf(decision: Decision): Term[] {
  switch (decision.kind) {
    case "formula":
      return "open" in decision.is ? [] : [decision.is];
    case "conditions":
      return decision.conditions.map(({ test }) => test);
    case "sheet": {
      const inputs = decision.inputs.map(({ name }): Term => ({ op: "name", type: name.type, name }));
      return [...inputs, ...decision.rules.flatMap(({ when, then }) => [...when.flatMap(operandsOf), ...then])];
    }
  }
}

/** The bounds and values of a cell. */
export function operandsOf(cell: Cell): Term[] {
  if (cell.kind === "any") return [];
  if (cell.kind === "in") return [...cell.values];
  return [cell.from?.value, cell.to?.value].filter((term) => term !== undefined);
}

/** The other decision whose verdict is all that a condition tests, if it is one. */
export function nestedIn({ test }: Condition): string | undefined {
  return test.op === "name" && test.name.ref.startsWith("decision.")
    ? test.name.ref.slice("decision.".length)
    : undefined;
}

/** The decisions in an order in which each stands after all it reads; a cycle is a finding and its members are left out. */
export function inOrder(decisions: ReadonlyMap<string, Decision>, findings: Finding[]): Decision[] {
  const order: Decision[] = [];
  const state = new Map<string, "open" | "done" | "faulty">();
  const visit = (decision: Decision, path: readonly string[]): boolean => {
    const known = state.get(decision.id);
    if (known === "done" || known === "faulty") return known === "done";
    if (known === "open") {
      const cycle = [...path.slice(path.indexOf(decision.id)), decision.id].join(" → ");
      findings.push(findingAt(decision.declaredAt, "cycle", cycle, "decisions that do not wait for themselves"));
      return false;
    }
    state.set(decision.id, "open");
    const sound = readsOf(decision)
      .map(({ ref }) => decisionOf(ref, decisions))
      .every((needed) => needed === undefined || visit(needed, [...path, decision.id]));
    state.set(decision.id, sound ? "done" : "faulty");
    if (sound) order.push(decision);
    return sound;
  };
  for (const decision of decisions.values()) visit(decision, []);
  return order;
}

/** The decision that a name reads: `decision.class` or, of a sheet with several outputs, `decision.offer.price`. */
export function decisionOf(ref: string, decisions: ReadonlyMap<string, Decision>): Decision | undefined {
  if (!ref.startsWith("decision.")) return undefined;
  const id = ref.slice("decision.".length);
  return decisions.get(id) ?? decisions.get(id.slice(0, id.lastIndexOf(".")));
}
