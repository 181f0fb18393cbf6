/**
 * Reading the decisions of a policy: first what each gives, so that they may read each other in any order; then what each says.
 */
import { basisKeys, openKeys } from "../basis.ts";
import { readConditions } from "../condition.ts";
import { readFormulaType, readNamedFormula } from "../decision.ts";
import type { Decision, Formula } from "../decision.ts";
import { typeKeys } from "../datum.ts";
import type { Type } from "../datum.ts";
import { checkKeys, child, childText, describe, findingAt, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import { readOutputs, readSheet } from "../sheet.ts";
import type { Output } from "../sheet.ts";
import type { Names } from "./name.ts";

interface Draft {
  readonly kind: "conditions" | "sheet" | "formula";
  readonly id: string;
  readonly subject: string;
  readonly node: Node;
  /** What it gives; nothing when its declaration is at fault. */
  readonly gives: readonly { readonly id: string; readonly type: Type }[];
  /** Of a sheet. */
  readonly outputs: readonly Output[];
}

/** The decisions of all layers by id, base first; an open formula of a base may be filled by its extension. */
export function readBodies(
  layers: readonly ReadonlyMap<string, Node>[],
  names: Names,
  findings: Finding[],
): ReadonlyMap<string, Decision> {
  const drafts = new Map<string, Draft>();
  const fillings = new Map<string, Node>();
  for (const layer of layers) {
    const bases = new Map(drafts);
    for (const [file, document] of layer)
      for (const { kind, node } of declarationsIn(file, document)) {
        const id = childText(node, "id") ?? "";
        const earlier = fillings.get(id) ?? drafts.get(id)?.node;
        if (isFilling(node, bases.get(id)) && !fillings.has(id)) fillings.set(id, node);
        else if (earlier !== undefined) refuseTwice(node, id, earlier, findings);
        else {
          const draft = readDraft(kind, id, node, names, findings);
          if (kind !== "formula") checkFileName(file, id, node, findings);
          drafts.set(id, draft);
        }
      }
  }
  for (const draft of drafts.values()) declare(draft, names);
  const decisions = [...drafts.values()].flatMap((draft) =>
    draft.gives.length === 0 ? [] : (readBody(draft, fillings.get(draft.id), names, findings) ?? []),
  );
  return new Map(decisions.map((decision) => [decision.id, decision]));
}

function declarationsIn(file: string, document: Node): { kind: Draft["kind"]; node: Node }[] {
  const kind = /\.(conditions|sheet|formula)\.yaml$/.exec(file)?.[1] as Draft["kind"] | undefined;
  if (kind === undefined) return [];
  const nodes = kind === "formula" && document.kind === "list" ? document.items : [document];
  return nodes.map((node) => ({ kind, node }));
}

/** Makes known what a decision gives; of one whose declaration is at fault, only that it was meant to be there. */
function declare({ id, subject, gives }: Draft, names: Names): void {
  if (gives.length === 0) names.declareFaulty(`decision.${id}`);
  for (const output of gives)
    names.declare(gives.length === 1 ? `decision.${id}` : `decision.${id}.${output.id}`, output.type, subject);
}

/** What a base leaves open, an extension fills: once, and without saying its type again. */
function isFilling(node: Node, base: Draft | undefined): boolean {
  return base?.kind === "formula" && child(base.node, "open") !== undefined && child(node, "type") === undefined;
}

function refuseTwice(node: Node, id: string, { file, at }: Node, findings: Finding[]): void {
  findings.push(
    findingAt(child(node, "id") ?? node, "declared-twice", quote(id), `a new name; ${file}:${at(0).line} has this one`),
  );
}

/** A sheet or a list of conditions has a file of its own, named after it. */
function checkFileName(file: string, id: string, node: Node, findings: Finding[]): void {
  const stem = (file.split("/").at(-1) ?? "").replace(/\.(conditions|sheet)\.yaml$/, "").replaceAll("-", "_");
  if (stem !== id)
    findings.push(findingAt(child(node, "id") ?? node, "file-name", quote(id), `the file's own name, ${quote(stem)}`));
}

function readDraft(kind: Draft["kind"], id: string, node: Node, names: Names, findings: Finding[]): Draft {
  const subject = childText(node, "for") ?? whole;
  const faulty: Draft = { kind, id, subject, node, gives: [], outputs: [] };
  if (!["id", "for"].every((key) => child(node, key) !== undefined)) {
    checkKeys(node, ["id", "for"], allKeys, findings);
    return faulty;
  }
  if (!/^[a-z][a-z0-9_.]*$/.test(id))
    findings.push(findingAt(child(node, "id")!, "bad-id", quote(id), "a name of a-z, 0-9, `_` and `.`"));
  if (!names.subjects().has(subject)) {
    const at = child(node, "for") ?? node;
    const expected = didYouMean(subject, names.subjects(), "a subject");
    findings.push(findingAt(at, "unknown-subject", describe(at), expected));
    return faulty;
  }
  if (kind === "conditions") return { ...faulty, gives: [{ id, type: { kind: "bool" } }] };
  if (kind === "sheet") {
    const outputs = readOutputs(node, names, findings);
    return { ...faulty, outputs, gives: outputs.map((output) => ({ id: output.id, type: output.result })) };
  }
  const type = readFormulaType(node, names, findings);
  return type === undefined ? faulty : { ...faulty, gives: [{ id, type }] };
}

/** Which keys belong to which kind is checked by its own reader; a draft only needs its name. */
const sheetKeys = ["hit", "inputs", "outputs", "rules"];
const conditionKeys = ["holds", "conditions"];
const formulaKeys = ["is", ...openKeys, ...typeKeys];
const allKeys = [...sheetKeys, ...conditionKeys, ...formulaKeys, "nl", "en", ...basisKeys];

function readBody(draft: Draft, filling: Node | undefined, names: Names, findings: Finding[]): Decision | undefined {
  const scope = names.scopeOf(draft.subject);
  if (draft.kind === "conditions") return readConditions(draft.node, scope, findings);
  if (draft.kind === "sheet") return readSheet(draft.node, scope, draft.outputs, findings);
  const { type } = draft.gives[0]!;
  if (filling === undefined) return readNamedFormula(draft.node, scope, type, findings);
  return readNamedFormula(merged(draft.node, filling), scope, type, findings) satisfies Formula | undefined;
}

/** The base's declaration with its `open` and its ground replaced by what the extension says. */
function merged(base: Node, filling: Node): Node {
  if (base.kind !== "mapping" || filling.kind !== "mapping") return base;
  const kept = [...base.entries].filter(([key]) => ![...openKeys, ...basisKeys].includes(key));
  return { ...filling, entries: new Map([...kept, ...filling.entries]) };
}
