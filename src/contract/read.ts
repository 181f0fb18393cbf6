/** Reading a contract from its text. One finding per cause; a contract comes of it only when there is none that matters. */
import { basisKeys, readBasis } from "../basis.ts";
import type {
  Contract,
  ContractExample,
  ContractFact,
  Duty,
  Expected,
  Label,
  Operand,
  Rate,
  Term,
} from "../contract.ts";
import { roundingModes } from "../decimal.ts";
import {
  checkKeys,
  checkOnce,
  child,
  childText,
  describe,
  entriesOf,
  findingAt,
  itemsOf,
  readDocument,
} from "../document.ts";
import type { Node } from "../document.ts";
import { readAsked } from "../filling.ts";
import type { Asked } from "../filling.ts";
import { isError } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { parseCents, parsePercent, readOperand } from "./operand.ts";
import type { View } from "./operand.ts";
import { readClaims } from "./claims.ts";
import { readFacts, readKnown } from "./read-fact.ts";
import { readRate } from "./read-rate.ts";
import { readTerm } from "./read-term.ts";
import { settle } from "./settle.ts";

export const contractFormat = "driehoek-contract/1";

const required = ["format", "form", "nl", "en", "law", "care", "rounding", "facts", "plan", "terms", "pays"];
const optional = [
  "volume",
  "parties",
  "rates",
  "prepaid",
  "carried_by",
  "instalments",
  "delivered",
  "next_year",
  "duties",
  "filling",
  "claims",
  "examples",
];

export interface ReadContract {
  /** Absent when a fault leaves nothing to settle with. */
  readonly contract?: Contract;
  readonly findings: readonly Finding[];
}

/** Reads `contract.yaml`. */
export function readContract(file: string, text: string): ReadContract {
  const findings: Finding[] = [];
  const document = readDocument(file, text, findings);
  if (document === undefined || !checkKeys(document, required, optional, findings)) return { findings };
  const contract = new Reader(document, findings).read(file);
  if (findings.some(isError)) return { findings };
  for (const name of settle(contract, contract.plan).missing)
    findings.push(
      findingAt(child(document, "plan")!, "plan-incomplete", `nothing about \`${name}\``, "what it will be"),
    );
  return findings.some(isError) ? { findings } : { contract, findings };
}

class Reader {
  readonly #document: Node;
  readonly #findings: Finding[];
  readonly #facts: ReadonlyMap<string, ContractFact>;
  readonly #terms: Term[] = [];
  readonly #view: View;

