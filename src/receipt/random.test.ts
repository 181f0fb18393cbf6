/**
 * Two programs that share no line recompute the same receipts: `replay` here and `verifier/check.py` there. Random receipts
 * with every op, every hit policy and every type, made by chance from a seed, must be the same to the cent in both; a changed
 * `out` must be noticed by both at the same step; a receipt that is bent out of shape must be refused by both or by neither.
 *
 *     AGREEMENT_RECEIPTS=100000 node --test src/receipt/random.test.ts
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { canonical, parseReceipt, receiptBytes, replay } from "../receipt.ts";
import type { Arg, Cell, Input, Json, Kind, Op, Operand, OutcomeRecord, Receipt, Result } from "../receipt.ts";
import type { SheetRecord, Step, StepValue, TypedValue, ValueType } from "../receipt.ts";
import { rational, roundingModes, toDecimal } from "./rational.ts";
import { hitPolicies, ops, valueTypes } from "./record.ts";
import { compute, inputValues } from "./replay.ts";
import { asNumber, asSet, fromStep, kindOf, toQuotient, toSet, toStep } from "./value.ts";
import type { Given } from "./value.ts";

const python = spawnSync("python3", ["--version"]).status === 0;
const skip = python ? false : "python3 is not installed: the Python checker was NOT compared";
const count = Number(process.env["AGREEMENT_RECEIPTS"] ?? 400);
const checker = new URL("../../verifier/check.py", import.meta.url).pathname;

/** What the Python checker says of each line: undefined when it is the same to the cent. */
function askPython(lines: readonly Uint8Array[]): (string | undefined)[] {
  const { stdout, stderr, status } = spawnSync("python3", [checker, "--batch", "-"], {
    input: Buffer.concat(lines),
    maxBuffer: 1 << 30,
  });
  assert.ok(status === 0 || status === 1, `check.py ended with ${status}: ${stderr.toString()}`);
  const said: (string | undefined)[] = lines.map(() => undefined);
  for (const [, line, text] of stdout.toString().matchAll(/^-:(\d+): (.*)$/gm)) said[Number(line) - 1] = text;
  assert.match(stdout.toString(), new RegExp(`^${lines.length} receipts, `, "m"), stderr.toString());
  return said;
}

/** What `replay` says of the same bytes, in the same terms: the step or outcome that differs, or that it is malformed. */
function askReplay(bytes: Uint8Array): string | undefined {
  const parsed = parseReceipt(bytes, "receipt.json");
  if ("findings" in parsed) return `at ${parsed.findings[0]?.field}`;
  const difference = replay(parsed.value);
  return difference && `differs at ${difference.field.replace("[", " ").replace("]", "").replace("s ", " ")}`;
}

test("random receipts are the same to the cent in TypeScript and in Python", { skip }, () => {
  const receipts = Array.from({ length: count }, (_, seed) => receiptBytes(randomReceipt(seed)));
  const said = askPython(receipts);
  receipts.forEach((bytes, seed) => {
    assert.equal(askReplay(bytes), undefined, `replay, seed ${seed}`);
    assert.equal(said[seed], undefined, `check.py, seed ${seed}: ${new TextDecoder().decode(bytes)}`);
  });
});

test("a changed out is noticed by both at the same step", { skip }, () => {
  const bent = Array.from({ length: count }, (_, seed) => changeOut(randomReceipt(seed), seeded(seed + 1_000_000)));
  const said = askPython(bent.map(receiptBytes));
  let noticed = 0;
  bent.forEach((receipt, seed) => {
    const own = askReplay(receiptBytes(receipt));
    if (own === undefined) return assert.equal(said[seed], undefined, `seed ${seed}`);
    noticed++;
    assert.ok(said[seed]?.startsWith(own.split(" ").slice(0, 4).join(" ")), `seed ${seed}: ${own} but ${said[seed]}`);
  });
  assert.ok(noticed > count * 0.9, `only ${noticed} of ${count} changes made a difference`);
});

/** Another out for one step: of the same kind, of another kind, none where there was one or the other way round. */
function changeOut(receipt: Receipt, chance: Chance): Receipt {
  const at = chance.below(receipt.steps.length);
  const { out, ...step } = receipt.steps[at]!;
  const others = ["0.07", true, false, "2024-02-29", ["a"], { n: "1", d: "7" }, "gezien"];
  const other =
    out === undefined || chance.of(3) ? chance.from(others) : chance.of(3) ? undefined : almost(out as Json);
  const changed = other === undefined ? step : { ...step, out: other as StepValue };
  return { ...receipt, steps: receipt.steps.with(at, changed) };
}

