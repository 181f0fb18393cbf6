/** What lint tells of a policy, for people: what is proven, what is left open, what to look at before publication. */
import { toDayText } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import { isError } from "../src/finding.ts";
import type { Open, Vague } from "../src/loose-end.ts";
import type { Policy } from "../src/policy.ts";
import type { Statement, Treatment } from "../src/coverage.ts";
import { countTreatments } from "./coverage.ts";
import { explainCode } from "./finding.ts";
import { inLanguage } from "./phrase.ts";
import type { Language } from "./text.ts";

/** What lint found out about a policy; `acts/lint.ts` makes it. */
export interface LintReport {
  readonly policy: Policy;
  readonly sheets: number;
  /** The sheets proven complete and free of overlap. */
  readonly proven: readonly string[];
  readonly examples: number;
  /** Absent when they were not asked for, or the policy has errors. `same` are those proven to mean the same. */
  readonly mutants?: { readonly tried: number; readonly same: number; readonly survived: number };
  readonly vague: readonly Vague[];
  readonly open: readonly Open[];
  readonly coverage?: readonly Statement[];
  /** The hash under which the policy is, or would be, frozen. */
  readonly hash: string;
  readonly frozen: boolean;
  /** The files that were written. */
  readonly written: readonly string[];
}

const words = {
  nl: {
    status: { draft: "concept", "in-force": "van kracht" },
    head: (buyer: string, status: string, from: string, until: string) =>
      `${buyer}, ${status}, geldig van ${from} tot ${until}`,
    size: (decisions: number, examples: number) =>
      `${count(decisions, "beslissing", "beslissingen")}, ${count(examples, "voorbeeld", "voorbeelden")} uitgevoerd`,
    proven: (proven: number, sheets: number) =>
      proven === sheets
        ? `Bewezen: ${count(sheets, "tabel", "tabellen")} volledig en zonder overlap`
        : `Bewezen: ${proven} van ${sheets} tabellen volledig en zonder overlap`,
    groups: {
      "depends-on-open": "Alleen bewezen zolang de open grenzen zo staan",
      "not-proven": "Niet bewezen",
      cliff: "Kliffen",
      unused: "Ongebruikt",
      "vague-open": "Vaag, en nog niets gekozen",
      uncovered: "Beroept zich op de tekst, zonder uitspraak in coverage.yaml",
      survivor: "Zou geen voorbeeld opmerken",
    },
    other: "Waarschuwingen",
    vague: "Vage woorden en de gemaakte keuze",
    open: "Opengelaten door de inkoper",
    mutants: (tried: number, survived: number, share: string) =>
      `Kleine fouten die een voorbeeld opmerkt: ${tried - survived} van ${tried} (${share} blijft onopgemerkt)`,
    coverage: "Uitspraken van de tekst",
    treatment: {
      rule: "in een regel",
      commitment: "als toezegging",
      person: "aan een mens",
      "out-of-scope": "buiten bereik",
    },
    frozen: (hash: string) => `Bevroren: ${hash}`,
    unfrozen: (hash: string) => `Niet bevroren; de hash zou zijn ${hash}`,
    written: (path: string) => `Geschreven: ${path}`,
    verdict: (errors: number, warnings: number) =>
      `${errors === 0 ? "Geen fouten" : count(errors, "fout", "fouten")}, ${count(warnings, "waarschuwing", "waarschuwingen")}`,
    meaning: "Wat de fouten betekenen",
    total: "samen",
  },
  en: {
    status: { draft: "draft", "in-force": "in force" },
    head: (buyer: string, status: string, from: string, until: string) =>
      `${buyer}, ${status}, valid from ${from} until ${until}`,
    size: (decisions: number, examples: number) =>
      `${count(decisions, "decision", "decisions")}, ${count(examples, "example", "examples")} run`,
    proven: (proven: number, sheets: number) =>
      proven === sheets
        ? `Proven: ${count(sheets, "sheet", "sheets")} complete and free of overlap`
        : `Proven: ${proven} of ${sheets} sheets complete and free of overlap`,
    groups: {
      "depends-on-open": "Proven only while the open bounds stand so",
      "not-proven": "Not proven",
      cliff: "Cliffs",
      unused: "Unused",
      "vague-open": "Vague, and nothing chosen yet",
      uncovered: "Cites the text, without a statement in coverage.yaml",
      survivor: "No example would notice",
    },
    other: "Warnings",
    vague: "Vague words and the choice made",
    open: "Left open by the buyer",
    mutants: (tried: number, survived: number, share: string) =>
      `Small mistakes that an example notices: ${tried - survived} of ${tried} (${share} go unnoticed)`,
    coverage: "Statements of the text",
    treatment: {
      rule: "in a rule",
      commitment: "as a commitment",
      person: "to a person",
      "out-of-scope": "out of scope",
    },
    frozen: (hash: string) => `Frozen: ${hash}`,
    unfrozen: (hash: string) => `Not frozen; its hash would be ${hash}`,
    written: (path: string) => `Written: ${path}`,
    verdict: (errors: number, warnings: number) =>
      `${errors === 0 ? "No errors" : count(errors, "error", "errors")}, ${count(warnings, "warning", "warnings")}`,
    meaning: "What the errors mean",
    total: "together",
  },
} as const;

