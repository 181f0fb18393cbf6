/** The names in a declaration: facts, earlier indicators and decisions, parameters, who is left out and who the peers are. */
import { describeType, parseDatum } from "../datum.ts";
import type { Datum, Type } from "../datum.ts";
import { parseDecimal, powerOfTen, toRatio } from "../decimal.ts";
import type { Decimal, Ratio } from "../decimal.ts";
import { decisionOf, readsOf } from "../decision.ts";
import { checkKeys, child, describe, entriesOf, findingAt, quote } from "../document.ts";
import type { Node, Scalar } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Among, Exclusion, Given, Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { cone } from "../program.ts";

export interface Reading {
  readonly policy: Policy;
  /** The indicators declared before this one. */
  readonly earlier: ReadonlyMap<string, Indicator>;
  /** Those among them that were at fault: a finding says so, and whoever reads them adds none. */
  readonly faulty: ReadonlySet<string>;
  readonly findings: Finding[];
}

export function refuse(node: Node, code: string, found: string, expected: string, { findings }: Reading): undefined {
  findings.push(findingAt(node, code, found, expected));
  return undefined;
}

/** A name that is none; of one whose own declaration is at fault, that is told there and nothing here. */
export function refuseName(node: Node, known: Iterable<string>, otherwise: string, reading: Reading): undefined {
  const text = node.kind === "scalar" ? node.text : "";
  if (reading.policy.names.isFaulty(text.split("@")[0]!)) return undefined;
  return refuse(node, "unknown-name", describe(node), didYouMean(text, known, otherwise), reading);
}

/** The year in which is counted; the year of the policy when none is named. */
export function yearOf(node: Node, reading: Reading): number {
  const year = child(node, "year");
  const text = year === undefined ? reading.policy.year : year.kind === "scalar" ? year.text : "";
  if (!/^\d{4}$/.test(text)) refuse(year ?? node, "bad-value", describe(year ?? node), "a year, as `2022`", reading);
  return Number(text);
}

interface Resolved {
  readonly type: Type;
  readonly value: Datum;
}

/** A literal as it is written, a parameter by its value; undefined with a finding for a name that is none. */
function resolve(node: Node, reading: Reading): Given<Resolved | string> | undefined {
  if (node.kind !== "scalar") return refuse(node, "bad-value", describe(node), "a value or a parameter", reading);
  if (!node.text.startsWith("parameter.")) return { value: node.text };
  const parameter = reading.policy.parameters.get(node.text.slice("parameter.".length));
  if (parameter === undefined) {
    const names = [...reading.policy.parameters.keys()].map((id) => `parameter.${id}`);
    return refuseName(node, names, "a parameter of policy.yaml", reading);
  }
  const { type, value } = parameter;
  return value === undefined ? { missing: node.text } : { value: { type, value } };
}

/** A word, or the choice that a parameter holds. */
export function textOf(node: Node, reading: Reading): Given<string> | undefined {
  const given = resolve(node, reading);
  if (given === undefined || "missing" in given) return given;
  const text = typeof given.value === "string" ? given.value : given.value.value;
  return typeof text === "string"
    ? { value: text }
    : refuse(node, "type-mismatch", describe(node), "a choice", reading);
}

/** A number, or the one that a parameter holds. */
export function numberOf(node: Node, reading: Reading): Given<Ratio> | undefined {
  const given = resolve(node, reading);
  if (given === undefined || "missing" in given) return given;
  if (typeof given.value !== "string") {
    const { type, value } = given.value;
    if (type.kind !== "number") return refuse(node, "type-mismatch", describeType(type), "a number", reading);
    return { value: toRatio(value as bigint, powerOfTen(type.scale))! };
  }
  const literal = literalOf(node, reading);
  return literal && { value: toRatio(literal.digits, powerOfTen(literal.scale))! };
}

/** A number as it is written; a percentage as its fraction. */
export function literalOf(node: Node, reading: Reading): Decimal | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const decimal = parseDecimal(text.replace(/%$/, ""));
  if (decimal === undefined) return refuse(node, "bad-value", describe(node), "a number or a parameter", reading);
  // Two: a percentage is a number of hundredths.
  return text.endsWith("%") ? { ...decimal, scale: decimal.scale + 2 } : decimal;
}

/** `{age_under: parameter.x, target_group: parameter.y}`; a list of groups will do as well. */
export function exclusionOf(node: Node | undefined, reading: Reading): Exclusion {
  if (node === undefined || !checkKeys(node, [], ["age_under", "target_group"], reading.findings))
    return { targetGroups: [] };
  const [age, group] = [child(node, "age_under"), child(node, "target_group")];
  const years = age && numberOf(age, reading);
  const groups = group === undefined ? [] : group.kind === "list" ? group.items : [group];
  return {
    ...(years && { ageUnder: "value" in years ? { value: years.value.n / years.value.d } : years }),
    targetGroups: groups.flatMap((item) => textOf(item, reading) ?? []),
  };
}

