/** Reading one declaration of `value-model.yaml`: which keys its kind has, and what each of them says. */
import { basisKeys } from "../basis.ts";
import { typeKeys } from "../datum.ts";
import { checkKeys, child, childText, entriesOf, itemsOf, quote, readWord } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import { whole } from "../formula.ts";
import type { Indicator, Method, ReferencePrices, Ties } from "../indicator.ts";
import type { IndicatorName } from "../policy.ts";
import { caseMixOf } from "./case-mix.ts";
import { amongOf, choiceOf, exclusionOf, indicatorOf, outcomeOf, refuse, yearOf } from "./name.ts";
import type { Reading } from "./name.ts";
import { amountOf, amountsOf, factOf, isBefore, leastOf, operandsOf, shareOf } from "./operand.ts";
import { readRule } from "./outlier.ts";
import { readNetPromoterScore } from "./promoter.ts";

interface Form {
  /** `own`: the provider or a part of it; `part`: a part that the policy lists. */
  readonly subjects: readonly string[] | "part" | "own" | "any";
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** What a figure of this kind can tell the number of: the people, or the peers, that it rests on. */
  readonly counts?: "people" | "peers";
  read(node: Node, name: IndicatorName, reading: Reading): Method | undefined;
}

const region = "region";
const group = "provider.group";

