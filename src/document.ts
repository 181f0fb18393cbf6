/**
 * Policy text as a tree that remembers where everything stands. Every scalar is kept as the text that was written: no YAML
 * reader turns `0.10` into a float, `no` into false or `2024-01-01` into a date behind our back. What a scalar means is decided
 * by the type that its place asks for.
 */
import { LineCounter, isAlias, isMap, isScalar, parseDocument } from "yaml";
import type { Node as YamlNode } from "yaml";
import { didYouMean, nearest } from "./finding.ts";
import type { Finding } from "./finding.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Scalar {
  readonly kind: "scalar";
  readonly file: string;
  readonly text: string;
  /** Where the character at an offset into `text` stands in the file. */
  readonly at: (offset: number) => Position;
}

export interface Entry {
  readonly key: Scalar;
  readonly value: Node;
}

export interface Mapping {
  readonly kind: "mapping";
  readonly file: string;
  readonly at: (offset: number) => Position;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface List {
  readonly kind: "list";
  readonly file: string;
  readonly at: (offset: number) => Position;
  readonly items: readonly Node[];
}

export type Node = Scalar | Mapping | List;

/** Reads one YAML 1.2 text. Undefined when it cannot be read at all; every fault is a finding. */
export function readDocument(file: string, text: string, findings: Finding[]): Node | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  for (const error of document.errors) {
    const { line, column } = place(error.pos[0]);
    const found = quote(text.slice(error.pos[0]).split("\n")[0]!.slice(0, 60));
    findings.push({ code: "yaml-syntax", severity: "file", file, line, column, found, expected: error.message });
  }
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) {
    findings.push({ code: "empty-file", severity: "file", file, line: 0, found: "nothing", expected: "policy text" });
    return undefined;
  }
  return new Converter(file, text, place, findings).convert(document.contents);
}

class Converter {
  readonly #file: string;
  readonly #text: string;
  readonly #place: (offset: number) => Position;
  readonly #findings: Finding[];

  constructor(file: string, text: string, place: (offset: number) => Position, findings: Finding[]) {
    this.#file = file;
    this.#text = text;
    this.#place = place;
    this.#findings = findings;
  }

  convert(node: YamlNode | null): Node {
    const start = node?.range?.[0] ?? 0;
    const file = this.#file;
    const at = (): Position => this.#place(start);
    if (isMap(node)) {
      const entries = new Map<string, Entry>();
      for (const pair of node.items) {
        const key = this.convert(pair.key as YamlNode);
        if (key.kind === "scalar") entries.set(key.text, { key, value: this.convert(pair.value as YamlNode | null) });
        else this.#refuse(key, "a list or mapping as a key", "a name");
      }
      return { kind: "mapping", file, at, entries };
    }
    if (isScalar(node)) return { kind: "scalar", file, text: textOf(node), at: this.#offsets(node) };
    if (node !== null && "items" in node) {
      const items = (node as { items: YamlNode[] }).items.map((item) => this.convert(item));
      return { kind: "list", file, at, items };
    }
    const empty: Scalar = { kind: "scalar", file, text: "", at };
    if (isAlias(node))
      this.#refuse(empty, `the alias *${node.source}`, "the text itself: a policy is read without jumping");
    return empty;
  }

  /** Where a scalar stands on one line as written, its offsets count from there; otherwise they all mean its start. */
  #offsets(node: YamlNode): (offset: number) => Position {
    const [start = 0, end = 0] = node.range ?? [];
    const text = textOf(node);
    const inside = this.#text.slice(start, end).indexOf(text);
    return (offset) => this.#place(inside < 0 ? start : start + inside + offset);
  }

  #refuse(node: Node, found: string, expected: string): void {
    this.#findings.push(findingAt(node, "yaml-construct", found, expected));
  }
}

/** The text of a scalar as it was written, without its quotes; nothing was made of it. */
function textOf(node: YamlNode): string {
  return isScalar(node) && typeof node.value === "string" ? node.value : "";
}

