/** Notes on a figure as sentences: what was left out of it, what it was not corrected for, why it cannot be told. */
import type { Policy } from "../src/policy.ts";
import type { Note } from "../src/value.ts";
import { measureText } from "./data-quality.ts";
import { groupDigits, moneyFigure, toFigure } from "./figure.ts";
import { partLabel } from "./label.ts";
import type { Language } from "./text.ts";

/** By code, with `{argument}` in braces, Dutch first. */
export const noteSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // Who counts.
  too_young: {
    nl: "Niet meegeteld: {clients} jonger dan {age} (jaar van zorg {year} min geboortejaar), samen {cents}.",
    en: "Not counted: {clients} under {age} (year of care {year} less year of birth), together {cents}.",
  },
  age_unknown: {
    nl: "Niet meegeteld: {clients} van wie het geboortejaar niet bekend is, samen {cents}.",
    en: "Not counted: {clients} whose year of birth is not known, together {cents}.",
  },
  pending: {
    nl: "Nog niet meegeteld: {lines} declaratieregels waarover niet is beslist, samen {cents} gedeclareerd.",
    en: "Not counted yet: {lines} claim lines without a decision, together {cents} claimed.",
  },
  no_agreements: {
    nl: "Er zijn geen overeenkomsten over {year} geladen: alle aanbieders met declaraties zijn vergeleken.",
    en: "No agreements for {year} are loaded: all providers with claims are compared.",
  },
  no_peers_in_stratum: {
    nl: "Van {stratum} heeft geen aanbieder waarmee wordt vergeleken er een.",
    en: "Of {stratum}, no provider that is compared with has any.",
  },
  single_client: {
    nl: "Hoeveel hiervan toeval kan zijn, is niet bekend: van {stratum} is er één cliënt om mee te vergelijken, en geen andere groep heeft er twee.",
    en: "How much of this may be chance is not known: of {stratum} there is one client to compare with, and no other group has two.",
  },
  chance_unknown: {
    nl: "Hoe zeker dit is, is niet bekend, want van een kengetal waarop het berust is niet bekend hoeveel ervan toeval is.",
    en: "How sure this is, is not known, as of an indicator on which it rests it is not known how much of it is chance.",
  },
  no_reference_price: {
    nl: "Van dienst {service} in eenheid {unit} is geen prijs bekend om mee te vergelijken.",
    en: "Of service {service} in unit {unit} no price is known to compare with.",
  },
  // On how much a figure rests.
  too_few_people: {
    nl: "Niet verteld: berust op {counted} personen, en het beleid vraagt er {least}.",
    en: "Not told: rests on {counted} people, and the policy asks {least}.",
  },
  too_few_peers_known: {
    nl: "Niet verteld: van {counted} aanbieders bekend, en het beleid vraagt er {least}.",
    en: "Not told: known of {counted} providers, and the policy asks {least}.",
  },
  few_peers: {
    nl: "Het gemiddelde is niet getoond: het rust op {counted} aanbieders en het beleid vraagt er {least}, want wie zijn eigen cijfer kent, kan anders dat van een ander benaderen.",
    en: "The mean is not shown: it rests on {counted} providers and the policy asks {least}, as who knows its own figure could otherwise come close to another's.",
  },
  dominant_peer: {
    nl: "Het gemiddelde is niet getoond: één aanbieder maakt meer dan {share} van het totaal uit, en zijn cijfer zou eruit af te lezen zijn.",
    en: "The mean is not shown: one provider makes up more than {share} of the total, and its figure could be read from it.",
  },
  few_peers_apart: {
    nl: "Het gemiddelde is niet getoond: van hetzelfde bedrag staat er al een over op {counted} na dezelfde aanbieders, en het beleid vraagt er {least}; het verschil zou van die paar zijn.",
    en: "The mean is not shown: another of the same amount is about the same providers but {counted}, and the policy asks {least}; the difference would tell of those few.",
  },
  few_others: {
    nl: "Niet getoond: hiertegenover staat een gemiddelde van {counted} anderen en het beleid vraagt er {least}, want het cijfer van een ander zou eruit te herleiden zijn.",
    en: "Not shown: it is against a mean of {counted} others and the policy asks {least}, as another's figure could be worked out from it.",
  },
  dominant_other: {
    nl: "Niet getoond: in het gemiddelde hiertegenover kan één ander meer dan {share} uitmaken, en diens cijfer zou eruit te herleiden zijn.",
    en: "Not shown: one other may make up more than {share} of the mean that it is against, and its figure could be worked out from it.",
  },
  tells_another_part: {
    nl: "Niet getoond: samen met het geheel zou het een cijfer vertellen dat niet wordt getoond.",
    en: "Not shown: with the whole it would tell a figure that is not shown.",
  },
  rests_on_too_little: {
    nl: "Niet verteld: {of} is {counted}, en het beleid vraagt {least}.",
    en: "Not told: {of} is {counted}, and the policy asks {least}.",
  },
  taken_when_missing: {
    nl: "Niet bekend; wat hier staat, is wat het beleid dan aanneemt.",
    en: "Not known; what stands here is what the policy then takes it to be.",
  },
  // Outliers.
  fence: {
    nl: "In doelgroep {group} is een cliënt een uitschieter boven {cents}.",
    en: "In target group {group} a client is an outlier above {cents}.",
  },
  group_too_small: {
    nl: "In doelgroep {group} zijn {clients} cliënten, minder dan {least}: daar is niemand een uitschieter.",
    en: "Target group {group} has {clients} clients, fewer than {least}: nobody in it is an outlier.",
  },
  // Regions.
  direction_not_stated: {
    nl: "De tekst zegt niet welke richting beter is.",
    en: "The text does not say which direction is better.",
  },
  not_corrected_for_ses: {
    nl: "Niet gecorrigeerd voor sociaal-economische status: van cliënten is die niet bekend.",
    en: "Not corrected for social-economic status: that of clients is not known.",
  },
  clients_counted_by_sender: {
    nl: "Cliënten zijn geteld door wie de verzekerden aanleverde, ook naar sociaal-economische status.",
    en: "Clients were counted by who sent the insured, by social-economic status as well.",
  },
  age_class_left_out: {
    nl: "Leeftijdsklasse {from} tot en met {to} telt niet mee, omdat er ook personen jonger dan {age} in zitten.",
    en: "The age class {from} to {to} does not count, as it also holds people under {age}.",
  },
  clients_without_insured: {
    nl: "Niet meegeteld: {clients} cliënten van wie regio, geslacht of leeftijd bij geen verzekerden hoort.",
    en: "Not counted: {clients} clients whose region, sex or age belongs to no insured.",
  },
  insured_without_place: {
    nl: "Niet meegeteld: {days} verzekerde dagen zonder regio, geslacht of leeftijd.",
    en: "Not counted: {days} insured days without region, sex or age.",
  },
  population_of_other_insurer: {
    nl: "De declaraties zijn van verzekeraar {claims}, de verzekerden van {population}: dat valt niet te vergelijken.",
    en: "The claims are of insurer {claims}, the insured of {population}: these cannot be compared.",
  },
  not_reckoned: { nl: "Niet berekend; dit ontbreekt: {missing}.", en: "Not reckoned; this is missing: {missing}." },
  // The quality of the claims.
  claims_at_fault: {
    nl: "Niet verteld, want de declaraties over {year} doorstaan de controle niet. {check}: {measured}; het beleid staat hoogstens {bound} toe.",
    en: "Not told, as the claims of {year} do not pass. {check}: {measured}; the policy allows at most {bound}.",
  },
  peers_left_out: {
    nl: "Niet vergeleken met {providers} aanbieders van wie de declaraties over {year} de controle niet doorstaan.",
    en: "Not compared with {providers} providers whose claims of {year} do not pass.",
  },
  counts_claims_at_fault: {
    nl: "Cliënten van {providers} aanbieders van wie de declaraties de controle niet doorstaan, tellen hier mee.",
    en: "Clients of {providers} providers whose claims do not pass count here.",
  },
  // Quotients.
  nothing_below_the_line: { nl: "Er zou door nul worden gedeeld.", en: "It would divide by zero." },
  count_below_zero: {
    nl: "Een aantal is kleiner dan nul; dat kan niet.",
    en: "A count is below zero, which cannot be.",
  },
  part_above_whole: { nl: "Het deel is groter dan het geheel.", en: "The part is more than the whole." },
  too_few_peers: {
    nl: "Er is maar één aanbieder om mee te vergelijken: dat geeft geen standaardafwijking.",
    en: "There is but one provider to compare with: that makes no standard deviation.",
  },
};

