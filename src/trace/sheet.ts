/** Writing a sheet down: the sheet itself, the row that was hit, and what each output picks from it. */
import { operandsOf, outputsOf } from "../decision.ts";
import type { Name, Term } from "../formula.ts";
import { valueOf } from "../program.ts";
import type { Arg, Operand, SheetRecord } from "../receipt.ts";
import type { Cell, CompiledSheet, Match, Sheet, SheetRule } from "../sheet.ts";
import { toStepValue, typeName } from "./step-value.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

/** Writes a sheet, its row and its picks; gives what each output came to, by its ref. */
export function recordSheet(recorder: Recorder, sheet: Sheet, context: Context): ReadonlyMap<string, Recorded> {
  return new SheetWriter(recorder, sheet, context).write();
}

const text = { kind: "text" } as const;
const listOfRules = { kind: "set", values: [] } as const;

class SheetWriter {
  readonly #recorder: Recorder;
  readonly #sheet: Sheet;
  readonly #context: Context;
  readonly #columns: readonly Recorded[];
  readonly #compiled: CompiledSheet;
  readonly #trace: Int32Array;
  readonly #match: Match;

  constructor(recorder: Recorder, sheet: Sheet, context: Context) {
    this.#recorder = recorder;
    this.#sheet = sheet;
    this.#context = context;
    this.#columns = sheet.inputs.map(({ name }) => recorder.name(name, context));
    this.#compiled = recorder.program.steps.find(({ decision }) => decision === sheet)!.sheet!;
    this.#trace = new Int32Array(this.#compiled.traceLength);
    this.#compiled.trace(context.frame, this.#trace);
    this.#match = this.#compiled.match(this.#trace);
  }

