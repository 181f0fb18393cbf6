/** A fit told to the purchaser: what presses where, who gives how much and why, and what a euro more would do. Dutch first. */
import { amountsOf, nextEuro } from "../src/budget.ts";
import type { Aside, Budget, Clash, Fit, Fitting, FittedPortion, FittedRoom, Layout, NextEuro } from "../src/budget.ts";
import type { Policy } from "../src/policy.ts";
import { round, multiply, ratio } from "../src/ratio.ts";
import type { Ratio } from "../src/ratio.ts";
import { toDecimalText } from "../src/decimal.ts";
import { columns } from "./column.ts";
import { differenceFigure, groupDigits, moneyFigure, shareFigure, toFigure } from "./figure.ts";
import { choiceText, labelOf } from "./label.ts";
import { toGround } from "./reason.ts";
import type { Language } from "./text.ts";

export interface ToldBudget {
  readonly policy: Policy;
  readonly on: string;
  readonly budget: Budget;
  readonly layout: Layout;
  readonly fitting: Fitting;
}

/** So many rows a reader takes in; the files hold all. */
const rowsTold = 20;
/** Of a euro more, so many who get most of it. */
const receiversTold = 3;

const words = {
  nl: {
    head: (decision: string, on: string) => `${decision}, ingepast in het budget; ronde van ${on}`,
    by: {
      squares: "Zo dicht mogelijk bij de voorstellen, ieder naar rato van zijn voorstel en gewicht",
      order: "Zo dicht mogelijk bij de voorstellen, wie het minst weegt geeft het eerst",
    },
    sum: (proposed: string, fitted: string, difference: string) =>
      `Voorgesteld ${proposed}, ingepast ${fitted} (${difference})`,
    certain: "Dichterbij kan niet: dat is exact nagerekend.",
    whole: "alles samen",
    roomHeads: ["ruimte", "budget", "nieuwkomers", "apart", "voorgesteld", "ingepast", "over", "druk"],
    free: "knelt niet",
    under: (price: string) => `via alles samen, ${price}`,
    price: {
      squares: (share: string) => `−${share} bij gewicht 1`,
      order: (weight: string) => `tot gewicht ${weight}`,
    },
    euros: "Wat een euro meer zou doen",
    euro: (room: string, receivers: string) => `${room}: ${receivers}`,
    nobody: (room: string) => `${room}: hij komt bij niemand terecht`,
    others: " (de andere regio's geven hem, want alles samen knelt ook)",
    cent: (provider: string, cents: string) => `${cents} cent naar ${provider}`,
    rest: (count: number) => (count === 1 ? "de rest naar een ander" : `de rest naar ${count} anderen`),
    heads: ["aanbieder", "regio", "voorgesteld", "ingepast", "verschil", "waarom"],
    nowhere: "regio onbekend",
    why: {
      same: "past",
      region: (region: string) => `budget van ${region}`,
      whole: "budget van alles samen",
      floor: "vloer: de zorg gaat door",
      cap: "hoogste bedrag",
      weight: (weight: string) => `, gewicht ${weight}`,
    },
    more: (count: number) => `en nog ${count}; budget.csv (--out) heeft alles`,
    unchanged: (count: number) =>
      count === 1 ? "1 regel blijft zoals voorgesteld" : `${count} regels blijven zoals voorgesteld`,
    asides: "Niet ingepast",
    aside: {
      apart: (provider: string, word: string) => `${provider}: ${word}`,
      unproposed: (provider: string) => `${provider}: de ronde stelt geen bedrag voor`,
    },
    reserved: (amount: string) => `, gereserveerd ${amount}`,
    gaps: (count: number, what: string) =>
      `Van ${count} ${count === 1 ? "aanbieder" : "aanbieders"} is ${what} niet bekend; daar geldt die grens of dat deel niet.`,
    bases: { agreement: "de lopende afspraak", realised: "de realisatie" },
    rules: "Waarop het rust",
    rule: {
      closest: "dichtbij",
      whole: "budget van alles samen",
      each: "budget per regio",
      newcomers: "ruimte voor nieuwkomers",
      floor: "vloer",
      cap: "hoogste bedrag",
      weight: "gewicht",
      apart: "wie apart wordt besproken",
      unproposed: "voor wie de ronde geen bedrag voorstelt",
    },
    clash: "Dit kan niet samen",
    clashes: {
      "budget-overdrawn": (room: string, budget: string, kept: string, short: string) =>
        `${room}: nieuwkomers en wie apart staat vragen samen ${kept}, het budget is ${budget}: ${short} te kort`,
      "floors-above-budget": (room: string, floors: string, available: string, short: string) =>
        `${room}: de vloeren zijn samen ${floors}, er is ${available} voor: ${short} te kort`,
      "floor-above-cap": (who: string, floor: string, cap: string) =>
        `${who}: de vloer is ${floor} en het hoogste bedrag ${cap}`,
    },
    secret: "Alleen voor de inkoper: hier staan bedragen van alle aanbieders en het budget.",
  },
  en: {
    head: (decision: string, on: string) => `${decision}, fitted into the budget; round of ${on}`,
    by: {
      squares: "As close to the proposals as can be, each in proportion to its proposal and weight",
      order: "As close to the proposals as can be, who weighs least gives first",
    },
    sum: (proposed: string, fitted: string, difference: string) =>
      `Proposed ${proposed}, fitted ${fitted} (${difference})`,
    certain: "Nothing is closer: that was reckoned exactly.",
    whole: "all together",
    roomHeads: ["room", "budget", "newcomers", "apart", "proposed", "fitted", "left", "pressure"],
    free: "does not bind",
    under: (price: string) => `by all together, ${price}`,
    price: { squares: (share: string) => `−${share} at weight 1`, order: (weight: string) => `up to weight ${weight}` },
    euros: "What a euro more would do",
    euro: (room: string, receivers: string) => `${room}: ${receivers}`,
    nobody: (room: string) => `${room}: it reaches nobody`,
    others: " (the other regions give it, for all together binds as well)",
    cent: (provider: string, cents: string) => `${cents} cents to ${provider}`,
    rest: (count: number) => (count === 1 ? "the rest to one other" : `the rest to ${count} others`),
    heads: ["provider", "region", "proposed", "fitted", "difference", "why"],
    nowhere: "region unknown",
    why: {
      same: "fits",
      region: (region: string) => `budget of ${region}`,
      whole: "budget of all together",
      floor: "floor: care goes on",
      cap: "highest amount",
      weight: (weight: string) => `, weight ${weight}`,
    },
    more: (count: number) => `and ${count} more; budget.csv (--out) has all`,
    unchanged: (count: number) => (count === 1 ? "1 row stays as proposed" : `${count} rows stay as proposed`),
    asides: "Not fitted",
    aside: {
      apart: (provider: string, word: string) => `${provider}: ${word}`,
      unproposed: (provider: string) => `${provider}: the round proposes no amount`,
    },
    reserved: (amount: string) => `, reserved ${amount}`,
    gaps: (count: number, what: string) =>
      `Of ${count} ${count === 1 ? "provider" : "providers"} ${what} is not known; there that bound or part does not hold.`,
    bases: { agreement: "the running agreement", realised: "what was realised" },
    rules: "What it rests on",
    rule: {
      closest: "close",
      whole: "budget of all together",
      each: "budget per region",
      newcomers: "room for newcomers",
      floor: "floor",
      cap: "highest amount",
      weight: "weight",
      apart: "who is discussed apart",
      unproposed: "for whom the round proposes no amount",
    },
    clash: "These cannot hold together",
    clashes: {
      "budget-overdrawn": (room: string, budget: string, kept: string, short: string) =>
        `${room}: newcomers and who stands apart ask ${kept} together, the budget is ${budget}: ${short} short`,
      "floors-above-budget": (room: string, floors: string, available: string, short: string) =>
        `${room}: the floors are ${floors} together, there is ${available} for them: ${short} short`,
      "floor-above-cap": (who: string, floor: string, cap: string) =>
        `${who}: the floor is ${floor} and the highest amount ${cap}`,
    },
    secret: "For the purchaser alone: here are amounts of all providers and the budget.",
  },
} as const;

