/**
 * A request in a procedure, filled in beforehand: every fact that is asked with what is known of it and since when, the program's
 * own proofs in the place of what nobody told or beside what somebody did, each condition decided, what is missing and who supplies
 * it, where the phases stand, and what follows in money. Proofs are shown and never overrule: what was told in the dossier goes
 * first.
 */
import { decisionOf, nestedIn, readsOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { addDays, dayOf, parseDay, parseInstant, startOfDay, toInstantText } from "./day.ts";
import type { Day, Instant } from "./day.ts";
import { toJson } from "./datum.ts";
import type { Datum, Json } from "./datum.ts";
import { resolveName } from "./dossier.ts";
import type { Fact } from "./fact.ts";
import type { Outcome } from "./outcome.ts";
import type { Policy } from "./policy.ts";
import type { Phase, Procedure } from "./procedure.ts";
import type { Dossier, Program, Supplied } from "./program.ts";
import type { Evidence } from "./request/evidence.ts";
import type { TakenDecision } from "./round.ts";
import { Teller } from "./trace.ts";
import type { Checked } from "./trace.ts";

export { claimedSelect, costSelect, movedSelect, regionSelect, toCost } from "./request/query.ts";
export type { CostOfGroup, Evidence } from "./request/evidence.ts";

/** One fact of the request: what is known of it, and what the program can put beside it. */
export interface AskedFact {
  readonly key: string;
  readonly fact: Fact;
  readonly value?: Json;
  readonly origin?: string;
  readonly knownAt?: string;
  /** Whether the decision waits for it; others are only shown. */
  readonly asked: boolean;
  readonly evidence: readonly Evidence[];
}

/** Where a phase stands: over, possible now, still to come, or past without having been done. */
export interface Stage {
  readonly phase: Phase;
  readonly state: "done" | "open" | "ahead" | "missed";
  readonly opens?: Instant;
  readonly closes?: Instant;
  /** The last day, where a decision gives one. */
  readonly due?: Day;
  readonly doneOn?: Day;
  /** Done, and after its window or its last day. */
  readonly late: boolean;
}

export interface Request {
  readonly provider: string;
  readonly on: Day;
  readonly procedure: Procedure;
  /** Which way the provider goes; absent where there is one. */
  readonly way?: Outcome;
  /** The way that is told: the one decided, or the first of the procedure while that is not known. */
  readonly goes: string;
  /** The decision of that way and its outcome; absent where it is left to talks. */
  readonly decision?: string;
  readonly outcome?: Outcome;
  readonly conditions: readonly Checked[];
  readonly facts: readonly AskedFact[];
  readonly stages: readonly Stage[];
  readonly money: readonly { readonly decision: string; readonly outcome: Outcome }[];
  /** What somebody answered, if somebody did. */
  readonly answer?: TakenDecision;
  /** What it will be, once a second person answers the same. */
  readonly waiting?: TakenDecision;
}

export interface Known {
  readonly procedure: Procedure;
  readonly dossier: Dossier;
  readonly evidence: readonly Evidence[];
  readonly answer?: TakenDecision | undefined;
  readonly waiting?: TakenDecision | undefined;
}

/** Whether there is a request at all: somebody answered one, or told of something that only a request tells. */
export function isAsked({ answer, waiting, facts }: Request): boolean {
  const isTold = ({ asked, value, evidence }: AskedFact): boolean =>
    asked && value !== undefined && !evidence.some(({ proof }) => proof.fills);
  return answer !== undefined || waiting !== undefined || facts.some(isTold);
}

/** Composes the request of one provider. */
export function composeRequest(program: Program, known: Known): Request {
  const { procedure, answer, waiting } = known;
  const { policy } = program;
  const filled = proveFacts(policy, known.dossier, known.evidence);
  const way = procedure.way === undefined ? undefined : new Teller(program, filled).tell(procedure.way);
  const goes = way?.status === "decided" ? String(way.value) : ([...procedure.decides.keys()][0] ?? "");
  const dossier = complete(policy, { ...known, dossier: filled }, goes);
  const teller = new Teller(program, dossier);
  const decision = procedure.decides.get(goes);
  const outcome = decision === undefined ? undefined : teller.tell(decision);
  const money = answer === undefined ? [] : procedure.pays.map((id) => ({ decision: id, outcome: teller.tell(id) }));
  return {
    provider: dossier.provider,
    on: dossier.on,
    procedure,
    ...(way && { way }),
    goes,
    ...(decision !== undefined && { decision }),
    ...(outcome && { outcome }),
    conditions: decision === undefined ? [] : teller.conditions(decision),
    facts: factsOf(policy, { ...known, dossier }, goes),
    stages: stagesOf(phasesOf(procedure, goes), { teller, policy, dossier, answer }),
    money,
    ...(answer && { answer }),
    ...(waiting && { waiting }),
  };
}

/** The dossier with the program's own proofs where nobody told. */
export function proveFacts(policy: Policy, dossier: Dossier, evidence: readonly Evidence[]): Dossier {
  const proofs = evidence.flatMap(({ proof, value, origin, knownAt }): [string, Supplied][] =>
    proof.fills && value !== undefined ? [[keyOf(policy, proof.fact), { value, origin, knownAt }]] : [],
  );
  return { ...dossier, values: new Map([...proofs, ...dossier.values]) };
}

/**
 * A request is complete on the day on which it had come in and the last of what is asked of the provider had become known: a proof that can
 * only be given once the others stand.
 */
function complete(policy: Policy, { procedure, dossier, answer }: Known, goes: string): Dossier {
  const proof = procedure.proofs.find(({ source }) => source === "complete");
  if (proof === undefined) return dossier;
  const own = keyOf(policy, proof.fact);
  const asked = [...askedKeys(policy, procedure, goes)].filter(
    (key) => key !== own && policy.vocabulary.get(factOf(key))?.supplier === "provider",
  );
  const phases = phasesOf(procedure, goes);
  const before = phases.slice(
    0,
    Math.max(
      0,
      phases.findIndex(({ done }) => done === proof.fact),
    ),
  );
  const moments = [
    ...asked.map((key) => parseInstant(dossier.values.get(key)?.knownAt ?? "")),
    ...before.map((phase) => doneAt(phase, policy, dossier, answer)),
  ];
  if (dossier.values.has(own) || asked.length === 0 || moments.includes(undefined)) return dossier;
  const last = Math.max(...(moments as Instant[]));
  const value: Supplied = { value: dayOf(last), origin: "dossier", knownAt: toInstantText(last) };
  return { ...dossier, values: new Map([...dossier.values, [own, value]]) };
}

function phasesOf({ phases }: Procedure, goes: string): readonly Phase[] {
  return phases.filter(({ ways }) => ways === undefined || ways.includes(goes));
}

/** The key under which the policy reads a fact of its own year. */
export function keyOf(policy: Policy, fact: string): string {
  return resolveName(fact, policy)?.key ?? `fact.${fact}`;
}

function factOf(key: string): string {
  return key.slice("fact.".length).split("@")[0]!;
}

/** What the decision of a way waits for: the facts of its conditions, of the way itself, and of the phases. */
function askedKeys(policy: Policy, procedure: Procedure, goes: string): ReadonlySet<string> {
  const { way, decides, phases } = procedure;
  const due = phases.flatMap((phase) => phase.due ?? []);
  const decisions = [way, decides.get(goes), ...due].filter((id) => id !== undefined);
  return new Set(decisions.flatMap((id) => [...factsIn(policy, decisionOf(`decision.${id}`, policy.decisions))]));
}

/** The facts that a decision reads itself, and those of what it rests on; of a list of conditions only those of the lists it asks for. */
function factsIn(policy: Policy, decision: Decision | undefined): ReadonlySet<string> {
  if (decision === undefined) return new Set();
  const reads = readsOf(decision);
  const own = reads.flatMap(({ ref, key }) => (ref.startsWith("fact.") ? [key] : []));
  const below =
    decision.kind === "conditions"
      ? decision.conditions
          .map((each) => policy.decisions.get(nestedIn(each) ?? ""))
          .filter((list) => list?.kind === "conditions")
      : reads.map(({ ref }) => decisionOf(ref, policy.decisions));
  return new Set([...own, ...below.flatMap((each) => [...factsIn(policy, each)])]);
}

function factsOf(policy: Policy, { procedure, dossier, evidence }: Known, goes: string): AskedFact[] {
  const asked = askedKeys(policy, procedure, goes);
  const shown = new Set([...asked, ...procedure.proofs.map(({ fact }) => keyOf(policy, fact))]);
  return [...shown].flatMap((key) => {
    const fact = policy.vocabulary.get(factOf(key));
    if (fact === undefined) return [];
    const supplied = dossier.values.get(key);
    const own = evidence.filter(({ proof }) => keyOf(policy, proof.fact) === key);
    const told = supplied && {
      value: toJson(fact.type, supplied.value),
      origin: supplied.origin,
      ...(supplied.knownAt !== undefined && { knownAt: supplied.knownAt }),
    };
    if (told === undefined && own.length === 0 && !asked.has(key)) return [];
    return [{ key, fact, ...told, asked: asked.has(key), evidence: own }];
  });
}

interface Standing {
  readonly teller: Teller;
  readonly policy: Policy;
  readonly dossier: Dossier;
  readonly answer: TakenDecision | undefined;
}

/** A phase waits for the one before it, unless its own window is open. */
function stagesOf(phases: readonly Phase[], standing: Standing): Stage[] {
  let reached = true;
  return phases.map((phase) => {
    const stage = stageOf(phase, standing, reached);
    if (stage.state !== "done") reached = false;
    return stage;
  });
}

function stageOf(phase: Phase, { teller, policy, dossier, answer }: Standing, reached: boolean): Stage {
  const now = startOfDay(addDays(dossier.on, 1)!);
  const window = phase.deliverable === undefined ? undefined : policy.deliverables.get(phase.deliverable)!;
  const due = phase.due === undefined ? undefined : dueOf(teller.tell(phase.due));
  const done = doneAt(phase, policy, dossier, answer);
  const ends = window?.closes ?? (due === undefined ? undefined : startOfDay(addDays(due, 1)!));
  const late = done !== undefined && ends !== undefined && done >= ends;
  const begun = window === undefined ? reached : window.opens < now;
  const state = done !== undefined ? "done" : ends !== undefined && ends < now ? "missed" : begun ? "open" : "ahead";
  return {
    phase,
    state,
    ...(window && { opens: window.opens, closes: window.closes }),
    ...(due !== undefined && { due }),
    ...(done !== undefined && { doneOn: dayOf(done) }),
    late,
  };
}

function dueOf(outcome: Outcome): Day | undefined {
  return outcome.status === "decided" && typeof outcome.value === "string" ? parseDay(outcome.value) : undefined;
}

/** When a phase was over: the moment that its fact tells, or since when it is known; an answer when somebody took it. */
function doneAt(
  phase: Phase,
  policy: Policy,
  { values, on }: Dossier,
  answer: TakenDecision | undefined,
): Instant | undefined {
  if (phase.answers)
    return answer && (answer.on === undefined ? parseInstant(answer.at) : startOfDay(parseDay(answer.on)!));
  if (phase.done === undefined) return undefined;
  const told = values.get(keyOf(policy, phase.done));
  const type = policy.vocabulary.get(phase.done)?.type.kind;
  if (told === undefined) return undefined;
  const at = momentOf(type, told.value) ?? parseInstant(told.knownAt ?? "") ?? startOfDay(on);
  return at < startOfDay(addDays(on, 1)!) ? at : undefined;
}

function momentOf(type: string | undefined, value: Datum): Instant | undefined {
  if (typeof value !== "number") return undefined;
  return type === "day" ? startOfDay(value) : type === "instant" ? value : undefined;
}
