/**
 * Markets to calibrate on: a few with truths of their own, each drawn again and again with the same truth and other chance. They
 * are as small as they can be while a provider has as many of the buyer's clients as in a region: one insurer, one year of claims,
 * a line per month.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatherDossiers } from "../../acts/gather.ts";
import { makeMarketFolder } from "../../acts/market.ts";
import type { MarketResult } from "../../acts/market.ts";
import { indicatorsFor } from "../../acts/value.ts";
import { disk } from "../../cli/disk.ts";
import { openLake } from "../../lake/lake.ts";
import { makeAgreements } from "../../src/market.ts";
import type { KindName, Size } from "../../src/market.ts";
import type { Policy } from "../../src/policy.ts";
import type { Dossier } from "../../src/program.ts";
import type { Figure, ProviderFigures, Reckoning } from "../../src/value.ts";

const size: Size = {
  insured: 300_000,
  regions: 8,
  insurers: 1,
  providers: 80,
  linesPerMonth: 1,
  batchMonths: 12,
  periodMonths: 12,
};

/** The year that the indicators count, and the one whose agreement says who is scored. */
const years = { counted: 2022, agreed: 2023 };

/** One draw of a market: what was reckoned, and what the market knows to be true. */
export interface Draw {
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly reckoning: Reckoning;
  readonly known: Known;
}

/** By provider and figure, the truth as the market writes it down, in digits of the figure. */
export type Known = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function drawMarket(policy: Policy, kind: KindName, seed: number, draw: number): Promise<Draw> {
  const out = await mkdtemp(join(tmpdir(), "bench-calibration-"));
  try {
    const lake = await openLake(join(out, "lake"), { threads: 2 });
    const effects = { files: disk, lake, progress: { say: () => {} } };
    const made = await makeMarketFolder(effects, { kind, size, seed, draw, years: [years.counted], out });
    const dossier = join(out, "agreed.ndjson");
    await writeFile(dossier, agreedIn(made));
    const { dossiers } = await gatherDossiers(disk, {
      policy,
      on: policy.valid.from,
      lake: join(out, "lake"),
      dossier,
    });
    const { reckoning } = await indicatorsFor(lake, { policy, dossiers });
    await lake.close();
    const truth = await readFile(join(out, "truth", "providers.json"), "utf8");
    return { dossiers, reckoning: reckoning!, known: knownOf(JSON.parse(truth) as ProviderTruth[], reckoning!) };
  } finally {
    await rm(out, { recursive: true });
  }
}

/** The agreements of the year after the claims, as lines of a dossier: who is scored follows from them, and no claims of it are needed. */
function agreedIn({ market, stories }: MarketResult): string {
  const agreements = makeAgreements({ ...market, years: [years.agreed] }, stories);
  const lines = agreements.map(({ provider, year, cents }) => ({
    fact: "agreement_amount",
    subject: market.providers[provider]!.id,
    period: String(year),
    value: { cents: String(cents) },
    origin: "bench",
    known_at: `${year}-01-01T00:00:00+01:00`,
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** What the truth of a market says of a provider's cost and answers, in thousandths. */
type ProviderTruth = { readonly id: string } & Readonly<
  Record<"cost_ratio" | "registered" | "promoters" | "critics" | "surveyed", number>
>;

function knownOf(truth: readonly ProviderTruth[], { indicators }: Reckoning): Known {
  const scaled = (indicator: string, value: number): number =>
    value * 10 ** (indicators.find(({ id }) => id === indicator)?.type.scale ?? 0);
  return new Map(
    truth.map(({ id, cost_ratio: cost, registered, promoters, critics, surveyed }) => {
      // A share is told as a part of one, an NPS in percent.
      const own = {
        register_share: registered / 1000,
        nps: (promoters - critics) / 10,
        surveyed_share: surveyed / 1000,
      };
      const named = Object.entries(own).flatMap(([name, value]) => [
        [name, scaled(name, value)] as const,
        [`measured/${name}`, scaled("measured", value)] as const,
      ]);
      // The market tells cost by the month of care and not by the client: near enough for a class, and not for an interval.
      return [id, new Map([...named, ["measured/cost_ratio", scaled("measured", cost / 1000)]])];
    }),
  );
}

/** Every figure of a provider by a name that says which: `cost_ratio`, `measured/cost_ratio`. */
function* figuresOf(figures: ProviderFigures): Generator<[name: string, figure: Figure]> {
  for (const [id, figure] of figures.own) yield [id, figure];
  for (const members of figures.parts.values())
    for (const [member, own] of members) for (const [id, figure] of own) yield [`${id}/${member}`, figure];
}

/** The mean of each figure that contains chance over all draws of a market, per provider, where every draw has one. */
export type Means = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function meansOf(drawn: readonly Draw[]): Means {
  const sums = new Map<string, Map<string, number[]>>();
  for (const { reckoning } of drawn)
    for (const [provider, figures] of reckoning.providers) {
      const own = sums.getOrInsertComputed(provider, () => new Map<string, number[]>());
      for (const [name, { value, interval }] of figuresOf(figures))
        if (value !== undefined && interval !== undefined)
          own.getOrInsertComputed(name, (): number[] => []).push(Number(value));
    }
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return new Map(
    [...sums].map(([provider, own]) => [
      provider,
      new Map([...own].filter(([, { length }]) => length === drawn.length).map(([name, all]) => [name, mean(all)])),
    ]),
  );
}
