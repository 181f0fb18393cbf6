/** Reading one term: where its amount comes from, and the steps it is led past. */
import { basisKeys, readBasis } from "../basis.ts";
import type { ContractFact, Operand, Origin, Term, Test } from "../contract.ts";
import type { Relation } from "../curve.ts";
import { roundingModes } from "../decimal.ts";
import type { RoundingMode } from "../decimal.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import { ratio } from "../ratio.ts";
import { findOperand, isMoney, parseCents, parsePercent, readFactName, readOperand, readShares } from "./operand.ts";
import type { View } from "./operand.ts";

const origins = ["amount", "of", "prices", "sum", "total"];
const steps = ["above", "below", "share", "at_least", "at_most", "when", "cliff", "round", "discuss"];

/** Reads one item of `terms:`; undefined with findings when it cannot be reckoned with. */
export function readTerm(node: Node, view: View): Term | undefined {
  const { findings } = view;
  if (!checkKeys(node, ["id", "nl", "en"], ["for", ...origins, ...steps, ...basisKeys], findings)) return undefined;
  const basis = readBasis(node, findings);
  const [id = "", nl = "", en = "", kind] = ["id", "nl", "en", "for"].map((key) => childText(node, key));
  const inside: View = { ...view, kind };
  const origin = readOrigin(node, inside);
  const operand = (key: string): Operand | undefined => readOperand(child(node, key), key, inside);
  const [above, below, atLeast, atMost] = ["above", "below", "at_least", "at_most"].map(operand);
  const shares = readShares(child(node, "share"), inside);
  const when = itemsOf(child(node, "when"), "when", findings).flatMap((item) => readTest(item, inside) ?? []);
  const round = readRounding(child(node, "round"), view);
  const discuss = readFactName(child(node, "discuss"), inside, isMoney, "a fact in euro that will hold the outcome");
  if (origin === undefined || basis === undefined) return undefined;
  const read = [...operandsOf(origin), above, below, atLeast, atMost].filter((each) => each !== undefined);
  const jumps = when.some((test) => test.kind === "comparison" && moves([test.left, test.right], view));
  const cliff = readCliff(node, jumps, view);
  if (discuss === undefined) refuseUndiscussed(node, read, when, origin, view);
  return {
    id,
    nl,
    en,
    basis,
    origin,
    shares,
    when,
    moves: moves(read, view) || jumps || (origin.kind === "prices" && priced(origin, view)),
    ...(kind !== undefined && { kind }),
    ...(above && { above }),
    ...(below && { below }),
    ...(atLeast && { atLeast }),
    ...(atMost && { atMost }),
    ...(cliff !== undefined && { cliff }),
    ...(round && { round }),
    ...(discuss && { discuss: discuss.id }),
  };
}

function readOrigin(node: Node, view: View): Origin | undefined {
  const given = origins.filter((key) => child(node, key) !== undefined);
  const [key] = given;
  if (key === undefined || given.length > 1) {
    const found = given.length === 0 ? "nothing that gives an amount" : given.map(quote).join(" and ");
    view.findings.push(findingAt(node, "one-origin", found, `one of ${origins.map(quote).join(", ")}`));
    return undefined;
  }
  const value = child(node, key)!;
  if (key === "prices") return readPrices(value, view);
  if (key === "sum") return readSum(value, view);
  if (key === "total") return readTotal(value, view);
  const operand = readOperand(value, key, view);
  return operand && { kind: "of", operand };
}

/** `{hours: "62.50", visits: "12.21"}`: each a number, not an amount, by its price in euro. */
function readPrices(node: Node, view: View): Origin {
  const lines = entriesOf(node, "prices", view.findings).flatMap(({ key, value }) => {
    const fact = readFactName(key, view, isQuantity, "a fact that is counted");
    const cents = parseCents(value.kind === "scalar" ? value.text : "");
    if (cents === undefined)
      view.findings.push(findingAt(value, "bad-amount", describe(value), 'a price as "62.50"', { field: "prices" }));
    return fact === undefined || cents === undefined ? [] : [{ fact: fact.id, cents }];
  });
  return { kind: "prices", lines };
}

function isQuantity({ type }: ContractFact): boolean {
  return type.kind === "number" && (type.form === "int" || type.form === "decimal");
}

/** `[agreed, -repaid]`. */
function readSum(node: Node, view: View): Origin {
  const of = itemsOf(node, "sum", view.findings).flatMap((item) => {
    const text = item.kind === "scalar" ? item.text : "";
    const operand = findOperand(text.replace(/^-/, ""), item, "sum", view);
    return operand === undefined ? [] : [{ operand, sign: text.startsWith("-") ? (-1 as const) : (1 as const) }];
  });
  return { kind: "sum", of };
}

/** The one place from which the parts of a kind are seen together. */
function readTotal(node: Node, view: View): Origin | undefined {
  const name = node.kind === "scalar" ? node.text : "";
  const parts = view.terms.find(({ id }) => id === name)?.kind ?? view.facts.get(name)?.kind;
  if (view.faulty.has(name)) return undefined;
  if (parts === undefined || view.kind !== undefined) {
    const known = [...view.terms, ...view.facts.values()].filter(({ kind }) => kind !== undefined).map(({ id }) => id);
    const expected = didYouMean(name, known, "a term or fact of parts, in a term of the whole contract");
    view.findings.push(findingAt(node, "not-of-parts", describe(node), expected, { field: "total" }));
    return undefined;
  }
  const operand = findOperand(name, node, "total", { ...view, kind: parts });
  return operand && { kind: "total", operand, parts };
}

