/**
 * Of which part of a scheme (almost) everybody gets the same: it carries weight and distinguishes nobody, so that the others weigh more
 * than the policy says. The policy declares what to look at, and from where on it is worth telling (`value-model.yaml`):
 *
 *     alike: {of: decision.points, weight: parameter.weight, among: {decision.assessment: scored}, most: parameter.alike_most}
 */
import { parseDatum, toPolicyText } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { powerOfTen } from "../decimal.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Parameter, Policy } from "../policy.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";

/** What is compared among providers: the value of a decision about each part that has weight. */
export interface Alike {
  /** The decision, `points`, and the kind of part that it is about. */
  readonly decision: string;
  readonly subject: string;
  readonly weight: Parameter;
  readonly most: Parameter;
  /** The decisions by which a provider counts, with what they must say. */
  readonly among: ReadonlyMap<string, Datum>;
  readonly declaredAt: Node;
}

/** What a policy declares under `alike` in its value model, its base's too; a fault is told and left out. */
export function readAlike(policy: Policy, findings: Finding[]): Alike[] {
  const models = [...policy.documents].filter(([name]) => /(^|\/)value-model\.yaml$/.test(name));
  return models.flatMap(([, model]) => {
    const node = child(model, "alike");
    return node === undefined ? [] : readOne(node, policy, findings);
  });
}

function readOne(node: Node, policy: Policy, findings: Finding[]): Alike[] {
  if (!checkKeys(node, ["of", "weight", "most"], ["among"], findings)) return [];
  const faults = findings.length;
  const decision = (childText(node, "of") ?? "").replace(/^decision\./, "");
  const subject = policy.decisions.get(decision)?.subject ?? whole;
  const parts = [...policy.decisions.values()].filter((other) => other.subject !== whole).map(({ id }) => id);
  const unknown = (at: Node, names: readonly string[], otherwise: string): void =>
    void findings.push(
      findingAt(at, "unknown-name", describe(at), didYouMean(at.kind === "scalar" ? at.text : "", names, otherwise)),
    );
  if (subject === whole)
    unknown(
      child(node, "of")!,
      parts.map((id) => `decision.${id}`),
      "a decision about a part",
    );
  const parameter = (key: string, fits: (parameter: Parameter) => boolean, what: string): Parameter | undefined => {
    const fitting = [...policy.parameters.values()].filter(fits);
    const found = fitting.find(({ id }) => `parameter.${id}` === childText(node, key));
    if (found === undefined)
      unknown(
        child(node, key)!,
        fitting.map(({ id }) => `parameter.${id}`),
        what,
      );
    return found;
  };
  const weight = parameter("weight", (each) => each.subject === subject, `a parameter for ${subject}`);
  const most = parameter("most", ({ subject: of, type }) => of === whole && isPercent(type), "a percentage");
  const among = new Map<string, Datum>();
  for (const { key, value } of entriesOf(child(node, "among"), "among", findings)) {
    const declared = key.text.startsWith("decision.") ? policy.names.find(key.text) : undefined;
    const wanted = declared && parseDatum(declared.type, value.kind === "scalar" ? value.text : "");
    if (declared?.subject === whole && wanted !== undefined) among.set(key.text, wanted);
    else unknown(declared === undefined ? key : value, [], "a decision of the provider, with what it says");
  }
  if (weight === undefined || most === undefined || findings.length > faults) return [];
  return [{ decision, subject, weight, most, among, declaredAt: node }];
}

function isPercent(type: Parameter["type"]): boolean {
  return type.kind === "number" && type.form === "percent";
}

/** A finding for each part with weight of which more providers get the same than the policy says is worth it; one warning each. */
export function alikeFindings(program: Program, dossiers: Iterable<Dossier>): Finding[] {
  const declared = readAlike(program.policy, []);
  if (declared.length === 0) return [];
  const all = [...dossiers];
  return declared.flatMap((alike) => {
    const values = valuesByMember(program, all, alike);
    return [...values].flatMap(([member, own]) => finding(program.policy, alike, member, own) ?? []);
  });
}

/** What each provider that counts gets for each part, where that is known. */
function valuesByMember(
  program: Program,
  dossiers: readonly Dossier[],
  { decision, subject, among }: Alike,
): ReadonlyMap<string, readonly Datum[]> {
  const ids = [...among.keys()].map((key) => key.slice("decision.".length));
  const needed = cone(program.policy, [decision, ...ids], "needs");
  const values = new Map<string, Datum[]>();
  for (const dossier of dossiers) {
    const frame = fill(program, dossier);
    run(program, frame, needed);
    if (![...among].every(([key, wanted]) => valueOf(program, frame, key) === wanted)) continue;
    for (const part of frame.parts.get(subject) ?? []) {
      const value = valueOf(program, part, `decision.${decision}`, subject);
      if (value !== undefined) values.set(part.member, [...(values.get(part.member) ?? []), value]);
    }
  }
  return values;
}

function finding(
  policy: Policy,
  { decision, weight, most, declaredAt }: Alike,
  member: string,
  values: readonly Datum[],
): Finding | undefined {
  const own = weight.values?.get(member);
  const [commonest, count] = commonestOf(values);
  if (own === undefined || own === 0n || values.length < 2 || typeof most.value !== "bigint") return undefined;
  const { type } = policy.names.find(`decision.${decision}`)!;
  const all = powerOfTen(most.type.kind === "number" ? most.type.scale : 0);
  if (BigInt(count) * all <= most.value * BigInt(values.length)) return undefined;
  const found = `${count} of ${values.length} providers with ${toPolicyText(type, commonest)}, and a weight of ${toPolicyText(weight.type, own)} %`;
  const expected = `at most ${toPolicyText(most.type, most.value)} % alike, as parameter.${most.id} says; what is the same for all weighs nothing`;
  return findingAt(declaredAt, "weighs-nothing", found, expected, { severity: "warning", field: member });
}

function commonestOf(values: readonly Datum[]): readonly [Datum, number] {
  const counts = new Map<Datum, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ["", 0]);
}
