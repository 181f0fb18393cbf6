/**
 * Cliffs: where the smallest step of an input, a cent or a day, changes an amount or a class by a jump. That may be meant, and is
 * always told, since whoever stands at the edge will find it.
 */
import type { Type } from "../datum.ts";
import { findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import type { Finding } from "../finding.ts";

/** Amounts, other numbers and classes: a jump in these costs or gains somebody something. */
export function isMeasured(type: Type): boolean {
  return type.kind === "number" || type.kind === "enum";
}

export function cliff(at: Node, found: string): Finding {
  const expected = "an edge that is meant; a formula can slope where a sheet must jump";
  return findingAt(at, "cliff", found, expected, { severity: "warning" });
}
