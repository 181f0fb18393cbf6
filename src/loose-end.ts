/**
 * Loose ends of a policy: what it declares and nobody reads, the vague words of its text with the choice that was made for them, and
 * what the buyer left open. None is a fault; each is something to know before publication.
 */
import { readsOf } from "./decision.ts";
import { child, childText, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { mentionedIn } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { missingRuleOf } from "./program.ts";

/** Words of the text that can mean more than one thing, and what they were taken to mean. */
export interface Vague {
  readonly file: string;
  readonly line: number;
  readonly words: string;
  /** Absent when nobody chose yet. */
  readonly choice?: string;
}

/** What the buyer left open, and why. */
export interface Open {
  readonly name: string;
  readonly why: string;
}

export interface LooseEnds {
  readonly vague: readonly Vague[];
  readonly open: readonly Open[];
  /** `unused` and `vague-open`, as warnings. */
  readonly findings: readonly Finding[];
}

/** The loose ends in the policy's own folder; what it takes from a base is told there. */
export function looseEndsOf(policy: Policy): LooseEnds {
  const isOwn = (node: Node): boolean => node.file.startsWith(`${policy.folder}/`);
  const vague = declarationsOf(policy).filter(isOwn).flatMap(vagueIn);
  const undecided = vague.filter(({ choice }) => choice === undefined).map(({ node }) => vagueOpen(node));
  return {
    vague: vague.map(({ node, words, choice }) => {
      const { line } = node.at(0);
      return { file: node.file, line, words, ...(choice && { choice }) };
    }),
    open: openIn(policy),
    findings: [...undecided, ...unusedIn(policy).flatMap(({ name, at }) => (isOwn(at) ? [unused(name, at)] : []))],
  };
}

function vagueOpen(node: Node): Finding {
  const expected = "`choice:` with what they are taken to mean, or that a person decides";
  return findingAt(node, "vague-open", quote(node.kind === "scalar" ? node.text : ""), expected, {
    severity: "warning",
  });
}

function unused(name: string, at: Node): Finding {
  return findingAt(at, "unused", quote(name), "something that reads it", { severity: "warning" });
}

function declarationsOf(policy: Policy): Node[] {
  const { decisions, parameters, deliverables, indicators, missing, vocabulary, documents } = policy;
  const groups = [decisions, parameters, deliverables, indicators, missing, vocabulary];
  const procedures = [...documents].flatMap(([path, node]) => (path.endsWith(".procedure.yaml") ? [node] : []));
  return [...groups.flatMap((group) => [...group.values()].map(({ declaredAt }) => declaredAt)), ...procedures];
}

/** The `vague:` of a declaration and of all that stands in it. */
function vagueIn(node: Node): { node: Node; words: string; choice: string | undefined }[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.flatMap(vagueIn);
  const words = childText(node, "vague");
  const own = words === undefined ? [] : [{ node: child(node, "vague")!, words, choice: childText(node, "choice") }];
  return [...own, ...[...node.entries.values()].flatMap(({ value }) => vagueIn(value))];
}

function openIn({ parameters, decisions }: Policy): Open[] {
  const given = [...parameters.values()].flatMap(({ id, open }) =>
    open === undefined ? [] : [{ name: `parameter.${id}`, why: open }],
  );
  const formulas = [...decisions.values()].flatMap((decision) =>
    decision.kind === "formula" && "open" in decision.is ? [{ name: decision.id, why: decision.is.open }] : [],
  );
  return [...given, ...formulas];
}

/** Parameters and `missing` entries that nothing reads, and questions whose fact is asked for nothing. */
function unusedIn(policy: Policy): { name: string; at: Node }[] {
  const reads = policy.order.flatMap(readsOf);
  const refs = new Set([...reads.map(({ ref }) => ref), ...mentionedIn(policy)]);
  const missing = new Set(reads.flatMap(({ key }) => missingRuleOf(policy, key)?.ref ?? []));
  const parameters = [...policy.parameters.values()].map(({ id, declaredAt: at }) => ({ name: `parameter.${id}`, at }));
  const taken = [...policy.missing.values()].flatMap(({ ref, declaredAt: at }) =>
    missing.has(ref) || refs.has(ref.split("@")[0]!) ? [] : [{ name: `missing.${ref}`, at }],
  );
  return [...[...parameters, ...questionsOf(policy)].filter(({ name }) => !refs.has(name)), ...taken];
}

function questionsOf(policy: Policy): { name: string; at: Node }[] {
  const document = policy.documents.get("questions.yaml");
  return itemsOf(document && child(document, "questions"), "questions", []).flatMap((at) => {
    const fact = childText(at, "fact");
    return fact === undefined ? [] : [{ name: `fact.${fact}`, at }];
  });
}
