/** Reading what a term refers to: facts, terms above it and rates by their names, and amounts as they are written. */
import type { ContractFact, Operand, Rate, Share, Term } from "../contract.ts";
import { parseDecimal, rescale } from "../decimal.ts";
import { describe, findingAt, quote } from "../document.ts";
import type { Node, Scalar } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { add, one, ratio } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

/** The names that a place in the text can see; `kind` is the part that it is about. */
export interface View {
  readonly facts: ReadonlyMap<string, ContractFact>;
  readonly rates: ReadonlyMap<string, Rate>;
  /** The terms that stand above. */
  readonly terms: readonly Term[];
  readonly kind?: string | undefined;
  /** Names of facts, rates and terms that stand there and could not be read: that was told already. */
  readonly faulty: Set<string>;
  readonly findings: Finding[];
}

/** `"1000000.00"` in cents; undefined when it is no amount. */
export function parseCents(text: string): Ratio | undefined {
  const decimal = parseDecimal(text);
  const cents = decimal && rescale(decimal, 2);
  return cents === undefined ? undefined : ratio(cents);
}

/** `"62.5"` as 5/8; undefined when it is no percentage. */
export function parsePercent(text: string): Ratio | undefined {
  const decimal = parseDecimal(text);
  return decimal && ratio(decimal.digits, 10n ** BigInt(decimal.scale + 2));
}

/** An amount: written out, a term above, or a fact in euro, as they can be seen from here. */
export function readOperand(node: Node | undefined, field: string, view: View): Operand | undefined {
  if (node?.kind !== "scalar") {
    if (node !== undefined) view.findings.push(findingAt(node, "bad-amount", describe(node), amount, { field }));
    return undefined;
  }
  const cents = parseCents(node.text);
  return cents === undefined ? findOperand(node.text, node, field, view) : { kind: "amount", cents };
}

const amount = 'an amount as "1250.00", or the name of a term above or of a fact in euro';

export function findOperand(name: string, node: Node, field: string, view: View): Operand | undefined {
  const place = view.terms.findIndex((term) => term.id === name);
  const fact = view.facts.get(name);
  const found = view.terms[place] ?? fact;
  if (found === undefined) {
    if (view.faulty.has(name)) return undefined;
    const known = [...view.terms.map((term) => term.id), ...moneyFacts(view)];
    view.findings.push(findingAt(node, "unknown-name", quote(name), didYouMean(name, known, amount), { field }));
    return undefined;
  }
  if (!seenFrom(view, found.kind, node, name, field)) return undefined;
  if (place >= 0) return { kind: "term", id: name, place };
  if (isMoney(fact!)) return { kind: "fact", id: name };
  view.findings.push(findingAt(node, "type-mismatch", `${quote(name)}, ${fact!.type.kind}`, amount, { field }));
  return undefined;
}

function moneyFacts({ facts }: View): string[] {
  return [...facts.values()].filter(isMoney).map(({ id }) => id);
}

export function isMoney({ type }: ContractFact): boolean {
  return type.kind === "number" && type.form === "money";
}

/** What belongs to a part is seen from that part alone; everybody else sees it through a total. */
function seenFrom(view: View, kind: string | undefined, node: Node, name: string, field: string): boolean {
  if (kind === undefined || kind === view.kind) return true;
  const expected = `something of the whole contract; a term with \`total: ${name}\` adds it up`;
  view.findings.push(findingAt(node, "not-in-view", `${quote(name)}, one per ${kind}`, expected, { field }));
  return false;
}

/** A fact of the wanted type, seen from here. */
export function readFactName(
  node: Scalar | Node | undefined,
  view: View,
  wanted: (fact: ContractFact) => boolean,
  expected: string,
  name = node?.kind === "scalar" ? node.text : "",
): ContractFact | undefined {
  if (node === undefined) return undefined;
  const fact = view.facts.get(name);
  if (fact !== undefined && wanted(fact)) return seenFrom(view, fact.kind, node, name, "") ? fact : undefined;
  if (view.faulty.has(name)) return undefined;
  const fitting = [...view.facts.values()].filter(wanted).map(({ id }) => id);
  const code = fact === undefined ? "unknown-name" : "type-mismatch";
  view.findings.push(
    findingAt(node, code, quote(name), fact === undefined ? didYouMean(name, fitting, expected) : expected),
  );
  return undefined;
}

/** One share or several, each of what the one before left: `"50"`, `tariff_share`, `[tariff_share, growth]`. */
export function readShares(node: Node | undefined, view: View): readonly Share[] {
  if (node === undefined) return [];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => readShare(item, view) ?? []);
}

function readShare(node: Node, view: View): Share | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const is = parsePercent(text);
  if (is !== undefined) return { kind: "percent", is };
  const rate = view.rates.get(text);
  if (rate !== undefined) return seenFrom(view, rate.kind, node, text, "share") ? { kind: "rate", rate } : undefined;
  const fact = view.facts.get(text);
  if (fact?.type.kind === "number" && fact.type.form === "percent")
    return seenFrom(view, fact.kind, node, text, "share") ? { kind: "fact", id: text } : undefined;
  if (view.faulty.has(text)) return undefined;
  const expected = 'a percentage as "62.5", a rate, or a fact in percent';
  const meant = didYouMean(text, view.rates.keys(), expected);
  view.findings.push(findingAt(node, "bad-share", describe(node), meant, { field: "share" }));
  return undefined;
}

/** Percentages on top of each other: 1 % three times is 3.0301 %. */
export function compounded(growth: readonly Ratio[]): Ratio {
  return growth.reduce((all, each) => ({ n: all.n * add(one, each).n, d: all.d * add(one, each).d }), one);
}
