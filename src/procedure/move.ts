/**
 * How a procedure moves room between the providers of a region within its budget, as its policy says under `rearranges:`: what each
 * gives back, what each asks, and which share of the free room stays for newcomers. Dividing it is `src/rearrangement.ts`.
 */
import { basisKeys, readBasis } from "../basis.ts";
import type { Basis } from "../basis.ts";
import { checkKeys, child, describe, findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { readRef } from "./name.ts";

/** Ids of facts, parameters and decisions. */
export interface Move {
  /** The fact that names the region. */
  readonly region: string;
  /** The parameter with a budget for each region. */
  readonly budget: string;
  /** The fact with what is agreed. */
  readonly agreed: string;
  /** The decisions, in money, of what comes free and of what is asked. */
  readonly gives: string;
  readonly asks: string;
  /** The parameter with the share of the free room that stays for newcomers; absent where none does. */
  readonly newcomers?: string;
  readonly basis: Basis;
}

/** What each key names, and of which form that must be. */
const named = {
  region: ["fact", "text", "a fact that is text"],
  budget: ["parameter", "money", "a parameter in money for each region"],
  agreed: ["fact", "money", "a fact in money"],
  gives: ["decision", "money", "a decision in money"],
  asks: ["decision", "money", "a decision in money"],
  newcomers: ["parameter", "percent", "a parameter in percent"],
} as const;

export function readMove(node: Node | undefined, policy: Policy, findings: Finding[]): Move | undefined {
  if (node === undefined) return undefined;
  const required = Object.keys(named).filter((key) => key !== "newcomers");
  if (!checkKeys(node, required, ["newcomers", ...basisKeys], findings)) return undefined;
  const faults = findings.length;
  const basis = readBasis(node, findings);
  const ids = Object.entries(named).flatMap(([key, [root, form, expected]]) => {
    const at = child(node, key);
    const id = at && readRef(at, root, policy, findings);
    if (at === undefined || id === undefined) return [];
    const parameter = root === "parameter" ? policy.parameters.get(id) : undefined;
    const type = parameter?.type ?? policy.names.find(`${root}.${id}`)?.type;
    const fits = type?.kind === "number" ? type.form === form : type?.kind === form;
    const isPerRegion = key !== "budget" || parameter?.values !== undefined;
    if (!fits || !isPerRegion) findings.push(findingAt(at, "unknown-name", describe(at), expected));
    return [[key, id] as const];
  });
  if (basis === undefined || findings.length > faults) return undefined;
  return { ...(Object.fromEntries(ids) as Omit<Move, "basis">), basis };
}
