/**
 * A procedure as a policy declares it, in a file of its own (`<name>.procedure.yaml`): which ways lead through it, what is decided
 * on each, which phases there are with who acts and by when, which proofs the program has of its own, and what money hangs on the
 * answer. The code knows no procedure; an extension may add one and changes none of its base.
 *
 *     id: extra_contracting
 *     nl: Bijcontractering
 *     en: Extra contracting
 *     way: decision.ceiling_change                # which way a provider goes; without it there is one
 *     decides: { request: decision.extra_contracting, invitation: decision.extra_contracting_invitation }
 *     phases:
 *       - { id: request, ways: [request], by: provider, nl: …, en: …, deliverable: extra_contracting_request, done: fact.request_received_at, source: … }
 *       - { id: answer, by: buyer, nl: …, en: …, due: decision.answer_due, answer: true, source: … }
 *     proofs:
 *       - { fact: fact.revenue_ceiling, from: ceiling, source: … }          # fills in where nobody told
 *       - { fact: fact.delivered_before_october, beside: claimed, before: deliverable.x.closes, source: … }   # stands beside what is told
 *     grants: fact.extra_granted                  # the fact that an answer gives
 *     pays: [decision.paid_with_extra]            # what follows in money
 *
 * A phase has a window when it is a deliverable of the policy, a last day when it is `due`, and is over once its fact `done` is known.
 */
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import {
  checkKeys,
  checkOnce,
  child,
  childText,
  childWord,
  describe,
  entriesOf,
  findingAt,
  itemsOf,
  quote,
} from "./document.ts";
import type { Node } from "./document.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import { readMove } from "./procedure/move.ts";
import type { Move } from "./procedure/move.ts";
import { readRef } from "./procedure/name.ts";
import { readProof } from "./procedure/proof.ts";
import type { Proof } from "./procedure/proof.ts";

export type { Move } from "./procedure/move.ts";
export { proofSources } from "./procedure/proof.ts";
export type { Moment, Proof, ProofSource } from "./procedure/proof.ts";

export const parties = ["provider", "buyer", "both"] as const;
export type Party = (typeof parties)[number];

export interface Phase {
  readonly id: string;
  readonly by: Party;
  /** The ways that it belongs to; absent where it belongs to all. */
  readonly ways?: readonly string[];
  /** Ids of a deliverable, of a decision that gives the last day, and of the fact that tells that it is over. */
  readonly deliverable?: string;
  readonly due?: string;
  readonly done?: string;
  /** Whether it is the answer: over once somebody took the decision. */
  readonly answers: boolean;
  readonly nl: string;
  readonly en: string;
  readonly basis: Basis;
}

export interface Procedure {
  readonly id: string;
  readonly nl: string;
  readonly en: string;
  /** The decision that says which way a provider goes; absent where there is one way. */
  readonly way?: string;
  /** What is decided, by way; under `""` where there is one way. A way without a decision is left to talks. */
  readonly decides: ReadonlyMap<string, string>;
  readonly phases: readonly Phase[];
  readonly proofs: readonly Proof[];
  /** The fact that a granting answer gives. */
  readonly grants?: string;
  /** Decisions in money that follow from the answer. */
  readonly pays: readonly string[];
  /** How it moves room between the providers of a region; absent where it does not. */
  readonly rearranges?: Move;
  readonly declaredAt: Node;
}

const required = ["id", "nl", "en", "phases"];
const optional = ["way", "decides", "proofs", "grants", "pays", "rearranges"];

/** The procedures of a policy by id, those of its base first; a faulty one is told and left out. */
export function readProcedures(policy: Policy): {
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const documents = [...policy.documents].filter(([path]) => path.endsWith(".procedure.yaml"));
  const procedures = documents.flatMap(([, node]) => readProcedure(node, policy, findings) ?? []);
  checkOnce(procedures, "one procedure of this id", findings);
  return { procedures: new Map(procedures.map((procedure) => [procedure.id, procedure])), findings };
}

/**
 * The procedure of a policy that decides something about a provider, or the one that moves room: the one that is named, or the only
 * one there is. Undefined with a finding otherwise.
 */
export function chooseProcedure(
  policy: Policy,
  { does, named }: { readonly does: "decides" | "rearranges"; readonly named?: string | undefined },
  findings: Finding[],
): Procedure | undefined {
  const read = readProcedures(policy);
  findings.push(...read.findings);
  const able = [...read.procedures.values()].filter(({ decides, rearranges }) =>
    does === "decides" ? decides.size > 0 : rearranges !== undefined,
  );
  const chosen = named === undefined ? able : able.filter(({ id }) => id === named);
  if (chosen.length === 1) return chosen[0];
  const ids = able.map(({ id }) => id);
  const any = ids.length === 0 ? `one with \`${does}\`` : `one of ${ids.join(", ")}`;
  const expected = named === undefined ? any : didYouMean(named, ids, any);
  const found = named === undefined ? `${ids.length} procedures with \`${does}\`` : quote(named);
  findings.push({ code: "unknown-procedure", severity: "file", file: policy.folder, line: 0, found, expected });
  return undefined;
}

