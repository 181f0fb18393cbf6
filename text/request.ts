/**
 * A request as a letter that both sides can read: where it stands, each condition with what was found, each fact with where it
 * comes from and since when, what the program puts beside it, what is missing and from whom, and what follows in money. Dutch
 * first.
 */
import { toDayText, toInstantText } from "../src/day.ts";
import type { Day, Instant } from "../src/day.ts";
import type { Json, Type } from "../src/datum.ts";
import type { Policy } from "../src/policy.ts";
import { isAsked } from "../src/request.ts";
import type { AskedFact, Request, Stage } from "../src/request.ts";
import type { TakenDecision } from "../src/round.ts";
import { columns } from "./column.ts";
import { moneyFigure, toFigure } from "./figure.ts";
import { choiceText, labelOf, nameOf } from "./label.ts";
import { tellOutcome } from "./outcome.ts";
import { toGround } from "./reason.ts";
import type { Grounded } from "./reason.ts";
import { tellEvidence } from "./request/evidence.ts";
import { tellPreference } from "./requirement.ts";
import { shortOutcome } from "./short-outcome.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    head: (name: string, provider: string, on: string) => `${name}: aanbieder ${provider}, met wat op ${on} bekend was`,
    headAll: (name: string, on: string) => `${name}, met wat op ${on} bekend was`,
    heads: ["aanbieder", "weg", "voorstel", "ontbreekt", "antwoord uiterlijk"],
    way: (way: string) => `Weg: ${way}`,
    noWay: (way: string) => `Langs welke weg is nog niet bekend; hieronder: ${way}`,
    phases: "Fasen",
    state: { done: "gedaan", open: "loopt", ahead: "komt nog", missed: "voorbij" },
    on: (day: string) => ` op ${day}`,
    late: ", te laat",
    window: (opens: string, closes: string) => ` (van ${opens} tot ${closes})`,
    due: (day: string) => ` (uiterlijk ${day})`,
    by: { provider: "de aanbieder", buyer: "de inkoper", both: "samen" },
    conditions: "Voorwaarden",
    facts: "Wat bekend is",
    from: (origin: string, since: string) => ` (${origin}${since})`,
    since: (at: string) => `, bekend sinds ${at}`,
    unasked: "geen verzoek",
    unknown: "niet bekend",
    none: "geen",
    beside: "ernaast",
    missing: "Wat ontbreekt, en van wie",
    suppliers: {
      provider: "van de aanbieder",
      buyer: "van de inkoper",
      register: "uit een register",
      claims: "uit declaraties",
    },
    proposal: "Voorstel van het programma; een mens beslist",
    talks: "Hierover wordt afzonderlijk gesproken; het programma stelt niets voor.",
    answer: "Antwoord",
    granted: (amount: string, on: string) => `${amount} toegekend, voor zorg vanaf ${on}`,
    declined: (on: string) => `niet toegekend, op ${on}`,
    mandate: (mandate: string, reason: string) => ` (mandaat: ${mandate}${reason})`,
    waits: "wacht op een tweede paar ogen",
    money: "Wat dat betekent in geld",
    lacks: (names: string) => `; niet bekend: ${names}`,
  },
  en: {
    head: (name: string, provider: string, on: string) => `${name}: provider ${provider}, with what was known on ${on}`,
    headAll: (name: string, on: string) => `${name}, with what was known on ${on}`,
    heads: ["provider", "way", "proposal", "missing", "answer by"],
    way: (way: string) => `Way: ${way}`,
    noWay: (way: string) => `Which way is not known yet; below: ${way}`,
    phases: "Phases",
    state: { done: "done", open: "under way", ahead: "to come", missed: "past" },
    on: (day: string) => ` on ${day}`,
    late: ", too late",
    window: (opens: string, closes: string) => ` (from ${opens} to ${closes})`,
    due: (day: string) => ` (by ${day})`,
    by: { provider: "the provider", buyer: "the buyer", both: "together" },
    conditions: "Conditions",
    facts: "What is known",
    from: (origin: string, since: string) => ` (${origin}${since})`,
    since: (at: string) => `, known since ${at}`,
    unasked: "no request",
    unknown: "not known",
    none: "none",
    beside: "beside it",
    missing: "What is missing, and from whom",
    suppliers: {
      provider: "from the provider",
      buyer: "from the buyer",
      register: "from a register",
      claims: "from claims",
    },
    proposal: "What the program proposes; a person decides",
    talks: "This is talked about apart; the program proposes nothing.",
    answer: "Answer",
    granted: (amount: string, on: string) => `${amount} granted, for care from ${on} on`,
    declined: (on: string) => `not granted, on ${on}`,
    mandate: (mandate: string, reason: string) => ` (mandate: ${mandate}${reason})`,
    waits: "waits for a second person",
    money: "What that means in money",
    lacks: (names: string) => `; not known: ${names}`,
  },
} as const;

