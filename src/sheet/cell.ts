/** Reading the cells of a sheet: a strict subset of S-FEEL, typed by their column. Nothing is coerced. */
import { expectationOf, parseDatum, toPlain, withoutBounds } from "../datum.ts";
import type { ChoiceType, Type } from "../datum.ts";
import { describe, findingAt } from "../document.ts";
import type { List, Node, Scalar } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { checkFormula } from "../formula.ts";
import type { Scope, Term } from "../formula.ts";

/** A literal or a name, in the column's type. */
export type Operand = Term;

export type Cell =
  | { readonly kind: "any" }
  | { readonly kind: "in"; readonly values: readonly Operand[]; readonly negated: boolean }
  | { readonly kind: "range"; readonly from?: Bound; readonly to?: Bound };

export interface Bound {
  readonly value: Operand;
  /** An open bound does not belong to the range. */
  readonly open: boolean;
}

const range = /^([[(])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])])$/;
const relation = /^(<=|>=|<|>)\s*(.+)$/;
const negation = /^not\((.+)\)$/;
const names = /^(parameter|fact|indicator|decision|deliverable)\./;
const given = /^(parameter|deliverable)\./;

/** Reads one cell of a `when`; a finding and undefined when it does not fit its column. */
export function readCell(node: Node, type: Type, scope: Scope, findings: Finding[]): Cell | undefined {
  if (node.kind === "list" && type.kind === "set") {
    const set = readSet(node, type, "when", findings);
    return set && { kind: "in", values: [set], negated: false };
  }
  if (node.kind === "scalar") return new CellReader(node, type, scope, findings, "when").read();
  const expected = "one cell; a list stands in quotes, as `a, b`";
  findings.push(findingAt(node, "bad-cell", describe(node), expected, { field: "when" }));
  return undefined;
}

/** Reads the one value that a `then` cell says: a literal or a name; a finding and undefined when it does not fit. */
export function readValue(node: Node, type: Type, scope: Scope, findings: Finding[]): Operand | undefined {
  if (node.kind === "list" && type.kind === "set") return readSet(node, type, "then", findings);
  if (node.kind === "scalar") return new CellReader(node, type, scope, findings, "then").value();
  findings.push(findingAt(node, "bad-cell", describe(node), expectationOf(type), { field: "then" }));
  return undefined;
}

/** A set as YAML lists it: `[a, b]`. */
function readSet(node: List, type: ChoiceType, field: string, findings: Finding[]): Operand | undefined {
  const odd = node.items.find((item) => item.kind !== "scalar" || !type.values.includes(item.text));
  if (odd === undefined) return { op: "literal", type, value: parseDatum(type, toPlain(node))! };
  const candidates = odd.kind === "scalar" ? type.values : [];
  const expected = didYouMean(odd.kind === "scalar" ? odd.text : "", candidates, expectationOf(type));
  findings.push(findingAt(odd, "unknown-value", describe(odd), expected, { field }));
  return undefined;
}

class CellReader {
  readonly #node: Scalar;
  readonly #type: Type;
  readonly #scope: Scope;
  readonly #findings: Finding[];
  readonly #field: string;

  constructor(node: Scalar, type: Type, scope: Scope, findings: Finding[], field: string) {
    this.#node = node;
    // A cell may lie outside the bounds of its fact: it tells cases apart, and is no value that somebody supplies.
    this.#type = type.kind === "number" ? withoutBounds(type) : type;
    this.#scope = scope;
    this.#findings = findings;
    this.#field = field;
  }

  read(): Cell | undefined {
    const text = this.#node.text.trim();
    if (text === "-") return { kind: "any" };
    const between = range.exec(text);
    if (between !== null) return this.#between(between as unknown as Parts);
    const related = relation.exec(text);
    if (related !== null) return this.#beyond(related[1]!, related[2]!);
    const negated = negation.exec(text);
    return this.#among(negated?.[1] ?? text, negated !== null);
  }

  value(): Operand | undefined {
    return this.#operand(this.#node.text.trim());
  }

  #between([, open, from, to, close]: Parts): Cell | undefined {
    if (!this.#ordered()) return undefined;
    const [lower, upper] = [this.#operand(from), this.#operand(to)];
    if (lower === undefined || upper === undefined) return undefined;
    if (lower.op === "literal" && upper.op === "literal" && lower.value > upper.value) {
      this.#refuse(this.#node.text, "a range whose lower bound comes first");
      return undefined;
    }
    return { kind: "range", from: { value: lower, open: open === "(" }, to: { value: upper, open: close === ")" } };
  }

  #beyond(sign: string, text: string): Cell | undefined {
    const value = this.#ordered() ? this.#operand(text) : undefined;
    if (value === undefined) return undefined;
    const bound = { value, open: sign.length === 1 };
    return sign.startsWith("<") ? { kind: "range", to: bound } : { kind: "range", from: bound };
  }

  #among(text: string, negated: boolean): Cell | undefined {
    const values = text.split(/,\s+/).map((part) => this.#operand(part.trim()));
    const known = values.filter((value) => value !== undefined);
    return known.length === values.length ? { kind: "in", values: known, negated } : undefined;
  }

  #ordered(): boolean {
    const ordered = ["number", "day", "instant"].includes(this.#type.kind);
    if (!ordered) this.#refuse(this.#node.text, expectationOf(this.#type));
    return ordered;
  }

  #operand(text: string): Operand | undefined {
    if (given.test(text) || (names.test(text) && this.#field === "then")) return this.#name(text);
    const value = parseDatum(this.#type, this.#type.kind === "set" ? [text] : text);
    if (value !== undefined) return { op: "literal", type: this.#type, value };
    const candidates = this.#type.kind === "enum" ? this.#type.values : [];
    this.#refuse(text, didYouMean(text, candidates, expectationOf(this.#type)));
    return undefined;
  }

  #name(text: string): Operand | undefined {
    const { term, faults } = checkFormula(text, this.#scope, this.#type);
    const offset = Math.max(0, this.#node.text.indexOf(text));
    for (const { code, at, found, expected } of faults)
      this.#findings.push(findingAt(this.#node, code, found, expected, { offset: offset + at, field: this.#field }));
    return term;
  }

  #refuse(text: string, expected: string): void {
    const code = this.#type.kind === "enum" ? "unknown-value" : "bad-cell";
    const offset = Math.max(0, this.#node.text.indexOf(text));
    this.#findings.push(findingAt(this.#node, code, `\`${text}\``, expected, { offset, field: this.#field }));
  }
}

type Parts = readonly [string, string, string, string, string];
