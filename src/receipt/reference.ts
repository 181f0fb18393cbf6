/**
 * What refers to what in a receipt: args to inputs and earlier steps, a row to its sheet, a pick to its row, an outcome to its
 * step; and whether a literal is of the kind that its place asks. After this a receipt can be replayed without surprises.
 */
import { canonical } from "./canonical.ts";
import { roundingModes } from "./rational.ts";
import type { Arg, Cell, Input, Kind, Op, Operand, Receipt, SheetRecord, Step } from "./record.ts";
import { brief } from "./shape.ts";
import type { Say } from "./shape.ts";
import { fromStep, isKind, kindOf } from "./value.ts";

/** How many args an op takes: [least, most]. */
const arity: Record<Op, readonly [number, number]> = {
  add: [2, 2],
  sub: [2, 2],
  mul: [2, 2],
  div: [2, 2],
  round: [4, 4],
  abs: [1, 1],
  min: [1, Infinity],
  max: [1, Infinity],
  min_of: [0, Infinity],
  max_of: [0, Infinity],
  cmp: [3, 3],
  and: [0, Infinity],
  or: [0, Infinity],
  not: [1, 1],
  if: [3, 3],
  known: [1, 1],
  row: [1, Infinity],
  pick: [2, Infinity],
  set_count: [1, 1],
  set_contains: [2, Infinity],
  set_without: [2, Infinity],
  add_days: [2, 2],
  add_weeks: [2, 2],
  add_months: [2, 2],
  days_between: [2, 2],
  day_of: [1, 1],
  year_of: [1, 1],
  month_of: [1, 1],
};

const ordered: readonly Kind[] = ["number", "day", "instant"];

/** Says every reference that leads nowhere and every literal that is out of place. */
export function checkReferences(receipt: Receipt, say: Say): void {
  for (const [id, sheet] of Object.entries(receipt.sheets)) checkSheet(sheet, `sheets.${id}`, receipt.inputs, say);
  receipt.steps.forEach((step, i) => checkStep(receipt, step, i, say));
  receipt.outcomes.forEach(({ step, outcome }, i) => {
    const field = `outcomes[${i}].step`;
    if (step === undefined && outcome.status !== "incomplete")
      say(field, "nothing", `the step that is ${outcome.status}`);
    if (step !== undefined && step >= receipt.steps.length)
      say(field, String(step), `one of ${receipt.steps.length} steps`);
  });
}

function checkStep(receipt: Receipt, step: Step, place: number, say: Say): void {
  const field = `steps[${place}]`;
  const { n, op, args, kind } = step;
  if (n !== place) say(`${field}.n`, String(n), String(place));
  const [least, most] = arity[op];
  const odd = (op === "min_of" || op === "max_of") && args.length % 2 === 1;
  if (args.length < least || args.length > most || odd)
    return say(`${field}.args`, `${args.length} args`, `${odd ? "pairs" : arityText(least, most)} for ${op}`);
  args.forEach((arg, i) => {
    if ("in" in arg && arg.in >= receipt.inputs.length)
      say(`${field}.args[${i}].in`, String(arg.in), `one of ${receipt.inputs.length} inputs`);
    if ("step" in arg && arg.step >= place) say(`${field}.args[${i}].step`, String(arg.step), "an earlier step");
  });
  if ((kind !== undefined) !== (op === "cmp"))
    say(`${field}.kind`, brief(kind), op === "cmp" ? "the kind that is compared" : "no kind: only cmp has one");
  if (op === "row") checkRow(receipt, step, field, say);
  else if (op === "pick") checkPick(receipt, step, field, say);
  else checkLiterals(step, field, say);
}

function arityText(least: number, most: number): string {
  return most === least ? String(least) : `at least ${least}`;
}

function literal(arg: Arg | undefined): unknown {
  return arg !== undefined && "value" in arg ? arg.value : undefined;
}

/** The args of an op that are not calculated with: a mode, a scale, a relation. */
function checkLiterals({ op, args, kind }: Step, field: string, say: Say): void {
  const asks = (i: number, allowed: readonly string[]): void => {
    const value = literal(args[i]);
    if (!allowed.includes(value as string)) say(`${field}.args[${i}]`, brief(args[i]), `one of ${allowed.join(" ")}`);
  };
  if (op === "cmp") {
    const equality = ["eq", "ne"];
    asks(0, kind !== undefined && !ordered.includes(kind) ? equality : [...equality, "lt", "le", "gt", "ge"]);
  }
  if (op !== "round") return;
  asks(0, roundingModes);
  const scale = literal(args[1]);
  if (typeof scale !== "string" || !/^(0|[1-9][0-9]?)$/.test(scale))
    say(`${field}.args[1]`, brief(args[1]), 'a scale from "0" to "99"');
}

