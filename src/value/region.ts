/**
 * Figures of regions. The admission ratio compares the clients in care with the number expected: what there would be if people of each
 * sex and age came into care as often as with the insurer's insured in all regions together. A person is a client of a region in
 * which care of theirs was granted, whoever gave it. Such a figure belongs to a region and not to one provider in it.
 */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { Counted, Indicator, ObservedExpected, Quotient, WeightedMean } from "../indicator.ts";
import { meanInterval, shareOfAllInterval } from "../interval.ts";
import { daysOfYear } from "../population.ts";
import { chanceOf, standardise } from "../standardisation.ts";
import type { Cell, Standardised } from "../standardisation.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking } from "./asking.ts";
import { resolveExclusion } from "./context.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, known, note, ratioOf, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";
import { populationOf, readPopulation } from "./population.ts";
import type { Insured, Refusal } from "./population.ts";
import { quotientFigure } from "./submitted.ts";

/** Clients of one region, sex and age in years. */
interface Client {
  readonly region: string;
  readonly sex: string;
  readonly age: number | undefined;
  readonly clients: bigint;
}

function* readClients(counted: Counted, context: Context): Asking<Client[]> {
  const rows = yield* context.lake.rows(query.clientsByAge(counted));
  return rows.map((row) => ({
    region: nameOf(row, "region") ?? "",
    sex: nameOf(row, "sex") ?? "",
    age: typeof row["age"] === "bigint" ? Number(row["age"]) : undefined,
    clients: wholeOf(row, "clients"),
  }));
}

/** What every region of a year gets when nothing can be told: no region is known, so the note says it for all. */
function refused({ missing, notes }: Refusal): Figures {
  return { of: "whole", notes: [...notes, note("not_reckoned", { missing: missing.join(", ") })], figures: new Map() };
}