/** A note in the reader's language; with the policy, target groups and what it speaks of by their names. */
export function noteText({ code, args }: Note, lang: Language, policy?: Policy): string {
  const template = noteSentences[code]?.[lang] ?? code;
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name] ?? "";
    if (name === "check") return args[lang] ?? value;
    if (name === "measured" || name === "bound") return measureText(args["kind"] ?? "", value, lang);
    if (policy !== undefined && name === "group") return `‘${partLabel(`provider.group/${value}`, policy, lang)}’`;
    return argumentText(name, value, lang);
  });
}

/** Years, ages and codes stand as they are; amounts and counts as people read them. */
function argumentText(name: string, value: string, lang: Language): string {
  if (name === "share") return toFigure({ kind: "number", form: "percent", scale: 4, unit: "" }, value, lang);
  if (name === "cents") return moneyFigure(BigInt(value), lang);
  if (name === "missing") return value.replaceAll(/lake\.\w+@\d+/g, (ref) => tableName(ref, lang) ?? ref);
  return ["clients", "lines", "days", "least", "counted"].includes(name) ? groupDigits(value, lang) : value;
}

const tables: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  claims: { nl: "declaraties over {year} die meetellen", en: "claims of {year} that count" },
  population: { nl: "verzekerden in {year} van dezelfde verzekeraar", en: "insured in {year} of the same insurer" },
};

/** What is missing when a figure names `lake.claims@2022`; undefined when the name is none of the lake. */
export function tableName(ref: string, lang: Language): string | undefined {
  const [, table = "", year = ""] = /^lake\.(\w+)@(\d{4})$/.exec(ref) ?? [];
  return tables[table]?.[lang].replace("{year}", year);
}
