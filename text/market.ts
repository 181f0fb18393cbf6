/** A market told after it is made: how large it is, how near it came to the national rates, and whom to look at first. */
import type { Market, Stories } from "../src/market.ts";
import { rateYear, storyTexts } from "../src/market.ts";
import { groupDigits } from "./figure.ts";
import type { Language } from "./text.ts";

interface Cost {
  readonly rateCents: number;
  readonly expectedCents: number;
  readonly drawnCents: number;
  readonly noiseCents: number;
}

export interface ToldMarket {
  readonly market: Market;
  readonly stories: Stories;
  readonly out: string;
  readonly lines: bigint;
  readonly clients: bigint;
  readonly grantedCents: bigint;
  readonly calibration?: { readonly total: Cost; readonly classes: readonly Cost[] };
  readonly messages: number;
  readonly planted: readonly unknown[];
}

const words = {
  nl: {
    made: "Zorgmarkt in",
    people: "verzekerden",
    regions: "regio's",
    insurers: "verzekeraars",
    providers: "aanbieders",
    clients: "cliënten",
    lines: "declaratieregels",
    granted: "toegekend",
    files: "declaratiebestanden",
    faults: "fouten verstopt; welke, staat in",
    year: (year: number) => `Kosten in ${year} (bron tarieven per verzekerde: Vektis, eigen afleiding):`,
    rate: "volgens het landelijk gemiddelde",
    expected: "verwacht in deze markt",
    drawn: "getrokken",
    noise: "toeval, één standaardafwijking",
    away: "getrokken boven verwacht; in deze markt gaan cliënten samen op en neer, dus is het toeval groter dan hierboven",
    worst: "Grootste verschil tussen verwacht en landelijk, per geslacht en leeftijdsklasse",
    stories: "Bij deze aanbieders is iets aan de hand:",
  },
  en: {
    made: "Care market in",
    people: "insured",
    regions: "regions",
    insurers: "insurers",
    providers: "providers",
    clients: "clients",
    lines: "claim lines",
    granted: "granted",
    files: "claim files",
    faults: "faults planted; see which in",
    year: (year: number) => `Cost in ${year} (source of the rates per insured person: Vektis, own derivation):`,
    rate: "by the national rate",
    expected: "expected in this market",
    drawn: "drawn",
    noise: "chance, one standard deviation",
    away: "drawn over expected; in this market clients rise and fall together, so that chance is more than it says above",
    worst: "Largest difference between expected and national, by sex and age class",
    stories: "Something is the matter with these providers:",
  },
} as const;

export function tellMarket(told: ToldMarket, lang: Language): string {
  const say = words[lang];
  const { market, out, lines, clients, grantedCents, messages, planted } = told;
  const count = (number: number | bigint): string => groupDigits(String(number), lang);
  const euros = (cents: number | bigint): string => `€ ${count(Math.round(Number(cents) / 100))}`;
  const counted = [
    `${count(market.size.insured)} ${say.people}, ${market.regions.length} ${say.regions}, ${market.insurers.length} ${say.insurers}`,
    `${count(market.providers.length)} ${say.providers}, ${count(clients)} ${say.clients}`,
    `${count(lines)} ${say.lines}, ${euros(grantedCents)} ${say.granted}`,
    ...(messages > 0 ? [`${count(messages)} ${say.files}`] : []),
    ...(planted.length > 0 ? [`${count(planted.length)} ${say.faults} ${out}/truth/faults.json`] : []),
  ];
  const sections = [
    [`${say.made} ${out}`, ...counted.map((line) => `  ${line}`)],
    told.calibration === undefined ? [] : tellCost(told.calibration, market, lang, euros),
    [say.stories, ...tellStories(told, lang)],
  ];
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.join("\n"))
    .join("\n\n");
}

function tellCost(
  { total, classes }: NonNullable<ToldMarket["calibration"]>,
  { kind }: Market,
  lang: Language,
  euros: (cents: number) => string,
): string[] {
  const say = words[lang];
  const worst = Math.max(...classes.map((cost) => Math.abs(cost.expectedCents / cost.rateCents - 1)));
  const percent = (share: number): string => `${(100 * share).toFixed(2).replace(".", lang === "nl" ? "," : ".")} %`;
  return [
    say.year(rateYear),
    `  ${euros(total.rateCents)} ${say.rate}`,
    `  ${euros(total.expectedCents)} ${say.expected}`,
    `  ${euros(total.drawnCents)} ${say.drawn}`,
    `  ${euros(total.noiseCents)} ${say.noise} (${percent(total.noiseCents / total.expectedCents)})`,
    ...(kind === "plain" ? [] : [`  ${percent(total.drawnCents / total.expectedCents - 1)} ${say.away}`]),
    `${say.worst}: ${percent(worst)}`,
  ];
}

function tellStories({ market, stories }: ToldMarket, lang: Language): string[] {
  return [...stories].map(([i, story]) => {
    const { id, name } = market.providers[i]!;
    return `  ${id} ${name}: ${storyTexts[story][lang]}`;
  });
}