export function* reckonAdmission(indicator: Indicator, method: ObservedExpected, context: Context): Asking<Figures> {
  const resolved = resolveExclusion(method.year, method.exclude);
  if ("missing" in resolved) return refused({ missing: resolved.missing, notes: [] });
  const population = yield* readPopulation(method.year, context);
  if ("missing" in population) return refused(population);
  const classes = ageClasses(population.cells, Number(resolved.counted.ageUnder ?? 0n));
  const insured = population.cells.filter(({ ageFrom }) => classes.kept.includes(ageFrom));
  const clients = yield* readClients(resolved.counted, context);
  const strata = toStrata(method, insured, clients, classes);
  const notes = [...population.notes, ...classes.notes, ...strata.notes];
  const standardised = standardise(strata.cells);
  const all = standardised.reduce((sum, { observed }) => sum + observed, 0n);
  const chance = chanceOf(strata.cells, BigInt(daysOfYear(method.year)));
  const figures = standardised.map((region) => {
    const variance = chance.get(region.unit)!;
    return [region.unit, admissionOf(indicator, method.year, region, { all, variance })] as const;
  });
  return { of: "whole", notes, figures: new Map(figures.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The clients of all regions, and how far chance moves those of this one away from what is expected, as a variance. */
interface Among {
  readonly all: bigint;
  readonly variance: Ratio;
}

function admissionOf({ type }: Indicator, year: number, region: Standardised, { all, variance }: Among): Figure {
  const { exposure, observed, expected, ratio } = region;
  const made = {
    actual_clients: String(observed),
    ...(expected && { expected_clients: decimalText(expected, 6) }),
    insured_days: String(exposure),
  };
  if (expected === undefined || ratio === undefined)
    return unknown([populationOf(year)], { made, notes: [note("nothing_below_the_line")] });
  return known(type, ratio, {
    interval: shareOfAllInterval(observed, expected, all, variance),
    people: observed,
    made,
  });
}

interface AgeClasses {
  /** The first ages of the classes that count, rising. */
  readonly kept: readonly number[];
  readonly notes: readonly Note[];
}

/** A class with people who are too young is left out as a whole, on both sides. */
function ageClasses(cells: readonly Insured[], ageUnder: number): AgeClasses {
  const all = [...new Set(cells.map(({ ageFrom }) => ageFrom))].toSorted((a, b) => a - b);
  const kept = all.filter((from) => from >= ageUnder);
  const cut = all.findLast((from) => from < ageUnder);
  const next = kept[0];
  const isCut = cut !== undefined && next !== undefined && next > ageUnder;
  return { kept, notes: isCut ? [note("age_class_left_out", { from: cut, to: next - 1, age: ageUnder })] : [] };
}

interface Strata {
  readonly cells: readonly Cell[];
  readonly notes: readonly Note[];
}

/** Insured days and clients per region and stratum: by sex and age, and by status where clients are counted by it too. */
function toStrata(
  method: ObservedExpected,
  insured: readonly Insured[],
  clients: readonly Client[],
  { kept }: AgeClasses,
): Strata {
  const wantsStatus = method.per.includes("ses");
  const bySender =
    wantsStatus && insured.every(({ ses, clients: counted }) => ses !== undefined && counted !== undefined);
  const stratumOf = (sex: string, ageFrom: number, ses = ""): string =>
    [method.per.includes("sex") ? sex : "", method.per.includes("age") ? ageFrom : "", ses].join(" ");
  const exposures = insured.map(({ region, sex, ageFrom, ses, days, clients: counted = 0n }): Cell => ({
    unit: region,
    stratum: stratumOf(sex, ageFrom, bySender ? ses : ""),
    exposure: days,
    events: bySender ? counted : 0n,
  }));
  if (bySender) return { cells: exposures, notes: [note("clients_counted_by_sender")] };
  const exposed = new Set(exposures.map(({ unit, stratum }) => `${unit} ${stratum}`));
  const events = clients.map(({ region, sex, age, clients: count }): Cell & { counts: boolean } => {
    const ageFrom = age === undefined ? undefined : kept.findLast((from) => from <= age);
    const stratum = stratumOf(sex, ageFrom ?? -1);
    const counts = ageFrom !== undefined && exposed.has(`${region} ${stratum}`);
    return { unit: region, stratum, exposure: 0n, events: count, counts };
  });
  const strange = events.filter(({ counts }, i) => !counts && !isTooYoung(clients[i]!, kept));
  const lost = strange.reduce((sum, { events: count }) => sum + count, 0n);
  return {
    cells: [...exposures, ...events.filter(({ counts }) => counts)],
    notes: [
      ...(wantsStatus ? [note("not_corrected_for_ses")] : []),
      ...(lost > 0n ? [note("clients_without_insured", { clients: lost })] : []),
    ],
  };
}

function isTooYoung({ age }: Client, [first]: readonly number[]): boolean {
  return age !== undefined && first !== undefined && age < first;
}

/** A rate of the people of a region: in care, insured, insured and not in care. Children count unless they are excluded. */
export function* reckonRegionRate(indicator: Indicator, method: Quotient, context: Context): Asking<Figures> {
  const resolved = resolveExclusion(method.year, method.exclude);
  if ("missing" in resolved) return refused({ missing: resolved.missing, notes: [] });
  const population = yield* readPopulation(method.year, context);
  if ("missing" in population) return refused(population);
  const classes = ageClasses(population.cells, Number(resolved.counted.ageUnder ?? 0n));
  const clients = yield* readClients(resolved.counted, context);
  const [days, inCare] = [new Map<string, bigint>(), new Map<string, bigint>()];
  for (const { region, ageFrom, days: own } of population.cells)
    if (classes.kept.includes(ageFrom)) days.set(region, (days.get(region) ?? 0n) + own);
  for (const client of clients)
    if (!isTooYoung(client, classes.kept))
      inCare.set(client.region, (inCare.get(client.region) ?? 0n) + client.clients);
  const figures = [...days.keys()].toSorted().map((region) => {
    const insured = toRatio(days.get(region)!, BigInt(daysOfYear(method.year)))!;
    const count = inCare.get(region) ?? 0n;
    const people = {
      clients: { n: count, d: 1n },
      insured,
      insured_without_care: toRatio(insured.n - count * insured.d, insured.d)!,
    };
    return [region, quotientFigure(indicator, method, { unit: region, people }, context)] as const;
  });
  return { of: "whole", notes: [...population.notes, ...classes.notes], figures: new Map(figures) };
}

/** A figure of regions brought to each provider: its regions weighted by its clients there, of the year and the ages of that figure. */
export function* reckonWeightedMean(indicator: Indicator, { of }: WeightedMean, context: Context): Asking<Figures> {
  const source = context.indicator(of);
  const figures = context.done.get(of);
  const { method } = source;
  const resolved = "exclude" in method ? resolveExclusion(method.year, method.exclude) : { missing: [] };
  const rows =
    "counted" in resolved && context.question.tables.has("claims")
      ? yield* context.lake.rows(query.clientsByRegion(resolved.counted))
      : [];
  const byProvider = Map.groupBy(rows, (row) => nameOf(row, "provider") ?? "");
  const own = context.providers.map((provider) => {
    const shares = (byProvider.get(provider) ?? []).flatMap((row) => {
      const figure = figures?.of === "whole" ? figures.figures.get(nameOf(row, "region") ?? "") : undefined;
      return figure?.value === undefined ? [] : [{ clients: wholeOf(row, "clients"), figure }];
    });
    return [provider, meanOf(indicator, source, shares)] as const;
  });
  return { of: "whole", notes: figures?.notes ?? [], figures: new Map(own) };
}

interface Share {
  readonly clients: bigint;
  readonly figure: Figure;
}

/** Chance in one region is apart from that in another. */
function meanOf({ type }: Indicator, source: Indicator, shares: readonly Share[]): Figure {
  const people = shares.reduce((sum, { clients }) => sum + clients, 0n);
  if (people === 0n) return unknown([`indicator.${source.id}`]);
  const { scale } = source.type;
  const sum = shares.reduce((total, { clients, figure }) => total + clients * figure.value!, 0n);
  const mean = ratioOf(sum, scale);
  const made = { clients: String(people), regions: String(shares.length) };
  const weighed = shares.flatMap(({ clients, figure: { value, interval } }) => {
    if (interval === undefined) return [];
    const { method, low, high } = interval;
    const ends = { method, low: ratioOf(low, scale), ...(high !== undefined && { high: ratioOf(high, scale) }) };
    return [{ weight: clients, value: ratioOf(value!, scale), interval: ends }];
  });
  const interval = weighed.length === shares.length ? meanInterval(weighed) : undefined;
  return known(type, toRatio(mean.n, mean.d * people)!, { interval, people, made });
}
