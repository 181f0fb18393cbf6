/** Reading what the year must tell: the facts of a contract, and what a plan or an example says about them. */
import type { ContractFact, Realised } from "../contract.ts";
import { readDatum, readType, typeKeys } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { readUnits } from "../unit.ts";

/** Reads `facts:` and `volume:`; which of them move with the volume is marked. */
export function readFacts(document: Node, findings: Finding[]): ReadonlyMap<string, ContractFact> {
  const facts = new Map<string, ContractFact>();
  const moving = itemsOf(child(document, "volume"), "volume", findings);
  const names = new Set(moving.map((item) => (item.kind === "scalar" ? item.text : "")));
  // A quantity of a contract is called by its own name and only ever multiplied by a price per one of it, so it needs no unit.
  const units = readUnits({ ...document, kind: "mapping", entries: new Map() }, findings);
  for (const { key, value } of entriesOf(child(document, "facts"), "facts", findings)) {
    if (!checkKeys(value, ["type", "nl", "en"], ["for", ...typeKeys], findings)) continue;
    const type = readType(value, units, findings);
    const [nl = "", en = "", kind] = ["nl", "en", "for"].map((name) => childText(value, name));
    if (type === undefined) continue;
    facts.set(key.text, { id: key.text, nl, en, type, ...(kind && { kind }), moves: names.has(key.text) });
  }
  for (const item of moving) {
    const name = item.kind === "scalar" ? item.text : "";
    if (facts.get(name)?.type.kind === "number") continue;
    const numbers = [...facts.values()].filter(({ type }) => type.kind === "number").map(({ id }) => id);
    const expected = didYouMean(name, numbers, "a fact that is a number");
    findings.push(findingAt(item, "unknown-name", describe(item), expected, { field: "volume" }));
  }
  return facts;
}

/** What a plan or an example says: `{hours: "3200", used: {anna: "65000.00"}}`. */
export function readKnown(
  node: Node | undefined,
  facts: ReadonlyMap<string, ContractFact>,
  findings: Finding[],
): Realised {
  const own = new Map<string, Datum>();
  const parts = new Map<string, Map<string, Map<string, Datum>>>();
  for (const { key, value } of entriesOf(node, "facts", findings)) {
    const fact = facts.get(key.text);
    if (fact === undefined) {
      const expected = didYouMean(key.text, facts.keys(), "a fact of the contract");
      findings.push(findingAt(key, "unknown-name", quote(key.text), expected));
    } else if (fact.kind === undefined) {
      const datum = readDatum(fact.type, value, fact.id, findings);
      if (datum !== undefined) own.set(fact.id, datum);
    } else readParts(fact, fact.kind, value, parts, findings);
  }
  return { own, parts };
}

function readParts(
  fact: ContractFact,
  kind: string,
  node: Node,
  parts: Map<string, Map<string, Map<string, Datum>>>,
  findings: Finding[],
): void {
  const ofKind = parts.getOrInsertComputed(kind, () => new Map<string, Map<string, Datum>>());
  for (const { key, value } of entriesOf(node, fact.id, findings)) {
    const datum = readDatum(fact.type, value, fact.id, findings);
    const ofPart = ofKind.getOrInsertComputed(key.text, () => new Map<string, Datum>());
    if (datum !== undefined) ofPart.set(fact.id, datum);
  }
}
