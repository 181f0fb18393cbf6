/**
 * From which difference on an amount is another amount to who gets it. The policy says so beside its indicators (`value-model.yaml`), so
 * that a scrutiny counts what matters and not every cent:
 *
 *     noticed: { decision.adjustment: parameter.adjustment_noticed }
 */
import { describeType } from "../datum.ts";
import type { NumberType } from "../datum.ts";
import { powerOfTen, roundQuotient } from "../decimal.ts";
import { child, describe, entriesOf, findingAt } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Policy } from "../policy.ts";

/** By decision, the greatest difference that nobody notices, at the scale of the decision; a parameter that is open says nothing. */
export function readNoticed(policy: Policy, findings: Finding[]): ReadonlyMap<string, bigint> {
  const models = [...policy.documents].filter(([name]) => /(^|\/)value-model\.yaml$/.test(name));
  const entries = models.flatMap(([, model]) => entriesOf(child(model, "noticed"), "noticed", findings));
  const noticed = new Map<string, bigint>();
  for (const { key, value } of entries) {
    const type = key.text.startsWith("decision.") ? policy.names.find(key.text) : undefined;
    if (type?.subject !== whole || type.type.kind !== "number") {
      const known = [...policy.order].filter(({ subject }) => subject === whole).map(({ id }) => `decision.${id}`);
      const expected = didYouMean(key.text, known, "an amount that is decided of the provider");
      findings.push(findingAt(key, "unknown-name", describe(key), expected));
      continue;
    }
    const limit = limitOf(policy, value.kind === "scalar" ? value.text : "", type.type);
    if (limit === undefined)
      findings.push(findingAt(value, "type-mismatch", describe(value), `a parameter: ${describeType(type.type)}`));
    else if (limit.value !== undefined) noticed.set(key.text.slice("decision.".length), limit.value);
  }
  return noticed;
}

function limitOf(policy: Policy, name: string, like: NumberType): { readonly value?: bigint } | undefined {
  const parameter = [...policy.parameters.values()].find(({ id }) => `parameter.${id}` === name);
  if (parameter?.subject !== whole || parameter.type.kind !== "number") return undefined;
  const { type, value } = parameter;
  if (type.form !== like.form || type.unit !== like.unit) return undefined;
  if (typeof value !== "bigint") return {};
  return { value: roundQuotient("floor", like.scale, value, powerOfTen(type.scale)) };
}
