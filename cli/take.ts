/** `driehoek decide POLICY DECISION --take ROUND (--provider P [--verdict …] | --all) --mandate M [--fit FILE]` */
import { takeAll } from "../acts/take-all.ts";
import { take } from "../acts/take.ts";
import type { Departures } from "../src/round.ts";
import { tellTaken, tellTakenAll } from "../text/mandate.ts";
import { givenTexts, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Flag } from "./command.ts";

export const takeFlags: Readonly<Record<string, Flag>> = {
  take: {
    type: "string",
    nl: "neem het voorstel van deze ronde (map) over, of wijk ervan af",
    en: "take the proposal of this round (folder), or depart from it",
  },
  all: {
    type: "boolean",
    nl: "neem alle voorstellen over die binnen het mandaat vallen en waar nog niemand iets mee deed",
    en: "take all proposals over that lie within the mandate and that nobody touched yet",
  },
  fit: {
    type: "string",
    nl: "de budget.json van een inpassing: neem de ingepaste bedragen over",
    en: "the budget.json of a fit: take the fitted amounts over",
  },
  verdict: { type: "string", nl: "take (standaard), change of send-on", en: "take (the default), change or send-on" },
  value: {
    type: "string",
    nl: "wat het wordt, bij change; naar welk mandaat, bij send-on",
    en: "what it becomes, with change; to which mandate, with send-on",
  },
  mandate: {
    type: "string",
    nl: "onder welk mandaat; een functie, geen naam",
    en: "under which mandate; a seat, not a name",
  },
  reason: { type: "string", nl: "waarom; verplicht bij change", en: "why; required with change" },
};

export async function takeDecision({ world, words, flags, lang }: Call): Promise<Answer> {
  const text = (name: string): string => textOf(flags, name) ?? "";
  const [policy = "", decision = ""] = words;
  const desk = { round: text("take"), policy, decision, ...givenTexts(flags, ["mandate", "fit"]) };
  if (flags["all"] === true) {
    const single = ["provider", "verdict", "value", "reason"].find((name) => flags[name] !== undefined);
    if (single !== undefined)
      return { exit: 2, result: {}, findings: [refuse("usage", `--${single}`, "--all or one provider")], text: "" };
    const { exit, findings, taken, left, departures } = await takeAll(world, desk);
    const told = departures === undefined ? "" : tellTakenAll(taken, left, departures, lang);
    return { exit, result: { taken, left, ...countJson(departures) }, findings, text: told };
  }
  const one = {
    provider: text("provider"),
    verdict: text("verdict") || "take",
    ...givenTexts(flags, ["value", "reason"]),
  };
  const told = await take(world, { ...desk, ...one });
  const { exit, findings, taken, departures, policy: ofRound, isKnown = false } = told;
  if (taken === undefined || departures === undefined || ofRound === undefined)
    return { exit, result: {}, findings, text: "" };
  const result = { ...taken, ...(isKnown && { known: true }), ...countJson(departures) };
  return { exit, result, findings, text: tellTaken(taken, { policy: ofRound, departures, isKnown }, lang) };
}

function countJson(departures: Departures | undefined): object {
  if (departures === undefined) return {};
  const { decided, changed, fitted, sentOn, waiting, moreCents, fittedCents } = departures;
  const counts = Object.entries({ decided, changed, fitted, sent_on: sentOn, waiting }).map(([key, count]) => [
    key,
    String(count),
  ]);
  return {
    departures: { ...Object.fromEntries(counts), more: { cents: moreCents }, fitted_more: { cents: fittedCents } },
  };
}
