/**
 * What somebody supplied about one provider, read against the names of a policy: the facts of a worked example, of a file given to
 * `decide`, or the lines of a dossier. A fact may stand with or without its `fact.` and, when it is yearly, with or without its
 * year. What does not fit is told and left out; the rest is kept.
 *
 *     delivered_before_october: "800000.00"
 *     agreement_amount@2023: "900000.00"
 *     provider.group: {frail_long_somatic: {group_clients: 60}}
 */
import { expectationOf, parseDatum, toPlain } from "./datum.ts";
import type { Day } from "./day.ts";
import { describe, findingAt, quote } from "./document.ts";
import type { Entry, Mapping, Node } from "./document.ts";
import { parseSupplied } from "./fact.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { whole } from "./formula.ts";
import type { Declared } from "./formula.ts";
import type { Policy } from "./policy.ts";
import type { Dossier, Supplied } from "./program.ts";

type Values = Map<string, Supplied>;

/** The values of a dossier while they are being collected. */
export interface Supply {
  readonly values: Values;
  readonly parts: Map<string, Map<string, Values>>;
}

export function emptySupply(): Supply {
  return { values: new Map(), parts: new Map() };
}

/** A dossier of one provider on a day. */
export function toDossier(provider: string, on: Day, { values, parts }: Supply): Dossier {
  return { provider, on, values, parts };
}

/** Reads facts as people write them into a supply; `origin` is where a reader of the receipt will find them. */
export function readSupply(node: Node, policy: Policy, origin: string, supply: Supply, findings: Finding[]): void {
  if (node.kind !== "mapping") {
    findings.push(findingAt(node, "not-a-mapping", describe(node), "facts with their values"));
    return;
  }
  for (const entry of node.entries.values()) {
    const { key, value } = entry;
    if (value.kind === "mapping" && !value.entries.has("cents") && isPart(policy, key.text)) {
      readParts(key.text, value, policy, origin, supply, findings);
      continue;
    }
    const read = readValue(entry, whole, policy, origin, findings);
    if (read !== undefined) supply.values.set(...read);
  }
}

function isPart(policy: Policy, name: string): boolean {
  return name !== whole && policy.names.subjects().has(name);
}

function readParts(
  kind: string,
  node: Mapping,
  policy: Policy,
  origin: string,
  supply: Supply,
  findings: Finding[],
): void {
  const members = supply.parts.get(kind) ?? supply.parts.set(kind, new Map()).get(kind)!;
  const fixed = policy.subjects.get(kind);
  for (const { key, value } of node.entries.values()) {
    if (fixed !== undefined && !fixed.includes(key.text)) {
      findings.push(
        findingAt(key, "unknown-part", quote(key.text), didYouMean(key.text, fixed, `one of ${fixed.join(", ")}`)),
      );
      continue;
    }
    const values = members.get(key.text) ?? members.set(key.text, new Map()).get(key.text)!;
    if (value.kind !== "mapping") {
      findings.push(findingAt(value, "not-a-mapping", describe(value), "facts with their values"));
      continue;
    }
    for (const entry of value.entries.values()) {
      const read = readValue(entry, kind, policy, origin, findings);
      if (read !== undefined) values.set(...read);
    }
  }
}

function readValue(
  entry: Entry,
  subject: string,
  policy: Policy,
  origin: string,
  findings: Finding[],
): [string, Supplied] | undefined {
  const { key, value } = entry;
  const named = resolveName(key.text, policy);
  if (named === undefined) {
    const known = [...policy.names.refs()].filter((ref) => /^(fact|indicator)\./.test(ref));
    const bare = known.map((ref) => ref.replace(/^fact\./, ""));
    findings.push(
      findingAt(
        key,
        "unknown-name",
        quote(key.text),
        didYouMean(key.text, [...bare, ...known], "a fact or an indicator"),
      ),
    );
    return undefined;
  }
  if (named.declared.subject !== subject) {
    findings.push(
      findingAt(
        key,
        "wrong-subject",
        `${quote(key.text)} of ${subject}`,
        `a fact of ${named.declared.subject}, given under its name`,
      ),
    );
    return undefined;
  }
  const datum = parseDatum(named.declared.type, toPlain(value));
  if (datum !== undefined) return [named.key, { value: datum, origin }];
  findings.push(
    findingAt(value, "bad-value", describe(value), expectationOf(named.declared.type), { field: key.text }),
  );
  return undefined;
}

/** The key under which a policy reads what somebody calls `agreement_amount@2023`, `fact.x` or `indicator.y`. */
export function resolveName(
  text: string,
  policy: Policy,
): { readonly key: string; readonly declared: Declared } | undefined {
  const [name = "", period] = text.split("@");
  const ref = /^(fact|indicator)\./.test(name) ? name : `fact.${name}`;
  const declared = policy.names.find(ref);
  if (declared === undefined) return undefined;
  if (declared.period === "year") return { key: `${ref}@${period ?? policy.year}`, declared };
  if (declared.period === "month") return period === undefined ? undefined : { key: `${ref}@${period}`, declared };
  return period === undefined ? { key: ref, declared } : undefined;
}

/** One line of a dossier, as `load dossier` keeps it. `subject` is the provider, or `<provider>/<kind>/<member>` for a part. */
export interface DossierLine {
  readonly fact: string;
  readonly subject: string;
  readonly period?: string;
  readonly value: unknown;
  readonly unit?: string;
  readonly origin: string;
  readonly known_at: string;
}

/**
 * Adds a line to a supply, when the policy knows its fact. A later `known_at` goes before an earlier one. Gives what was expected
 * when the value does not fit.
 */
export function addLine(line: DossierLine, policy: Policy, supply: Supply): string | undefined {
  const fact = policy.vocabulary.get(line.fact);
  if (fact === undefined) return undefined;
  const value = parseSupplied(fact, line.value, line.unit, policy.units);
  if (typeof value === "object" && "expected" in value) return value.expected;
  const [, kind, member] = line.subject.split("/");
  const values = kind === undefined || member === undefined ? supply.values : valuesOfPart(supply, kind, member);
  const key =
    fact.period === "instant" || line.period === undefined ? `fact.${fact.id}` : `fact.${fact.id}@${line.period}`;
  const known = values.get(key);
  if (known?.knownAt === undefined || Date.parse(known.knownAt) <= Date.parse(line.known_at))
    values.set(key, { value, origin: line.origin, knownAt: line.known_at });
  return undefined;
}

/** The values of one part, made where there are none yet. */
export function valuesOfPart({ parts }: Supply, kind: string, member: string): Values {
  const members = parts.get(kind) ?? parts.set(kind, new Map()).get(kind)!;
  return members.get(member) ?? members.set(member, new Map()).get(member)!;
}