function almost(out: Json): Json {
  if (typeof out === "boolean") return !out;
  if (typeof out !== "string") return Array.isArray(out) ? [...(out as Json[]), "zzz"] : { d: "9973", n: "1" };
  return /^-?[0-9.]+$/.test(out) ? `${out}${out.includes(".") ? "" : "."}1` : `${out}x`;
}

test("a receipt bent out of shape is refused by both or by neither", { skip }, () => {
  const bent = Array.from({ length: count * 2 }, (_, seed) => {
    const tree = JSON.parse(canonical(randomReceipt(seed))) as Json;
    return new TextEncoder().encode(`${canonical(bend(tree, seeded(seed + 2_000_000)))}\n`);
  });
  const said = askPython(bent);
  bent.forEach((bytes, seed) => {
    const own = askReplay(bytes);
    assert.equal(said[seed] === undefined, own === undefined, `seed ${seed}: ${own} but ${said[seed]}`);
  });
});

/** One random change somewhere in a JSON tree: a member gone, doubled, renamed or replaced. */
function bend(tree: Json, chance: Chance): Json {
  if (typeof tree !== "object" || chance.of(30)) return chance.from(["", "1", "x", true, 0, 3, [], {}, { value: "1" }]);
  const entries = Object.entries(tree);
  if (entries.length === 0) return chance.from<Json>(["1", ["a"], { a: "b" }]);
  const at = chance.below(entries.length);
  const [key, member] = entries[at]!;
  const change = chance.below(24);
  if (change === 0) entries.splice(at, 1);
  else if (change === 1) entries.push([`${key}x`, member]);
  else if (change === 2) entries[at] = [`${key}_open`, true];
  else entries[at] = [key, bend(member, chance)];
  return Array.isArray(tree) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

/** A source of chance that a seed fixes. */
interface Chance {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True once in so many times. */
  of(times: number): boolean;
  from<T>(list: readonly T[]): T;
}

/** mulberry32: small, fast, the same everywhere. */
function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, of: (times) => below(times) === 0, from: (list) => list[below(list.length)]! };
}

const words = ["a", "b", "c", "wijk", "ouderen", "\u{1f600}", "\uffee", "é\n"];
const kinds: readonly Kind[] = ["number", "day", "instant", "text", "bool", "set"];
const comparable: readonly Kind[] = ["number", "day", "instant"];

interface Draft {
  readonly chance: Chance;
  readonly inputs: Input[];
  readonly steps: Step[];
  readonly sheets: Record<string, SheetRecord>;
  /** The args made so far, by the kind of what they give. */
  readonly known: Map<Kind, Arg[]>;
}

function randomReceipt(seed: number): Receipt {
  const chance = seeded(seed);
  const draft: Draft = { chance, inputs: [], steps: [], sheets: {}, known: new Map(kinds.map((kind) => [kind, []])) };
  const size = 3 + chance.below(10);
  while (draft.steps.length < size) addStep(draft, chance.from(ops));
  return {
    format: "driehoek-receipt/1",
    engine: "driehoek 0.1.0",
    policy: { id: "voorbeeld", hash: "0".repeat(64), valid: ["2024-01-01", "2025-01-01"] },
    why_version: { code: "only-version", args: {} },
    subject: `provider-${seed}`,
    on: "2024-10-01",
    issued_at: "2024-10-01T12:00:00+02:00",
    inputs: draft.inputs,
    sheets: draft.sheets,
    steps: draft.steps,
    outcomes: draft.steps.filter(() => chance.of(3)).flatMap((step) => resultsOf(step, chance)),
  };
}

function typesOf(kind: Kind): ValueType[] {
  return valueTypes.filter((type) => kindOf(type) === kind);
}

function randomNumber(chance: Chance): string {
  const scale = chance.below(4);
  const digits = chance.of(6) ? 0 : chance.below(chance.of(2) ? 20 : 1_000_000) - (chance.of(3) ? 10 : 0);
  return toDecimal(rational(BigInt(digits), 10n ** BigInt(scale)))!;
}

function randomValue(kind: Kind, chance: Chance): string | boolean | string[] {
  const two = (most: number): string => String(1 + chance.below(most)).padStart(2, "0");
  const day = `${1996 + chance.below(60)}-${two(12)}-${two(28)}`;
  switch (kind) {
    case "number":
      return randomNumber(chance);
    case "day":
      return chance.of(20) ? chance.from(["0001-01-01", "9999-12-31", "2024-02-29", "2023-01-31"]) : day;
    case "instant":
      return `${day}T${two(23)}:${two(59)}${chance.from(["", ":00", ":59.5"])}${chance.from(["Z", "+02:00", "-11:30"])}`;
    case "text":
      return chance.from(words);
    case "bool":
      return chance.of(2);
    case "set":
      return toSet(words.filter(() => chance.of(2)));
  }
}