/** Every request in a line. */
export function tellRequests(requests: readonly Request[], policy: Policy, lang: Language): string {
  const say = words[lang];
  const [first] = requests;
  if (first === undefined) return "";
  const rows = requests.map((request) => [
    request.provider,
    request.way?.status === "decided" ? wayText(request, policy, lang) : "–",
    shortProposal(request, policy, lang),
    String(missingIn(request).length),
    dueIn(request, lang),
  ]);
  return [say.headAll(first.procedure[lang], dayText(first.on, lang)), columns(say.heads, rows)].join("\n");
}

function shortProposal(request: Request, policy: Policy, lang: Language): string {
  const { outcome, decision, waiting } = request;
  if (!isAsked(request)) return words[lang].unasked;
  const told = outcome === undefined ? "–" : shortOutcome(outcome, decision!, policy, lang);
  return waiting === undefined ? told : `${told}; ${words[lang].waits}`;
}

function dueIn({ stages }: Request, lang: Language): string {
  const due = stages.find((stage) => stage.phase.answers)?.due;
  return due === undefined ? "–" : dayText(due, lang);
}

/** One request in full. */
export function tellRequest(request: Request, policy: Policy, lang: Language): string {
  const say = words[lang];
  const { procedure, provider, on } = request;
  const blocks: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [say.phases, request.stages.map((stage) => stageLine(stage, policy, lang))],
    [
      say.conditions,
      request.conditions.map(({ note }) => `${tellPreference(note, policy, lang)}${ground(note, policy, lang)}`),
    ],
    [say.facts, request.facts.flatMap((fact) => factLines(fact, policy, lang))],
    [say.missing, missingLines(request, policy, lang)],
    [say.proposal, proposalLines(request, policy, lang)],
    [say.answer, answerLines(request, lang)],
    [say.money, moneyLines(request, policy, lang)],
  ];
  return [
    say.head(procedure[lang], provider, dayText(on, lang)),
    ...(request.way === undefined ? [] : [`  ${wayLine(request, policy, lang)}`]),
    ...blocks.flatMap(([title, lines]) => (lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)])),
  ].join("\n");
}

function ground(of: Grounded, policy: Policy, lang: Language): string {
  const text = toGround(of, policy, lang);
  return text === "" ? "" : ` [${text}]`;
}

function dayText(day: Day, lang: Language): string {
  return toFigure({ kind: "day" }, toDayText(day), lang);
}

function momentText(at: Instant, lang: Language): string {
  return toFigure({ kind: "instant" }, toInstantText(at), lang);
}

function wayText({ procedure, goes }: Request, policy: Policy, lang: Language): string {
  return choiceText(goes, procedure.way!, policy, lang);
}

function wayLine(request: Request, policy: Policy, lang: Language): string {
  const say = words[lang];
  const text = wayText(request, policy, lang);
  return request.way?.status === "decided" ? say.way(text) : say.noWay(text);
}

function stageLine(stage: Stage, policy: Policy, lang: Language): string {
  const say = words[lang];
  const { phase, state, opens, closes, due, doneOn, late } = stage;
  const when = doneOn === undefined ? "" : say.on(dayText(doneOn, lang));
  const window = opens === undefined ? "" : say.window(momentText(opens, lang), momentText(closes!, lang));
  const last = due === undefined ? "" : say.due(dayText(due, lang));
  const told = `${phase[lang]} – ${say.by[phase.by]}: ${say.state[state]}${when}${late ? say.late : ""}${window}${last}`;
  return `${told}${ground(phase.basis, policy, lang)}`;
}

