/** Reading `examples/*.yaml`: each example with the facts that it takes from another one, its own on top of them. */
import { parseDatum, expectationOf, toPlain } from "../datum.ts";
import { parseDay } from "../day.ts";
import type { Day } from "../day.ts";
import { decisionOf, outputsOf } from "../decision.ts";
import type { Decision } from "../decision.ts";
import { checkKeys, child, childText, describe, findingAt, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { emptySupply, readSupply, resolveName, toDossier, valuesOfPart } from "../dossier.ts";
import type { Supply } from "../dossier.ts";
import type { Example, Expected } from "../example.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Policy } from "../policy.ts";

const keys = ["like", "decision", "part", "on", "facts", "without", "nl", "en"];

/** The examples of a policy, its base's too. A faulty example is told and left out. */
export function readExamples(policy: Policy, findings: Finding[]): Example[] {
  const files = [...policy.documents].filter(([name]) => /(^|\/)examples\/[^/]+\.yaml$/.test(name));
  const nodes = files.flatMap(([, node]) => itemsOf(node, "examples", findings));
  const reader = new Reader(policy, nodes, findings);
  return nodes.flatMap((node) => reader.read(node) ?? []);
}

/** What an example says, after what it takes from another. */
interface Draft {
  readonly decision?: Node;
  readonly part?: string;
  readonly on?: Node;
  readonly supply: Supply;
}

class Reader {
  readonly #policy: Policy;
  readonly #nodes: readonly Node[];
  readonly #findings: Finding[];

  constructor(policy: Policy, nodes: readonly Node[], findings: Finding[]) {
    this.#policy = policy;
    this.#nodes = nodes;
    this.#findings = findings;
  }

  read(node: Node): Example | undefined {
    if (!checkKeys(node, ["name", "expect"], keys, this.#findings)) return undefined;
    const faults = this.#findings.length;
    const name = childText(node, "name") ?? "";
    const draft = this.#draft(node, [], this.#findings);
    const meant = this.#decision(node, draft);
    const on = this.#day(node, draft);
    if (meant === undefined || on === undefined) return undefined;
    const member = this.#member(node, meant.decision, draft);
    const expectedAt = child(node, "expect")!;
    const expect = readExpected(expectedAt, meant.decision, meant.ref, this.#findings);
    if (expect === undefined || this.#findings.length > faults) return undefined;
    const dossier = toDossier(name, on, draft.supply);
    return { name, ...meant, ...(member && { member }), dossier, expect, declaredAt: node, expectedAt };
  }

  /** An example over the one that it is like; `path` are the examples on the way here. */
  #draft(node: Node, path: readonly Node[], findings: Finding[]): Draft {
    const like = childText(node, "like");
    const base = like === undefined ? undefined : this.#like(node, like, [...path, node], findings);
    const supply = base?.supply ?? emptySupply();
    const facts = child(node, "facts");
    if (facts !== undefined) readSupply(facts, this.#policy, "example", supply, findings);
    for (const item of itemsOf(child(node, "without"), "without", findings)) this.#forget(item, supply, findings);
    const [decision, on] = [child(node, "decision") ?? base?.decision, child(node, "on") ?? base?.on];
    const part = childText(node, "part") ?? base?.part;
    return { supply, ...(decision && { decision }), ...(on && { on }), ...(part && { part }) };
  }

  #like(node: Node, like: string, path: readonly Node[], findings: Finding[]): Draft | undefined {
    const named = this.#nodes.filter((other) => childText(other, "name") === like && !path.includes(other));
    const found = named.find((other) => other.file === node.file) ?? named[0];
    if (found !== undefined) return this.#draft(found, path, []);
    const names = this.#nodes.flatMap((other) => childText(other, "name") ?? []);
    const expected = didYouMean(like, names, "the name of another example");
    findings.push(findingAt(child(node, "like")!, "unknown-example", quote(like), expected));
    return undefined;
  }

  #forget(item: Node, supply: Supply, findings: Finding[]): void {
    const text = item.kind === "scalar" ? item.text : "";
    const key = resolveName(text, this.#policy)?.key ?? "";
    const everywhere = [supply.values, ...[...supply.parts.values()].flatMap((members) => [...members.values()])];
    if (everywhere.map((values) => values.delete(key)).includes(true)) return;
    const known = everywhere.flatMap((values) => [...values.keys()].map((name) => name.replace(/^fact\./, "")));
    findings.push(
      findingAt(item, "unknown-name", describe(item), didYouMean(text, known, "a fact that the example has")),
    );
  }

  #decision(node: Node, draft: Draft): { decision: Decision; ref: string } | undefined {
    const at = draft.decision;
    const id = at?.kind === "scalar" ? at.text : "";
    const { decisions } = this.#policy;
    const decision = decisionOf(`decision.${id}`, decisions);
    const outputs = decision === undefined ? [] : outputsOf(decision);
    const output = outputs.find(({ ref }) => ref === `decision.${id}`);
    if (decision !== undefined && output !== undefined) return { decision, ref: output.ref };
    const known = [...decisions.values()].flatMap((other) =>
      outputsOf(other).map(({ ref }) => ref.slice("decision.".length)),
    );
    const expected =
      at === undefined ? "the decision that it is about" : didYouMean(id, known, "a decision of the policy");
    const found = at === undefined ? "no `decision`" : quote(id);
    this.#findings.push(findingAt(child(node, "decision") ?? node, "unknown-decision", found, expected));
    return undefined;
  }

  #day(node: Node, { on }: Draft): Day | undefined {
    const day = on?.kind === "scalar" ? parseDay(on.text) : undefined;
    if (day === undefined)
      this.#findings.push(
        findingAt(
          child(node, "on") ?? node,
          "bad-value",
          on === undefined ? "no `on`" : describe(on),
          "the day of the decision, as `2024-10-01`",
          { field: "on" },
        ),
      );
    return day;
  }

  /** The part that the decision is about, known to the dossier even when nothing is known of it. */
  #member(node: Node, { subject, id }: Decision, { part, supply }: Draft): string | undefined {
    if (subject === whole) return undefined;
    const members = this.#policy.subjects.get(subject);
    if (part !== undefined && (members === undefined || members.includes(part))) {
      valuesOfPart(supply, subject, part);
      return part;
    }
    const expected = members === undefined ? `the ${subject} that it is about` : `one of ${members.join(", ")}`;
    const found = part === undefined ? `no \`part\`, and ${quote(id)} is about a ${subject}` : quote(part);
    this.#findings.push(findingAt(child(node, "part") ?? node, "unknown-part", found, expected, { field: "part" }));
    return undefined;
  }
}