function addInput(draft: Draft, type: ValueType): number {
  const { chance, inputs } = draft;
  const value = randomValue(kindOf(type), chance);
  const whole = type === "int" || type === "money" ? String(value).replace(/\..*/, "").replace(/^-0$/, "0") : value;
  const typed: TypedValue = type === "money" ? { cents: String(whole) } : whole;
  inputs.push({ ref: `fact.x${inputs.length}`, type, origin: "dossier", ...(!chance.of(6) && { value: typed }) });
  return inputs.length - 1;
}

/** An arg of a kind: a literal, an input or an earlier step. */
function arg(draft: Draft, kind: Kind): Arg {
  const { chance, known } = draft;
  const earlier = known.get(kind)!;
  if (earlier.length > 0 && !chance.of(3)) return chance.from(earlier);
  if (chance.of(3)) return { value: randomValue(kind, chance) };
  const input = { in: addInput(draft, chance.from(typesOf(kind))) };
  earlier.push(input);
  return input;
}

/** A draft of a step: its args, and the kind of what it gives. */
type Plan = { args: Arg[]; gives: Kind; kind?: Kind };

function plan(draft: Draft, op: Op): Plan {
  const { chance } = draft;
  const of = (...asked: Kind[]): Arg[] => asked.map((kind) => arg(draft, kind));
  const some = (kind: Kind, least: number): Arg[] => of(...Array<Kind>(least + chance.below(3)).fill(kind));
  const few = (): Arg => ({ value: String(chance.below(40) - 20) });
  switch (op) {
    case "add":
    case "sub":
    case "mul":
    case "div":
      return { args: of("number", "number"), gives: "number" };
    case "round": {
      const literals = [{ value: chance.from(roundingModes) }, { value: String(chance.below(5)) }];
      return { args: [...literals, ...of("number", "number")], gives: "number" };
    }
    case "abs":
      return { args: of("number"), gives: "number" };
    case "min":
    case "max": {
      const kind = chance.from(comparable);
      return { args: some(kind, 1), gives: kind };
    }
    case "min_of":
    case "max_of": {
      const kind = chance.from(comparable);
      return { args: Array.from({ length: chance.below(4) }, () => of("bool", kind)).flat(), gives: kind };
    }
    case "cmp": {
      const kind = chance.from(kinds);
      const relation = chance.from(comparable.includes(kind) ? ["eq", "ne", "lt", "le", "gt", "ge"] : ["eq", "ne"]);
      return { args: [{ value: relation }, ...of(kind, kind)], gives: "bool", kind };
    }
    case "and":
    case "or":
      return { args: some("bool", 0), gives: "bool" };
    case "not":
      return { args: of("bool"), gives: "bool" };
    case "if": {
      const kind = chance.from(kinds);
      return { args: of("bool", kind, kind), gives: kind };
    }
    case "known":
      return { args: of(chance.from(kinds)), gives: "bool" };
    case "set_count":
      return { args: of("set"), gives: "number" };
    case "set_contains":
    case "set_without":
      return { args: [...of("set"), ...some("text", 1)], gives: op === "set_contains" ? "bool" : "set" };
    case "add_days":
    case "add_weeks":
    case "add_months":
      return { args: [...of("day"), few()], gives: "day" };
    case "days_between":
      return { args: of("day", "day"), gives: "number" };
    case "day_of":
      return { args: of("instant"), gives: "day" };
    case "year_of":
    case "month_of":
      return { args: of("day"), gives: "number" };
    case "row":
    case "pick":
      return planRow(draft);
  }
}

/** A new sheet with a row step on it; picks follow in `addStep`. */
function planRow(draft: Draft): Plan {
  const { chance, sheets } = draft;
  const id = `sheet_${Object.keys(sheets).length}`;
  const hit = chance.from(hitPolicies);
  const outputKinds = {
    "collect-sum": ["number"],
    "collect-min": comparable,
    "collect-max": comparable,
    "collect-list": ["text"],
  };
  const allowed = hit in outputKinds ? outputKinds[hit as keyof typeof outputKinds] : kinds;
  const types = (list: readonly string[]): ValueType => chance.from(typesOf(chance.from(list) as Kind));
  const inputs = Array.from({ length: 1 + chance.below(3) }, (_, i) => ({ ref: `fact.c${i}`, type: types(kinds) }));
  const outputs = Array.from({ length: 1 + chance.below(2) }, (_, i) => ({ id: `out_${i}`, type: types(allowed) }));
  const rules = Array.from({ length: chance.below(5) }, (_, i) => ({
    id: `rule_${i}`,
    when: inputs.map(({ type }) => cell(draft, kindOf(type))),
    then: outputs.map(({ type }) => thenOperand(draft, kindOf(type), inputs)),
  }));
  sheets[id] = { hit, inputs, outputs, rules };
  return { args: [{ value: id }, ...inputs.map(({ type }) => arg(draft, kindOf(type)))], gives: "text" };
}

