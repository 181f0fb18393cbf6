/** The mutants of what a policy gives: a parameter, an opening or closing, what is taken when nobody knows; each one step off. */
import { toPolicyText } from "../datum.ts";
import type { Datum, Type } from "../datum.ts";
import { readsOf } from "../decision.ts";
import { child, quote } from "../document.ts";
import type { Node } from "../document.ts";
import type { Name } from "../formula.ts";
import type { Deliverable, MissingRule, Parameter, Policy } from "../policy.ts";
import { missingRuleOf } from "../program.ts";
import { neighboursOf } from "./value.ts";

/** A policy of which one given thing changed, and the decisions that read it. */
export interface ChangedGiven {
  readonly policy: Policy;
  readonly readers: readonly string[];
  readonly at: Node;
  readonly what: string;
  /** True when each part has a value of its own. */
  readonly perPart: boolean;
}

/** Every given thing that stands in text of which `isOwn` holds, changed in every way. What no decision reads is left out. */
export function changesOfGiven(policy: Policy, isOwn: (at: Node) => boolean): ChangedGiven[] {
  const own = <T extends { readonly declaredAt: Node }>(things: ReadonlyMap<string, T>): T[] =>
    [...things.values()].filter(({ declaredAt }) => isOwn(declaredAt));
  const changes = [
    ...own(policy.parameters).flatMap((parameter) => parameterChanges(policy, parameter)),
    ...own(policy.deliverables).flatMap((deliverable) => deliverableChanges(policy, deliverable)),
    ...own(policy.missing).flatMap((rule) => missingChanges(policy, rule)),
  ];
  return changes.filter(({ readers }) => readers.length > 0);
}

function readersOf(policy: Policy, reads: (name: Name) => boolean): string[] {
  return policy.order.filter((decision) => readsOf(decision).some(reads)).map(({ id }) => id);
}

function parameterChanges(policy: Policy, parameter: Parameter): ChangedGiven[] {
  const { id, type, value, values } = parameter;
  const readers = readersOf(policy, ({ ref }) => ref === `parameter.${id}`);
  const put = (changed: Parameter): Policy => ({ ...policy, parameters: new Map(policy.parameters).set(id, changed) });
  const at = child(parameter.declaredAt, "value") ?? child(parameter.declaredAt, "values") ?? parameter.declaredAt;
  if (value !== undefined)
    return neighboursOf(type, value).map((other) => ({
      policy: put({ ...parameter, value: other }),
      readers,
      at,
      what: `${quote(`parameter.${id}`)} is ${instead(type, value, other)}`,
      perPart: false,
    }));
  const [member, first] = [...(values ?? [])][0] ?? [];
  if (values === undefined || member === undefined || first === undefined) return [];
  return neighboursOf(type, first).map((_, way) => ({
    policy: put({ ...parameter, values: new Map([...values].map(([part, of]) => [part, shifted(type, of, way)])) }),
    readers,
    at,
    what: `${quote(`parameter.${id}`)} is one step off for every part, for ${member} ${instead(type, first, shifted(type, first, way))}`,
    perPart: true,
  }));
}

function shifted(type: Type, value: Datum, way: number): Datum {
  const others = neighboursOf(type, value);
  return others[way] ?? others[0] ?? value;
}

function deliverableChanges(policy: Policy, deliverable: Deliverable): ChangedGiven[] {
  const type: Type = { kind: "instant" };
  return (["opens", "closes"] as const).flatMap((end) => {
    const name = `deliverable.${deliverable.id}.${end}`;
    return neighboursOf(type, deliverable[end]).map((other) => ({
      policy: {
        ...policy,
        deliverables: new Map(policy.deliverables).set(deliverable.id, { ...deliverable, [end]: other }),
      },
      readers: readersOf(policy, ({ ref }) => ref === name),
      at: child(deliverable.declaredAt, end) ?? deliverable.declaredAt,
      what: `${quote(name)} is ${instead(type, deliverable[end], other)}`,
      perPart: false,
    }));
  });
}

function missingChanges(policy: Policy, rule: MissingRule): ChangedGiven[] {
  const type = policy.names.find(rule.ref.split("@")[0]!)?.type ?? { kind: "text" };
  return neighboursOf(type, rule.value).map((other) => ({
    policy: { ...policy, missing: new Map(policy.missing).set(rule.ref, { ...rule, value: other }) },
    readers: readersOf(policy, ({ key }) => missingRuleOf(policy, key)?.ref === rule.ref),
    at: child(rule.declaredAt, "value") ?? rule.declaredAt,
    what: `an unknown ${quote(rule.ref)} counts as ${instead(type, rule.value, other)}`,
    perPart: false,
  }));
}

function instead(type: Type, value: Datum, other: Datum): string {
  return `${toPolicyText(type, other)}, not ${toPolicyText(type, value)}`;
}