/** Reads `expect`: the value in the type of the decision's output, or the codes and names that are expected. */
function readExpected(node: Node, decision: Decision, ref: string, findings: Finding[]): Expected | undefined {
  const status = childText(node, "status") ?? "";
  const listKey = { decided: "value", refused: "reasons", incomplete: "missing" }[status];
  if (listKey === undefined) {
    const at = child(node, "status") ?? node;
    findings.push(
      findingAt(at, "unknown-word", describe(at), "one of decided, refused, incomplete", { field: "status" }),
    );
    return undefined;
  }
  if (!checkKeys(node, ["status", listKey], ["notes"], findings)) return undefined;
  const notes = child(node, "notes") && { notes: textsIn(child(node, "notes"), "notes", findings) };
  const under = child(node, listKey)!;
  if (status === "refused") return { status, reasons: textsIn(under, listKey, findings), ...notes };
  if (status === "incomplete") return { status, missing: textsIn(under, listKey, findings), ...notes };
  const { type } = outputsOf(decision).find((output) => output.ref === ref)!;
  const value = parseDatum(type, toPlain(under));
  if (value !== undefined) return { status: "decided", value, ...notes };
  findings.push(findingAt(under, "bad-value", describe(under), expectationOf(type), { field: "value" }));
  return undefined;
}

function textsIn(node: Node | undefined, field: string, findings: Finding[]): string[] {
  return itemsOf(node, field, findings).flatMap((item) => (item.kind === "scalar" ? [item.text] : []));
}
