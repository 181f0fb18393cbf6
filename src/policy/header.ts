/** Reading `policy.yaml`: who buys which care from when, what is open and what is given, and by when what must be handed in. */
import { basisKeys, openKeys, readBasis } from "../basis.ts";
import type { Basis } from "../basis.ts";
import { boundKeys, readBounds, readDatum, readLabels, readType, toPolicyText } from "../datum.ts";
import { typeKeys, withoutBounds } from "../datum.ts";
import type { Datum, Labels, Type } from "../datum.ts";
import { parseDay, yearOf } from "../day.ts";
import type { Day } from "../day.ts";
import { checkKeys, child, childText, childWord, describe, entriesOf, findingAt, itemsOf, quote } from "../document.ts";
import type { Entry, Node, Scalar } from "../document.ts";
import { readLever } from "../fact.ts";
import type { Vocabulary } from "../fact.ts";
import { didYouMean, nearest } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Deliverable, IndicatorName, Parameter } from "../policy.ts";
import type { Units } from "../unit.ts";

export interface Header {
  readonly id: string;
  readonly buyer: string;
  readonly law: string;
  readonly care: string;
  readonly status: "draft" | "in-force";
  readonly valid: { readonly from: Day; readonly until: Day };
  readonly procedure: string;
  /** The year at which yearly facts are read when no period is named. */
  readonly year: string;
  /** The parts that the policy fixes: kind → members. */
  readonly subjects: ReadonlyMap<string, readonly string[]>;
  /** What parts are called, for who reads of them: kind → member → name. */
  readonly labels: ReadonlyMap<string, Labels>;
  readonly publish: Publish | undefined;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly deliverables: ReadonlyMap<string, Deliverable>;
  readonly indicators: ReadonlyMap<string, IndicatorName>;
  /** What names are taken to be when nobody supplies them, as it stands in the text. */
  readonly missingItems: readonly Entry[];
  /** What a round decides about every provider, in the order in which it is told, as it stands in the text. */
  readonly roundItems: readonly Node[];
}

/** Below how many peers, and above which share of one of them, what the peers come to is withheld: ids of parameters. */
export interface Publish {
  readonly peersLeast: string;
  readonly shareMost: string;
}

const required = ["format", "id", "buyer", "law", "care", "status", "valid", "procedure"];
const optional = [
  "extends",
  "subjects",
  "labels",
  "documents",
  "deliverables",
  "parameters",
  "missing",
  "round",
  "publish",
  "nl",
  "en",
];

/** Reads the headers of a chain of policies, base first; the last one names the policy. */
export function readHeader(
  layers: readonly ReadonlyMap<string, Node>[],
  units: Units,
  vocabulary: Vocabulary,
  findings: Finding[],
): Header | undefined {
  const headers = layers.flatMap((layer) => layer.get("policy.yaml") ?? []);
  const top = headers.at(-1);
  if (top === undefined || headers.length < layers.length) {
    const file = [...(layers.at(-1)?.values() ?? [])][0]?.file ?? "policy.yaml";
    if (!findings.some((finding) => finding.file.endsWith("policy.yaml")))
      findings.push({
        code: "no-policy",
        severity: "file",
        file,
        line: 0,
        found: "no policy.yaml",
        expected: "a policy.yaml in the folder",
      });
    return undefined;
  }
  const complete = headers.map((header) => checkKeys(header, required, optional, findings));
  if (complete.includes(false)) return undefined;
  checkFormat(top, findings);
  const status = childWord(top, "status", ["draft", "in-force"] as const, findings);
  const valid = readValidity(top, findings);
  if (status === undefined || valid === undefined) return undefined;
  const reader = new HeaderReader(units, vocabulary, findings);
  for (const [i, header] of headers.entries()) reader.add(header, layers[i]!.get("value-model.yaml"));
  const [id, buyer, law, care, procedure] = ["id", "buyer", "law", "care", "procedure"].map(
    (key) => childText(top, key) ?? "",
  ) as Words;
  return { id, buyer, law, care, status, valid, procedure, year: String(yearOf(valid.from)), ...reader.done() };
}

