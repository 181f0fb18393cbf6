/** Writing a whole decision down: each condition, the row of a sheet, a formula; and its entry in the trace. */
import type { Condition, Conditions } from "../condition.ts";
import { operandsOf, outputsOf, readsOf } from "../decision.ts";
import type { Decision, Formula } from "../decision.ts";
import type { Frame, Name, Term } from "../formula.ts";
import { kleene } from "../formula.ts";
import { valueOf } from "../program.ts";
import type { Arg, Operand, SheetRecord } from "../receipt.ts";
import type { Cell, Match, Sheet, SheetRule } from "../sheet.ts";
import { toStepValue, typeName } from "./step-value.ts";
import type { Context, Recorded, Recorder } from "./recorder.ts";

/** What was written of a decision. */
export interface DecisionRecord {
  readonly outputs: ReadonlyMap<string, Recorded>;
  /** Of conditions: how each came out. */
  readonly conditions?: readonly { readonly condition: Condition; readonly recorded: Recorded }[];
  /** Of a sheet: what else its row needed, for lack of which it may be undecided. */
  readonly waitsFor?: readonly Recorded[];
}

export function recordDecision(recorder: Recorder, decision: Decision, frame: Frame): DecisionRecord {
  const context: Context = { decision, frame, subject: decision.subject };
  switch (decision.kind) {
    case "conditions":
      return recordConditions(recorder, decision, context);
    case "formula":
      return recordFormula(recorder, decision, context);
    case "sheet":
      return recordSheet(recorder, decision, context);
  }
}

function enter(
  recorder: Recorder,
  context: Context,
  hit: readonly string[],
  missed: readonly { rule: string; cells: readonly number[] }[],
): void {
  const { decision, frame, subject } = context;
  const part = recorder.partOf(frame, subject);
  const names = readsOf(decision).filter((name) => name.subject === subject || name.subject === "provider");
  recorder.entries.push({
    decision: decision.id,
    ...(part && { part }),
    hit,
    missed,
    inputs: recorder.traced(names, context),
  });
}

function recordConditions(recorder: Recorder, decision: Conditions, context: Context): DecisionRecord {
  const conditions = decision.conditions.map((condition) => {
    const recorded = recorder.term(condition.test, { ...context, rule: condition.id, basis: condition.basis });
    for (const name of condition.shown)
      if (name.subject === decision.subject || name.subject === "provider") recorder.name(name, context);
    return { condition, recorded };
  });
  const required = conditions
    .filter(({ condition }) => condition.weight === "required")
    .map(({ recorded }) => recorded);
  const value = kleene(
    decision.holds === "all",
    required.map((recorded) => recorded.value),
  );
  const op = decision.holds === "all" ? "and" : "or";
  const verdict = recorder.step(
    context,
    op,
    required.map(({ arg }) => arg),
    { kind: "bool" },
    value,
  );
  const held = (wanted: boolean): string[] =>
    conditions.filter(({ recorded }) => (recorded.value === true) === wanted).map(({ condition }) => condition.id);
  enter(
    recorder,
    context,
    held(true),
    held(false).map((rule) => ({ rule, cells: [] })),
  );
  return { outputs: new Map([[outputsOf(decision)[0]!.ref, verdict]]), conditions };
}

function recordFormula(recorder: Recorder, decision: Formula, context: Context): DecisionRecord {
  const { ref, type } = outputsOf(decision)[0]!;
  const recorded = recorder.term(decision.is as Term, { ...context, basis: decision.basis });
  enter(recorder, context, recorded.value === undefined ? [] : [decision.id], []);
  return { outputs: new Map([[ref, { ...recorded, type }]]) };
}

function recordSheet(recorder: Recorder, sheet: Sheet, context: Context): DecisionRecord {
  const columns = sheet.inputs.map(({ name }) => recorder.name(name, context));
  const id = writeSheet(recorder, sheet, context);
  const compiled = recorder.program.steps.find(({ decision }) => decision === sheet)!.sheet!;
  const trace = new Int32Array(compiled.traceLength);
  compiled.trace(context.frame, trace);
  const match = compiled.match(trace);
  const names = match.hit.map((rule) => sheet.rules[rule]!.id);
  const collects = sheet.hit.startsWith("collect-");
  const rowValue = match.undecided ? undefined : collects ? [...names] : names.length === 1 ? names[0] : undefined;
  const rowType = collects ? ({ kind: "set", values: [] } as const) : ({ kind: "text" } as const);
  const hitRule = collects || rowValue === undefined ? undefined : sheet.rules[match.hit[0]!];
  const told: Context = { ...context, ...(hitRule && { rule: hitRule.id, basis: hitRule.basis }) };
  const row = recorder.step(told, "row", [{ value: id }, ...columns.map(({ arg }) => arg)], rowType, rowValue);
  if (rowValue === undefined && !match.undecided)
    recorder.voids.set((row.arg as { step: number }).step, {
      code: names.length > 1 ? "two_rules" : "no_rule",
      rule: sheet.id,
    });
  enter(recorder, context, rowValue === undefined ? [] : names, missedCells(sheet, trace, compiled.words, match));
  const outputs = outputsOf(sheet).map(({ ref, type }, i) => {
    const operands: Arg[] = sheet.rules.flatMap((rule) => pickOperand(recorder, sheet, rule, i, columns, context));
    const value = valueOf(recorder.program, context.frame, ref, sheet.subject);
    return [
      ref,
      recorder.step(told, "pick", [row.arg, { value: sheet.outputs[i]!.id }, ...operands], type, value),
    ] as const;
  });
  return {
    outputs: new Map(outputs),
    waitsFor: match.undecided ? waiting(recorder, sheet, trace, compiled.words, columns, context) : [],
  };
}