/** The whole story of a policy that could be read. Errors stand above it, line by line. */
export function tellLint(story: LintReport, findings: readonly Finding[], lang: Language): string {
  const say = words[lang];
  const { policy, vague, open } = story;
  const { from, until } = policy.valid;
  const head = say.head(policy.buyer, say.status[policy.status], toDayText(from), toDayText(until));
  const lines = [
    `${policy.id}: ${head}`,
    say.size(policy.order.length, story.examples),
    say.proven(story.proven.length, story.sheets),
    ...tellWarnings(findings, lang),
    ...section(say.vague, vague.map(tellVague)),
    ...section(
      say.open,
      open.map(({ name, why }) => `${name}: ${why}`),
    ),
    ...tellMutants(story.mutants, lang),
    ...tellCoverage(story.coverage, lang),
    story.frozen ? say.frozen(story.hash) : say.unfrozen(story.hash),
    ...story.written.map(say.written),
    ...tellErrors(findings, lang),
  ];
  return lines.join("\n");
}

/** What each kind of error means, and how many there are of everything. */
export function tellErrors(findings: readonly Finding[], lang: Language): string[] {
  const say = words[lang];
  const errors = findings.filter(isError);
  const codes = [...new Set(errors.map(({ code }) => code))];
  const meanings = codes.flatMap((code) => {
    const meaning = explainCode(code, lang);
    return meaning === undefined ? [] : [`${code}: ${meaning}`];
  });
  return [...section(say.meaning, meanings, false), say.verdict(errors.length, findings.length - errors.length)];
}

function tellWarnings(findings: readonly Finding[], lang: Language): string[] {
  const say = words[lang];
  const groups: Readonly<Record<string, string>> = say.groups;
  const warnings = findings.filter((finding) => !isError(finding));
  const titles = [...new Set([...Object.values(groups), say.other])];
  return titles.flatMap((title) => {
    const own = warnings.filter(({ code }) => (groups[code] ?? say.other) === title);
    return section(
      title,
      own.map(({ file, line, found }) => `${file}:${line}  ${inLanguage(found, lang)}`),
    );
  });
}

function tellVague({ file, line, words: text, choice }: Vague): string {
  return `${file}:${line}  “${text}”${choice === undefined ? "" : ` → ${choice}`}`;
}

function tellMutants(mutants: LintReport["mutants"], lang: Language): string[] {
  if (mutants === undefined || mutants.tried === 0) return [];
  const { tried, survived } = mutants;
  return [words[lang].mutants(tried, survived, percentage(survived, tried, lang))];
}

/** A share to one decimal, in whole numbers. */
function percentage(part: number, whole: number, lang: Language): string {
  const tenths = Math.round((part * 1000) / whole);
  return `${Math.floor(tenths / 10)}${lang === "nl" ? "," : "."}${tenths % 10} %`;
}

function tellCoverage(statements: readonly Statement[] | undefined, lang: Language): string[] {
  if (statements === undefined) return [];
  const say = words[lang];
  const treatment: Readonly<Record<Treatment, string>> = say.treatment;
  const counts = countTreatments(statements).map(([as, number]) => `${number} ${treatment[as]}`);
  return [`${say.coverage}: ${statements.length} ${say.total}, ${counts.join(", ")}`];
}

function section(title: string, lines: readonly string[], counted = true): string[] {
  if (lines.length === 0) return [];
  return [counted ? `${title} (${lines.length})` : title, ...lines.map((line) => `  ${line}`)];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