  constructor(document: Node, findings: Finding[]) {
    this.#document = document;
    this.#findings = findings;
    this.#facts = readFacts(document, findings);
    const rates = new Map<string, Rate>();
    const declared = entriesOf(child(document, "facts"), "facts", []).map(({ key }) => key.text);
    const faulty = new Set(declared.filter((id) => !this.#facts.has(id)));
    this.#view = { facts: this.#facts, rates, terms: this.#terms, faulty, findings };
    for (const item of this.#list("rates")) {
      const rate = readRate(item, this.#view);
      if (rate === undefined) faulty.add(childText(item, "id") ?? "");
      else rates.set(rate.id, rate);
    }
    const items = this.#list("terms");
    for (const item of items) {
      const term = readTerm(item, this.#view);
      if (term === undefined) faulty.add(childText(item, "id") ?? "");
      else this.#terms.push(term);
    }
    const names = [...this.#list("rates"), ...items].map((item) => ({
      id: childText(item, "id") ?? "",
      declaredAt: item,
    }));
    const facts = entriesOf(child(document, "facts"), "facts", []).map(({ key }) => ({
      id: key.text,
      declaredAt: key,
    }));
    checkOnce([...facts, ...names], "one fact, rate or term of that name", findings);
  }

  read(file: string): Contract {
    const [form = "", nl = "", en = "", law = "", care = ""] = ["form", "nl", "en", "law", "care"].map((key) =>
      childText(this.#document, key),
    );
    const [delivered, nextYear] = ["delivered", "next_year"].map((key) => this.#operand(this.#document, key));
    const carriedBy = this.#carriedBy();
    const instalments = this.#instalments();
    const filling = this.#filling();
    const claims = readClaims(child(this.#document, "claims"), this.#facts, this.#findings);
    const duties = this.#list("duties").flatMap((item) => this.#duty(item) ?? []);
    const rounding = this.#rounding();
    const plan = readKnown(child(this.#document, "plan"), this.#facts, this.#findings);
    const [pays, prepaid] = [this.#payees("pays"), this.#payees("prepaid")];
    const examples = this.#list("examples").flatMap((item) => this.#example(item) ?? []);
    const parties = this.#parties();
    const own = { file, form, nl, en, law, care, rounding, plan, parties, pays, prepaid, duties, examples };
    return {
      ...own,
      facts: this.#facts,
      terms: this.#terms,
      ...(carriedBy && { carriedBy }),
      ...(instalments && { instalments }),
      ...(delivered && { delivered }),
      ...(nextYear && { nextYear }),
      ...(filling && { filling }),
      ...(claims && { claims }),
    };
  }

  #list(key: string): readonly Node[] {
    return itemsOf(child(this.#document, key), key, this.#findings);
  }

  #operand(node: Node, key: string): Operand | undefined {
    return readOperand(child(node, key), key, this.#view);
  }

  #rounding(): Contract["rounding"] {
    const format = child(this.#document, "format")!;
    if (format.kind !== "scalar" || format.text !== contractFormat)
      this.#findings.push(findingAt(format, "bad-format", describe(format), `\`${contractFormat}\``));
    const node = child(this.#document, "rounding")!;
    const mode = roundingModes.find((name) => node.kind === "scalar" && name === node.text);
    if (mode === undefined)
      this.#findings.push(findingAt(node, "unknown-word", describe(node), `one of ${roundingModes.join(", ")}`));
    return mode ?? "half_up";
  }

  #parties(): ReadonlyMap<string, Label> {
    const parties = new Map<string, Label>();
    for (const { key, value } of entriesOf(child(this.#document, "parties"), "parties", this.#findings))
      if (checkKeys(value, ["nl", "en"], [], this.#findings))
        parties.set(key.text, { nl: childText(value, "nl") ?? "", en: childText(value, "en") ?? "" });
    return parties;
  }

  #payees(key: string): ReadonlyMap<string, Operand> {
    const payees = new Map<string, Operand>();
    for (const { key: payee, value } of entriesOf(child(this.#document, key), key, this.#findings)) {
      const operand = readOperand(value, key, this.#view);
      if (operand !== undefined) payees.set(payee.text, operand);
    }
    return payees;
  }

  #carriedBy(): Contract["carriedBy"] {
    const node = child(this.#document, "carried_by");
    if (node === undefined || !checkKeys(node, ["of", "shares"], basisKeys, this.#findings)) return undefined;
    const entries = entriesOf(child(node, "shares"), "shares", this.#findings);
    const weights = entries.map(({ key, value }) => {
      const share = value.kind === "scalar" ? parsePercent(value.text) : undefined;
      if (share === undefined || share.n < 0n)
        this.#findings.push(findingAt(value, "bad-share", describe(value), 'a share as "58.3", zero or more'));
      return [key.text, share ?? { n: 0n, d: 1n }] as const;
    });
    const denominator = weights.reduce((all, [, { d }]) => all * d, 1n);
    const whole = new Map(weights.map(([name, { n, d }]) => [name, (n * denominator) / d]));
    if (![...whole.values()].some((weight) => weight > 0n))
      this.#findings.push(findingAt(node, "bad-share", "no share above zero", "somebody who carries the amount"));
    const [of, basis] = [this.#operand(node, "of"), readBasis(node, this.#findings)];
    return of && basis && { of, weights: whole, basis };
  }

  #instalments(): Contract["instalments"] {
    const node = child(this.#document, "instalments");
    if (node === undefined || !checkKeys(node, ["of", "into"], basisKeys, this.#findings)) return undefined;
    const into = childText(node, "into") ?? "";
    if (!/^[1-9]\d{0,2}$/.test(into))
      this.#findings.push(findingAt(child(node, "into")!, "bad-value", into, "a whole number of instalments"));
    const [of, basis] = [this.#operand(node, "of"), readBasis(node, this.#findings)];
    return of && basis && { of, into: Number(into), basis };
  }

  #duty(node: Node): Duty | undefined {
    if (!checkKeys(node, ["id", "nl", "en"], basisKeys, this.#findings)) return undefined;
    const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
    const basis = readBasis(node, this.#findings);
    return basis && { id, nl, en, basis };
  }

  #filling(): Contract["filling"] {
    const node = child(this.#document, "filling");
    if (node === undefined || !checkKeys(node, ["of", "products"], basisKeys, this.#findings)) return undefined;
    const items = itemsOf(child(node, "products"), "products", this.#findings);
    const products = items.flatMap((item): (Asked & Label)[] => {
      const asked = readAsked(item, ["nl", "en"], this.#findings);
      const [nl = "", en = ""] = ["nl", "en"].map((key) => childText(item, key));
      return asked === undefined ? [] : [{ ...asked, nl, en }];
    });
    const [of, basis] = [this.#operand(node, "of"), readBasis(node, this.#findings)];
    return of && basis && { of, products, basis };
  }

  #example(node: Node): ContractExample | undefined {
    if (!checkKeys(node, ["name", "facts", "expect"], [], this.#findings)) return undefined;
    const facts = readKnown(child(node, "facts"), this.#facts, this.#findings);
    const expect = new Map<string, Expected>();
    for (const { key, value } of entriesOf(child(node, "expect"), "expect", this.#findings))
      this.#expected(key.text, value, expect);
    return { name: childText(node, "name") ?? "", facts, declaredAt: node, expect };
  }

  #expected(key: string, value: Node, expect: Map<string, Expected>): void {
    if (key === "missing") {
      const missing = itemsOf(value, key, this.#findings).map((item) => (item.kind === "scalar" ? item.text : ""));
      expect.set(key, missing);
    } else if (key === "advantage") expect.set(key, value.kind === "scalar" ? value.text : "");
    else if (value.kind === "mapping")
      for (const inner of value.entries.values()) this.#amount(`${key}.${inner.key.text}`, inner.value, expect);
    else this.#amount(key === "next_year" ? key : `pays.${key}`, value, expect);
  }

  #amount(path: string, value: Node, expect: Map<string, Expected>): void {
    const cents = value.kind === "scalar" ? parseCents(value.text) : undefined;
    if (cents !== undefined) expect.set(path, cents.n);
    else
      this.#findings.push(findingAt(value, "bad-amount", describe(value), 'an amount as "1250.00"', { field: path }));
  }
}