/** `quality_held`, `not conditions_met`, `delivered < lower_edge`, `wage_index > 5.00`. */
function readTest(node: Node, view: View): Test | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const comparison = /^(\S+) (<=|<|>=|>) (\S+)$/.exec(text);
  if (comparison === null) {
    const [, not, name = ""] = /^(not )?(.*)$/.exec(text) ?? [];
    const expected = "a fact that is true or false, or two amounts held against each other";
    const fact = readFactName(node, view, ({ type }) => type.kind === "bool", expected, name);
    return fact && { kind: "fact", id: fact.id, is: not === undefined, text };
  }
  const [, name = "", relation = "", other = ""] = comparison;
  const number = view.facts.get(name);
  const left = number === undefined || isMoney(number) ? findOperand(name, node, "when", view) : factOperand(number);
  const right = number === undefined || isMoney(number) ? amountOrName(other, node, view) : numberLike(number, other);
  if (left === undefined) return undefined;
  if (right !== undefined) return { kind: "comparison", left, relation: relation as Relation, right, text };
  const expected = `a number like ${quote(name)} behind the ${relation}`;
  view.findings.push(findingAt(node, "bad-amount", quote(other), expected, { field: "when" }));
  return undefined;
}

function factOperand({ id, type }: ContractFact): Operand | undefined {
  return type.kind === "number" ? { kind: "fact", id } : undefined;
}

function amountOrName(text: string, node: Node, view: View): Operand | undefined {
  const cents = parseCents(text);
  return cents === undefined ? findOperand(text, node, "when", view) : { kind: "amount", cents };
}

/** A number in the measure of a fact that is no amount: a percentage as its fraction, anything else as it stands. */
function numberLike({ type }: ContractFact, text: string): Operand | undefined {
  const percent = type.kind === "number" && type.form === "percent";
  const number = parsePercent(text);
  if (number === undefined) return undefined;
  return { kind: "amount", cents: percent ? number : ratio(number.n * 100n, number.d) };
}

function readRounding(node: Node | undefined, { findings }: View): RoundingMode | undefined {
  if (node === undefined) return undefined;
  const mode = roundingModes.find((name) => node.kind === "scalar" && name === node.text);
  if (mode === undefined) {
    const expected = didYouMean(node.kind === "scalar" ? node.text : "", roundingModes, roundingModes.join(", "));
    findings.push(findingAt(node, "unknown-word", describe(node), expected, { field: "round" }));
  }
  return mode;
}

/** A condition on what moves makes pay jump; then the term says why that is meant, and only then. */
function readCliff(node: Node, jumps: boolean, { findings }: View): string | undefined {
  const cliff = childText(node, "cliff");
  if (jumps && cliff === undefined) {
    const expected = "`cliff:` with the reason why pay jumps there, or a share of what lies `above` or `below` an edge";
    findings.push(findingAt(child(node, "when") ?? node, "undeclared-cliff", "a condition on the volume", expected));
  }
  if (!jumps && cliff !== undefined)
    findings.push(findingAt(child(node, "cliff")!, "idle-cliff", "a cliff", "a condition on the volume to go with it"));
  return cliff;
}

/** What is to be discussed has no figure, so it is added at the end and led past no step. */
function refuseUndiscussed(
  node: Node,
  read: readonly Operand[],
  when: readonly Test[],
  origin: Origin,
  view: View,
): void {
  const compared = when.flatMap((test) => (test.kind === "comparison" ? [test.left, test.right] : []));
  const stepped = steps.some((key) => key !== "round" && child(node, key) !== undefined);
  const open = [...read, ...compared].find((operand) => isOpen(operand, view));
  if (open === undefined || (origin.kind === "sum" && !stepped) || origin.kind === "total") return;
  const found = `${quote(open.kind === "term" ? open.id : "")}, which may be open`;
  view.findings.push(
    findingAt(node, "open-inside", found, "a `sum` without further steps: an open amount has no figure"),
  );
}

function isOpen(operand: Operand, view: View): boolean {
  const term = operand.kind === "term" ? view.terms[operand.place] : undefined;
  if (term === undefined) return false;
  return term.discuss !== undefined || operandsOf(term.origin).some((inner) => isOpen(inner, view));
}

export function operandsOf(origin: Origin): readonly Operand[] {
  if (origin.kind === "prices") return [];
  return origin.kind === "sum" ? origin.of.map(({ operand }) => operand) : [origin.operand];
}

function moves(operands: readonly Operand[], { terms, facts }: View): boolean {
  return operands.some((operand) => {
    if (operand.kind === "amount") return false;
    return operand.kind === "term" ? terms[operand.place]!.moves : facts.get(operand.id)!.moves;
  });
}

function priced(origin: Origin & { kind: "prices" }, { facts }: View): boolean {
  return origin.lines.some(({ fact }) => facts.get(fact)!.moves);
}
