/** What the program puts beside a fact of a request, in a line or two. Clients are counts; nothing tells who they are. */
import { toDayText } from "../../src/day.ts";
import type { Day } from "../../src/day.ts";
import type { Policy } from "../../src/policy.ts";
import type { CostOfGroup, Evidence } from "../../src/request.ts";
import { moneyFigure, toFigure } from "../figure.ts";
import { partLabel } from "../label.ts";
import { shortOutcome } from "../short-outcome.ts";
import type { Language } from "../text.ts";

const words = {
  nl: {
    ceiling: (amount: string) => `afgesproken voor het jaar ${amount}`,
    granted: (amount: string, on: string) => `toegevoegd ${amount}, voor zorg vanaf ${on}`,
    taken: (text: string) => `in de ronde vastgesteld: ${text}`,
    proposed: (text: string) => `in de ronde voorgesteld, door niemand vastgesteld: ${text}`,
    noSignals: (regions: string) => `geen signaal dit jaar uit ${regions}`,
    signals: (count: number, regions: string, last: string) =>
      `${count === 1 ? "één signaal" : `${count} signalen`} dit jaar uit ${regions}; het laatste op ${last}`,
    claimed: (amount: string, ends: string) => `gedeclareerd ${amount}${ends}; wat later binnenkomt is er niet bij`,
    before: (day: string) => `, zorg vóór ${day}`,
    since: (day: string) => `, zorg vanaf ${day}`,
    forecast: (amount: string) => `verwacht uit declaraties ${amount}`,
    band: (low: string, high: string) => `, in acht van de tien gevallen ${low} tot ${high}`,
    newClients: (months: string) => `nieuwe cliënten per maand ${months}`,
    even: "; niet ongelijker dan toeval, naast het seizoen van de anderen",
    uneven: (month: number, clients: number, expected: string) =>
      `; maand ${month} had er ${clients} waar het seizoen er ${expected} zou geven`,
    stopped: (months: string) =>
      `laatst gezien per maand ${months}; in de laatste maanden ook wie nog gedeclareerd wordt`,
    moved: (came: number, went: number) =>
      `${came} cliënten kwamen van een andere aanbieder, ${went} gingen naar een andere`,
    ofNow: " (zoals het lake nu is: van geen declaratie is bekend wanneer zij binnenkwam)",
    cost: (group: string, now: string, before: string, clients: number, beforeClients: number) =>
      `${group}: ${now} per cliënt (${clients}), vorig jaar tot dezelfde maand ${before} (${beforeClients})`,
  },
  en: {
    ceiling: (amount: string) => `agreed for the year ${amount}`,
    granted: (amount: string, on: string) => `added ${amount}, for care from ${on} on`,
    taken: (text: string) => `taken in the round: ${text}`,
    proposed: (text: string) => `proposed in the round, taken by nobody: ${text}`,
    noSignals: (regions: string) => `no signal this year from ${regions}`,
    signals: (count: number, regions: string, last: string) =>
      `${count === 1 ? "one signal" : `${count} signals`} this year from ${regions}; the last on ${last}`,
    claimed: (amount: string, ends: string) => `claimed ${amount}${ends}; what comes in later is not in it`,
    before: (day: string) => `, care before ${day}`,
    since: (day: string) => `, care from ${day} on`,
    forecast: (amount: string) => `expected from claims ${amount}`,
    band: (low: string, high: string) => `, in eight of ten cases ${low} to ${high}`,
    newClients: (months: string) => `new clients per month ${months}`,
    even: "; no less even than chance, beside the season of the others",
    uneven: (month: number, clients: number, expected: string) =>
      `; month ${month} had ${clients} where the season would give ${expected}`,
    stopped: (months: string) =>
      `last seen per month ${months}; in the last months also who is still to be claimed for`,
    moved: (came: number, went: number) => `${came} clients came from another provider, ${went} went to another`,
    ofNow: " (as the lake is now: of no claim is known when it came in)",
    cost: (group: string, now: string, before: string, clients: number, beforeClients: number) =>
      `${group}: ${now} per client (${clients}), last year up to the same month ${before} (${beforeClients})`,
  },
} as const;

/** The lines about one piece of evidence. */
export function tellEvidence(evidence: Evidence, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  const ofNow = evidence.isOfNow === true ? say.ofNow : "";
  switch (evidence.source) {
    case "ceiling":
      return [say.ceiling(moneyFigure(evidence.cents, lang))];
    case "granted":
      return [say.granted(moneyFigure(evidence.cents, lang), dayText(evidence.since, lang))];
    case "class":
      return classLine(evidence, policy, lang);
    case "signals": {
      const { signals, regions } = evidence;
      const last = signals.at(-1)?.on;
      if (last === undefined) return [say.noSignals(regions.join(", "))];
      return [say.signals(signals.length, regions.join(", "), toFigure({ kind: "day" }, last, lang))];
    }
    case "claimed": {
      const { cents, before, since } = evidence;
      const from = since === undefined ? "" : say.since(dayText(since, lang));
      const to = before === undefined ? "" : say.before(dayText(before, lang));
      return [say.claimed(moneyFigure(cents, lang), `${from}${to}`)];
    }
    case "forecast": {
      const { expected, band } = evidence.forecast;
      const around = band === undefined ? "" : say.band(euros(band.low, lang), euros(band.high, lang));
      return [`${say.forecast(euros(expected, lang))}${around}`];
    }
    case "new_clients":
      return [intakeLine(evidence.intake, lang)];
    case "stopped_clients":
      return [say.stopped(evidence.months.join(" ")) + ofNow];
    case "moved_clients":
      return [say.moved(evidence.came, evidence.went) + ofNow];
    case "cost_per_client":
      return evidence.groups.map((group) => costLine(group, policy, lang) + ofNow);
  }
}

function dayText(day: Day, lang: Language): string {
  return toFigure({ kind: "day" }, toDayText(day), lang);
}

/** Whole euros: an estimate has no cents. */
function euros(cents: number, lang: Language): string {
  return moneyFigure(BigInt(Math.round(cents / 100)) * 100n, lang).replace(/[.,]00$/, "");
}

function classLine(
  { taken, proposed, proof }: Extract<Evidence, { source: "class" }>,
  policy: Policy,
  lang: Language,
): string[] {
  const say = words[lang];
  const decision = proof.decision ?? "";
  const short = (outcome: NonNullable<typeof proposed>): string => shortOutcome(outcome, decision, policy, lang);
  if (taken !== undefined) return [say.taken(short({ status: "decided", value: taken }))];
  return proposed === undefined ? [] : [say.proposed(short(proposed))];
}

function intakeLine(
  { months, fullest, isEven }: Extract<Evidence, { source: "new_clients" }>["intake"],
  lang: Language,
): string {
  const say = words[lang];
  const expected = fullest?.expected.toFixed(1).replace(".", lang === "nl" ? "," : ".") ?? "";
  const judged = isEven || fullest === undefined ? say.even : say.uneven(fullest.month + 1, fullest.clients, expected);
  return `${say.newClients(months.join(" "))}${judged}`;
}

function costLine({ group, year, before }: CostOfGroup, policy: Policy, lang: Language): string {
  const each = ({ clients, cents }: CostOfGroup["year"]): string =>
    clients === 0 ? "–" : euros(Number(cents) / clients, lang);
  const label = partLabel(`provider.group/${group}`, policy, lang);
  return words[lang].cost(label, each(year), each(before), year.clients, before.clients);
}
