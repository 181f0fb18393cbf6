/**
 * A policy made ready to run: every name has a slot, every decision is compiled, in an order in which each comes after all it
 * reads. Deciding a provider is filling its frame and running down that list. The same program decides one dossier in the
 * terminal and ten thousand in a round.
 *
 *     const program = compilePolicy(policy);
 *     const frame = decideAll(program, dossier);          // every decision of one provider
 *     valueOf(program, frame, "decision.class")           // "B", or undefined when it is not known
 */
import type { Datum } from "./datum.ts";
import type { Day } from "./day.ts";
import { decisionOf, outputsOf, readsOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { compile, namesOf, strict, whole } from "./formula.ts";
import type { Frame, Layout, Term } from "./formula.ts";
import type { MissingRule, Policy } from "./policy.ts";
import { compileSheet } from "./sheet.ts";
import type { CompiledSheet, Sheet } from "./sheet.ts";

/** A value that somebody supplied, and where it comes from. */
export interface Supplied {
  readonly value: Datum;
  readonly origin: string;
  readonly knownAt?: string;
}

/** What is known of one provider on a day: values by key (`fact.x@2023`, `indicator.y`), its own and those of its parts. */
export interface Dossier {
  readonly provider: string;
  readonly on: Day;
  readonly values: ReadonlyMap<string, Supplied>;
  /** Kind of part → member → values. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Supplied>>>;
}

/** Of a provider of whom nothing is known. */
export function blankDossier(provider: string, on: Day): Dossier {
  return { provider, on, values: new Map(), parts: new Map() };
}

/** Where the values of one kind of subject stand. */
type Slots = Map<string, number>;

interface Step {
  readonly decision: Decision;
  readonly run: (frame: Frame) => void;
  readonly sheet?: CompiledSheet;
}

export interface Program {
  readonly policy: Policy;
  readonly slots: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly steps: readonly Step[];
  readonly layout: Layout;
  readonly inputs: ReadonlyMap<string, readonly Input[]>;
}

/** A slot that is filled from a dossier or from the policy, not by a decision. */
interface Input {
  readonly key: string;
  readonly slot: number;
  /** Whether a dossier may say what it is worth; a parameter is the policy's alone. */
  readonly supplied: boolean;
  readonly missing: Datum | undefined;
  readonly perPart: ReadonlyMap<string, Datum> | undefined;
}

/** Compiles a policy without faults. */
export function compilePolicy(policy: Policy): Program {
  const slots = new Map<string, Slots>();
  const slotOf = (subject: string, key: string): number => {
    const own = slots.get(subject) ?? slots.set(subject, new Map()).get(subject)!;
    return own.get(key) ?? own.set(key, own.size).get(key)!;
  };
  const layout: Layout = { slotOf, constantOf: (term) => constantOf(policy, term) };
  for (const decision of policy.order) {
    for (const { subject, key } of readsOf(decision)) slotOf(subject, key);
    for (const { ref } of outputsOf(decision)) slotOf(decision.subject, ref);
  }
  for (const { when } of policy.round)
    for (const name of when === undefined ? [] : namesOf(when)) slotOf(name.subject, name.key);
  const steps = policy.order.map((decision) => compileDecision(decision, layout));
  const inputs = new Map([...slots].map(([subject, own]) => [subject, inputsOf(policy, own)]));
  return { policy, slots, steps, layout, inputs };
}

/**
 * The program of a policy that differs from the compiled one only in what these decisions say, or in what its parameters are worth
 * to them: everything else is kept as it was compiled. The names that they read must be known to the program already.
 */
export function recompile(program: Program, policy: Policy, changed: ReadonlySet<string>): Program {
  const layout: Layout = { ...program.layout, constantOf: (term) => constantOf(policy, term) };
  const steps = program.steps.map((step) => {
    const decision = policy.decisions.get(step.decision.id)!;
    return changed.has(decision.id) ? compileDecision(decision, layout) : step;
  });
  const inputs = new Map([...program.slots].map(([subject, own]) => [subject, inputsOf(policy, own)]));
  return { ...program, policy, layout, steps, inputs };
}

function inputsOf(policy: Policy, slots: Iterable<readonly [string, number]>): Input[] {
  return [...slots].flatMap(([key, slot]) => {
    if (key.startsWith("decision.")) return [];
    const parameter = key.startsWith("parameter.") ? policy.parameters.get(key.slice("parameter.".length)) : undefined;
    const supplied = /^(fact|indicator)\./.test(key);
    return [{ key, slot, supplied, missing: missingRuleOf(policy, key)?.value, perPart: parameter?.values }];
  });
}

/** What the policy takes a name to be when nobody supplies it, if it says so. */
export function missingRuleOf(policy: Policy, key: string): MissingRule | undefined {
  return policy.missing.get(key) ?? policy.missing.get(key.split("@")[0]!);
}

/** The value of a term that is the same for everybody: a literal, a given parameter, an end of a window. */
export function constantOf(policy: Policy, term: Term): Datum | undefined {
  if (term.op === "literal") return term.value;
  if (term.op === "rescale") {
    const of = constantOf(policy, term.args[0]!);
    return of === undefined ? undefined : (strict(term)(of) as Datum);
  }
  if (term.op !== "name") return undefined;
  const [root, id = "", end] = term.name.ref.split(/\.(.*?)(?:\.(opens|closes))?$/);
  if (root === "parameter") return policy.parameters.get(term.name.ref.slice("parameter.".length))?.value;
  return root === "deliverable" && end !== undefined
    ? policy.deliverables.get(id)?.[end as "opens" | "closes"]
    : undefined;
}

function compileDecision(decision: Decision, layout: Layout): Step {
  const slots = outputsOf(decision).map(({ ref }) => layout.slotOf(decision.subject, ref));
  const slot = slots[0]!;
  switch (decision.kind) {
    case "formula": {
      if ("open" in decision.is) return { decision, run: () => {} };
      const evaluate = compile(decision.is, decision.subject, layout);
      return { decision, run: (frame) => void (frame.values[slot] = evaluate(frame) as Datum | undefined) };
    }
    case "conditions": {
      const required = decision.conditions.filter(({ weight }) => weight === "required");
      const evaluate = compile(
        { op: decision.holds === "all" ? "and" : "or", type: { kind: "bool" }, args: required.map(({ test }) => test) },
        decision.subject,
        layout,
      );
      return { decision, run: (frame) => void (frame.values[slot] = evaluate(frame) as Datum | undefined) };
    }
    case "sheet":
      return compileRows(decision, slots, layout);
  }
}

function compileRows(sheet: Sheet, slots: readonly number[], layout: Layout): Step {
  const compiled = compileSheet(sheet, layout);
  const trace = new Int32Array(compiled.traceLength);
  const then = sheet.rules.map((rule) => rule.then.map((term) => compile(term, sheet.subject, layout)));
  const collects = sheet.hit.startsWith("collect-");
  const decide = (frame: Frame): void => {
    compiled.trace(frame, trace);
    if (collects) {
      for (const [output, slot] of slots.entries())
        frame.values[slot] = collect(
          sheet,
          compiled.match(trace),
          (rule) => then[rule]![output]!(frame) as Datum | undefined,
        );
      return;
    }
    const values = then[compiled.single(trace)];
    for (let output = 0; output < slots.length; output++)
      frame.values[slots[output]!] = values === undefined ? undefined : (values[output]!(frame) as Datum | undefined);
  };
  return { decision: sheet, run: decide, sheet: compiled };
}

type CollectPolicy = "collect-sum" | "collect-min" | "collect-max" | "collect-count" | "collect-list";

function collect(
  { hit: policy }: Sheet,
  { hit, undecided }: { readonly hit: readonly number[]; readonly undecided: boolean },
  valueOfRule: (rule: number) => Datum | undefined,
): Datum | undefined {
  if (undecided) return undefined;
  const values = hit.map(valueOfRule);
  if (policy === "collect-count") return BigInt(hit.length);
  if (values.includes(undefined)) return undefined;
  return collectKnown(policy as CollectPolicy, values as Datum[]);
}

/** What `collect-*` makes of the values of the rules hit; unknown where there are none to compare. */
export function collectKnown(policy: CollectPolicy, values: readonly Datum[]): Datum | undefined {
  const numbers = values as readonly bigint[];
  switch (policy) {
    case "collect-sum":
      return numbers.reduce((sum, value) => sum + value, 0n);
    case "collect-min":
      return numbers.length === 0 ? undefined : numbers.reduce((a, b) => (b < a ? b : a));
    case "collect-max":
      return numbers.length === 0 ? undefined : numbers.reduce((a, b) => (b > a ? b : a));
    case "collect-count":
      return BigInt(values.length);
    case "collect-list":
      return [...new Set(values.flat() as string[])].toSorted();
  }
}

/** The frame of a provider and its parts, filled with what is supplied and what the policy gives. */
export function fill(program: Program, dossier: Dossier): Frame {
  const { slots, policy } = program;
  const parts = new Map<string, Frame[]>();
  const frame: Frame = { member: "", values: blank(slots.get(whole)?.size ?? 0), parts };
  fillInputs(program, whole, frame, dossier.values, dossier.on);
  for (const kind of slots.keys()) {
    if (kind === whole) continue;
    const given = dossier.parts.get(kind);
    const members = policy.subjects.get(kind) ?? [...(given?.keys() ?? [])].toSorted();
    const size = slots.get(kind)!.size;
    parts.set(
      kind,
      members.map((member) => {
        const part: Frame = { member, values: blank(size), outer: frame, parts: noParts };
        fillInputs(program, kind, part, given?.get(member) ?? nothing, dossier.on);
        return part;
      }),
    );
  }
  return frame;
}

/** So many slots of which nothing is known yet. */
function blank(size: number): (Datum | undefined)[] {
  return Array<Datum | undefined>(size).fill(undefined);
}

const nothing: ReadonlyMap<string, Supplied> = new Map();
const noParts: ReadonlyMap<string, readonly Frame[]> = new Map();

function fillInputs(
  { inputs }: Program,
  subject: string,
  frame: Frame,
  values: ReadonlyMap<string, Supplied>,
  on: Day,
): void {
  for (const { key, slot, supplied, missing, perPart } of inputs.get(subject) ?? [])
    if (supplied) frame.values[slot] = values.get(key)?.value ?? missing;
    else frame.values[slot] = key === "on" ? on : perPart?.get(frame.member);
}

/** Runs the decisions down, all or those that `wanted` keeps, over a filled frame. */
export function run(program: Program, frame: Frame, wanted?: ReadonlySet<string>): void {
  for (const { decision, run: decide } of program.steps) {
    if (wanted !== undefined && !wanted.has(decision.id)) continue;
    if (decision.subject === whole) decide(frame);
    else for (const part of frame.parts.get(decision.subject) ?? []) decide(part);
  }
}

/** Every decision about one provider. */
export function decideAll(program: Program, dossier: Dossier): Frame {
  const frame = fill(program, dossier);
  run(program, frame);
  return frame;
}

/** The value of a name in a frame of its subject. */
export function valueOf({ slots }: Program, frame: Frame, key: string, subject: string = whole): Datum | undefined {
  const slot = slots.get(subject)?.get(key);
  return slot === undefined ? undefined : frame.values[slot];
}

/** Whether a condition of a round holds for a provider; undefined when that is not known. */
export function holds({ layout }: Program, frame: Frame, condition: Term): boolean | undefined {
  return compile(condition, whole, layout)(frame) as boolean | undefined;
}

/** A decision and all that it rests on, or all that rest on it: what must run again when it changes. */
export function cone(policy: Policy, ids: Iterable<string>, direction: "needs" | "needed-by"): Set<string> {
  const reached = new Set(ids);
  const order = direction === "needs" ? policy.order.toReversed() : policy.order;
  for (const decision of order) {
    const needs = readsOf(decision).flatMap(({ ref }) => decisionOf(ref, policy.decisions)?.id ?? []);
    if (direction === "needs" && reached.has(decision.id)) for (const need of needs) reached.add(need);
    if (direction === "needed-by" && needs.some((need) => reached.has(need))) reached.add(decision.id);
  }
  return reached;
}