type Words = [string, string, string, string, string];

function checkFormat(header: Node, findings: Finding[]): void {
  const format = child(header, "format")!;
  if (childText(header, "format") !== "driehoek/1")
    findings.push(findingAt(format, "bad-format", describe(format), "`driehoek/1`"));
}

function readValidity(header: Node, findings: Finding[]): Header["valid"] | undefined {
  const node = child(header, "valid")!;
  const texts = node.kind === "list" ? node.items.map((item) => (item.kind === "scalar" ? item.text : "")) : [];
  const [from, until] = texts.map(parseDay);
  if (texts.length === 2 && from !== undefined && until !== undefined && from < until) return { from, until };
  const found = node.kind === "list" ? quote(`[${texts.join(", ")}]`) : describe(node);
  const expected = "two days in order, `[2024-01-01, 2025-01-01]`";
  findings.push(findingAt(node, "bad-validity", found, expected, { field: "valid" }));
  return undefined;
}

class HeaderReader {
  readonly #units: Units;
  readonly #vocabulary: Vocabulary;
  readonly #findings: Finding[];
  readonly #subjects = new Map<string, readonly string[]>();
  readonly #labels = new Map<string, Labels>();
  readonly #parameters = new Map<string, Parameter>();
  readonly #deliverables = new Map<string, Deliverable>();
  readonly #indicators = new Map<string, IndicatorName>();
  readonly #missing: Entry[] = [];
  readonly #round: Node[] = [];
  #publish: Publish | undefined;

  constructor(units: Units, vocabulary: Vocabulary, findings: Finding[]) {
    this.#units = units;
    this.#vocabulary = vocabulary;
    this.#findings = findings;
  }

