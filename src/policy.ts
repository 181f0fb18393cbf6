/**
 * A policy: a folder of text that a buyer publishes, read into decisions that can be made. A policy may extend another: it then fills
 * what the base leaves open and adds to it, and changes nothing (`policy/LANGUAGE.md` §7). Reading tells every fault at once,
 * each with its place; a policy without faults cannot fail when it decides, other than by not knowing something.
 */
import { child, childText, entriesOf, itemsOf, readDocument } from "./document.ts";
import type { Node } from "./document.ts";
import type { Datum, Type } from "./datum.ts";
import type { Day, Instant } from "./day.ts";
import type { Basis } from "./basis.ts";
import { inOrder } from "./decision.ts";
import type { Decision } from "./decision.ts";
import { readVocabulary } from "./fact.ts";
import type { Lever, Vocabulary } from "./fact.ts";
import { isError } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readBodies } from "./policy/body.ts";
import { englishIn } from "./policy/english.ts";
import { readHeader } from "./policy/header.ts";
import type { Header } from "./policy/header.ts";
import { readMissing } from "./policy/missing.ts";
import { Names } from "./policy/name.ts";
import { readRound } from "./policy/round.ts";
import type { RoundItem } from "./policy/round.ts";
import { readUnits } from "./unit.ts";
import type { Units } from "./unit.ts";

export { checkLock, hashOf, lockOf, readLock } from "./policy/lock.ts";
export type { Lock } from "./policy/lock.ts";
export { mentionedIn } from "./policy/mention.ts";
export { choosePolicy } from "./policy/version.ts";
export type { Choice, Dated } from "./policy/version.ts";

/** The files of a folder by their path within it; findings name them with the folder before it. */
export interface Folder {
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
}

/** What a policy is read from: itself last, after the policies it extends; and the vocabulary. */
export interface PolicyText {
  readonly chain: readonly Folder[];
  readonly facts: Folder;
}

export interface Parameter {
  readonly id: string;
  readonly subject: string;
  readonly type: Type;
  /** One value for all; or one per part; or neither, when the buyer left it open. */
  readonly value?: Datum;
  readonly values?: ReadonlyMap<string, Datum>;
  readonly open?: string;
  readonly basis: Basis;
  readonly declaredAt: Node;
  /** Where it has its name and type: an extension that fills it repeats neither. */
  readonly namedAt: Node;
}

/** Something to be handed in between two instants. */
export interface Deliverable {
  readonly id: string;
  readonly opens: Instant;
  readonly closes: Instant;
  readonly by: string;
  /** The facts that are handed in with it: of these counts what was known before it closed. */
  readonly facts: readonly string[];
  readonly basis: Basis;
  readonly declaredAt: Node;
}

