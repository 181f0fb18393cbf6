/** What people decided about the proposals of a round, told to who decides: what was recorded, what was left, how often people depart. */
import type { Policy } from "../src/policy.ts";
import { resultOf } from "../src/round.ts";
import type { Departures, TakenDecision } from "../src/round.ts";
import { differenceFigure, shareFigure } from "./figure.ts";
import { labelOf } from "./label.ts";
import { shortOutcome } from "./short-outcome.ts";
import type { Language } from "./text.ts";

/** What was left of a bulk acceptance, by cause. */
export type LeftCause =
  "refused" | "incomplete" | "decided" | "waiting" | "sent-on" | "not-fitted" | "above-mandate" | "to-be-seen";

/** What somebody did with a proposal. */
export const verdictWords = {
  nl: { take: "overgenomen", change: "gewijzigd", "send-on": "doorgestuurd" },
  en: { take: "taken", change: "changed", "send-on": "sent on" },
} as const;

const words = {
  nl: {
    recorded: (isKnown: boolean) => (isKnown ? "Stond al vast, niets toegevoegd" : "Vastgelegd"),
    about: (decision: string, provider: string, verdict: string) => `${decision} van ${provider} ${verdict}`,
    waits: "Het wacht op een tweede paar ogen: dit bedrag mag één mandaat niet alleen besluiten.",
    second: (first: string) => `Tweede paar ogen, na ${first}: het besluit staat.`,
    all: (count: number) =>
      count === 1 ? "1 voorstel overgenomen." : `${count} voorstellen overgenomen, elk apart vastgelegd.`,
    left: "Niet overgenomen",
    causes: {
      refused: "het voorstel is een weigering",
      incomplete: "er ontbreekt nog iets",
      decided: "er is al besloten",
      waiting: "wacht op een tweede paar ogen",
      "sent-on": "doorgestuurd",
      "not-fitted": "niet ingepast in het budget",
      "above-mandate": "boven dit mandaat",
      "to-be-seen": "hier moet eerst iemand naar kijken; het overzicht zegt waarom",
    },
    departures: (changed: number, decided: number, share: string, more: string) =>
      `Van ${decided} ${decided === 1 ? "besluit" : "besluiten"} ${changed === 1 ? "wijkt er 1" : `wijken er ${changed}`} af van het voorstel (${share}), samen ${more}.`,
    none: (decided: number) =>
      decided === 1 ? "Dit besluit volgt het voorstel." : `Geen van ${decided} besluiten wijkt af van het voorstel.`,
    fitted: (count: number, more: string) =>
      `${count} overgenomen zoals ${count === 1 ? "het" : "zij"} in het budget ${count === 1 ? "is" : "zijn"} ingepast, samen ${more}.`,
    others: (waiting: number, sentOn: number) => [
      waiting > 0 && `${waiting} ${waiting === 1 ? "wacht" : "wachten"} op een tweede paar ogen`,
      sentOn > 0 && `${sentOn} doorgestuurd`,
    ],
  },
  en: {
    recorded: (isKnown: boolean) => (isKnown ? "Stood already, nothing added" : "Recorded"),
    about: (decision: string, provider: string, verdict: string) => `${decision} of ${provider} ${verdict}`,
    waits: "It waits for a second person: no single mandate decides this amount alone.",
    second: (first: string) => `Second person, after ${first}: the decision stands.`,
    all: (count: number) =>
      count === 1 ? "1 proposal taken over." : `${count} proposals taken over, each recorded apart.`,
    left: "Not taken over",
    causes: {
      refused: "the proposal is a refusal",
      incomplete: "something is still missing",
      decided: "decided before",
      waiting: "waits for a second person",
      "sent-on": "sent on",
      "not-fitted": "not fitted into the budget",
      "above-mandate": "above this mandate",
      "to-be-seen": "somebody has to look at this first; the overview says why",
    },
    departures: (changed: number, decided: number, share: string, more: string) =>
      `Of ${decided} ${decided === 1 ? "decision" : "decisions"} ${changed} ${changed === 1 ? "departs" : "depart"} from the proposal (${share}), together ${more}.`,
    none: (decided: number) =>
      decided === 1 ? "This decision follows the proposal." : `None of ${decided} decisions departs from the proposal.`,
    fitted: (count: number, more: string) => `${count} taken over as fitted into the budget, together ${more}.`,
    others: (waiting: number, sentOn: number) => [
      waiting > 0 && `${waiting} ${waiting === 1 ? "waits" : "wait"} for a second person`,
      sentOn > 0 && `${sentOn} sent on`,
    ],
  },
} as const;

/** What became of one decision; `isKnown` where it stood already. */
export function tellTaken(
  taken: TakenDecision,
  { policy, departures, isKnown = false }: { policy: Policy; departures: Departures; isKnown?: boolean },
  lang: Language,
): string {
  const say = words[lang];
  const { decision, provider, verdict, waits, first, to } = taken;
  const result = resultOf(taken);
  const shown = result === undefined ? to : shortOutcome({ status: "decided", value: result }, decision, policy, lang);
  const about = say.about(labelOf(decision, policy, lang), provider, verdictWords[lang][verdict]);
  return [
    `${say.recorded(isKnown)}: ${about}${shown === undefined ? "" : ` → ${shown}`}.`,
    ...(waits === true ? [say.waits] : []),
    ...(first === undefined ? [] : [say.second(first)]),
    ...tellDepartures(departures, lang),
  ].join("\n");
}

export function tellTakenAll(
  taken: readonly TakenDecision[],
  left: readonly { readonly provider: string; readonly cause: LeftCause }[],
  departures: Departures,
  lang: Language,
): string {
  const say = words[lang];
  const causes = [...Map.groupBy(left, ({ cause }) => cause)].map(
    ([cause, own]) => `  ${say.causes[cause]}: ${own.map(({ provider }) => provider).join(", ")}`,
  );
  return [
    say.all(taken.length),
    ...(causes.length === 0 ? [] : [say.left, ...causes]),
    ...tellDepartures(departures, lang),
  ].join("\n");
}

/** How often people depart from the rule. */
function tellDepartures(departures: Departures, lang: Language): string[] {
  const { decided, changed, fitted, sentOn, waiting, moreCents, fittedCents } = departures;
  const say = words[lang];
  const share = shareFigure(BigInt(changed), BigInt(decided), lang);
  const told =
    changed === 0 ? say.none(decided) : say.departures(changed, decided, share, differenceFigure(moreCents, lang));
  const rest = say.others(waiting, sentOn).filter((part) => part !== false);
  return [
    ...(decided === 0 ? [] : [told]),
    ...(fitted === 0 ? [] : [say.fitted(fitted, differenceFigure(fittedCents, lang))]),
    ...(rest.length === 0 ? [] : [`${rest.join(", ")}.`]),
  ];
}
