/** What a scheme would do to providers, told before it is published: a few tables and the sentences that go with them. */
import { toJson } from "../src/datum.ts";
import { toDecimalText } from "../src/decimal.ts";
import type { Policy } from "../src/policy.ts";
import type {
  AmountScrutiny,
  Carried,
  Cliff,
  Misplacement,
  Redrawn,
  Reliabilities,
  Scrutiny,
  Unsure,
} from "../src/scrutiny.ts";
import { columns } from "./column.ts";
import { groupDigits, moneyFigure, toFigure } from "./figure.ts";
import { choiceText, indicatorLabel, labelOf, nameOf, parameterLabel } from "./label.ts";
import type { Language } from "./text.ts";

export interface ToldScrutinies {
  readonly policy: Policy;
  readonly on: string;
  readonly scrutinies: readonly Scrutiny[];
  readonly amounts: readonly AmountScrutiny[];
  /** The folder of the market on which the scheme was judged, when there were no claims. */
  readonly market?: string;
}

const words = {
  nl: {
    head: (buyer: string, on: string) => `${buyer}: de regeling getoetst, met wat bekend was op ${on}`,
    market: (folder: string) =>
      `Getoetst op een verzonnen markt (${folder}). De aantallen zeggen iets over de regeling, niet over bestaande aanbieders.`,
    none: "Het beleid heeft geen keuze met een rangorde en geen bedrag; er is niets te toetsen.",
    amount: (label: string, decided: string) => `${label}: van ${decided} aanbieders`,
    nobody: "Van niemand is het te bepalen: geef met --dossier wat van aanbieders bekend is.",
    moved: (providers: string, median: string, most: string) =>
      `Wat toeval ermee doet, bij ${providers} aanbieders: in de helft van de trekkingen scheelt het hoogstens ${median}, in een op de twintig meer dan ${most}.`,
    noticed: (share: string, limit: string) => `Naar verwachting scheelt het bij ${share} van hen meer dan ${limit}.`,
    still:
      "Van geen cijfer waarop het rust, is bekend hoeveel toeval erin zit. Wie tellingen laat indienen (`proportion`, `nps`), weet het wel.",
    carriedAmount: (limit: string | undefined) =>
      `Wat een gegeven werkelijk meeweegt: hoe ver het bedrag beweegt, en bij wie het ${limit === undefined ? "verandert" : `meer dan ${limit} verandert`}, met dat van een ander.`,
    weighsAmount: ["gegeven", "weegt", "verandert"],
    neverAmount: (labels: string) => `Verandert niemands bedrag: ${labels}.`,
    redrawnAmount: (draws: string, changed: string, unsettled: string) =>
      `Aannames ${draws} keer opnieuw getrokken (elk getal tussen vier vijfde en vijf vierde van zijn waarde): per trekking verandert het bij ${changed} van de aanbieders; bij ${unsettled} gebeurt dat in minstens een twintigste van de trekkingen.`,
    unsure: (providers: string, labels: string) =>
      `Van ${providers} aanbieders is niet te zeggen hoe zeker de uitkomst is, want hoeveel toeval er in ‘${labels}’ zit, is niet bekend.`,
    unknown: (labels: string) => `Van geen aanbieder bekend, dus niet te zeggen: ${labels}.`,
    undecided: (count: string) => `niet te bepalen: ${count}`,
    nothing: "Van niemand rust de uitkomst op cijfers die ook toeval bevatten; verder is er niets te zeggen.",
    misplaced: (share: string, of: string) =>
      `Verkeerd ingedeeld door toeval: naar verwachting ${share} van de ${of} aanbieders bij wie toeval kan beslissen.`,
    few: "Zo weinig aanbieders zeggen weinig over een regeling: een volgend jaar of andere aanbieders kunnen ver van deze aandelen liggen.",
    boundaries: "Per grens, van deze aanbieders: wie er verkeerd onder staat, en wie er verkeerd boven staat.",
    boundary: ["grens", "hoort hoger", "hoort lager"],
    size: ["cliënten", "aanbieders", "verkeerd"],
    carried:
      "Wat een kengetal werkelijk meeweegt: hoe ver de score beweegt, en wie van categorie verandert, met het cijfer van een ander.",
    weighs: ["kengetal", "weegt", "verandert"],
    never: (labels: string) => `Verandert niemands categorie: ${labels}.`,
    reliability:
      "Hoe betrouwbaar een kengetal aanbieders onderscheidt: 0 is alles toeval, 1 alles verschil. Genoeg is 0,70; bereikt vanaf zoveel mensen waarop het cijfer rust.",
    reliable: ["kengetal", "aanbieders", "mediaan", "onder 0,70", "genoeg vanaf"],
    never70: "nooit",
    cliff: "Wat de laatste honderdste punt kost: het verschil tussen twee categorieën, voor dezelfde aanbieder.",
    cliffs: ["bedrag", "grens", "mediaan", "hoogste"],
    redrawn: (draws: string, changed: string, unsettled: string) =>
      `Aannames ${draws} keer opnieuw getrokken (elk getal tussen vier vijfde en vijf vierde van zijn waarde): per trekking verandert ${changed} van categorie; bij ${unsettled} van de aanbieders gebeurt dat in minstens een twintigste van de trekkingen.`,
    assumed: ["aanname, alleen zij opnieuw getrokken", "verandert"],
  },
  en: {
    head: (buyer: string, on: string) => `${buyer}: the scheme judged, with what was known on ${on}`,
    market: (folder: string) =>
      `Judged on a market that was made up (${folder}). The numbers tell of the scheme, not of providers that exist.`,
    none: "The policy has no ranked choice and no amount; there is nothing to judge.",
    amount: (label: string, decided: string) => `${label}: of ${decided} providers`,
    nobody: "It can be decided for nobody: give with --dossier what is known of providers.",
    moved: (providers: string, median: string, most: string) =>
      `What chance does to it, for ${providers} providers: in half of the draws it differs by ${median} at most, in one of twenty by more than ${most}.`,
    noticed: (share: string, limit: string) => `For ${share} of them it is expected to differ by more than ${limit}.`,
    still:
      "Of no figure on which it rests is it known how much chance it contains. Who asks for counts (`proportion`, `nps`) does know.",
    carriedAmount: (limit: string | undefined) =>
      `What each really carries: how far the amount moves, and for whom it changes${limit === undefined ? "" : ` by more than ${limit}`}, with that of another.`,
    weighsAmount: ["figure or fact", "carries", "changes"],
    neverAmount: (labels: string) => `Changes nobody's amount: ${labels}.`,
    redrawnAmount: (draws: string, changed: string, unsettled: string) =>
      `Assumptions drawn again ${draws} times (each number between four fifths and five quarters of its value): in one draw it changes for ${changed} of the providers; for ${unsettled} that happens in at least a twentieth of the draws.`,
    unsure: (providers: string, labels: string) =>
      `Of ${providers} providers it cannot be told how sure the outcome is, as it is not known how much chance ‘${labels}’ contains.`,
    unknown: (labels: string) => `Known of no provider, so that nothing can be told: ${labels}.`,
    undecided: (count: string) => `cannot be decided: ${count}`,
    nothing: "Nobody's outcome rests on figures that contain chance; there is nothing more to tell.",
    misplaced: (share: string, of: string) =>
      `Misplaced by chance: ${share} is expected of the ${of} providers for whom chance may decide.`,
    few: "So few providers tell little of a scheme: a next year or other providers may lie far from these shares.",
    boundaries: "Per boundary, of these providers: who stands below it wrongly, and who stands above it wrongly.",
    boundary: ["boundary", "belongs higher", "belongs lower"],
    size: ["clients", "providers", "misplaced"],
    carried:
      "What an indicator really carries: how far the score moves, and who changes class, with the figure of another.",
    weighs: ["indicator", "carries", "changes"],
    never: (labels: string) => `Changes nobody's class: ${labels}.`,
    reliability:
      "How reliably an indicator tells providers apart: 0 is all chance, 1 all difference. Enough is 0.70, reached from so many people on whom the figure rests.",
    reliable: ["indicator", "providers", "median", "below 0.70", "enough from"],
    never70: "never",
    cliff: "What the last hundredth of a point costs: the difference between two classes, for the same provider.",
    cliffs: ["amount", "boundary", "median", "most"],
    redrawn: (draws: string, changed: string, unsettled: string) =>
      `Assumptions drawn again ${draws} times (each number between four fifths and five quarters of its value): in one draw ${changed} change class; for ${unsettled} of the providers that happens in at least a twentieth of the draws.`,
    assumed: ["assumption, drawn again alone", "changes"],
  },
} as const;