function checkRow({ sheets }: Receipt, { args }: Step, field: string, say: Say): void {
  const sheet = sheetOf(sheets, args[0]);
  if (sheet === undefined) return say(`${field}.args[0]`, brief(args[0]), "the id of a sheet of this receipt");
  const columns = sheet.inputs.length;
  if (args.length - 1 !== columns) say(`${field}.args`, `${args.length - 1} columns`, `${columns}, as the sheet has`);
}

function sheetOf(sheets: Receipt["sheets"], arg: Arg | undefined): SheetRecord | undefined {
  const id = literal(arg);
  return typeof id === "string" && Object.hasOwn(sheets, id) ? sheets[id] : undefined;
}

function checkPick({ sheets, steps }: Receipt, { args, n }: Step, field: string, say: Say): void {
  const [hit, output] = args;
  const row = hit !== undefined && "step" in hit && hit.step < n ? steps[hit.step] : undefined;
  const sheet = row?.op === "row" ? sheetOf(sheets, row.args[0]) : undefined;
  if (row === undefined || sheet === undefined) return say(`${field}.args[0]`, brief(hit), "an earlier row step");
  const place = sheet.outputs.findIndex(({ id }) => id === literal(output));
  if (place < 0) return say(`${field}.args[1]`, brief(output), `one of ${sheet.outputs.map(({ id }) => id).join(" ")}`);
  const operands = sheet.rules.flatMap(({ then }) => {
    const operand = then[place];
    if (operand === undefined || "value" in operand) return [];
    return "input" in operand ? [{ in: operand.input }] : [row.args[operand.column + 1]];
  });
  if (canonical(operands.map((arg) => arg ?? {})) !== canonical(args.slice(2)))
    say(`${field}.args`, brief(args.slice(2)), `${brief(operands)}, as the then cells say`);
}

function checkSheet(sheet: SheetRecord, field: string, inputs: readonly Input[], say: Say): void {
  const columns = sheet.inputs.map(({ type }) => kindOf(type));
  const outputs = sheet.outputs.map(({ type }) => kindOf(type));
  const ids = sheet.rules.map(({ id }) => id);
  sheet.outputs.forEach(({ type }, k) => {
    const expected = collectable(sheet.hit);
    if (!expected.includes(kindOf(type)))
      say(`${field}.outputs[${k}].type`, type, `${expected.join(", ")} for ${sheet.hit}`);
  });
  const checkOperand = (operand: Operand, kind: Kind, at: string): void => {
    if ("value" in operand) {
      if (!isKind(kind, fromStep(operand.value))) say(`${at}.value`, brief(operand.value), `a ${kind}`);
    } else if ("input" in operand) {
      const input = inputs[operand.input];
      if (input === undefined || kindOf(input.type) !== kind)
        say(
          `${at}.input`,
          input === undefined ? String(operand.input) : `${input.ref}, a ${input.type}`,
          `an input that is a ${kind}`,
        );
    } else if (columns[operand.column] !== kind) {
      say(`${at}.column`, String(operand.column), `a column that is a ${kind}`);
    }
  };
  sheet.rules.forEach(({ id, when, then }, i) => {
    const at = `${field}.rules[${i}]`;
    if (ids.indexOf(id) < i) say(`${at}.id`, brief(id), "an id of its own");
    if (when.length !== columns.length) return say(`${at}.when`, `${when.length} cells`, `${columns.length}`);
    if (then.length !== outputs.length) return say(`${at}.then`, `${then.length} cells`, `${outputs.length}`);
    when.forEach((cell, k) => {
      if (isRange(cell) && !ordered.includes(columns[k]!))
        return say(`${at}.when[${k}]`, "a range", `no range: this column is a ${columns[k]}`);
      for (const [place, operand] of operandsOf(cell)) checkOperand(operand, columns[k]!, `${at}.when[${k}].${place}`);
    });
    then.forEach((operand, k) => checkOperand(operand, outputs[k]!, `${at}.then[${k}]`));
  });
}

function collectable(hit: SheetRecord["hit"]): readonly Kind[] {
  switch (hit) {
    case "collect-sum":
      return ["number"];
    case "collect-min":
    case "collect-max":
      return ordered;
    case "collect-list":
      return ["text"];
    case "unique":
    case "first":
    case "collect-count":
      return ["number", "day", "instant", "text", "bool", "set"];
  }
}

function isRange(cell: Cell): boolean {
  return "from" in cell || "to" in cell;
}

function operandsOf(cell: Cell): [string, Operand][] {
  if ("any" in cell) return [];
  if ("in" in cell) return cell.in.map((operand, i) => [`in[${i}]`, operand]);
  if ("not_in" in cell) return cell.not_in.map((operand, i) => [`not_in[${i}]`, operand]);
  return Object.entries({ from: cell.from, to: cell.to }).filter(
    (end): end is [string, Operand] => end[1] !== undefined,
  );
}