function readProcedure(node: Node, policy: Policy, findings: Finding[]): Procedure | undefined {
  if (!checkKeys(node, required, optional, findings)) return undefined;
  const faults = findings.length;
  const named = (key: string, root: "decision" | "fact"): string | undefined => {
    const at = child(node, key);
    return at && readRef(at, root, policy, findings);
  };
  const way = named("way", "decision");
  const ways = waysOf(child(node, "way"), way, policy, findings);
  const decides = readDecides(child(node, "decides"), ways, policy, findings);
  const phases = itemsOf(child(node, "phases"), "phases", findings).flatMap(
    (item) => readPhase(item, ways, policy, findings) ?? [],
  );
  checkOnce(
    phases.map((phase) => ({ ...phase, declaredAt: node })),
    "one phase of this id",
    findings,
  );
  const proofs = itemsOf(child(node, "proofs"), "proofs", findings).flatMap(
    (item) => readProof(item, policy, findings) ?? [],
  );
  const grants = named("grants", "fact");
  const pays = itemsOf(child(node, "pays"), "pays", findings).flatMap(
    (item) => readRef(item, "decision", policy, findings) ?? [],
  );
  const rearranges = readMove(child(node, "rearranges"), policy, findings);
  if (findings.length > faults) return undefined;
  const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
  const more = {
    ...(way !== undefined && { way }),
    ...(grants !== undefined && { grants }),
    ...(rearranges && { rearranges }),
  };
  return { id, nl, en, decides, phases, proofs, pays, declaredAt: node, ...more };
}

/**
 * The choices of the decision that says which way a provider goes; none where that is at fault, undefined where there is no such
 * decision.
 */
function waysOf(
  node: Node | undefined,
  id: string | undefined,
  policy: Policy,
  findings: Finding[],
): readonly string[] | undefined {
  if (node === undefined) return undefined;
  const type = id === undefined ? undefined : policy.names.find(`decision.${id}`)?.type;
  if (type?.kind === "enum") return type.values;
  if (id !== undefined) findings.push(findingAt(node, "unknown-name", describe(node), "a decision that is a choice"));
  return [];
}

function readDecides(
  node: Node | undefined,
  ways: readonly string[] | undefined,
  policy: Policy,
  findings: Finding[],
): ReadonlyMap<string, string> {
  if (node === undefined) return new Map();
  if (ways === undefined) {
    const id = readRef(node, "decision", policy, findings);
    return new Map(id === undefined ? [] : [["", id]]);
  }
  const told = entriesOf(node, "decides", findings).flatMap(({ key, value }) => {
    const id = readRef(value, "decision", policy, findings);
    return checkWay(key, ways, findings) && id !== undefined ? [[key.text, id] as const] : [];
  });
  return new Map(told);
}

/** Whether it is a way of the procedure; where the ways themselves are at fault, that is told once. */
function checkWay(node: Node, ways: readonly string[], findings: Finding[]): boolean {
  const text = node.kind === "scalar" ? node.text : "";
  if (ways.length === 0 || ways.includes(text)) return true;
  findings.push(findingAt(node, "unknown-name", describe(node), didYouMean(text, ways, `one of ${ways.join(", ")}`)));
  return false;
}

const phaseKeys = ["ways", "deliverable", "due", "done", "answer", ...basisKeys];

function readPhase(
  node: Node,
  ways: readonly string[] | undefined,
  policy: Policy,
  findings: Finding[],
): Phase | undefined {
  if (!checkKeys(node, ["id", "by", "nl", "en"], phaseKeys, findings)) return undefined;
  const by = childWord(node, "by", parties, findings);
  const basis = readBasis(node, findings);
  const at = (key: string): Node | undefined => child(node, key);
  const own = at("ways") && itemsOf(at("ways"), "ways", findings);
  if (own !== undefined && ways === undefined)
    findings.push(
      findingAt(at("ways")!, "missing-key", "ways without a `way`", "`way:` with the decision that says which"),
    );
  const sound = own === undefined || own.every((item) => checkWay(item, ways ?? [], findings));
  const deliverable = at("deliverable") && readDeliverable(at("deliverable")!, policy, findings);
  const due = at("due") && readRef(at("due")!, "decision", policy, findings);
  const done = at("done") && readRef(at("done")!, "fact", policy, findings);
  if (due !== undefined && policy.names.find(`decision.${due}`)?.type.kind !== "day")
    findings.push(findingAt(at("due")!, "unknown-name", describe(at("due")!), "a decision that is a day"));
  if (by === undefined || basis === undefined || !sound) return undefined;
  const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
  return {
    id,
    by,
    ...(own && { ways: own.map((item) => (item.kind === "scalar" ? item.text : "")) }),
    ...(deliverable !== undefined && { deliverable }),
    ...(due !== undefined && { due }),
    ...(done !== undefined && { done }),
    answers: childText(node, "answer") === "true",
    nl,
    en,
    basis,
  };
}

function readDeliverable(node: Node, policy: Policy, findings: Finding[]): string | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  if (policy.deliverables.has(text)) return text;
  const expected = didYouMean(text, policy.deliverables.keys(), "a deliverable of the policy");
  findings.push(findingAt(node, "unknown-name", describe(node), expected));
  return undefined;
}
