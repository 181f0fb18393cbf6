/** What a round by a policy asks of every provider, and which of it some provider has not told. */
import { readsOf } from "../../src/decision.ts";
import type { Decision } from "../../src/decision.ts";
import type { FactVersion } from "../../src/fact-version.ts";
import { readIndicators } from "../../src/indicator.ts";
import type { Method, Operand } from "../../src/indicator.ts";
import type { Policy } from "../../src/policy.ts";
import { cone } from "../../src/program.ts";
import type { Missing } from "../incoming.ts";

/** The facts about the provider itself that decisions and indicators read, each with how many providers did not tell it. */
export function untoldFacts(policy: Policy, versions: readonly FactVersion[]): Missing[] {
  const providers = new Set(versions.map(({ subject }) => subject.split("/")[0]));
  const told = Map.groupBy(versions, keyOf);
  return askedOfProviders(policy).flatMap((key) => {
    const without = providers.size - new Set(told.get(key)?.map(({ subject }) => subject)).size;
    const args = { fact: key, providers: String(without), of: String(providers.size) };
    return without === 0 ? [] : [{ act: "run", code: "fact-untold", args }];
  });
}

function keyOf({ fact, period }: FactVersion): string {
  return period === undefined ? `fact.${fact}` : `fact.${fact}@${period}`;
}

function askedOfProviders(policy: Policy): string[] {
  const read = decisionsOfRound(policy).flatMap(readsOf);
  const counted = readIndicators(policy).indicators.flatMap(({ method }) => operandsOf(method));
  const asked = [...read, ...counted]
    .map(({ key }) => key)
    .filter((key) => {
      const fact = policy.vocabulary.get(/^fact\.([^@]+)/.exec(key)?.[1] ?? "");
      return fact?.supplier === "provider" && fact.subject === "provider";
    });
  return [...new Set(asked)].toSorted();
}

/** The decisions of a round and all that they read; every decision where a policy names no round. */
function decisionsOfRound(policy: Policy): Decision[] {
  const { round, decisions } = policy;
  const taken = round.length > 0 ? round.map(({ decision }) => decision) : decisions.keys();
  return [...cone(policy, taken, "needs")].flatMap((id) => decisions.get(id) ?? []);
}

function operandsOf(method: Method): readonly Operand[] {
  switch (method.kind) {
    case "proportion":
    case "rate":
    case "rate-against-peers":
      return [...method.numerator, ...method.denominator];
    case "nps":
      return [...method.promoters, ...method.passives, ...method.critics];
    case "difference":
      return [...method.of, ...method.less];
    case "position":
      return [method.of, method.from, method.to];
    case "fact":
    case "peer-mean":
    case "peer-deviation":
    case "peer-sum":
    case "peer-quantile":
    case "peer-rank":
      return [method.of];
    default:
      return [];
  }
}
