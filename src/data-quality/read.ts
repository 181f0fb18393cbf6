/** Reading `data-quality.yaml`: the checks that a claim feed must pass, and the maximum tariffs that it is held against. */
import { basisKeys, readBasis } from "../basis.ts";
import { timeUnits } from "../claim.ts";
import type { Bound, DataQuality, MaximumTariff, Measure, QualityCheck } from "../data-quality.ts";
import { parseDecimal, powerOfTen, rescale, toRatio } from "../decimal.ts";
import { checkKeys, checkOnce, child, childText, childWord, describe, findingAt, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { lineFaults } from "./line-fault.ts";

/** All that the policy and what it extends declare; undefined where none of them speaks of the quality of claims. */
export function readDataQuality(policy: Policy, findings: Finding[]): DataQuality | undefined {
  const documents = [...policy.documents].filter(([name]) => /(^|\/)data-quality\.yaml$/.test(name));
  if (documents.length === 0) return undefined;
  const reader = new Reader(policy, findings);
  const read = documents.flatMap(([, node]) =>
    checkKeys(node, ["checks"], ["age_most", "maximum_tariffs"], findings) ? [reader.read(node)] : [],
  );
  const checks = read.flatMap((each) => each.checks);
  checkOnce(checks, "a new id: each check is declared once", findings);
  const ageMost = read.map((each) => each.ageMost).find((bound) => bound !== undefined);
  requireAge(checks, ageMost, findings);
  const tariffs = read.flatMap((each) => each.tariffs);
  const named = tariffs.map(({ service, unit, year, declaredAt }) => ({
    id: `${service} ${unit} ${year}`,
    declaredAt,
  }));
  checkOnce(named, "one maximum tariff of a service in a unit per year", findings);
  return { checks, ...(ageMost && { ageMost }), tariffs };
}

function requireAge(checks: readonly QualityCheck[], ageMost: Bound | undefined, findings: Finding[]): void {
  for (const { measure, declaredAt } of checks)
    if (measure.kind === "lines" && measure.where === "impossible_age" && ageMost === undefined)
      findings.push(findingAt(declaredAt, "missing-key", "no `age_most`", "the key `age_most` beside `checks`"));
}

/** What a check holds a measure against, which is never below zero. */
const limit = "a limit of zero or more";

/** Whether one limit is above another, as far as both are given. */
function isAbove({ given: a }: Bound, { given: b }: Bound): boolean {
  return "value" in a && "value" in b && a.value.n * b.value.d > b.value.n * a.value.d;
}

class Reader {
  readonly #policy: Policy;
  readonly #findings: Finding[];

  constructor(policy: Policy, findings: Finding[]) {
    this.#policy = policy;
    this.#findings = findings;
  }

  read(node: Node): DataQuality {
    const checks = itemsOf(child(node, "checks"), "checks", this.#findings).flatMap((item) => this.#check(item) ?? []);
    const tariffs = itemsOf(child(node, "maximum_tariffs"), "maximum_tariffs", this.#findings);
    const ageMost = this.#bound(node, "age_most");
    return { checks, ...(ageMost && { ageMost }), tariffs: tariffs.flatMap((item) => this.#tariff(item) ?? []) };
  }

  #check(item: Node): QualityCheck | undefined {
    const optional = ["of", "where", "per", "amber", "red", "lines_least", ...basisKeys];
    if (!checkKeys(item, ["id", "nl", "en", "kind"], optional, this.#findings)) return undefined;
    const [basis, measure] = [readBasis(item, this.#findings), this.#measure(item)];
    const [amber, red, linesLeast] = ["amber", "red", "lines_least"].map((key) => this.#bound(item, key));
    if (child(item, "amber") === undefined && child(item, "red") === undefined)
      this.#refuse(item, "missing-key", "no `amber` and no `red`", "a limit above which the check warns or blocks");
    if (amber !== undefined && red !== undefined && isAbove(amber, red))
      this.#refuse(
        child(item, "amber")!,
        "bad-value",
        `${quote(amber.key)} above ${quote(red.key)}`,
        "an `amber` that is not above `red`: what blocks does not warn first",
      );
    if (basis === undefined || measure === undefined) return undefined;
    return {
      id: childText(item, "id") ?? "",
      nl: childText(item, "nl") ?? "",
      en: childText(item, "en") ?? "",
      measure,
      ...(amber && { amber }),
      ...(red && { red }),
      ...(linesLeast && { linesLeast }),
      basis,
      declaredAt: item,
    };
  }

  #measure(item: Node): Measure | undefined {
    const kinds = ["gap-months", "early-months", "silent-months", "jump", "lines"] as const;
    const kind = childWord(item, "kind", kinds, this.#findings);
    if (kind === "jump") {
      const of = childWord(item, "of", ["lines", "claimed"] as const, this.#findings);
      return of && { kind, of };
    }
    if (kind !== "lines") return kind && { kind };
    const where = childWord(item, "where", lineFaults, this.#findings);
    const per =
      child(item, "per") === undefined ? "year" : childWord(item, "per", ["year", "month"] as const, this.#findings);
    return where && per && { kind, where, per };
  }

  /** A number, a percentage or a parameter that is one. */
  #bound(item: Node, key: string): Bound | undefined {
    const node = child(item, key);
    const text = childText(item, key);
    if (node === undefined) return undefined;
    if (text?.startsWith("parameter.") === true) return this.#parameter(node, text);
    const decimal = parseDecimal(text?.replace(/%$/, "") ?? "");
    if (decimal === undefined) return this.#refuse(node, "bad-value", describe(node), "a number or a parameter");
    if (decimal.digits < 0n) return this.#refuse(node, "bad-value", describe(node), limit);
    // Two: a percentage is a number of hundredths.
    const scale = decimal.scale + (text?.endsWith("%") === true ? 2 : 0);
    return { key: text!, given: { value: toRatio(decimal.digits, powerOfTen(scale))! } };
  }

  #parameter(node: Node, key: string): Bound | undefined {
    const parameters = [...this.#policy.parameters.values()].filter(({ type }) => type.kind === "number");
    const found = parameters.find(({ id }) => `parameter.${id}` === key);
    if (found?.type.kind !== "number") {
      if (this.#policy.names.isFaulty(key)) return undefined;
      const names = parameters.map(({ id }) => `parameter.${id}`);
      return this.#refuse(node, "unknown-name", describe(node), didYouMean(key, names, "a parameter that is a number"));
    }
    if (typeof found.value !== "bigint") return { key, given: { missing: key } };
    const value = toRatio(found.value, powerOfTen(found.type.scale))!;
    if (value.n < 0n) return this.#refuse(node, "bad-value", `${quote(key)} below zero`, limit);
    return { key, given: { value } };
  }

  #tariff(item: Node): MaximumTariff | undefined {
    if (!checkKeys(item, ["service", "unit", "year", "most"], basisKeys, this.#findings)) return undefined;
    const basis = readBasis(item, this.#findings);
    const euros = parseDecimal(childText(item, "most") ?? "");
    const cents = euros && rescale(euros, 2);
    if (cents === undefined || cents < 0n)
      this.#refuse(child(item, "most")!, "bad-value", describe(child(item, "most")!), "euros, zero or more");
    childWord(item, "unit", timeUnits, this.#findings);
    const year = childText(item, "year") ?? "";
    if (!/^\d{4}$/.test(year))
      this.#refuse(child(item, "year")!, "bad-value", describe(child(item, "year")!), "a year");
    if (basis === undefined || cents === undefined) return undefined;
    const [service = "", unit = ""] = ["service", "unit"].map((key) => childText(item, key));
    return { service, unit, year: Number(year), cents, basis, declaredAt: item };
  }

  #refuse(node: Node, code: string, found: string, expected: string): undefined {
    this.#findings.push(findingAt(node, code, found, expected));
    return undefined;
  }
}
