/** The small changes of a cell: a bound in or out, one step off, another choice. */
import { toPolicyText } from "../datum.ts";
import type { Type } from "../datum.ts";
import { quote } from "../document.ts";
import { toFormulaText } from "../formula.ts";
import type { Term } from "../formula.ts";
import type { Cell } from "../sheet.ts";
import { neighboursOf } from "./value.ts";

type Range = Extract<Cell, { kind: "range" }>;

/** Each changed cell with what changed, in words. */
export function cellVariants(cell: Cell, type: Type): [Cell, string][] {
  const changed = changesOf(cell);
  return changed.map((other) => [other, `${quote(cellText(cell, type))} becomes ${quote(cellText(other, type))}`]);
}

function changesOf(cell: Cell): Cell[] {
  if (cell.kind === "any") return [];
  if (cell.kind === "range") return (["from", "to"] as const).flatMap((side) => boundChanges(cell, side));
  return cell.values.flatMap((term, i) =>
    neighbours(term).map((value) => ({ ...cell, values: cell.values.with(i, value) })),
  );
}

function boundChanges(cell: Range, side: "from" | "to"): Cell[] {
  const bound = cell[side];
  if (bound === undefined) return [];
  const flipped = { ...bound, open: !bound.open };
  return [flipped, ...neighbours(bound.value).map((value) => ({ ...bound, value }))].map((changed) => ({
    ...cell,
    [side]: changed,
  }));
}

function neighbours(term: Term): Term[] {
  return term.op === "literal" ? neighboursOf(term.type, term.value).map((value) => ({ ...term, value })) : [];
}

function cellText(cell: Cell, type: Type): string {
  const text = (term: Term): string => (term.op === "literal" ? toPolicyText(type, term.value) : toFormulaText(term));
  if (cell.kind === "any") return "-";
  if (cell.kind === "in") {
    const values = cell.values.map(text).join(", ");
    return cell.negated ? `not(${values})` : values;
  }
  const { from, to } = cell;
  if (from === undefined) return `${to!.open ? "<" : "<="} ${text(to!.value)}`;
  if (to === undefined) return `${from.open ? ">" : ">="} ${text(from.value)}`;
  return `${from.open ? "(" : "["}${text(from.value)}..${text(to.value)}${to.open ? ")" : "]"}`;
}