/** Of fewer providers a share moves by more than ten percent with each of them. */
const tellingLeast = 10;

interface Teller {
  readonly policy: Policy;
  readonly lang: Language;
  readonly decision: string;
}

export function tellScrutinies({ policy, on, scrutinies, amounts, market }: ToldScrutinies, lang: Language): string {
  const say = words[lang];
  const told = [
    ...scrutinies.map((scrutiny) => tellScrutiny(scrutiny, { policy, lang, decision: scrutiny.decision })),
    ...amounts.map((amount) => tellAmount(amount, { policy, lang, decision: amount.decision })),
  ];
  return [
    say.head(policy.buyer, toFigure({ kind: "day" }, on, lang)),
    ...(market === undefined ? [] : [say.market(market)]),
    ...(told.length === 0 ? [say.none] : told),
  ].join("\n\n");
}

function tellScrutiny(scrutiny: Scrutiny, teller: Teller): string {
  const { policy, lang, decision } = teller;
  const say = words[lang];
  const { outcomes, undecided, atStake } = scrutiny;
  const counts = outcomes.map(([outcome, count]) => `${choice(outcome, teller)} ${whole(count, lang)}`);
  const all = [...counts, ...(undecided > 0 ? [say.undecided(whole(undecided, lang))] : [])].join(", ");
  const head = `${labelOf(decision, policy, lang)}: ${all}`;
  const unsure = tellUnsure(scrutiny.unsure, teller);
  if (atStake === 0) return [head, ...(unsure.length > 0 ? unsure : [say.nothing])].join("\n");
  return [
    [head, ...unsure].join("\n"),
    tellMisplacement(scrutiny.misplacement, atStake, teller),
    tellCarried(scrutiny.carried, words[lang].carried, words[lang].weighs, words[lang].never, teller),
    tellReliabilities(scrutiny.reliabilities, teller),
    ...(scrutiny.cliffs.length === 0 ? [] : [tellCliffs(scrutiny.cliffs, teller)]),
    tellRedrawn(scrutiny.redrawn, say.redrawn, teller),
  ].join("\n\n");
}