/** The sheet as the receipt holds it. Where a bound differs per part, each part has its own copy. */
function writeSheet(recorder: Recorder, sheet: Sheet, context: Context): string {
  const perPart = sheet.rules.some((rule) =>
    [...rule.when.flatMap(operandsOf), ...rule.then].some((term) => isOfPart(term, sheet)),
  );
  const id = perPart ? `${sheet.id}/${context.frame.member}` : sheet.id;
  if (recorder.sheets.has(id)) return id;
  const rules: SheetRecord["rules"] = sheet.rules.map((rule) => ({
    id: rule.id,
    when: rule.when.map((cell) => cellRecord(cell, (term) => boundIn(recorder, term, context))),
    then: rule.then.map((term) => operandIn(recorder, sheet, term, context)),
  }));
  const inputs = sheet.inputs.map(({ name }) => ({ ref: name.key, type: typeName(name.type) }));
  const outputs = sheet.outputs.map((output) => ({ id: output.id, type: typeName(output.type) }));
  recorder.sheets.set(id, { hit: sheet.hit, inputs, outputs, rules });
  return id;
}

function isOfPart(term: Term, sheet: Sheet): boolean {
  return (
    nameIn(term)?.subject === sheet.subject &&
    sheet.subject !== "provider" &&
    nameIn(term)!.ref.startsWith("parameter.")
  );
}

function cellRecord(cell: Cell, operand: (term: Term) => Operand): SheetRecord["rules"][number]["when"][number] {
  if (cell.kind === "any") return { any: true };
  if (cell.kind === "in") return cell.negated ? { not_in: cell.values.map(operand) } : { in: cell.values.map(operand) };
  const { from, to } = cell;
  return {
    ...(from && { from: operand(from.value) }),
    ...(from?.open && { from_open: true as const }),
    ...(to && { to: operand(to.value) }),
    ...(to?.open && { to_open: true as const }),
  };
}

/** The name in an operand, at whatever scale it is kept. */
function nameIn(term: Term): Name | undefined {
  const of = term.op === "rescale" ? term.args[0]! : term;
  return of.op === "name" ? of.name : undefined;
}

/** A bound of a `when` cell: what stands in a column is never one. */
function boundIn(recorder: Recorder, term: Term, context: Context): Operand {
  if (term.op === "literal") return { value: toStepValue(term.type, term.value) };
  return { input: (recorder.name(nameIn(term)!, context).arg as { in: number }).in };
}

/** What a `then` cell says: a literal, what stands in a column, or a parameter. */
function operandIn(recorder: Recorder, sheet: Sheet, term: Term, context: Context): Operand {
  const column = sheet.inputs.findIndex((input) => input.name.key === nameIn(term)?.key);
  return column >= 0 ? { column } : boundIn(recorder, term, context);
}

function pickOperand(
  recorder: Recorder,
  sheet: Sheet,
  rule: SheetRule,
  output: number,
  columns: readonly Recorded[],
  context: Context,
): Arg[] {
  const operand = operandIn(recorder, sheet, rule.then[output]!, context);
  if ("value" in operand) return [];
  return "column" in operand ? [columns[operand.column]!.arg] : [{ in: operand.input }];
}

/** By which cells each rule that did not hit missed. */
function missedCells(
  sheet: Sheet,
  trace: Int32Array,
  words: number,
  { hit }: Match,
): { rule: string; cells: number[] }[] {
  return sheet.rules.flatMap((rule, i) => {
    if (hit.includes(i)) return [];
    const cells = sheet.inputs.flatMap((_, column) => (bit(trace, 2 * column * words, i) ? [] : [column]));
    return [{ rule: rule.id, cells }];
  });
}

function bit(trace: Int32Array, at: number, rule: number): boolean {
  return ((trace[at + (rule >> 5)]! >>> (rule & 31)) & 1) === 1;
}

/** The inputs and bounds for lack of which some rule could still hit. */
function waiting(
  recorder: Recorder,
  sheet: Sheet,
  trace: Int32Array,
  words: number,
  columns: readonly Recorded[],
  context: Context,
): Recorded[] {
  const found = new Set<Recorded>();
  for (const [i, rule] of sheet.rules.entries()) {
    const may = sheet.inputs.every((_, column) => bit(trace, (2 * column + 1) * words, i));
    if (!may) continue;
    for (const [column, cell] of rule.when.entries()) {
      if (bit(trace, 2 * column * words, i)) continue;
      const bounds = operandsOf(cell).map((term) => recorder.term(term, context));
      for (const recorded of [columns[column]!, ...bounds]) if (recorded.value === undefined) found.add(recorded);
    }
  }
  return [...found];
}
