/** Cliffs of a sheet: it jumps at each bound at which its outputs differ. */
import { toPolicyText } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { quote } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import type { Sheet } from "../sheet.ts";
import { bindingsOf, nameOf } from "./binding.ts";
import type { Binding } from "./binding.ts";
import { cliff, isMeasured } from "./cliff.ts";
import { bit, setsOf } from "./cover.ts";
import type { Rules } from "./cover.ts";
import { faultsUnder } from "./fault.ts";
import { stretchesOf } from "./stretch.ts";
import type { Stretch, Stretched } from "./stretch.ts";

/** The cliffs of a sheet, each as a warning at the rule that hits behind it. */
export function sheetCliffs(policy: Policy, sheet: Sheet): Finding[] {
  const bindings = bindingsOf(policy, sheet) ?? [];
  const binding = bindings.find((candidate) => faultsUnder(policy, sheet, candidate)?.length === 0) ?? bindings[0];
  if (binding === undefined) return [];
  const columns = stretchesOf(policy, sheet, binding);
  const teller = new Teller(policy, sheet, binding);
  return columns.flatMap((column, i) => {
    if (!["number", "day", "instant"].includes(column.type.kind)) return [];
    const sets = setsOf(columns.toSpliced(i, 1), bit(sheet.rules.length) - 1n);
    return column.stretches.slice(1).flatMap((after, k) => teller.tell(i, column, [column.stretches[k]!, after], sets));
  });
}

class Teller {
  readonly #policy: Policy;
  readonly #sheet: Sheet;
  readonly #binding: Binding;
  readonly #told = new Set<string>();

  constructor(policy: Policy, sheet: Sheet, binding: Binding) {
    this.#policy = policy;
    this.#sheet = sheet;
    this.#binding = binding;
  }

  /** What changes from one stretch of a column to the next, for each set of rules that the other columns leave. */
  tell(
    place: number,
    column: Stretched,
    edge: readonly [Stretch, Stretch],
    sets: ReadonlySet<Rules> = new Set(),
  ): Finding[] {
    const [before, after] = edge;
    if (before.holds === after.holds) return [];
    const name = quote(this.#sheet.inputs[place]!.name.key);
    const point = (before.single ? before.to : after.from)!;
    const at = column.names.get(point) ?? toPolicyText(column.type, point);
    const [under, over] = before.single ? [`up to ${at}:`, `above ${at}:`] : [`below ${at}:`, `from ${at} on:`];
    const jumps = this.#sheet.hit.startsWith("collect-")
      ? this.#entering(before.holds, after.holds)
      : [...sets].flatMap((set) => this.#turning(set & before.holds, set & after.holds, point, place));
    return jumps.flatMap(({ from, to, rule }) => {
      const found = `${name}: ${under} ${from}; ${over} ${to}`;
      if (this.#told.has(found)) return [];
      this.#told.add(found);
      return [cliff(this.#sheet.rules[rule]!.declaredAt, found)];
    });
  }

  /** The outputs in which the rule that hits before differs from the one that hits after. */
  #turning(before: Rules, after: Rules, point: Datum, place: number): Jump[] {
    const [first, second] = [ruleIn(before), ruleIn(after)];
    if (first === undefined || second === undefined || first === second) return [];
    return this.#sheet.outputs.flatMap(({ type }, output) => {
      const [from, to] = [first, second].map((rule) => this.#output(rule, output, point, place));
      return isMeasured(type) && from !== to ? [{ from: from!, to: to!, rule: second }] : [];
    });
  }

  /** Under `collect-*` each rule that begins or ends to count. */
  #entering(before: Rules, after: Rules): Jump[] {
    return [...this.#sheet.rules.entries()].flatMap(([rule, { id }]) => {
      const [counted, counts] = [before, after].map((rules) => (rules & bit(rule)) !== 0n);
      if (counted === counts) return [];
      const value = this.#output(rule, 0);
      const [from, to] = [`${value} of ${quote(id)}`, "nothing of it"];
      return [counted ? { from, to, rule } : { from: to, to: from, rule }];
    });
  }

  /** What a rule gives: its value, or the name under which it is known. At a boundary a column gives that boundary. */
  #output(rule: number, output: number, point?: Datum, place?: number): string {
    const term = this.#sheet.rules[rule]!.then[output]!;
    const { type } = this.#sheet.outputs[output]!;
    const name = nameOf(term);
    const isColumn = place !== undefined && name === this.#sheet.inputs[place]!.name.key;
    const value = isColumn ? point : (constantOf(this.#policy, term) ?? this.#binding.get(name ?? ""));
    return value === undefined ? name! : toPolicyText(type, value);
  }
}

interface Jump {
  readonly from: string;
  readonly to: string;
  readonly rule: number;
}

function ruleIn(rules: Rules): number | undefined {
  return rules === 0n ? undefined : (rules & -rules).toString(2).length - 1;
}
