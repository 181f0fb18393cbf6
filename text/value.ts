/** The figures of a value model told in the terminal: a table of all providers and regions, or everything about one provider. */
import { toJson } from "../src/datum.ts";
import type { NumberType } from "../src/datum.ts";
import type { Indicator } from "../src/indicator.ts";
import type { Policy } from "../src/policy.ts";
import type { Figure, Note, Reckoning } from "../src/value.ts";
import { tellVerdict } from "./data-quality.ts";
import { intervalText, toFigure } from "./figure.ts";
import { indicatorLabel, nameOf, partLabel } from "./label.ts";
import { noteText, tableName } from "./note.ts";
import type { Language } from "./text.ts";

export interface ToldReckoning {
  readonly policy: Policy;
  readonly on: string;
  readonly reckoning: Reckoning;
}

const words = {
  nl: {
    head: (buyer: string, on: string) => `${buyer}: kengetallen, met wat bekend was op ${on}`,
    providers: (count: number) => `${count} aanbieders`,
    provider: (id: string) => `Aanbieder ${id}`,
    region: "regio",
    owner: "aanbieder",
    claims: "Kwaliteit van de declaraties",
    missing: "onbekend, want dit ontbreekt:",
  },
  en: {
    head: (buyer: string, on: string) => `${buyer}: figures, with what was known on ${on}`,
    providers: (count: number) => `${count} providers`,
    provider: (id: string) => `Provider ${id}`,
    region: "region",
    owner: "provider",
    claims: "Quality of the claims",
    missing: "unknown, as this is missing:",
  },
} as const;

/** A table with a row per provider and one with a row per region; what is unknown is a dash, and the notes stand below. */
export function tellReckoning({ policy, on, reckoning }: ToldReckoning, lang: Language): string {
  const say = words[lang];
  const { providers, regions, notes } = reckoning;
  const of = (subject: string) => reckoning.indicators.filter((indicator) => indicator.subject === subject);
  const own = new Map([...providers].map(([provider, figures]) => [provider, figures.own]));
  const [forProviders, forRegions] = [of("provider"), of("region")];
  const numbered = [...forProviders, ...forRegions];
  const figureOf = (digits: bigint | undefined, type: NumberType): string =>
    digits === undefined ? "–" : toFigure(type, toJson(type, digits), lang, policy.units);
  const legend = numbered.map(({ id }, i) => `  [${i + 1}] ${indicatorLabel(id, policy, lang)}`);
  const told = numbered.flatMap(({ id }, i) =>
    (notes.get(id) ?? []).map((note) => `  [${i + 1}] ${noteText(note, lang, policy)}`),
  );
  return [
    `${say.head(policy.buyer, toFigure({ kind: "day" }, on, lang))}; ${say.providers(providers.size)}`,
    ...legend,
    "",
    ...toTable(say.owner, forProviders, own, 1, figureOf),
    ...(regions.size === 0 ? [] : ["", ...toTable(say.region, forRegions, regions, forProviders.length + 1, figureOf)]),
    ...(told.length === 0 ? [] : ["", ...told]),
    ...tellClaims(reckoning.verdicts, lang),
  ].join("\n");
}

/** What is the matter with whose claims; nothing when all pass. */
function tellClaims(verdicts: Reckoning["verdicts"], lang: Language): string[] {
  const lines = [...(verdicts ?? [])].flatMap(([provider, own]) =>
    own.filter(({ level }) => level !== "green").map((verdict) => `  ${provider}  ${tellVerdict(verdict, lang)}`),
  );
  return lines.length === 0 ? [] : ["", `${words[lang].claims}:`, ...lines];
}

function toTable(
  owner: string,
  indicators: readonly Indicator[],
  rows: ReadonlyMap<string, ReadonlyMap<string, Figure>>,
  first: number,
  figureOf: (digits: bigint | undefined, type: NumberType) => string,
): string[] {
  const head = [owner, ...indicators.map((_, i) => `[${first + i}]`)];
  const body = [...rows].map(([name, figures]) => [
    name,
    ...indicators.map(({ id, type }) => figureOf(figures.get(id)?.value, type)),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]!.length)));
  return [head, ...body].map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
}

/** Each figure of one provider with its interval, what is missing, and what there is to know; undefined for a stranger. */
export function tellProvider(
  { policy, on, reckoning }: ToldReckoning,
  provider: string,
  lang: Language,
): string | undefined {
  const say = words[lang];
  const figures = reckoning.providers.get(provider);
  if (figures === undefined) return undefined;
  const told = reckoning.indicators.filter(({ method }) => method.kind !== "of-part");
  const lines = told.flatMap((indicator) => {
    const label = indicatorLabel(indicator.id, policy, lang);
    const tell = (figure: Figure, notes: readonly Note[], part?: string): string[] => [
      `${label}${part === undefined ? "" : ` – ${partLabel(`${indicator.subject}/${part}`, policy, lang)}`}: ${figureText(figure, indicator, policy, lang)}`,
      ...[...figure.notes, ...notes].map((note) => `    ${noteText(note, lang, policy)}`),
    ];
    const general = reckoning.notes.get(indicator.id) ?? [];
    if (indicator.subject === "provider") return tell(figures.own.get(indicator.id)!, general);
    return [...(figures.parts.get(indicator.subject) ?? [])].flatMap(([member, own]) => {
      const figure = own.get(indicator.id);
      return figure === undefined ? [] : tell(figure, indicator.subject === "region" ? general : [], member);
    });
  });
  const head = say.head(policy.buyer, toFigure({ kind: "day" }, on, lang));
  const claims = (reckoning.verdicts?.get(provider) ?? []).filter(({ level }) => level !== "green");
  const checked =
    claims.length === 0 ? [] : [`${say.claims}:`, ...claims.map((verdict) => `    ${tellVerdict(verdict, lang)}`)];
  return [`${head}; ${say.provider(provider)}`, ...lines, ...checked].join("\n");
}

function figureText({ value, interval, missing }: Figure, { type }: Indicator, policy: Policy, lang: Language): string {
  const say = words[lang];
  if (value === undefined) return `${say.missing} ${missing.map((ref) => missingName(ref, policy, lang)).join(", ")}`;
  const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
  return [figure(value), ...(interval ? [`(95 %: ${intervalText(interval, figure, lang)})`] : [])].join(" ");
}

function missingName(ref: string, policy: Policy, lang: Language): string {
  return tableName(ref, lang) ?? nameOf(ref, policy, lang);
}
