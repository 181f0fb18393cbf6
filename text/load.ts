/** What a load took, what it refused and what is still missing, as a few lines for who loaded the file. */
import type { CostSummary, Extremes, PopulationSummary } from "../src/population.ts";
import type { SignalKind } from "../src/signal.ts";
import { groupDigits, moneyFigure } from "./figure.ts";
import { tellMissing } from "./load/missing.ts";
import { inLanguage } from "./phrase.ts";
import type { ToldMissing } from "./load/missing.ts";
import type { Language } from "./text.ts";

export { claimFindingSentences } from "./load/claim-finding.ts";
export { tellClaims } from "./load/claims.ts";
export type { ClaimTotals } from "./load/claims.ts";
export { loadFindingSentences } from "./load/finding.ts";
export { missingSentences, tellMissing } from "./load/missing.ts";

interface Told<What extends string, Totals> {
  readonly what: What;
  readonly file: string;
  readonly reading: string;
  readonly added: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly totals: Totals;
  readonly missing: readonly ToldMissing[];
}

interface ToldYear extends PopulationSummary {
  readonly year: number;
  readonly insurer: string;
  readonly care?: string;
  readonly insuredYears?: string;
  readonly roundingDays?: string;
}

export type ToldLoad =
  | Told<"population", { readonly publisher?: string; readonly years: readonly ToldYear[] }>
  | Told<"regions", RegionTotals>
  | Told<"contracts", ContractTotals>
  | Told<"dossier", DossierTotals>
  | Told<"signals", SignalTotals>;

interface RegionTotals {
  readonly regionColumn: string;
  readonly regions: readonly string[];
  readonly postcodeKeys: number;
  readonly gemeenteKeys: number;
}

interface ContractTotals {
  readonly years: readonly {
    readonly year: number;
    readonly providers: bigint;
    readonly agreementCents?: bigint;
    readonly realisedCents?: bigint;
  }[];
  readonly facts: { readonly kept: number; readonly known: number };
}

interface DossierTotals {
  readonly providers: number;
  readonly facts: number;
  readonly first: number;
  readonly again: number;
  readonly corrections: number;
}

interface SignalTotals {
  readonly regions: number;
  readonly first: number;
  readonly again: number;
  readonly kinds: Readonly<Record<SignalKind, number>>;
}

const words = {
  nl: {
    taken: "rijen opgenomen",
    refused: "geweigerd",
    known: "stond er al; er is niets toegevoegd",
    nothing: "er was niets om op te nemen",
    everybody: "alle verzekeraars",
    source: "bron",
    days: "verzekerde dagen",
    years: "verzekerdejaren",
    rounded: "verschil door hele dagen",
    rest: "waarvan restgroep zonder geslacht, leeftijd en plaats",
    absent: (gemeenten: string, cells: string) =>
      `${gemeenten} gemeenten; ${cells} combinaties met geslacht en leeftijd ontbreken`,
    cost: "kosten",
    unknownCost: "kosten niet bekend",
    share: "van de kosten met bekende leeftijd",
    perYear: "euro per verzekerdejaar per gemeente",
    quartiles: "kwartielen",
    ratio: "waargenomen gedeeld door verwacht naar leeftijd en geslacht",
    perGemeente: "per gemeente",
    perRegion: "per regio",
    regions: "regio's",
    keys: (postcodes: string, gemeenten: string) =>
      `${postcodes} postcodes en ${gemeenten} namen of codes van gemeenten`,
    column: "kolom",
    providers: "aanbieders",
    agreed: "afgesproken",
    realised: "gerealiseerd",
    facts: (kept: string, known: string) => `${kept} feiten nieuw in het dossier, ${known} al bekend`,
    told: (first: string, again: string, corrections: string) =>
      `${first} voor het eerst, ${again} al bekend, ${corrections} gecorrigeerd`,
    signals: (first: string, regions: string, again: string) =>
      `${first} signalen nieuw in het register, uit ${regions} regio's; ${again} al bekend`,
    kinds: { no_place: "geen plaats", long_wait: "lange wachttijd", care_stopped: "zorg gestopt", other: "anders" },
    missing: "Nog nodig:",
  },
  en: {
    taken: "rows taken in",
    refused: "refused",
    known: "was there already; nothing was added",
    nothing: "there was nothing to take in",
    everybody: "all insurers",
    source: "source",
    days: "insured days",
    years: "insured years",
    rounded: "difference by whole days",
    rest: "of which the rest group without sex, age and place",
    absent: (gemeenten: string, cells: string) =>
      `${gemeenten} gemeenten; ${cells} combinations with sex and age are absent`,
    cost: "cost",
    unknownCost: "cost unknown",
    share: "of the cost with a known age",
    perYear: "euros per insured year per gemeente",
    quartiles: "quartiles",
    ratio: "observed over expected by age and sex",
    perGemeente: "per gemeente",
    perRegion: "per region",
    regions: "regions",
    keys: (postcodes: string, gemeenten: string) =>
      `${postcodes} postcodes and ${gemeenten} names or codes of gemeenten`,
    column: "column",
    providers: "providers",
    agreed: "agreed",
    realised: "realised",
    facts: (kept: string, known: string) => `${kept} facts new in the dossier, ${known} known already`,
    told: (first: string, again: string, corrections: string) =>
      `${first} for the first time, ${again} known already, ${corrections} corrected`,
    signals: (first: string, regions: string, again: string) =>
      `${first} signals new in the register, from ${regions} regions; ${again} known already`,
    kinds: { no_place: "no place", long_wait: "long wait", care_stopped: "care stopped", other: "other" },
    missing: "Still needed:",
  },
} as const;