function operand(draft: Draft, kind: Kind): Operand {
  const { chance } = draft;
  if (!chance.of(4)) return { value: randomValue(kind, chance) };
  return { input: addInput(draft, chance.from(typesOf(kind))) };
}

function thenOperand(draft: Draft, kind: Kind, inputs: SheetRecord["inputs"]): Operand {
  const column = inputs.findIndex(({ type }) => kindOf(type) === kind);
  return column >= 0 && draft.chance.of(3) ? { column } : operand(draft, kind);
}

function cell(draft: Draft, kind: Kind): Cell {
  const { chance } = draft;
  if (chance.of(3)) return { any: true };
  const operands = Array.from({ length: chance.below(3) }, () => operand(draft, kind));
  if (!comparable.includes(kind) || chance.of(3)) return chance.of(2) ? { in: operands } : { not_in: operands };
  const from = { from: operand(draft, kind), ...(chance.of(2) && { from_open: true as const }) };
  const to = { to: operand(draft, kind), ...(chance.of(2) && { to_open: true as const }) };
  return chance.of(3) ? { ...from, ...to } : chance.of(2) ? from : to;
}

function addStep(draft: Draft, op: Op): void {
  const { args, gives, kind } = plan(draft, op);
  const n = record(draft, { op: op === "pick" ? "row" : op, args, ...(kind && { kind }) });
  if (op !== "row" && op !== "pick") return void draft.known.get(gives)!.push({ step: n });
  const sheet = draft.sheets[(args[0] as { value: string }).value]!;
  sheet.outputs.forEach(({ id, type }, place) => {
    const named = sheet.rules.flatMap(({ then }): Arg[] => {
      const given = then[place]!;
      if ("value" in given) return [];
      return "input" in given ? [{ in: given.input }] : [args[1 + given.column]!];
    });
    const picked = record(draft, { op: "pick", args: [{ step: n }, { value: id }, ...named] });
    const counted = sheet.hit === "collect-count" ? "number" : sheet.hit === "collect-list" ? "set" : kindOf(type);
    draft.known.get(counted)!.push({ step: picked });
  });
}

/** Enters a step with the out that its args give. */
function record({ chance, steps, sheets, inputs }: Draft, step: Pick<Step, "op" | "args" | "kind">): number {
  const blank: Step = { ...step, n: steps.length, decision: "x" };
  const computed = compute({ sheets, steps }, blank, inputValues({ inputs }));
  assert.ok("out" in computed, `${JSON.stringify(blank)} takes other args`);
  const out = written(step.op, computed.out, chance);
  steps.push({ ...blank, ...(out !== undefined && { out }) });
  return blank.n;
}

function written(op: Op, out: Given, chance: Chance): StepValue | undefined {
  if (out === undefined) return undefined;
  const number = typeof out === "object" ? asNumber(out) : undefined;
  if (number === undefined || op === "round") return toStep(out);
  const decimal = toDecimal(number);
  if (op === "div" || decimal === undefined || chance.of(8)) return toQuotient(number);
  return chance.of(3) ? `${decimal}${decimal.includes(".") ? "" : "."}00` : decimal;
}

/** An outcome that follows from a step; a number without end is the outcome of nothing. */
function resultsOf({ n, out, decision }: Step, chance: Chance): Result[] {
  const result = (type: ValueType, outcome: OutcomeRecord): Result[] => [{ decision, step: n, type, outcome }];
  if (out === undefined) return result("decimal", { status: "incomplete", missing: ["fact.x"] });
  if (out === false && chance.of(2)) return result("bool", { status: "refused", reasons: [{ code: "x.too_low" }] });
  const decided = (type: ValueType, value: TypedValue): Result[] => result(type, { status: "decided", value });
  const value = fromStep(out);
  const set = asSet(value);
  if (typeof value === "boolean") return decided("bool", value);
  if (set !== undefined) return decided("set<enum>", set);
  const number = asNumber(value);
  if (number === undefined) return decided("text", out as string);
  const hundredfold = rational(number.n * 100n, number.d);
  const decimal = toDecimal(number);
  if (number.d === 1n && chance.of(2)) return decided("int", String(number.n));
  if (hundredfold.d === 1n && chance.of(2)) return decided("money", { cents: String(hundredfold.n) });
  if (decimal === undefined) return [];
  return chance.of(2) ? decided("percent", toDecimal(hundredfold)!) : decided("decimal", decimal);
}
