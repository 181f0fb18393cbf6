/** Reading one declaration of `value-model.yaml`: which keys its kind has, and what each of them says. */
import { basisKeys } from "../basis.ts";
import { typeKeys } from "../datum.ts";
import { checkKeys, child, childText, describe, entriesOf, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import { whole } from "../formula.ts";
import type { IndicatorName } from "../policy.ts";
import type { Given, Indicator, Method, NetPromoterScore, Operand, OutlierMethod, OutlierRule } from "../indicator.ts";
import { amongOf, choice, exclusionOf, factOf, indicatorOf, numberOf } from "./name.ts";
import { operandsOf, refuse, textOf, yearOf } from "./name.ts";
import type { Reading } from "./name.ts";

interface Form {
  /** `own`: the provider or a part of it; `part`: a part that the policy lists. */
  readonly subjects: readonly string[] | "part" | "own" | "any";
  readonly required: readonly string[];
  readonly optional: readonly string[];
  read(node: Node, name: IndicatorName, reading: Reading): Method | undefined;
}

const region = "region";
const group = "provider.group";

const outlierMethods: readonly OutlierMethod[] = ["quartiles_of_log_cost", "deviations_from_mean"];

const forms: Readonly<Record<Method["kind"], Form>> = {
  "mean-per-person-against-peers": {
    subjects: [whole, group],
    required: ["of", "year"],
    optional: ["per", "exclude", "among"],
    read(node, { subject }, reading) {
      word(node, "of", ["granted_cost"], reading);
      if (subject === whole || child(node, "per") !== undefined) word(node, "per", ["target_group"], reading);
      return { kind: "mean-per-person-against-peers", ...overClaims(node, reading), among: amongOf(node, reading) };
    },
  },
  "outlier-share": {
    subjects: [whole],
    required: ["of", "per", "year", "rule"],
    optional: ["exclude", "among"],
    read(node, _name, reading) {
      word(node, "of", ["granted_cost"], reading);
      word(node, "per", ["target_group"], reading);
      const rule = readRule(child(node, "rule")!, reading);
      return rule && { kind: "outlier-share", ...overClaims(node, reading), rule, among: amongOf(node, reading) };
    },
  },
  "observed-expected": {
    subjects: [region],
    required: ["of", "per", "year"],
    optional: ["exclude"],
    read(node, _name, reading) {
      word(node, "of", ["clients"], reading);
      const per = itemsOf(child(node, "per"), "per", reading.findings).flatMap(
        (item) => choice(item, ["age", "sex", "ses"], reading) ?? [],
      );
      return { kind: "observed-expected", ...overClaims(node, reading), per };
    },
  },
  proportion: quotient("proportion"),
  rate: quotient("rate"),
  nps: {
    subjects: [whole],
    required: [],
    optional: ["promoters", "passives", "critics", "method", "scores"],
    read: readNetPromoterScore,
  },
  fact: {
    subjects: "own",
    required: ["of"],
    optional: [],
    read(node, { subject }, reading) {
      const of = factOf(child(node, "of")!, subject, reading);
      return of && { kind: "fact", of };
    },
  },
  "weighted-mean": {
    subjects: [whole],
    required: ["of", "over", "weight"],
    optional: [],
    read(node, _name, reading) {
      word(node, "over", [region], reading);
      word(node, "weight", ["clients"], reading);
      const of = indicatorOf(child(node, "of")!, region, reading);
      return of && { kind: "weighted-mean", of: of.id };
    },
  },
  "of-part": { subjects: "part", required: ["from"], optional: [], read: readOfPart },
  "peer-mean": peerStatistic("peer-mean"),
  "peer-deviation": peerStatistic("peer-deviation"),
};

function quotient(kind: "proportion" | "rate"): Form {
  return {
    subjects: "any",
    required: ["numerator", "denominator"],
    optional: ["year", "exclude"],
    read(node, { subject }, reading) {
      const [numerator, denominator] = ["numerator", "denominator"].map((key) =>
        operandsOf(child(node, key)!, subject, reading),
      );
      const counted = [...numerator!, ...denominator!].some((operand) => operand.kind === "people");
      if (counted && child(node, "year") === undefined)
        refuse(node, "missing-key", "no `year`", "the key `year`: people are counted over one", reading);
      return { kind, numerator: numerator!, denominator: denominator!, ...overClaims(node, reading) };
    },
  };
}

function peerStatistic(kind: "peer-mean" | "peer-deviation"): Form {
  return {
    subjects: "any",
    required: ["of"],
    optional: ["among"],
    read(node, { subject }, reading) {
      const of = indicatorOf(child(node, "of")!, subject, reading);
      return of && { kind, of: of.id, among: amongOf(node, reading) };
    },
  };
}

/** The typed declaration; undefined when something in it is at fault. */
export function readIndicator(name: IndicatorName, reading: Reading): Indicator | undefined {
  const { id, subject, type, basis, declaredAt: node } = name;
  const faults = reading.findings.length;
  const kind = choice(child(node, "kind") ?? node, Object.keys(forms) as Method["kind"][], reading);
  if (kind === undefined) return undefined;
  const form = forms[kind];
  const optional = ["for", "pillar", "better", "lever", ...typeKeys, ...basisKeys, ...form.optional];
  if (!checkKeys(node, ["id", "kind", "nl", "en", ...form.required], optional, reading.findings)) return undefined;
  checkSubject(name, form, reading);
  if (type.kind !== "number") {
    refuse(child(node, "type") ?? node, "type-mismatch", type.kind, "a number: an indicator is counted", reading);
    return undefined;
  }
  const method = form.read(node, name, reading);
  const direction = child(node, "better");
  const better = direction && choice(direction, ["higher", "lower", "unstated"] as const, reading);
  if (method === undefined || reading.findings.length > faults) return undefined;
  const [nl = "", en = ""] = ["nl", "en"].map((key) => childText(node, key));
  return { id, subject, type, nl, en, method, ...(better && { better }), basis, declaredAt: node };
}

function checkSubject({ subject, declaredAt: node }: IndicatorName, { subjects }: Form, reading: Reading): void {
  const fits =
    subjects === "any" ||
    (subjects === "own" && subject !== region) ||
    (subjects === "part" && reading.policy.subjects.has(subject)) ||
    subjects.includes(subject);
  if (fits) return;
  const words = { any: "", own: "the provider or a part of it", part: "a part that `subjects` in policy.yaml lists" };
  const expected = typeof subjects === "string" ? words[subjects] : subjects.join(" or ");
  refuse(child(node, "for") ?? node, "unknown-subject", quote(subject), expected, reading);
}

/** Checks a key that so far can hold few words. */
function word(node: Node, key: string, words: readonly string[], reading: Reading): void {
  choice(child(node, key) ?? node, words, reading);
}

function overClaims(node: Node, reading: Reading) {
  return { year: yearOf(node, reading), exclude: exclusionOf(child(node, "exclude"), reading) };
}

function readRule(node: Node, reading: Reading): OutlierRule | undefined {
  const { findings } = reading;
  if (!checkKeys(node, ["method", "multiple", "clients_least"], [], findings)) return undefined;
  const [method, multiple, clientsLeast] = ["method", "multiple", "clients_least"].map((key) => child(node, key)!);
  const count = numberOf(clientsLeast!, reading);
  const given = methodOf(method!, reading);
  const ratio = numberOf(multiple!, reading);
  if (ratio !== undefined && "value" in ratio && ratio.value.n < 0n)
    refuse(multiple!, "bad-value", describe(multiple!), "a number that is not below zero", reading);
  if (given === undefined || ratio === undefined || count === undefined) return undefined;
  return {
    method: given,
    multiple: ratio,
    clientsLeast: "value" in count ? { value: count.value.n / count.value.d } : count,
  };
}

function methodOf(node: Node, reading: Reading): Given<OutlierMethod> | undefined {
  const text = textOf(node, reading);
  if (text === undefined || "missing" in text) return text;
  const known = outlierMethods.find((method) => method === text.value);
  if (known === undefined)
    refuse(node, "unknown-word", quote(text.value), `one of ${outlierMethods.join(", ")}`, reading);
  return known && { value: known };
}

/** Which answers, 0 to 10, promote and which criticise, by the two ways in which the score is known. */
const scoring = {
  american: { promoters: [9, 10], passives: [7, 8], critics: [0, 1, 2, 3, 4, 5, 6] },
  dutch: { promoters: [8, 9, 10], passives: [6, 7], critics: [0, 1, 2, 3, 4, 5] },
} as const;

const sides = ["promoters", "passives", "critics"] as const;

/** Three counts as the sender made them; or a count for each answer, and the way of counting. */
function readNetPromoterScore(node: Node, { subject }: IndicatorName, reading: Reading): NetPromoterScore | undefined {
  const answers = answersOf(node, reading);
  if (answers === undefined) return undefined;
  const [promoters, passives, critics] = sides.map((side) =>
    answers[side].flatMap((answer) =>
      operandsOf(answer, subject, reading).filter((count) => isWhole(count, answer, reading)),
    ),
  );
  return { kind: "nps", promoters: promoters!, passives: passives!, critics: critics! };
}

/** Where the counts of each side stand in the declaration. */
function answersOf(
  node: Node,
  reading: Reading,
): Readonly<Record<(typeof sides)[number], readonly Node[]>> | undefined {
  const scores = child(node, "scores");
  if (scores !== undefined) {
    const method = choice(child(node, "method") ?? node, ["american", "dutch"] as const, reading);
    const all = Array.from({ length: 11 }, (_, score) => String(score));
    if (method === undefined || !checkKeys(scores, all, [], reading.findings)) return undefined;
    const of = (side: (typeof sides)[number]) => scoring[method][side].map((score) => child(scores, String(score))!);
    return { promoters: of("promoters"), passives: of("passives"), critics: of("critics") };
  }
  const [promoters, passives, critics] = sides.map((side) => child(node, side));
  if (promoters !== undefined && passives !== undefined && critics !== undefined)
    return { promoters: [promoters], passives: [passives], critics: [critics] };
  const expected = "`promoters`, `passives` and `critics`, or `scores` with `method`";
  return refuse(node, "missing-key", "no counts", expected, reading);
}

function isWhole(operand: Operand, node: Node, reading: Reading): boolean {
  const fits = operand.kind !== "people" && operand.type.scale === 0;
  if (!fits) refuse(node, "type-mismatch", describe(node), "whole numbers of people", reading);
  return fits;
}

/** For each part that the policy lists, the indicator that stands for it. */
function readOfPart(node: Node, { subject }: IndicatorName, reading: Reading): Method {
  const members = reading.policy.subjects.get(subject) ?? [];
  const entries = entriesOf(child(node, "from"), "from", reading.findings);
  for (const { key } of entries) {
    if (members.includes(key.text)) continue;
    const expected = didYouMean(key.text, members, `one of ${members.join(", ")}`);
    refuse(key, "unknown-part", quote(key.text), expected, reading);
  }
  for (const member of members)
    if (!entries.some(({ key }) => key.text === member))
      refuse(child(node, "from")!, "missing-part", `no ${quote(member)}`, `an indicator for each ${subject}`, reading);
  const from = entries.flatMap(({ key, value }) => {
    const of = indicatorOf(value, whole, reading);
    return of === undefined ? [] : [[key.text, of.id] as const];
  });
  return { kind: "of-part", from: new Map(from) };
}