function factLines(
  { key, fact, value, origin, knownAt, evidence }: AskedFact,
  policy: Policy,
  lang: Language,
): string[] {
  const say = words[lang];
  if (value === undefined && evidence.length === 0) return [];
  const since = knownAt === undefined ? "" : say.since(sinceText(knownAt, lang));
  const told =
    value === undefined
      ? say.unknown
      : `${valueText(fact.type, value, policy, lang)}${say.from(originText(origin ?? "", lang), since)}`;
  const beside = evidence.flatMap((each) =>
    tellEvidence(each, policy, lang).map((line) => `    ${say.beside}: ${line}`),
  );
  return [`${nameOf(key, policy, lang)}: ${told}`, ...beside];
}

/** A set without members is told as such. */
function valueText(type: Type, value: Json, policy: Policy, lang: Language): string {
  return toFigure(type, value, lang, policy.units) || words[lang].none;
}

const origins: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ledger: { nl: "grootboek", en: "ledger" },
  claims: { nl: "declaraties", en: "claims" },
  signals: { nl: "register van signalen", en: "register of signals" },
  dossier: { nl: "dossier", en: "dossier" },
};

function originText(origin: string, lang: Language): string {
  return origins[origin]?.[lang] ?? origin;
}

/** A day, and the hour where it is not midnight. */
function sinceText(at: string, lang: Language): string {
  return toFigure({ kind: "instant" }, at, lang).replace(/ 00:00$/, "");
}

/** The facts that the decision waits for and nobody supplied. */
export function missingIn({ facts }: Request): readonly AskedFact[] {
  return facts.filter(({ asked, value }) => asked && value === undefined);
}

function missingLines(request: Request, policy: Policy, lang: Language): string[] {
  const bySupplier = Map.groupBy(missingIn(request), ({ fact }) => fact.supplier);
  return [...bySupplier].flatMap(([supplier, facts]) =>
    facts.map(({ key }) => `${words[lang].suppliers[supplier]}: ${nameOf(key, policy, lang)}`),
  );
}

function proposalLines({ decision, outcome }: Request, policy: Policy, lang: Language): readonly string[] {
  if (decision === undefined || outcome === undefined) return [words[lang].talks];
  // What is missing and what is not met stands above already.
  if (outcome.status === "incomplete") return [shortOutcome(outcome, decision, policy, lang)];
  const { notes: _, ...plain } = outcome;
  return tellOutcome(plain, decision, policy, lang);
}

function answerLines({ answer, waiting }: Request, lang: Language): string[] {
  return [
    ...(answer === undefined ? [] : [answerLine(answer, lang)]),
    ...(waiting === undefined ? [] : [`${answerLine(waiting, lang)}; ${words[lang].waits}`]),
  ];
}

function answerLine({ grants, on, at, first, mandate, reason }: TakenDecision, lang: Language): string {
  const say = words[lang];
  const day = on === undefined ? toFigure({ kind: "instant" }, at, lang) : toFigure({ kind: "day" }, on, lang);
  const amount = grants && moneyFigure(BigInt(grants.cents), lang);
  const told = amount === undefined ? say.declined(day) : say.granted(amount, day);
  const who = first === undefined ? mandate : `${first}, ${mandate}`;
  return `${told}${say.mandate(who, reason === undefined ? "" : `; ${reason}`)}`;
}

/** What cannot be reckoned says what it lacks. */
function moneyLines({ money }: Request, policy: Policy, lang: Language): string[] {
  return money.map(({ decision, outcome }) => {
    const told = `${labelOf(decision, policy, lang)}: ${shortOutcome(outcome, decision, policy, lang)}`;
    if (outcome.status !== "incomplete") return told;
    return `${told}${words[lang].lacks(outcome.missing.map((name) => nameOf(name, policy, lang)).join("; "))}`;
  });
}