  add(header: Node, valueModel: Node | undefined): void {
    const entries = (key: string) => entriesOf(child(header, key), key, this.#findings);
    for (const { key, value } of entries("subjects")) this.#subject(key.text, value);
    for (const { key, value } of entries("labels")) this.#label(key, value);
    for (const { key, value } of entries("parameters")) this.#parameter(key.text, value);
    for (const { key, value } of entries("deliverables")) this.#deliverable(key.text, value);
    for (const item of itemsOf(valueModel && child(valueModel, "indicators"), "indicators", this.#findings))
      this.#indicator(item);
    this.#missing.push(...entries("missing"));
    this.#readPublish(child(header, "publish"));
    this.#round.push(...itemsOf(child(header, "round"), "round", this.#findings));
  }

  done(): Pick<
    Header,
    "subjects" | "labels" | "publish" | "parameters" | "deliverables" | "indicators" | "missingItems" | "roundItems"
  > {
    const [subjects, parameters, deliverables] = [this.#subjects, this.#parameters, this.#deliverables];
    return {
      subjects,
      labels: this.#labels,
      publish: this.#publish,
      parameters,
      deliverables,
      indicators: this.#indicators,
      missingItems: this.#missing,
      roundItems: this.#round,
    };
  }

  #refuseTwice(node: Node, id: string, earlier: unknown): boolean {
    if (earlier === undefined) return false;
    const expected = "a new name: an extending policy fills what is open and changes nothing";
    this.#findings.push(findingAt(node, "declared-twice", quote(id), expected));
    return true;
  }

  #subject(kind: string, node: Node): void {
    if (this.#refuseTwice(node, kind, this.#subjects.get(kind))) return;
    const members = itemsOf(node, kind, this.#findings).flatMap((item) => (item.kind === "scalar" ? [item.text] : []));
    this.#subjects.set(kind, members);
  }

  #label({ text: kind }: Scalar, node: Node): void {
    if (this.#refuseTwice(node, kind, this.#labels.get(kind))) return;
    this.#labels.set(kind, readLabels(node, this.#subjects.get(kind), this.#findings));
  }

  #readPublish(node: Node | undefined): void {
    if (node === undefined || !checkKeys(node, ["peers_least", "share_most"], [], this.#findings)) return;
    const peersLeast = this.#parameterOf(child(node, "peers_least")!, "int");
    const shareMost = this.#parameterOf(child(node, "share_most")!, "percent");
    if (peersLeast !== undefined && shareMost !== undefined) this.#publish = { peersLeast, shareMost };
  }

  /** The id in `parameter.x`, if that is a parameter of this form. */
  #parameterOf(node: Node, form: "int" | "percent"): string | undefined {
    const id = node.kind === "scalar" ? node.text.replace(/^parameter\./, "") : "";
    const type = this.#parameters.get(id)?.type;
    if (type?.kind === "number" && type.form === form) return id;
    this.#findings.push(findingAt(node, "unknown-name", describe(node), `a parameter of type ${form}`));
    return undefined;
  }

  #parameter(id: string, node: Node): void {
    const earlier = this.#parameters.get(id);
    const fills = earlier?.open !== undefined && child(node, "type") === undefined;
    if (!fills && this.#refuseTwice(node, id, earlier)) return;
    const typed = fills ? [] : [...typeKeys, ...boundKeys];
    const keys = ["for", ...typed, "value", "values", "sum", ...openKeys, "nl", "en", ...basisKeys];
    if (!checkKeys(node, fills ? [] : ["type"], keys, this.#findings)) return;
    const basis = readBasis(node, this.#findings);
    const subject = fills ? earlier.subject : (childText(node, "for") ?? whole);
    const type = fills ? earlier.type : this.#parameterType(node, subject);
    if (basis === undefined || type === undefined) return;
    const given = this.#given(node, { id, subject, type });
    const namedAt = fills ? earlier.namedAt : node;
    if (given !== undefined)
      this.#parameters.set(id, { id, subject, type, ...given, basis, declaredAt: node, namedAt });
  }

  /** The choices of an enum that is given per part are those that occur. */
  #parameterType(node: Node, subject: string): Type | undefined {
    const values = child(node, "values");
    if (childText(node, "type") !== "enum" || subject === whole || values?.kind !== "mapping") {
      const typed = values?.kind === "mapping" ? without(node, "values") : node;
      const type = readType(typed, this.#units, this.#findings);
      return type && readBounds(node, type, {}, this.#findings);
    }
    const choices = [...values.entries.values()].flatMap(({ value }) => (value.kind === "scalar" ? [value.text] : []));
    return { kind: "enum", values: [...new Set(choices)] };
  }

  #given(
    node: Node,
    { id, subject, type }: Pick<Parameter, "id" | "subject" | "type">,
  ): Partial<Parameter> | undefined {
    const [value, values, open] = [child(node, "value"), child(node, "values"), childText(node, "open")];
    const perPart = values?.kind === "mapping" && subject !== whole;
    if ([value !== undefined, perPart, open !== undefined].filter(Boolean).length !== 1) {
      const expected =
        subject === whole
          ? "`value`, or `open` with the reason why"
          : "`values` per part, or `open` with the reason why";
      this.#findings.push(findingAt(node, "no-value", quote(id), expected));
      return undefined;
    }
    const sum = child(node, "sum");
    if (sum !== undefined && (!perPart || type.kind !== "number"))
      this.#findings.push(
        findingAt(sum, "no-sum", describe(sum), "a sum of `values` that are numbers", { field: "sum" }),
      );
    if (open !== undefined) return { open };
    if (value !== undefined) {
      const datum = readDatum(type, value, "value", this.#findings);
      return datum === undefined ? undefined : { value: datum };
    }
    const faults = this.#findings.length;
    const given = this.#valuesPerPart(values!, subject, type);
    if (sum !== undefined && this.#findings.length === faults) this.#checkSum(sum, type, given);
    return { values: given };
  }

  /** What the values of all parts together come to, where the policy says so: then each is a share, and one below zero is odd. */
  #checkSum(sum: Node, type: Type, values: ReadonlyMap<string, Datum>): void {
    if (type.kind !== "number") return;
    const said = readDatum(withoutBounds(type), sum, "sum", this.#findings);
    if (said === undefined) return;
    const total = [...values.values()].reduce<bigint>((all, value) => all + (value as bigint), 0n);
    const below = [...values].filter(([, value]) => (value as bigint) < 0n);
    if (total !== said) {
      const found = `values that come to ${toPolicyText(type, total)}`;
      this.#findings.push(findingAt(sum, "wrong-sum", found, toPolicyText(type, said), { field: "sum" }));
    } else if (type.bounds?.least === undefined)
      for (const [part, value] of below) {
        const found = `${toPolicyText(type, value)} of a sum of ${toPolicyText(type, said)}`;
        const expected = "a share of zero or more, or `least:` with how low it may be";
        this.#findings.push(findingAt(sum, "negative-share", found, expected, { field: part, severity: "warning" }));
      }
  }

  #valuesPerPart(node: Node, subject: string, type: Type): ReadonlyMap<string, Datum> {
    const members = this.#subjects.get(subject) ?? [];
    const values = new Map<string, Datum>();
    const meant = new Set<string>();
    for (const { key, value } of entriesOf(node, "values", this.#findings)) {
      const datum = readDatum(type, value, key.text, this.#findings);
      if (datum !== undefined) values.set(key.text, datum);
      if (members.length === 0 || members.includes(key.text)) continue;
      const near = nearest(key.text, members);
      if (near !== undefined) meant.add(near);
      const expected = near === undefined ? `one of ${members.join(", ")}` : `did you mean ${quote(near)}?`;
      this.#findings.push(findingAt(key, "unknown-part", quote(key.text), expected));
    }
    for (const member of members)
      if (!meant.has(member) && child(node, member) === undefined)
        this.#findings.push(findingAt(node, "missing-part", `no ${quote(member)}`, `a value for each ${subject}`));
    return values;
  }

  #deliverable(id: string, node: Node): void {
    if (this.#refuseTwice(node, id, this.#deliverables.get(id))) return;
    const keys = ["repair", "facts", "nl", "en", ...basisKeys];
    if (!checkKeys(node, ["opens", "closes", "by"], keys, this.#findings)) return;
    const basis = readBasis(node, this.#findings);
    const [opens, closes] = ["opens", "closes"].map((key) =>
      readDatum({ kind: "instant" }, child(node, key)!, key, this.#findings),
    );
    if (basis === undefined || typeof opens !== "number" || typeof closes !== "number") return;
    if (opens >= closes)
      this.#findings.push(
        findingAt(node, "bad-window", "a window that closes before it opens", "`opens` before `closes`"),
      );
    const facts = itemsOf(child(node, "facts"), "facts", this.#findings).flatMap((item) => this.#handedIn(item));
    this.#deliverables.set(id, { id, opens, closes, by: childText(node, "by") ?? "", facts, basis, declaredAt: node });
  }

  /** A fact that is handed in with a deliverable. */
  #handedIn(item: Node): string[] {
    const id = item.kind === "scalar" ? item.text : "";
    if (this.#vocabulary.has(id)) return [id];
    const expected = didYouMean(id, this.#vocabulary.keys(), "a fact of the vocabulary");
    this.#findings.push(findingAt(item, "unknown-name", describe(item), expected, { field: "facts" }));
    return [];
  }

  #indicator(node: Node): void {
    const id = childText(node, "id") ?? "";
    if (this.#refuseTwice(node, id, this.#indicators.get(id))) return;
    const faults = this.#findings.length;
    const type = readType(node, this.#units, this.#findings);
    const basis: Basis | undefined = readBasis(node, this.#findings);
    const lever = type && readLever(child(node, "lever"), type, this.#findings);
    if (type === undefined || basis === undefined || this.#findings.length > faults) return;
    const from = entriesOf(child(node, "from"), "from", []).flatMap(({ key, value }) =>
      value.kind === "scalar" ? [[key.text, value.text.replace(/^indicator\./, "")] as const] : [],
    );
    const subject = childText(node, "for") ?? whole;
    this.#indicators.set(id, {
      id,
      subject,
      type,
      ...(lever && { lever }),
      from: new Map(from),
      basis,
      declaredAt: node,
    });
  }
}

function without(node: Node, key: string): Node {
  if (node.kind !== "mapping") return node;
  return { ...node, entries: new Map([...node.entries].filter(([name]) => name !== key)) };
}
