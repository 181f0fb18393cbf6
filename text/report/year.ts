/**
 * Of which year a figure is: the year whose claims it counts, or the years of the facts that it rests on, through other indicators too.
 * A figure of several years names them all; one of none, as of the policy alone, names nothing.
 */
import type { Indicator, Method, Operand } from "../../src/indicator.ts";

/** The years of an indicator, earliest first. `all` are the indicators among which it may refer to others. */
export function yearsOf({ method }: Indicator, all: readonly Indicator[]): string[] {
  const of = (operand: Operand): string[] => {
    if (operand.kind === "people") return countedIn(method);
    if (operand.kind === "indicator") return through(operand.id);
    return operand.kind === "fact" ? [...operand.key.matchAll(/@(\d{4})$/g)].map(([, year]) => year!) : [];
  };
  const through = (id: string): string[] => {
    const other = all.find((indicator) => indicator.id === id);
    return other === undefined ? [] : yearsOf(other, all);
  };
  const own = method.kind === "weighted-mean" ? through(method.of) : operandsOf(method).flatMap(of);
  return [...new Set(own.length > 0 ? own : countedIn(method))].toSorted();
}

/** “Opnameratio (2022)”: a label with the years of its figure. */
export function withYears(label: string, indicator: Indicator, all: readonly Indicator[]): string {
  const years = yearsOf(indicator, all);
  return years.length === 0 ? label : `${label} (${years.join(", ")})`;
}

function countedIn(method: Method): string[] {
  return "year" in method ? [String(method.year)] : [];
}

function operandsOf(method: Method): readonly Operand[] {
  switch (method.kind) {
    case "proportion":
    case "rate":
    case "rate-against-peers":
      return [...method.numerator, ...method.denominator];
    case "difference":
      return [...method.of, ...method.less];
    case "nps":
      return [...method.promoters, ...method.passives, ...method.critics];
    case "position":
    case "fact":
      return [method.of];
    default:
      return [];
  }
}