const forms: Readonly<Record<Method["kind"], Form>> = {
  "mean-per-person-against-peers": {
    subjects: [whole, group],
    required: ["of", "year"],
    optional: ["per", "exclude", "among"],
    counts: "people",
    read(node, { subject }, reading) {
      word(node, "of", ["granted_cost"], reading);
      const per = caseMixOf(node, subject === group, reading);
      const among = amongOf(node, reading);
      return per && { kind: "mean-per-person-against-peers", ...overClaims(node, reading), per, among };
    },
  },
  "price-part": costPart("price-part"),
  "use-part": costPart("use-part"),
  "rate-against-peers": {
    subjects: [whole],
    required: ["numerator", "denominator", "per"],
    optional: ["among"],
    counts: "people",
    read(node, _name, reading) {
      const per = childText(node, "per") ?? "";
      const kinds = [...reading.policy.names.subjects()].filter((kind) => kind !== whole && kind !== region);
      const isPart = readWord(child(node, "per")!, kinds, reading.findings) !== undefined;
      const [numerator, denominator] = ["numerator", "denominator"].map((key) =>
        isPart ? amountsOf(child(node, key)!, per, reading) : [],
      );
      const among = amongOf(node, reading);
      return { kind: "rate-against-peers", numerator: numerator!, denominator: denominator!, per, among };
    },
  },
  "outlier-share": {
    subjects: [whole],
    required: ["of", "per", "year", "rule"],
    optional: ["exclude", "among"],
    counts: "people",
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
    counts: "people",
    read(node, _name, reading) {
      word(node, "of", ["clients"], reading);
      const per = itemsOf(child(node, "per"), "per", reading.findings).flatMap(
        (item) => readWord(item, ["age", "sex", "ses"], reading.findings) ?? [],
      );
      return { kind: "observed-expected", ...overClaims(node, reading), per };
    },
  },
  proportion: quotient("proportion"),
  rate: quotient("rate"),
  difference: {
    subjects: "any",
    required: ["of", "less"],
    optional: [],
    read(node, { subject }, reading) {
      const [of, less] = ["of", "less"].map((key) => amountsOf(child(node, key)!, subject, reading));
      return { kind: "difference", of: of!, less: less! };
    },
  },
  position: {
    subjects: "any",
    required: ["of", "from", "to"],
    optional: [],
    read(node, { subject }, reading) {
      const [of, from, to] = ["of", "from", "to"].map((key) => amountOf(child(node, key)!, subject, reading));
      return of && from && to && { kind: "position", of, from, to };
    },
  },
  nps: {
    subjects: [whole],
    counts: "people",
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
    counts: "people",
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
  "peer-sum": peerStatistic("peer-sum"),
  "peer-quantile": {
    subjects: "any",
    required: ["of", "at"],
    optional: ["among"],
    counts: "peers",
    read(node, { subject }, reading) {
      const of = amountOf(child(node, "of")!, subject, reading);
      const at = shareOf(child(node, "at")!, subject, reading);
      return of && at && { kind: "peer-quantile", of, at, among: amongOf(node, reading) };
    },
  },
  certainty: { subjects: "own", required: ["of"], optional: ["is"], read: readCertainty },
  "peer-rank": {
    subjects: "any",
    required: ["of", "ties"],
    optional: ["among"],
    counts: "peers",
    read(node, { subject }, reading) {
      const of = amountOf(child(node, "of")!, subject, reading);
      const ties = readWord<Ties>(child(node, "ties")!, ["none", "half", "all"], reading.findings);
      return of && ties && { kind: "peer-rank", of, ties, among: amongOf(node, reading) };
    },
  },
};

/** What a decision about the subject comes out as, and as which of its outcomes it is asked for. */
function readCertainty(node: Node, { subject }: IndicatorName, reading: Reading): Method | undefined {
  const of = choiceOf(child(node, "of")!, subject, reading);
  const asked = child(node, "is");
  const items = asked === undefined || asked.kind === "list" ? (asked?.items ?? []) : [asked];
  const is = of === undefined ? [] : items.flatMap((item) => outcomeOf(item, of.type, reading) ?? []);
  return of && { kind: "certainty", of: of.ref, ...(asked !== undefined && { is }) };
}

function costPart(kind: "price-part" | "use-part"): Form {
  return {
    subjects: [whole],
    required: ["of", "prices"],
    optional: [],
    counts: "peers",
    read(node, { subject }, reading) {
      const of = indicatorOf(child(node, "of")!, subject, reading);
      const prices = readWord<ReferencePrices>(child(node, "prices")!, ["mean", "maximum"], reading.findings);
      if (of === undefined || prices === undefined) return undefined;
      if (of.method.kind === "mean-per-person-against-peers") return { ...of.method, kind, of: of.id, prices };
      return refuse(
        child(node, "of")!,
        "bad-value",
        quote(of.id),
        "an indicator of the provider's cost against its peers",
        reading,
      );
    },
  };
}

function quotient(kind: "proportion" | "rate"): Form {
  return {
    subjects: "any",
    required: ["numerator", "denominator"],
    optional: ["year", "exclude"],
    ...(kind === "proportion" && { counts: "people" }),
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

function peerStatistic(kind: "peer-mean" | "peer-deviation" | "peer-sum"): Form {
  return {
    subjects: "any",
    required: ["of"],
    optional: ["among", "between"],
    counts: "peers",
    read(node, { subject }, reading) {
      const of = amountOf(child(node, "of")!, subject, reading);
      const ends = child(node, "between");
      const [low, high] = itemsOf(ends, "between", reading.findings).map((end) => shareOf(end, subject, reading));
      const expected = "where to begin and, further on, where to end, as `[90%, 100%]`";
      if (ends?.kind === "list" && ends.items.length !== 2)
        refuse(ends, "bad-value", "no two shares", expected, reading);
      else if (ends !== undefined && low && high && !isBefore(low, high, reading))
        refuse(ends, "bad-value", `from ${quote(low.key)} to ${quote(high.key)}`, expected, reading);
      return of && { kind, of, among: amongOf(node, reading), ...(low && high && { between: [low, high] }) };
    },
  };
}

/** The typed declaration; undefined when something in it is at fault. */
export function readIndicator(name: IndicatorName, reading: Reading): Indicator | undefined {
  const { id, subject, type, basis, declaredAt: node } = name;
  const faults = reading.findings.length;
  const kind = readWord(child(node, "kind") ?? node, Object.keys(forms) as Method["kind"][], reading.findings);
  if (kind === undefined) return undefined;
  const form = forms[kind];
  const optional = ["for", "pillar", "better", "lever", "least", ...typeKeys, ...basisKeys, ...form.optional];
  if (!checkKeys(node, ["id", "kind", "nl", "en", ...form.required], optional, reading.findings)) return undefined;
  checkSubject(name, form, reading);
  if (type.kind !== "number") {
    refuse(child(node, "type") ?? node, "type-mismatch", type.kind, "a number: an indicator is counted", reading);
    return undefined;
  }
  const method = form.read(node, name, reading);
  const least = leastOf(child(node, "least"), subject, form.counts === undefined ? [] : [form.counts], reading);
  const direction = child(node, "better");
  const better = direction && readWord(direction, ["higher", "lower", "unstated"] as const, reading.findings);
  if (method === undefined || reading.findings.length > faults) return undefined;
  const [nl = "", en = ""] = ["nl", "en"].map((key) => childText(node, key));
  return { id, subject, type, nl, en, method, least, ...(better && { better }), basis, declaredAt: node };
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
  readWord(child(node, key) ?? node, words, reading.findings);
}

function overClaims(node: Node, reading: Reading) {
  return { year: yearOf(node, reading), exclude: exclusionOf(child(node, "exclude"), reading) };
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
