/** The amounts that a declaration reckons with: facts, figures, decisions, parameters, numbers, and the people of a region. */
import { describeType } from "../datum.ts";
import type { NumberType } from "../datum.ts";
import { powerOfTen } from "../decimal.ts";
import { describe, entriesOf } from "../document.ts";
import type { Node } from "../document.ts";
import { whole } from "../formula.ts";
import type { Amount, Least, Operand, People } from "../indicator.ts";
import { factKeyOf, indicatorOf, literalOf, refuse, refuseName, standsBefore } from "./name.ts";
import type { Reading } from "./name.ts";

const people: readonly People[] = ["clients", "insured", "insured_without_care"];

/** One operand, or a list of operands that are added up. */
export function operandsOf(node: Node, subject: string, reading: Reading): Operand[] {
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item): Operand[] => {
    const counted = subject === "region" ? people.find((word) => word === textOf(item)) : undefined;
    if (counted !== undefined) return [{ kind: "people", key: counted, of: counted }];
    return amountsOf(item, subject, reading);
  });
}

/** Amounts that are added up. */
export function amountsOf(node: Node, subject: string, reading: Reading): Amount[] {
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => amountOf(item, subject, reading) ?? []);
}

/** A fact of the subject or of the provider, an earlier indicator or decision, a parameter, or a number. */
export function amountOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const [, root] = /^(fact|indicator|decision|parameter)\./.exec(textOf(node)) ?? [];
  if (root === "parameter") return parameterOf(node, subject, reading);
  if (root === "indicator") return figureOf(node, subject, reading);
  if (/^-?\d/.test(textOf(node))) return numberOf(node, reading);
  if (subject === "region") {
    const expected = `an indicator of region, or one of ${people.join(", ")}`;
    return refuse(node, "unknown-word", describe(node), expected, reading);
  }
  return root === "decision" ? decisionOf(node, subject, reading) : factOf(node, subject, reading);
}

/** A share of a row, as the policy gives it: from nothing to all. */
export function shareOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const share = amountOf(node, subject, reading);
  if (share === undefined) return undefined;
  const one = powerOfTen(share.type.scale);
  const fits = [...givenOf(share, reading).values()].every((digits) => digits >= 0n && digits <= one);
  if (fits && (share.kind === "number" || share.kind === "parameter")) return share;
  return refuse(node, "bad-value", describe(node), "a share from 0% to 100%, or a parameter that is one", reading);
}

/** Whether one share lies before another, for each part as far as they are given. */
export function isBefore(low: Amount, high: Amount, reading: Reading): boolean {
  const [from, to] = [givenOf(low, reading), givenOf(high, reading)];
  const members = new Set([...from.keys(), ...to.keys()]);
  return [...members].every((member) => {
    const [begin, end] = [from.get(member) ?? from.get(""), to.get(member) ?? to.get("")];
    if (begin === undefined || end === undefined) return true;
    return begin * powerOfTen(high.type.scale) < end * powerOfTen(low.type.scale);
  });
}

/** The digits that the policy gives: by part, or for all of them under no name; nothing where it leaves them open. */
function givenOf(amount: Amount, { policy }: Reading): ReadonlyMap<string, bigint> {
  if (amount.kind === "number") return new Map([["", amount.digits]]);
  const { value, values } = (amount.kind === "parameter" && policy.parameters.get(amount.id)) || {};
  return (values ?? new Map(value === undefined ? [] : [["", value]])) as ReadonlyMap<string, bigint>;
}

/** A fact that is a number of this subject or of the provider, with its period. */
export function factOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const key = factKeyOf(node, reading);
  const type = key === undefined ? undefined : numberTypeOf(node, key.split("@")[0]!, subject, reading);
  return key === undefined || type === undefined ? undefined : { kind: "fact", key, type };
}

function decisionOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const key = textOf(node);
  const { names, decisions } = reading.policy;
  if (names.find(key) === undefined)
    return refuseName(
      node,
      [...decisions.keys()].map((id) => `decision.${id}`),
      "a decision",
      reading,
    );
  const type = numberTypeOf(node, key, subject, reading);
  return type !== undefined && standsBefore(node, key, reading) ? { kind: "decision", key, type } : undefined;
}

function parameterOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const key = textOf(node);
  const { parameters } = reading.policy;
  if (reading.policy.names.find(key) === undefined)
    return refuseName(
      node,
      [...parameters.keys()].map((id) => `parameter.${id}`),
      "a parameter of policy.yaml",
      reading,
    );
  const type = numberTypeOf(node, key, subject, reading);
  return type && { kind: "parameter", key, type, id: key.slice("parameter.".length) };
}

function figureOf(node: Node, subject: string, reading: Reading): Amount | undefined {
  const indicator = indicatorOf(node, subject, reading);
  return indicator && { kind: "indicator", key: textOf(node), type: indicator.type, id: indicator.id };
}

function numberOf(node: Node, reading: Reading): Amount | undefined {
  const literal = literalOf(node, reading);
  if (literal === undefined) return undefined;
  const type: NumberType = { kind: "number", form: "decimal", scale: literal.scale, unit: "" };
  return { kind: "number", key: textOf(node), type, digits: literal.digits };
}

/** The type of a declared name that is a number of the subject, or of the provider of which the subject is a part. */
function numberTypeOf(node: Node, ref: string, subject: string, reading: Reading): NumberType | undefined {
  const declared = reading.policy.names.find(ref)!;
  if (declared.subject !== subject && declared.subject !== whole) {
    const expected = `a ${ref.split(".")[0]} of ${subject}`;
    return refuse(node, "not-in-view", `${describe(node)} of ${declared.subject}`, expected, reading);
  }
  if (declared.type.kind === "number") return declared.type;
  return refuse(node, "type-mismatch", describeType(declared.type), "a number", reading);
}

/** `{people: 30, fact.cases@2024: parameter.cases_least}`: on how much a figure must rest to be told. */
export function leastOf(
  node: Node | undefined,
  subject: string,
  counted: readonly ("people" | "peers")[],
  reading: Reading,
): Least[] {
  return entriesOf(node, "least", reading.findings).flatMap(({ key, value }): Least[] => {
    const word = counted.find((candidate) => candidate === key.text);
    const of = word ?? (key.text.includes(".") ? amountOf(key, subject, reading) : undefined);
    const atLeast = amountOf(value, subject, reading);
    if (of === undefined && !key.text.includes(".")) {
      const expected = [
        ...counted.map((candidate) => `\`${candidate}\``),
        "a fact",
        "an indicator declared before",
      ].join(", ");
      refuse(key, "unknown-word", describe(key), expected, reading);
    }
    return of === undefined || atLeast === undefined ? [] : [{ of, atLeast }];
  });
}

function textOf(node: Node): string {
  return node.kind === "scalar" ? node.text : "";
}