/** The whole report of one file. */
export function tellLoad(load: ToldLoad, lang: Language): string {
  const word = words[lang];
  const count = (number: number | bigint) => groupDigits(String(number), lang);
  const done = load.added ? "" : ` (${load.taken === 0 ? word.nothing : word.known})`;
  return [
    `${load.file} (${inLanguage(load.reading, lang)})`,
    `  ${count(load.taken)} ${word.taken}${done}, ${count(load.refused)} ${word.refused}`,
    ...totalsOf(load, lang).map((line) => `  ${line}`),
    ...(load.missing.length === 0 ? [] : [`  ${word.missing}`]),
    ...load.missing.map((missing) => `  - ${tellMissing(missing, lang)}`),
  ].join("\n");
}

function totalsOf(load: ToldLoad, lang: Language): string[] {
  const word = words[lang];
  const count = (number: number | bigint) => groupDigits(String(number), lang);
  switch (load.what) {
    case "population":
      return load.totals.years.flatMap((year) => tellYear(year, load.totals.publisher, lang));
    case "regions": {
      const { regions, regionColumn, postcodeKeys, gemeenteKeys } = load.totals;
      const keys = word.keys(count(postcodeKeys), count(gemeenteKeys));
      return [`${count(regions.length)} ${word.regions} (${word.column} ${regionColumn}); ${keys}`];
    }
    case "contracts":
      return [
        ...load.totals.years.map((year) => tellContracts(year, lang)),
        word.facts(count(load.totals.facts.kept), count(load.totals.facts.known)),
      ];
    case "dossier": {
      const { providers, first, again, corrections } = load.totals;
      return [`${count(providers)} ${word.providers}: ${word.told(count(first), count(again), count(corrections))}`];
    }
    case "signals": {
      const { first, regions, again, kinds } = load.totals;
      const told = Object.entries(kinds).filter(([, signals]) => signals > 0);
      const byKind = told.map(([kind, signals]) => `${word.kinds[kind as SignalKind]} ${count(signals)}`);
      return [
        word.signals(count(first), count(regions), count(again)),
        ...(told.length === 0 ? [] : [byKind.join(", ")]),
      ];
    }
  }
}

function tellContracts(year: ContractTotals["years"][number], lang: Language): string {
  const word = words[lang];
  const amounts = [
    year.agreementCents === undefined ? [] : [`${word.agreed} ${moneyFigure(year.agreementCents, lang)}`],
    year.realisedCents === undefined ? [] : [`${word.realised} ${moneyFigure(year.realisedCents, lang)}`],
  ].flat();
  return [`${year.year}: ${groupDigits(String(year.providers), lang)} ${word.providers}`, ...amounts].join(", ");
}

function tellYear(year: ToldYear, publisher: string | undefined, lang: Language): string[] {
  const word = words[lang];
  const figure = (text: string | bigint | number) => groupDigits(String(text), lang);
  const whose = year.insurer === "*" ? word.everybody : year.insurer;
  const source = publisher === undefined ? "" : ` (${word.source}: ${publisher})`;
  const counted =
    year.insuredYears === undefined
      ? ""
      : ` (${figure(year.insuredYears)} ${word.years}; ${word.rounded} ${figure(year.roundingDays ?? "0")})`;
  const rest = year.restGroup;
  const restCost = rest.costCents === undefined ? "" : `, ${moneyFigure(rest.costCents, lang)}`;
  return [
    `${year.year}, ${whose}${source}: ${figure(year.insuredDays)} ${word.days}${counted}`,
    ...(rest.insuredDays === 0n ? [] : [`  ${word.rest}: ${figure(rest.insuredDays)} ${word.days}${restCost}`]),
    ...(year.gemeenten === 0 ? [] : [`  ${word.absent(figure(year.gemeenten), figure(year.absentCells))}`]),
    ...(year.cost === undefined ? [`  ${word.unknownCost}`] : tellCost(year.cost, year.care, lang)),
  ];
}

function tellCost({ cents, shares, ...spread }: CostSummary, care: string | undefined, lang: Language): string[] {
  const word = words[lang];
  const figure = (text: string) => groupDigits(text, lang);
  const at = ({ least, greatest }: Extremes) =>
    [`${figure(least.value)} (${least.unit})`, `${figure(greatest.value)} (${greatest.unit})`] as const;
  const told = shares.map(({ from, percent }) => `${from}+ ${figure(percent)} %`).join(", ");
  const lines = [
    `${word.cost}${care === undefined ? "" : ` ${care}`}: ${moneyFigure(cents, lang)}; ${told} ${word.share}`,
  ];
  const { perInsuredYear, ratioPerGemeente, ratioPerRegion } = spread;
  if (perInsuredYear !== undefined) {
    const [least, greatest] = at(perInsuredYear);
    lines.push(
      `${word.perYear}: ${least}, ${word.quartiles} ${perInsuredYear.quartiles.map(figure).join(" · ")}, ${greatest}`,
    );
  }
  for (const [place, extremes] of [
    [word.perGemeente, ratioPerGemeente],
    [word.perRegion, ratioPerRegion],
  ] as const)
    if (extremes !== undefined) lines.push(`${word.ratio}, ${place}: ${at(extremes).join(" – ")}`);
  return lines.map((line) => `  ${line}`);
}
