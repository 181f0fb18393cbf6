/**
 * Which proofs a procedure takes from what the program knows: of which fact, from where, and whether they fill it in or stand
 * beside it.
 */
import { basisKeys, readBasis } from "../basis.ts";
import type { Basis } from "../basis.ts";
import type { Instant } from "../day.ts";
import { checkKeys, child, describe, findingAt, itemsOf, readWord } from "../document.ts";
import type { Node } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { readRef } from "./name.ts";
import { signalKinds, signalSources } from "../signal.ts";

/**
 * Where the program knows something from:
 *
 *     ceiling           the ledger: what was agreed for the year, before anything was added
 *     granted           the ledger: what was added during the year
 *     class             the round: the class that somebody took
 *     signals           the register: whether there is a signal of a shortage where the provider has clients
 *     complete          the dossier: the day on which the last fact that is asked of the provider became known
 *     claimed           claims: for care before or since a moment
 *     forecast          claims: what the year will come to
 *     new_clients       claims: clients first seen, per month
 *     stopped_clients   claims: clients last seen, per month
 *     moved_clients     claims: clients who came from another provider or went to one
 *     cost_per_client   claims: per target group, beside the same months of the year before
 */
export const proofSources = [
  "ceiling",
  "granted",
  "class",
  "signals",
  "complete",
  "claimed",
  "forecast",
  "new_clients",
  "stopped_clients",
  "moved_clients",
  "cost_per_client",
] as const;
export type ProofSource = (typeof proofSources)[number];

/** The sources whose finding is the very value of a fact; the others only stand beside one. */
const filling: readonly ProofSource[] = ["ceiling", "granted", "class", "signals", "complete", "claimed"];

/** An end of a window of the policy, or the day of the answer. */
export type Moment = Instant | "answer";

export interface Proof {
  readonly fact: string;
  readonly source: ProofSource;
  /** It fills the fact in where nobody told it; otherwise it only stands beside. */
  readonly fills: boolean;
  readonly before?: Moment;
  readonly since?: Moment;
  /** Of `class`: the decision of the round. */
  readonly decision?: string;
  /** Of `signals`: which ones count. */
  readonly kinds: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly basis: Basis;
}

const keys = ["from", "beside", "before", "since", "decision", "kinds", "sources", ...basisKeys];

export function readProof(node: Node, policy: Policy, findings: Finding[]): Proof | undefined {
  if (!checkKeys(node, ["fact"], keys, findings)) return undefined;
  const fact = readRef(child(node, "fact")!, "fact", policy, findings);
  const basis = readBasis(node, findings);
  const at = (key: string): Node | undefined => child(node, key);
  const fills = at("from") !== undefined;
  const named = at("from") ?? at("beside");
  if (named === undefined || (fills && at("beside") !== undefined)) {
    findings.push(findingAt(node, "missing-key", "no source, or two", "`from` or `beside`"));
    return undefined;
  }
  const source = readWord(named, fills ? filling : proofSources, findings);
  const [before, since] = [at("before"), at("since")].map((moment) => moment && readMoment(moment, policy, findings));
  const decision = at("decision") && readRef(at("decision")!, "decision", policy, findings);
  const kinds = wordsOf(at("kinds"), "kinds", signalKinds, findings);
  const sources = wordsOf(at("sources"), "sources", signalSources, findings);
  if (fact === undefined || basis === undefined || source === undefined) return undefined;
  return {
    fact,
    source,
    fills,
    ...(before !== undefined && { before }),
    ...(since !== undefined && { since }),
    ...(decision !== undefined && { decision }),
    kinds,
    sources,
    basis,
  };
}

/** The words of a list; all there are where the policy names none. */
function wordsOf(
  node: Node | undefined,
  key: string,
  words: readonly string[],
  findings: Finding[],
): ReadonlySet<string> {
  if (node === undefined) return new Set(words);
  return new Set(itemsOf(node, key, findings).flatMap((item) => readWord(item, words, findings) ?? []));
}

function readMoment(node: Node, policy: Policy, findings: Finding[]): Moment | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  if (text === "answer") return "answer";
  const [, id = "", end] = /^deliverable\.(.+)\.(opens|closes)$/.exec(text) ?? [];
  const deliverable = policy.deliverables.get(id);
  if (deliverable !== undefined) return deliverable[end as "opens" | "closes"];
  findings.push(findingAt(node, "unknown-name", describe(node), "when a deliverable opens or closes, or `answer`"));
  return undefined;
}
