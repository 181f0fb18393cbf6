/** What people decided about the proposals of a round, told to who decides: what was recorded, what was left, how often people depart. */
import type { Departures, TakenDecision } from "../src/round.ts";
import { differenceFigure, shareFigure } from "./figure.ts";
import type { Language } from "./text.ts";

/** What was left of a bulk acceptance, by cause. */
export type LeftCause = "refused" | "incomplete" | "decided" | "waiting" | "sent-on" | "not-fitted" | "above-mandate";

const words = {
  nl: {
    recorded: (decision: string, provider: string, verdict: string) =>
      `Vastgelegd: ${decision} van ${provider}, ${verdict}.`,
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
    },
    departures: (changed: number, decided: number, share: string, more: string) =>
      `Van ${decided} besluiten ${changed === 1 ? "wijkt er 1" : `wijken er ${changed}`} af van het voorstel (${share}), samen ${more}.`,
    others: (waiting: number, sentOn: number) => [
      waiting > 0 && `${waiting} ${waiting === 1 ? "wacht" : "wachten"} op een tweede paar ogen`,
      sentOn > 0 && `${sentOn} doorgestuurd`,
    ],
  },
  en: {
    recorded: (decision: string, provider: string, verdict: string) =>
      `Recorded: ${decision} of ${provider}, ${verdict}.`,
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
    },
    departures: (changed: number, decided: number, share: string, more: string) =>
      `Of ${decided} decisions ${changed} ${changed === 1 ? "departs" : "depart"} from the proposal (${share}), together ${more}.`,
    others: (waiting: number, sentOn: number) => [
      waiting > 0 && `${waiting} ${waiting === 1 ? "waits" : "wait"} for a second person`,
      sentOn > 0 && `${sentOn} sent on`,
    ],
  },
} as const;

export function tellTaken(taken: TakenDecision, departures: Departures, lang: Language): string {
  const say = words[lang];
  const { decision, provider, verdict, waits, first } = taken;
  return [
    say.recorded(decision, provider, verdict),
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
function tellDepartures({ decided, changed, sentOn, waiting, moreCents }: Departures, lang: Language): string[] {
  const say = words[lang];
  const share = shareFigure(BigInt(changed), BigInt(decided), lang);
  const rest = say.others(waiting, sentOn).filter((part) => part !== false);
  return [
    ...(decided === 0 ? [] : [say.departures(changed, decided, share, differenceFigure(moreCents, lang))]),
    ...(rest.length === 0 ? [] : [`${rest.join(", ")}.`]),
  ];
}
