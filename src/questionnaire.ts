/**
 * A questionnaire: the questions that a buyer asks, each mapped onto a fact. Providers answer in the sector's own module, and its
 * export has the questions as headers; the mapping turns it into a dossier, so that the same answer serves every buyer.
 *
 *     questionnaire: Kwaliteitsuitvraag wijkverpleging
 *     provider: AGB-code                # the header over the provider's AGB code
 *     known_at: Ingediend op            # the header over the moment of submission
 *     origin: uitvraagmodule
 *     questions:
 *       - { question: Aantal verpleegkundigen en verzorgenden, fact: nursing_staff, period: "2022" }
 *       - { question: Bekostiging, fact: funding, period: "2024", answers: { Per uur: hourly, Per maand: monthly } }
 */
import { monthsOf } from "./day.ts";
import { expectationOf, parseDatum } from "./datum.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import type { Fact } from "./fact.ts";
import type { Terms } from "./fact-version.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { toColumnName } from "./privacy.ts";
import { conversion } from "./unit.ts";

export interface Question {
  /** The header that stands over its answers. */
  readonly label: string;
  readonly fact: Fact;
  readonly period?: string;
  readonly unit?: string;
  /** What an answer in words means, by the answer in lower case. */
  readonly answers?: ReadonlyMap<string, string>;
}

export interface Questionnaire {
  readonly provider: string;
  readonly knownAt?: string;
  readonly origin: string;
  readonly questions: readonly Question[];
}

/** Reads a mapping of questions onto facts; every fault is a finding, and a faulty question is left out. */
export function readQuestionnaire(document: Node, terms: Terms, findings: Finding[]): Questionnaire | undefined {
  if (!checkKeys(document, ["questionnaire", "provider", "questions"], ["known_at", "origin"], findings))
    return undefined;
  const [name = "", provider = "", knownAt, origin = name] = ["questionnaire", "provider", "known_at", "origin"].map(
    (key) => childText(document, key),
  );
  const asked = new Map<string, Question>();
  for (const item of itemsOf(child(document, "questions"), "questions", findings)) {
    const question = readQuestion(item, terms, findings);
    if (question === undefined) continue;
    const header = toColumnName(question.label);
    if (asked.has(header))
      findings.push(
        findingAt(child(item, "question") ?? item, "asked-twice", quote(question.label), "each question once"),
      );
    else asked.set(header, question);
  }
  return { provider, origin, questions: [...asked.values()], ...(knownAt !== undefined && { knownAt }) };
}

function readQuestion(node: Node, terms: Terms, findings: Finding[]): Question | undefined {
  if (!checkKeys(node, ["question", "fact"], ["period", "unit", "answers"], findings)) return undefined;
  const [label = "", id = "", period, unit] = ["question", "fact", "period", "unit"].map((key) => childText(node, key));
  const fact = terms.vocabulary.get(id);
  if (fact === undefined) {
    const expected = didYouMean(id, terms.vocabulary.keys(), "the id of a fact in the vocabulary");
    findings.push(findingAt(child(node, "fact") ?? node, "unknown-fact", quote(id), expected));
    return undefined;
  }
  if (period !== undefined && !isPeriodOf(fact, period)) {
    const expected = `no period, or one that fits a fact per ${fact.period}`;
    findings.push(findingAt(child(node, "period") ?? node, "bad-period", quote(period), expected));
  }
  const isNumber = fact.type.kind === "number";
  if (unit !== undefined && (!isNumber || conversion(unit, isNumber ? fact.type.unit : "", terms.units) === undefined))
    findings.push(findingAt(child(node, "unit") ?? node, "bad-unit", quote(unit), `a unit of ${fact.id}`));
  const answers = readAnswers(child(node, "answers"), fact, findings);
  return { label, fact, ...(period && { period }), ...(unit && { unit }), ...(answers && { answers }) };
}

/** Whether a fact is known by such a period: a year, a month, or none at all. */
export function isPeriodOf(fact: Fact, period: string): boolean {
  if (fact.period === "year") return /^\d{4}$/.test(period);
  return fact.period === "month" && /^\d{4}-\d{2}$/.test(period) && monthsOf(period) !== undefined;
}

function readAnswers(node: Node | undefined, fact: Fact, findings: Finding[]): ReadonlyMap<string, string> | undefined {
  if (node === undefined) return undefined;
  const answers = new Map<string, string>();
  for (const { key, value } of entriesOf(node, "answers", findings)) {
    const meaning = value.kind === "scalar" ? value.text : "";
    answers.set(key.text.toLowerCase(), meaning);
    if (parseDatum(fact.type, meaning) === undefined)
      findings.push(findingAt(value, "bad-value", describe(value), expectationOf(fact.type)));
  }
  return answers;
}