/** What a name is taken to be when nobody supplies it, because the policy says so. */
export interface MissingRule {
  readonly ref: string;
  readonly value: Datum;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

/** A figure that the value model counts; here only its name and type matter. */
export interface IndicatorName {
  readonly id: string;
  readonly subject: string;
  readonly type: Type;
  /** In what steps a provider can move it, where the policy says so. */
  readonly lever?: Lever;
  /** Of one that stands for others: by part, the indicator whose figure it is. */
  readonly from: ReadonlyMap<string, string>;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export interface Policy extends Header {
  readonly folder: string;
  readonly units: Units;
  readonly vocabulary: Vocabulary;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly deliverables: ReadonlyMap<string, Deliverable>;
  readonly indicators: ReadonlyMap<string, IndicatorName>;
  readonly missing: ReadonlyMap<string, MissingRule>;
  readonly decisions: ReadonlyMap<string, Decision>;
  /** The decisions, each after all it reads. */
  readonly order: readonly Decision[];
  /**
   * Documents that are not decisions: `examples/…`, `coverage.yaml`, `questions.yaml`, `value-model.yaml`, by path. A base's that has
   * the path of one of the policy's own stands under the whole path of its file.
   */
  readonly documents: ReadonlyMap<string, Node>;
  /** The declaration of a name: what it is, whose it is, per which period. */
  readonly names: Names;
  /** The English that the policy gives of its own Dutch texts: assumptions, and why something is left open. */
  readonly english: ReadonlyMap<string, string>;
  /** What a round decides about every provider, in the order in which it is told. */
  readonly round: readonly RoundItem[];
}

export type { Header };
export type { Names };

/** The first and last day of validity, half-open. */
export interface Validity {
  readonly from: Day;
  readonly until: Day;
}

/**
 * Reads a policy. `policy` is absent when a fault leaves nothing to decide with; `remains` is then what could be read all the same, in
 * which more faults can be looked for: what is at fault itself is left out, and its name is known to be.
 */
export function readPolicy(text: PolicyText): {
  readonly policy?: Policy;
  readonly remains?: Policy;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const facts = readFolder(text.facts, findings);
  const layers = text.chain.map((folder) => readFolder(folder, findings));
  // What cannot be read as YAML would make everything that reads it look at fault as well.
  if (findings.some(isError)) return { findings };
  const units = readUnits(facts.get("units.yaml") ?? emptyNode(text.facts.path), findings);
  const themes = [...facts].filter(([name]) => name !== "units.yaml").map(([, node]) => node);
  const own = layers.flatMap((layer) =>
    [...layer].filter(([name]) => name.startsWith("facts/")).map(([, node]) => node),
  );
  const vocabulary = readVocabulary([...themes, ...own], units, findings);
  const header = readHeader(layers, units, vocabulary, findings);
  if (header === undefined) return { findings };
  const names = new Names({ ...header, vocabulary, units });
  declareFaulty([...themes, ...own], layers, names);
  const missing = readMissing(header.missingItems, names, findings);
  const decisions = readBodies(layers, names, findings);
  const order = inOrder(decisions, findings);
  const round = readRound(header.roundItems, decisions, names, findings);
  const documents = documentsOf(layers);
  const folder = text.chain.at(-1)!.path;
  const english = englishIn([...themes, ...layers.flatMap((layer) => [...layer.values()])]);
  const told = { documents, names, english };
  const policy: Policy = { ...header, folder, units, vocabulary, missing, decisions, order, round, ...told };
  return findings.some(isError) ? { remains: policy, findings } : { policy, findings };
}

/** Notes the facts, indicators, parameters and deliverables that stand in the text and could not be read. */
function declareFaulty(facts: readonly Node[], layers: readonly ReadonlyMap<string, Node>[], names: Names): void {
  const headers = layers.flatMap((layer) => layer.get("policy.yaml") ?? []);
  const keys = (key: string): string[] =>
    headers.flatMap((header) => entriesOf(child(header, key), key, []).map(({ key: { text } }) => text));
  const ids = (documents: readonly Node[], key: string): string[] =>
    documents.flatMap((document) =>
      itemsOf(child(document, key) ?? document, key, []).flatMap((item) => childText(item, "id") ?? []),
    );
  const models = layers.flatMap((layer) => layer.get("value-model.yaml") ?? []);
  const meant = [
    ...ids(facts, "facts").map((id) => `fact.${id}`),
    ...ids(models, "indicators").map((id) => `indicator.${id}`),
    ...keys("parameters").map((id) => `parameter.${id}`),
    ...keys("deliverables").flatMap((id) => [`deliverable.${id}.opens`, `deliverable.${id}.closes`]),
  ];
  for (const ref of meant) if (names.find(ref) === undefined) names.declareFaulty(ref);
}

/** Of two documents of one name the later layer's has it; the earlier one goes by the whole path of its file. */
function documentsOf(layers: readonly ReadonlyMap<string, Node>[]): ReadonlyMap<string, Node> {
  const documents = layers.flatMap((layer, i) => {
    const later = layers.slice(i + 1);
    const own = [...layer].filter(([name]) => !isBody(name));
    return own.map(([name, node]) => [later.some((other) => other.has(name)) ? node.file : name, node] as const);
  });
  return new Map(documents);
}

function isBody(name: string): boolean {
  return /\.(sheet|conditions|formula)\.yaml$/.test(name) || name === "policy.yaml" || name.startsWith("facts/");
}

function readFolder({ path, files }: Folder, findings: Finding[]): ReadonlyMap<string, Node> {
  const documents = new Map<string, Node>();
  for (const [name, text] of files) {
    const document = name.endsWith(".yaml") ? readDocument(`${path}/${name}`, text, findings) : undefined;
    if (document !== undefined) documents.set(name, document);
  }
  return documents;
}

function emptyNode(file: string): Node {
  return { kind: "mapping", file, at: () => ({ line: 1, column: 1 }), entries: new Map() };
}

/** The folder that a `policy.yaml` extends, as written there; undefined when it stands on its own. */
export function extendsOf(policyYaml: string): string | undefined {
  const document = readDocument("policy.yaml", policyYaml, []);
  return document && childText(document, "extends");
}

/** The text under a key of a policy's document, for those who need one word of it. */
export function documentText(policy: Policy, document: string, key: string): string | undefined {
  const node = policy.documents.get(document);
  const value = node && child(node, key);
  return value?.kind === "scalar" ? value.text : undefined;
}