/** An amount: what chance does to it, what carries it, and which assumptions it rests on. */
function tellAmount(amount: AmountScrutiny, teller: Teller): string {
  const { policy, lang, decision } = teller;
  const say = words[lang];
  const { decided, undecided, type, noticed, moved } = amount;
  const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
  const limit = noticed === undefined ? undefined : figure(noticed);
  const missing = undecided > 0 ? [say.undecided(whole(undecided, lang))] : [];
  const head = [say.amount(labelOf(decision, policy, lang), whole(decided, lang)), ...missing].join(", ");
  if (decided === 0) return [head, say.nobody].join("\n");
  const unsure = tellUnsure(amount.unsure, teller);
  const chance =
    moved === undefined
      ? unsure.length > 0
        ? []
        : [say.still]
      : [
          say.moved(whole(moved.providers, lang), figure(moved.median), figure(moved.most)),
          ...(limit === undefined ? [] : [say.noticed(percent(moved.share, lang), limit)]),
        ];
  return [
    head,
    [...chance, ...unsure].join("\n"),
    tellCarried(amount.carried, say.carriedAmount(limit), say.weighsAmount, say.neverAmount, teller),
    ...(amount.reliabilities.length === 0 ? [] : [tellReliabilities(amount.reliabilities, teller)]),
    tellRedrawn(amount.redrawn, say.redrawnAmount, teller),
  ].join("\n\n");
}

function tellUnsure({ providers, indicators }: Unsure, { policy, lang }: Teller): string[] {
  if (providers === 0) return [];
  const labels = indicators.map((id) => indicator(id, policy, lang)).join("’, ‘");
  return [words[lang].unsure(whole(providers, lang), labels)];
}