export function tellBudget(told: ToldBudget, lang: Language): string {
  const { policy, on, budget, layout, fitting } = told;
  const say = words[lang];
  const head = say.head(labelOf(budget.proposal, policy, lang), toFigure({ kind: "day" }, on, lang));
  const blocks = [
    [head, say.by[budget.distance.by], say.secret],
    ...(fitting.kind === "clash" ? [tellClashes(fitting.reasons, lang)] : tellFit(fitting, lang)),
    tellAsides(layout.asides, told, lang),
    tellGaps(layout, lang),
    tellRules(budget, policy, lang),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function tellFit(fit: Fit, lang: Language): string[][] {
  const say = words[lang];
  const [proposed, fitted] = [sum(fit.portions.map((each) => each.proposed)), sum([...amountsOf(fit).values()])];
  const difference = `${differenceFigure(fitted - proposed, lang)}, ${shareFigure(fitted - proposed, proposed, lang)}`;
  const euros = nextEuro(fit).map((euro) => `  ${tellEuro(euro, lang)}`);
  return [
    [say.sum(moneyFigure(proposed, lang), moneyFigure(fitted, lang), difference), say.certain],
    [
      columns(
        say.roomHeads,
        fit.rooms.map((room) => roomRow(room, fit, lang)),
      ),
    ],
    euros.length === 0 ? [] : [say.euros, ...euros],
    tellPortions(fit, lang),
  ];
}

function roomRow(room: FittedRoom, { distance }: Fit, lang: Language): string[] {
  const say = words[lang];
  const amounts = [room.budget, room.newcomers, room.reserved, room.proposed, room.fitted, room.left];
  const figure = distance === "squares" ? percentText(room.price, lang) : decimalText(room.price, lang);
  const price = say.price[distance](figure);
  const pressure = room.binds ? price : room.price.n === 0n ? say.free : say.under(price);
  return [room.region ?? say.whole, ...amounts.map((cents) => moneyFigure(cents, lang)), pressure];
}

function tellEuro({ room, receivers, fromOthers }: NextEuro, lang: Language): string {
  const say = words[lang];
  const name = room.region ?? say.whole;
  if (receivers.length === 0) return say.nobody(name);
  const told = receivers
    .slice(0, receiversTold)
    .map(({ portion, share }) =>
      say.cent(
        room.region === undefined ? whereText(portion, lang) : portion.provider,
        decimalText(multiply(share, ratio(100n)), lang),
      ),
    );
  const rest = receivers.length - told.length;
  return say.euro(name, [...told, ...(rest > 0 ? [say.rest(rest)] : [])].join(", ")) + (fromOthers ? say.others : "");
}

/** A provider with its region, where that does not go without saying. */
function whereText({ provider, region }: FittedPortion, lang: Language): string {
  return `${provider} (${region ?? words[lang].nowhere})`;
}

/** Those that change, the largest difference first; the others are counted. */
function tellPortions({ portions }: Fit, lang: Language): string[] {
  const say = words[lang];
  const moved = portions.filter(({ fitted, proposed }) => fitted !== proposed);
  const size = ({ fitted, proposed }: FittedPortion): bigint =>
    fitted < proposed ? proposed - fitted : fitted - proposed;
  const largestFirst = moved.toSorted((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1));
  const rows = largestFirst.slice(0, rowsTold).map((portion) => {
    const { provider, region, proposed, fitted } = portion;
    const amounts = [moneyFigure(proposed, lang), moneyFigure(fitted, lang), differenceFigure(fitted - proposed, lang)];
    return [provider, region ?? say.nowhere, ...amounts, whyText(portion, lang)];
  });
  const same = portions.length - moved.length;
  return [
    ...(rows.length > 0 ? [columns(say.heads, rows)] : []),
    ...(moved.length > rows.length ? [say.more(moved.length - rows.length)] : []),
    ...(same > 0 ? [say.unchanged(same)] : []),
  ];
}

/** Why a portion became what it is. */
export function whyText(portion: FittedPortion, lang: Language): string {
  const { why, nowhere } = words[lang];
  const { proposed, fitted, heldBy, pressedBy, region, weight } = portion;
  if (fitted === proposed) return why.same;
  if (heldBy !== undefined) return why[heldBy];
  const cause = pressedBy === "region" ? why.region(region ?? nowhere) : why.whole;
  return cause + (weight.n === weight.d ? "" : why.weight(decimalText(weight, lang)));
}

function tellClashes(reasons: readonly Clash[], lang: Language): string[] {
  const say = words[lang];
  const lines = reasons.map((clash) => {
    const figure = (cents: bigint): string => moneyFigure(cents, lang);
    if (clash.code === "floor-above-cap") {
      const { provider, region, floor = 0n, cap = 0n } = clash.portion;
      return say.clashes[clash.code](`${provider}, ${region ?? say.nowhere}`, figure(floor), figure(cap));
    }
    const { budget, newcomers, reserved, region = say.whole } = clash.room;
    const short = figure(clash.short);
    if (clash.code === "budget-overdrawn")
      return say.clashes[clash.code](region, figure(budget), figure(newcomers + reserved), short);
    return say.clashes[clash.code](region, figure(clash.floors), figure(budget - newcomers - reserved), short);
  });
  return [say.clash, ...lines.map((line) => `  ${line}`)];
}

function tellAsides(asides: readonly Aside[], { policy, budget }: ToldBudget, lang: Language): string[] {
  if (asides.length === 0) return [];
  const say = words[lang];
  const decision = budget.apart?.decision ?? "";
  const lines = asides.map(({ provider, cause, word = "", reserved }) => {
    const told =
      cause === "apart"
        ? say.aside.apart(provider, choiceText(word, decision, policy, lang))
        : say.aside.unproposed(provider);
    return `  ${told}${reserved === 0n ? "" : say.reserved(moneyFigure(reserved, lang))}`;
  });
  const more = lines.length - rowsTold;
  return [say.asides, ...lines.slice(0, rowsTold), ...(more > 0 ? [`  ${say.more(more)}`] : [])];
}

function tellGaps({ gaps }: Layout, lang: Language): string[] {
  const say = words[lang];
  return [...Map.groupBy(gaps, ({ unknown }) => unknown)].map(([base, own]) => say.gaps(own.length, say.bases[base]));
}

/** Every rule with the paragraph or the assumption that it rests on. */
function tellRules(
  { distance, whole, each, regions, floor, cap, weights, apart, unproposed }: Budget,
  policy: Policy,
  lang: Language,
): string[] {
  const { rule, rules } = words[lang];
  const grounds = [
    [rule.closest, distance],
    [rule.whole, whole],
    [`${rule.newcomers}, ${words[lang].whole}`, whole?.newcomers],
    [rule.each, each],
    [rule.newcomers, each?.newcomers],
    ...[...regions].flatMap(([name, own]) => [
      [name, own] as const,
      [`${rule.newcomers}, ${name}`, own.newcomers] as const,
    ]),
    [rule.floor, floor],
    [rule.cap, cap],
    ...weights.map((weight) => [`${rule.weight} ${decimalText(weight.weight, lang)}`, weight] as const),
    [rule.apart, apart],
    [rule.unproposed, unproposed],
  ] as const;
  const lines = grounds.flatMap(([name, own]) =>
    own === undefined ? [] : [`  ${name}: ${toGround(own.basis, policy, lang)}`],
  );
  return [rules, ...lines];
}

/** As a percentage with two decimals. */
function percentText(share: Ratio, lang: Language): string {
  return `${decimalText(multiply(share, ratio(100n)), lang)} %`;
}

function decimalText(value: Ratio, lang: Language): string {
  return groupDigits(toDecimalText(round("half_up", multiply(value, ratio(100n))), 2), lang).replace(/[.,]00$/, "");
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, cents) => all + cents, 0n);
}
