/**
 * A dossier as a table with a provider a row and a question a column. The questions are those of a questionnaire; without one they are
 * the facts of the vocabulary, by id or label, with a year and a unit where needed: `level5_fte@2022`, `travel_time [minute]`. A column
 * named after a kind of part (`provider.group`) says which part of the provider the row is about. An empty cell is no answer.
 */
import type { Fact } from "../../src/fact.ts";
import type { FactSource, SentLine, Terms } from "../../src/fact-version.ts";
import type { Finding } from "../../src/finding.ts";
import { toColumnName } from "../../src/privacy.ts";
import type { Question, Questionnaire } from "../../src/questionnaire.ts";
import { agbCell, matchHeader, optional, readRows, required, show, textCell, unlessGiven } from "../../src/table.ts";
import type { Column, Table } from "../../src/table.ts";
import type { DossierOptions } from "../dossier.ts";
import { toAnswer, toInstant } from "./answer.ts";

/** The columns that say whom, when and from where; every other column is a question. */
const about = { provider: "provider", period: "period", origin: "origin", knownAt: "known_at" };

type Answers = Readonly<Record<string, string | undefined>>;

export function openWide(table: Table, terms: Terms, options: DossierOptions): FactSource {
  const asked = options.questionnaire ?? fromVocabulary(table, terms);
  const questions = new Map(asked.questions.map((question) => [`? ${toColumnName(question.label)}`, question]));
  const kinds = new Set([...questions.values()].map(({ fact }) => fact.subject).filter((kind) => kind !== "provider"));
  const columns: Record<string, Column<string>> = {
    ...aboutColumns(asked, options),
    ...Object.fromEntries([...kinds].map((kind) => [`/ ${kind}`, optional(textCell, toColumnName(kind))])),
    ...Object.fromEntries([...questions.keys()].map((key) => [key, optional(textCell, key.slice(2))])),
  };
  const { places, findings } = matchHeader(table, columns);
  const present = [...questions].filter(([key]) => places[key] !== undefined);
  if (places[about.period] === undefined && options.period === undefined)
    findings.push(...withoutPeriod(table, present));
  async function* lines(faults: Finding[]): AsyncGenerator<SentLine> {
    for await (const { line, values } of readRows(table, columns, places, faults))
      for (const [key, question] of present) {
        const text = values[key];
        if (text === undefined) continue;
        const value = meaningOf(question, text, table);
        if (value === undefined) faults.push(unknownAnswer(table.file, line, question, text));
        else yield { line, sent: toLine(question, value, values, options) };
      }
  }
  const { file, sha256, reading } = table;
  return { file, sha256, reading, correcting: true, findings, lines };
}

function aboutColumns(asked: Questionnaire, options: DossierOptions): Record<string, Column<string>> {
  const names = (own: string | undefined, ...usual: string[]) => [
    ...new Set([toColumnName(own ?? usual[0] ?? ""), ...usual]),
  ];
  return {
    [about.provider]: required(agbCell, ...names(asked.provider, "provider", "agb", "agb_code", "aanbieder")),
    [about.period]: optional(textCell, "period", "periode", "jaar", "year"),
    [about.origin]: unlessGiven(required(textCell, "origin", "herkomst", "bron"), options.origin ?? asked.origin),
    [about.knownAt]: unlessGiven(
      required(textCell, ...names(asked.knownAt, "known_at", "bekend_op", "ingediend_op")),
      options.knownAt,
    ),
  };
}

/** Every fact of the vocabulary as a question under its id and labels, with the years and units that the header adds. */
function fromVocabulary(table: Table, { vocabulary }: Terms): Questionnaire {
  const byName = new Map<string, Fact>();
  for (const fact of vocabulary.values())
    for (const name of [fact.nl, fact.en, fact.id]) byName.set(toColumnName(name), fact);
  const written = table.header.flatMap((label): Question[] => {
    const [, name = "", period, unit] = /^(.*?)\s*(?:@\s*(\d{4}(?:-\d{2})?))?\s*(?:\[([^\]]+)\])?$/.exec(label) ?? [];
    const fact = byName.get(toColumnName(name));
    return fact === undefined ? [] : [{ label, fact, ...(period && { period }), ...(unit && { unit }) }];
  });
  const others = [...vocabulary.values()].map((fact): Question => ({ label: fact.id, fact }));
  return { provider: "provider", origin: table.file, questions: [...others, ...written] };
}

function withoutPeriod(table: Table, present: readonly (readonly [string, Question])[]): Finding[] {
  const lacking = present.filter(([, { fact, period }]) => fact.period !== "instant" && period === undefined);
  return lacking.map(([, { fact, label }]) => ({
    code: "missing-period",
    severity: "file",
    file: table.file,
    line: table.headerLine,
    field: fact.id,
    found: `column ${show(label)} without a ${fact.period}`,
    expected: `${fact.id}@2023, a column period, or --period`,
  }));
}

/** What an answer means; undefined when the questionnaire lists its answers and this is none of them. */
function meaningOf({ fact, answers }: Question, text: string, { mark }: Table): unknown {
  return answers === undefined ? toAnswer(fact.type, text, mark) : answers.get(text.toLowerCase());
}

function unknownAnswer(file: string, line: number, { fact, answers }: Question, text: string): Finding {
  const expected = `one of ${[...(answers?.keys() ?? [])].join(", ")}`;
  return { code: "unknown-answer", severity: "line", file, line, field: fact.id, found: show(text), expected };
}

function toLine(
  { fact, period, unit }: Question,
  value: unknown,
  values: Answers,
  options: DossierOptions,
): Readonly<Record<string, unknown>> {
  const provider = values[about.provider];
  const member = values[`/ ${fact.subject}`];
  const subject = member === undefined ? provider : `${provider}/${fact.subject}/${member}`;
  const when = fact.period === "instant" ? undefined : (period ?? values[about.period] ?? options.period);
  const knownAt = values[about.knownAt] ?? "";
  return {
    fact: fact.id,
    subject,
    ...(when && { period: when }),
    value,
    ...(unit && { unit }),
    origin: values[about.origin],
    known_at: toInstant(knownAt) ?? knownAt,
  };
}