function tellMisplacement({ misplaced, boundaries, sizes }: Misplacement, of: number, teller: Teller): string {
  const { lang } = teller;
  const say = words[lang];
  const ofBoundaries = boundaries.map(({ better, worse, tooLow, tooHigh }) => [
    between(better, worse, teller),
    percent(tooLow, lang),
    percent(tooHigh, lang),
  ]);
  const ofSizes = sizes.map(({ from, until, providers, misplaced: share }) => [
    from === until ? whole(from, lang) : `${whole(from, lang)} – ${whole(until, lang)}`,
    whole(providers, lang),
    percent(share, lang),
  ]);
  return [
    say.misplaced(percent(misplaced, lang), whole(of, lang)),
    ...(of < tellingLeast ? [say.few] : []),
    say.boundaries,
    columns(say.boundary, ofBoundaries),
    ...(ofSizes.length === 0 ? [] : [columns(say.size, ofSizes)]),
  ].join("\n");
}

function tellCarried(
  carried: readonly Carried[],
  lead: string,
  heads: readonly string[],
  changesNothing: (label: string) => string,
  { policy, lang }: Teller,
): string {
  const known = carried.filter((each) => each.known > 0);
  const unknown = carried.filter((each) => each.known === 0);
  const sorted = known.toSorted((a, b) => (b.weight ?? b.changed) - (a.weight ?? a.changed));
  const rows = sorted.map(({ name, changed, weight }) => [
    indicator(name, policy, lang),
    weight === undefined ? "–" : percent(weight, lang),
    percent(changed, lang),
  ]);
  const never = known.filter(({ changed }) => changed === 0);
  const namesOf = (all: readonly Carried[]): string => all.map(({ name }) => indicator(name, policy, lang)).join(", ");
  return [
    lead,
    ...(rows.length === 0 ? [] : [columns(heads, rows)]),
    ...(never.length === 0 ? [] : [changesNothing(namesOf(never))]),
    ...(unknown.length === 0 ? [] : [words[lang].unknown(namesOf(unknown))]),
  ].join("\n");
}

function tellReliabilities(reliabilities: readonly Reliabilities[], { policy, lang }: Teller): string {
  const say = words[lang];
  const rows = reliabilities.map(({ name, providers, median, below, peopleLeast }) => [
    indicator(name, policy, lang),
    whole(providers, lang),
    groupDigits(median.toFixed(2), lang),
    percent(below, lang),
    peopleLeast === undefined ? (median === 0 ? say.never70 : "–") : whole(peopleLeast, lang),
  ]);
  return [say.reliability, columns(say.reliable, rows)].join("\n");
}

function tellCliffs(cliffs: readonly Cliff[], teller: Teller): string {
  const { policy, lang } = teller;
  const say = words[lang];
  const rows = cliffs.map(({ amount, better, worse, medianCents, mostCents }) => [
    labelOf(amount, policy, lang),
    between(better, worse, teller),
    moneyFigure(medianCents, lang),
    moneyFigure(mostCents, lang),
  ]);
  return [say.cliff, columns(say.cliffs, rows)].join("\n");
}

function tellRedrawn(
  { draws, changed, unsettled, assumed }: Redrawn,
  lead: (draws: string, changed: string, unsettled: string) => string,
  { policy, lang }: Teller,
): string {
  const say = words[lang];
  const rows = assumed.map((each) => [parameterLabel(each.parameter, policy, lang), percent(each.changed, lang)]);
  return [
    lead(whole(draws, lang), percent(changed, lang), percent(unsettled, lang)),
    ...(rows.length === 0 ? [] : [columns(say.assumed, rows)]),
  ].join("\n");
}

function between(better: string, worse: string, teller: Teller): string {
  return `${choice(better, teller)} | ${choice(worse, teller)}`;
}

function choice(outcome: string, { policy, lang, decision }: Teller): string {
  return choiceText(outcome, decision, policy, lang);
}

/** An indicator or a fact by its name, with its part where there is one. */
function indicator(name: string, policy: Policy, lang: Language): string {
  const [id = "", member] = name.split("/");
  const label = id.startsWith("fact.") ? nameOf(id, policy, lang) : indicatorLabel(id, policy, lang);
  return member === undefined ? label : `${label} – ${member}`;
}

function whole(count: number, lang: Language): string {
  return groupDigits(String(count), lang);
}

/** A share in whole percents, since it is expected and not counted; a little is not nothing. */
function percent(share: number, lang: Language): string {
  const digits = share > 0 && share < 0.1 ? 1 : 0;
  return `${groupDigits(toDecimalText(BigInt(Math.round(share * 100 * 10 ** digits)), digits), lang)} %`;
}