/** A finding about a node, at an offset into it when it is a scalar. */
export function findingAt(node: Node, code: string, found: string, expected: string, place: Place = {}): Finding {
  const { line, column } = node.at(place.offset ?? 0);
  const severity = place.severity ?? "file";
  return { code, severity, file: node.file, line, column, ...(place.field && { field: place.field }), found, expected };
}

export interface Place {
  readonly offset?: number;
  readonly field?: string;
  readonly severity?: Finding["severity"];
}

/** The value under a key, or undefined. */
export function child(node: Node, key: string): Node | undefined {
  return node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
}

/** The text under a key, or undefined when the key is absent or holds a list or mapping. */
export function childText(node: Node, key: string): string | undefined {
  const value = child(node, key);
  return value?.kind === "scalar" ? value.text : undefined;
}

/** One of a few words; a finding with what was probably meant where it is none of them. */
export function readWord<W extends string>(
  node: Node,
  words: readonly W[],
  findings: Finding[],
  field?: string,
): W | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const expected = didYouMean(text, words, `one of ${words.join(", ")}`);
  findings.push(findingAt(node, "unknown-word", describe(node), expected, field === undefined ? {} : { field }));
  return undefined;
}

/** The word under a key that has to be there. */
export function childWord<W extends string>(
  node: Node,
  key: string,
  words: readonly W[],
  findings: Finding[],
): W | undefined {
  const value = child(node, key);
  if (value !== undefined) return readWord(value, words, findings, key);
  findings.push(findingAt(node, "missing-key", `no \`${key}\``, `the key \`${key}\``));
  return undefined;
}

/** The items of a list node; a finding and none when it is something else. */
export function itemsOf(node: Node | undefined, field: string, findings: Finding[]): readonly Node[] {
  if (node === undefined || node.kind === "list") return node?.items ?? [];
  findings.push(findingAt(node, "not-a-list", describe(node), "a list", { field }));
  return [];
}

/** The entries of a mapping node; a finding and none when it is something else. */
export function entriesOf(node: Node | undefined, field: string, findings: Finding[]): readonly Entry[] {
  if (node === undefined || node.kind === "mapping") return [...(node?.entries.values() ?? [])];
  findings.push(findingAt(node, "not-a-mapping", describe(node), "names with values", { field }));
  return [];
}

/** Checks that a mapping has all required keys and no unknown ones; every fault is one finding, a misspelt key as well. */
export function checkKeys(
  node: Node,
  required: readonly string[],
  optional: readonly string[],
  findings: Finding[],
): boolean {
  if (node.kind !== "mapping") {
    findings.push(findingAt(node, "not-a-mapping", describe(node), `the keys ${required.join(", ")}`));
    return false;
  }
  const known = [...required, ...optional];
  const missing = required.filter((key) => !node.entries.has(key));
  const meant = new Set<string>();
  for (const { key } of node.entries.values()) {
    if (known.includes(key.text)) continue;
    const near = nearest(key.text, missing) ?? nearest(key.text, known);
    const expected = near === undefined ? `one of ${known.join(", ")}` : `did you mean ${quote(near)}?`;
    findings.push(findingAt(key, "unknown-key", quote(key.text), expected));
    if (near !== undefined) meant.add(near);
  }
  for (const key of missing.filter((name) => !meant.has(name)))
    findings.push(findingAt(node, "missing-key", `no ${quote(key)}`, `the key ${quote(key)}`));
  return missing.length === 0;
}

/** A finding for each declaration whose id one before it has. */
export function checkOnce(
  declarations: readonly { readonly id: string; readonly declaredAt: Node }[],
  expected: string,
  findings: Finding[],
): void {
  const seen = new Set<string>();
  for (const { id, declaredAt } of declarations) {
    if (seen.has(id)) findings.push(findingAt(declaredAt, "declared-twice", quote(id), expected));
    seen.add(id);
  }
}

export function describe(node: Node): string {
  if (node.kind === "scalar") return quote(node.text);
  return node.kind === "list" ? "a list" : "a mapping";
}

export function quote(text: string): string {
  return `\`${text}\``;
}
