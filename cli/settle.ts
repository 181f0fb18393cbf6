/** `driehoek settle CONTRACT` */
import { settle } from "../acts/settle.ts";
import type { SettleAnswer } from "../acts/settle.ts";
import { openTable } from "../format/table.ts";
import type { Comparison, Edges, Explanation, Settlement } from "../src/contract.ts";
import type { Ratio } from "../src/ratio.ts";
import { tellComparison, tellFilling, tellSettlement, tellVariation } from "../text/contract.ts";
import { givenTexts, insurersOf, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

/** How many futures a comparison draws, how far they spread in percent, and where chance starts, unless the caller says otherwise. */
const otherwise = { futures: "1000", spread: "10", seed: "1" };

export const command: Command = {
  name: "settle",
  flags: {
    realised: {
      type: "string",
      nl: "het jaar (feit, onderdeel, waarde); anders realised.csv naast het contract",
      en: "the year (fact, part, value); otherwise realised.csv beside the contract",
    },
    provider: {
      type: "string",
      nl: "van wie de declaraties zijn, als het contract dat niet zegt",
      en: "whose claims they are, where the contract does not say so",
    },
    insurer: {
      type: "string",
      nl: "UZOVI-codes van de inkoper, met komma's",
      en: "the buyer's UZOVI codes, with commas",
    },
    plot: { type: "string", nl: "teken de vergoeding tegen het volume (SVG)", en: "draw pay against volume (SVG)" },
    compare: { type: "string", nl: "een ander contract om naast te leggen", en: "another contract to hold it against" },
    futures: { type: "string", nl: "het aantal toekomsten (1000)", en: "the number of futures (1000)" },
    spread: {
      type: "string",
      nl: "hoeveel procent het volume in de toekomsten uiteenloopt (10)",
      en: "by how many percent volume spreads over the futures (10)",
    },
    fill: { type: "boolean", nl: "vul de aanneemsom met prijzen", en: "fill the lump sum with prices" },
    observed: {
      type: "string",
      nl: "gevonden prijzen (contract, product, prijs, volume): welk deel van de variatie is fictief",
      en: "prices as found (contract, product, price, volume): which part of the variation is fictitious",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [path, ...others] = words;
    const [futures, spread, seed] = (["futures", "spread", "seed"] as const).map((name) =>
      Number(textOf(flags, name) ?? otherwise[name]),
    );
    const usable = [futures, spread, seed].every((number) => Number.isInteger(number) && number! >= 0);
    if (path === undefined || others.length > 0 || !usable || futures === 0) return usage(lang);
    const insurers = insurersOf(flags);
    const answer = await settle(
      { files: world.files, tables: { open: openTable }, openLake: (folder: string) => world.openLake(folder) },
      {
        path,
        lang,
        fill: flags["fill"] === true,
        futures: { count: futures!, spread: spread! * 10, seed: seed! },
        ...givenTexts(flags, ["realised", "lake", "provider", "plot", "compare", "observed"]),
        ...(insurers && { insurers }),
      },
    );
    return { exit: answer.exit, result: toResult(answer), findings: answer.findings, text: tell(answer, lang) };
  },
};

function tell({ told, comparison, filled, variation }: SettleAnswer, lang: Call["lang"]): string {
  if (told === undefined) return "";
  const labels = new Map(told.contract.filling?.products.map((product) => [product.id, product]));
  const blocks = [
    tellSettlement(told, lang),
    ...(filled === undefined ? [] : [tellFilling(filled.sum, filled.filling, labels, lang)]),
    ...(variation === undefined ? [] : [tellVariation(variation, lang)]),
    ...(comparison === undefined ? [] : [tellComparison(comparison, lang)]),
  ];
  return blocks.join("\n");
}

function usage(lang: Call["lang"]): Answer {
  const expected = { nl: "Gebruik: driehoek settle CONTRACT", en: "Usage: driehoek settle CONTRACT" }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "settle", expected)], text: "" };
}

function toResult({ told, comparison, filled, variation }: SettleAnswer): unknown {
  if (told === undefined) return {};
  const { contract, settlement, explanation, edges, marginal, sources } = told;
  return {
    form: contract.form,
    realised: sources,
    ...settlementJson(settlement),
    ...(marginal && { marginal_euro: marginal }),
    edges: edgesJson(edges),
    explanation: explanation.map(explanationJson),
    duties: contract.duties.map(({ id }) => id),
    ...(filled && { filling: filled.filling }),
    ...(variation && {
      variation: {
        levels: Object.fromEntries(variation.levels),
        total: variation.total,
        between: variation.between,
        within: variation.within,
        ...(variation.fictitiousAtMost && { fictitious_at_most: variation.fictitiousAtMost }),
      },
    }),
    ...(comparison && { comparison: comparisonJson(comparison) }),
  };
}

/** Amounts in cents as `{cents}`; what is no whole cent as its exact quotient of cents, `{n, d}`. */
function money(cents: Ratio | bigint): unknown {
  if (typeof cents === "bigint") return { cents };
  return cents.d === 1n ? { cents: cents.n } : cents;
}

function settlementJson(settlement: Settlement): object {
  const { status, payments, terms, open, missing, carried, instalments, worth, nextYear } = settlement;
  return {
    status,
    payments: payments.map(({ payee, cents, prepaid, balance }) => ({
      payee,
      ...(cents !== undefined && { amount: money(cents) }),
      ...(prepaid !== undefined && { prepaid: money(prepaid) }),
      ...(balance !== undefined && { balance: money(balance) }),
    })),
    terms: Object.fromEntries([...terms].map(([id, value]) => [id, money(value)])),
    to_be_discussed: open.map(({ term, part, stake }) => ({
      term,
      ...(part !== undefined && { part }),
      about: money(stake),
    })),
    missing,
    ...(carried && { carried_by: Object.fromEntries([...carried].map(([who, cents]) => [who, money(cents)])) }),
    ...(instalments && { instalments: instalments.map(money) }),
    ...(worth && {
      delivered: money(worth.delivered),
      advantage_of_provider: money(worth.advantage),
      undecided: money(worth.undecided),
    }),
    ...(nextYear !== undefined && { next_year: money(nextYear) }),
  };
}

function edgesJson({ cliffs, stretches }: Edges): object {
  return {
    cliffs: cliffs.map(({ place, before, at, behind }) => ({
      volume: place,
      ...(before && { before: money(before) }),
      at: money(at),
      behind: money(behind),
    })),
    less_pays_more: stretches.map(({ from, to, most }) => ({
      from,
      ...(to && { to }),
      ...(most && { at_most: money(most) }),
    })),
  };
}

function explanationJson({ term, part, steps, basis }: Explanation): object {
  return { term, ...(part !== undefined && { part }), steps, ...basis };
}

function comparisonJson({ futures, sides }: Comparison): object {
  return {
    futures: { count: String(futures.count), spread_permille: String(futures.spread), seed: String(futures.seed) },
    sides: sides.map(({ contract, settlement, assumed, mean, deviation, carriedByBuyer }) => ({
      form: contract.form,
      payments: settlementJson(settlement),
      assumed,
      mean: money(mean),
      deviation: money(deviation),
      ...(carriedByBuyer && { carried_by_buyer: carriedByBuyer }),
    })),
  };
}