/** `fact.x@2022` for a fact of a year; a yearly fact without one is read at the year of the policy. */
export function factKeyOf(node: Node, reading: Reading): string | undefined {
  const [ref = "", period] = (node.kind === "scalar" ? node.text : "").split("@");
  const { names, year } = reading.policy;
  const declared = ref.startsWith("fact.") ? names.find(ref) : undefined;
  if (declared === undefined) {
    const facts = [...names.refs()].filter((name) => name.startsWith("fact."));
    return refuseName(node, facts, "a fact of policy/facts", reading);
  }
  if (declared.period === "year" && /^\d{4}$/.test(period ?? year)) return `${ref}@${period ?? year}`;
  if (declared.period === "month" && /^\d{4}-\d{2}$/.test(period ?? "")) return `${ref}@${period}`;
  if (declared.period === "instant" && period === undefined) return ref;
  const forms = { year: "a year, as `@2022`", month: "a month, as `@2022-08`", instant: "no period" };
  return refuse(node, "bad-period", describe(node), forms[declared.period ?? "instant"], reading);
}

/** `indicator.x`, declared before, of the subject that is asked for. */
export function indicatorOf(node: Node, subject: string, reading: Reading): Indicator | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const id = text.startsWith("indicator.") ? text.slice("indicator.".length) : "";
  if (reading.faulty.has(id)) return undefined;
  const indicator = reading.earlier.get(id);
  const known = [...reading.earlier.keys()].map((earlier) => `indicator.${earlier}`);
  if (indicator === undefined) return refuseName(node, known, "an indicator that is declared before this one", reading);
  if (indicator.subject === subject) return indicator;
  return refuse(
    node,
    "not-in-view",
    `${describe(node)} of ${indicator.subject}`,
    `an indicator of ${subject}`,
    reading,
  );
}

/** `{decision.assessment: scored, fact.funding@2022: hourly}`: what holds for each of the peers. */
export function amongOf(declaration: Node, reading: Reading): Among[] {
  return entriesOf(child(declaration, "among"), "among", reading.findings).flatMap(({ key, value }) => {
    const name = key.text.startsWith("decision.") ? decisionKeyOf(key, reading) : factKeyOf(key, reading);
    if (name === undefined) return [];
    const { type } = reading.policy.names.find(name.split("@")[0]!)!;
    const text = value.kind === "scalar" ? value.text : "";
    if (parseDatum(type, text) === undefined) {
      refuse(value, "bad-value", describe(value), describeType(type), reading);
      return [];
    }
    return [{ key: name, value: text }];
  });
}

function decisionKeyOf(key: Scalar, reading: Reading): string | undefined {
  const { names, decisions } = reading.policy;
  if (names.find(key.text)?.subject === whole) return standsBefore(key, key.text, reading) ? key.text : undefined;
  const known = [...decisions.keys()].map((other) => `decision.${other}`);
  return refuseName(key, known, "a decision of the provider", reading);
}

/** A decision about the subject that says yes or no, or one of a few words, with its type. */
export function choiceOf(node: Node, subject: string, reading: Reading): { ref: string; type: Type } | undefined {
  const ref = node.kind === "scalar" ? node.text : "";
  const { names, decisions } = reading.policy;
  const declared = ref.startsWith("decision.") ? names.find(ref) : undefined;
  const known = [...decisions.keys()].map((id) => `decision.${id}`);
  if (declared === undefined) return refuseName(node, known, `a decision of ${subject}`, reading);
  if (declared.subject !== subject)
    return refuse(node, "not-in-view", `${quote(ref)} of ${declared.subject}`, `a decision of ${subject}`, reading);
  if (declared.type.kind !== "enum" && declared.type.kind !== "bool")
    return refuse(node, "type-mismatch", describeType(declared.type), "one of a few words, or true and false", reading);
  return standsBefore(node, ref, reading) ? { ref, type: declared.type } : undefined;
}

/** One outcome of a decision, as it is counted. */
export function outcomeOf(node: Node, type: Type, reading: Reading): string | undefined {
  const outcome = parseDatum(type, node.kind === "scalar" ? node.text : "");
  return outcome === undefined
    ? refuse(node, "bad-value", describe(node), describeType(type), reading)
    : String(outcome);
}

/** Whether a decision rests on facts and the indicators declared so far; otherwise whoever reads it here would wait for itself. */
export function standsBefore(node: Node, ref: string, reading: Reading): boolean {
  const { decisions } = reading.policy;
  const decision = decisionOf(ref, decisions);
  const needed = [...cone(reading.policy, decision === undefined ? [] : [decision.id], "needs")];
  const read = needed
    .flatMap((id) => readsOf(decisions.get(id)!))
    .filter(({ ref: name }) => name.startsWith("indicator."));
  const later = read.find(({ ref: name }) => !reading.earlier.has(name.slice("indicator.".length)));
  if (later === undefined) return true;
  if (reading.faulty.has(later.ref.slice("indicator.".length))) return false;
  const found = `${quote(ref)}, which rests on indicators: ${quote(later.ref)} among them`;
  refuse(node, "cycle", found, "a decision that rests on facts and on indicators declared before this one", reading);
  return false;
}