  write(): ReadonlyMap<string, Recorded> {
    const id = this.#writeSheet();
    const collects = this.#sheet.hit.startsWith("collect-");
    const hit = this.#match.hit.map((rule) => this.#sheet.rules[rule]!);
    const names = hit.map((rule) => rule.id);
    const decided = !this.#match.undecided && (collects || hit.length === 1);
    const [rule] = decided && !collects ? hit : [];
    const told: Context = { ...this.#context, ...(rule && { rule: rule.id, basis: rule.basis }) };
    const args: Arg[] = [{ value: id }, ...this.#columns.map(({ arg }) => arg)];
    const value = decided ? (collects ? names : names[0]) : undefined;
    const row = this.#recorder.step(told, "row", args, collects ? listOfRules : text, value);
    if (!decided) this.#noteRow(row, names.length);
    this.#recorder.enter(this.#context, decided ? names : [], this.#missed());
    const picks = outputsOf(this.#sheet).map(({ ref }, i) => [ref, this.#pick(row, i, told)] as const);
    return new Map(picks);
  }

  /** The sheet as the receipt holds it. Where a bound differs per part, each part has its own copy. */
  #writeSheet(): string {
    const { id, hit, inputs, outputs, rules } = this.#sheet;
    const perPart = rules.some(({ when, then }) => [...when.flatMap(operandsOf), ...then].some(this.#isOfPart));
    const name = perPart ? `${id}/${this.#context.frame.member}` : id;
    if (this.#recorder.sheets.has(name)) return name;
    this.#recorder.sheets.set(name, {
      hit,
      inputs: inputs.map((column) => ({ ref: column.name.key, type: typeName(column.name.type) })),
      outputs: outputs.map((output) => ({ id: output.id, type: typeName(output.type) })),
      rules: rules.map(({ id: rule, when, then }) => ({
        id: rule,
        when: when.map((cell) => this.#cell(cell)),
        then: then.map((term) => this.#operand(term)),
      })),
    });
    return name;
  }

  #isOfPart = (term: Term): boolean => {
    const name = nameIn(term);
    return name?.subject !== "provider" && name?.ref.startsWith("parameter.") === true;
  };

  #cell(cell: Cell): SheetRecord["rules"][number]["when"][number] {
    if (cell.kind === "any") return { any: true };
    if (cell.kind === "in") {
      const values = cell.values.map((term) => this.#bound(term));
      return cell.negated ? { not_in: values } : { in: values };
    }
    const { from, to } = cell;
    return {
      ...(from && { from: this.#bound(from.value) }),
      ...(from?.open && { from_open: true as const }),
      ...(to && { to: this.#bound(to.value) }),
      ...(to?.open && { to_open: true as const }),
    };
  }

  /** A bound of a `when` cell: a literal or a parameter. */
  #bound(term: Term): { readonly value: ReturnType<typeof toStepValue> } | { readonly input: number } {
    if (term.op === "literal") return { value: toStepValue(term.type, term.value) };
    return { input: (this.#recorder.name(nameIn(term)!, this.#context).arg as { in: number }).in };
  }

  /** What a `then` cell says: a literal, a parameter, or what stands in a column. */
  #operand(term: Term): Operand {
    const column = this.#sheet.inputs.findIndex(({ name }) => name.key === nameIn(term)?.key);
    return column >= 0 ? { column } : this.#bound(term);
  }

  /** Why the row is not known: no rule, two rules, or a rule that waits for something. */
  #noteRow(row: Recorded, hits: number): void {
    const { step } = row.arg as { step: number };
    if (!this.#match.undecided)
      this.#recorder.voids.set(step, { code: hits > 1 ? "two_rules" : "no_rule", rule: this.#sheet.id });
    const waits = this.#match.undecided ? this.#waiting() : [];
    this.#recorder.waits.set(step, [...waits]);
  }

  /** The inputs and bounds for lack of which some rule could still hit. */
  #waiting(): Set<Arg> {
    const found = new Set<Arg>();
    for (const [i, rule] of this.#sheet.rules.entries()) {
      if (!this.#says("may hold", i)) continue;
      if (this.#sheet.hit === "first" && this.#says("holds", i)) break;
      for (const [column, cell] of rule.when.entries()) {
        if (this.#cellSays("holds", column, i)) continue;
        const bounds = operandsOf(cell).map((term) => this.#recorder.term(term, this.#context));
        for (const { arg, value } of [this.#columns[column]!, ...bounds]) if (value === undefined) found.add(arg);
      }
    }
    return found;
  }

  /** What one output picks from the row, by the rules that were hit. */
  #pick(row: Recorded, output: number, told: Context): Recorded {
    const { id, result } = this.#sheet.outputs[output]!;
    const { ref } = outputsOf(this.#sheet)[output]!;
    const value = valueOf(this.#recorder.program, this.#context.frame, ref, this.#sheet.subject);
    const operands = (rules: readonly SheetRule[]): Arg[] => rules.flatMap(({ then }) => this.#arg(then[output]!));
    const args: Arg[] = [row.arg, { value: id }, ...operands(this.#sheet.rules)];
    const pick = this.#recorder.step(told, "pick", args, result, value);
    const hit = this.#match.hit.map((rule) => this.#sheet.rules[rule]!);
    const { step } = pick.arg as { step: number };
    if (value === undefined) this.#recorder.waits.set(step, row.value === undefined ? [row.arg] : operands(hit));
    if (value === undefined && row.value !== undefined && hit.length === 0)
      this.#recorder.voids.set(step, { code: "no_rule", rule: this.#sheet.id });
    return pick;
  }

  /** The arg of a `then` cell; a literal has none. */
  #arg(term: Term): Arg[] {
    const operand = this.#operand(term);
    if ("value" in operand) return [];
    return "column" in operand ? [this.#columns[operand.column]!.arg] : [{ in: operand.input }];
  }

  /** By which cells each rule that did not hit missed. */
  #missed(): { rule: string; cells: number[] }[] {
    return this.#sheet.rules.flatMap((rule, i) => {
      if (this.#match.hit.includes(i)) return [];
      const cells = this.#sheet.inputs.flatMap((_, column) => (this.#cellSays("holds", column, i) ? [] : [column]));
      return [{ rule: rule.id, cells }];
    });
  }

  #says(what: "holds" | "may hold", rule: number): boolean {
    return this.#sheet.inputs.every((_, column) => this.#cellSays(what, column, rule));
  }

  /** Reads the trace: whether the cell of a rule in a column holds, or may hold for lack of a fact. */
  #cellSays(what: "holds" | "may hold", column: number, rule: number): boolean {
    const mask = (2 * column + (what === "holds" ? 0 : 1)) * this.#compiled.words;
    return ((this.#trace[mask + (rule >> 5)]! >>> (rule & 31)) & 1) === 1;
  }
}

/** The name in an operand, at whatever scale it is kept. */
function nameIn(term: Term): Name | undefined {
  const of = term.op === "rescale" ? term.args[0]! : term;
  return of.op === "name" ? of.name : undefined;
}
