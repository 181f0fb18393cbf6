/**
 * The dossier of a market: what providers answered and what the buyer noted, as facts of the vocabulary in `policy/facts`. Quality
 * data are about the year before the rates and come in during May; instants say when. Most providers meet every minimum requirement;
 * a few do not, or leave an answer out, and the stories say of whom it is certain.
 */
import type { Market } from "../market.ts";
import { type Chance, chance } from "./chance.ts";
import { rateYear } from "./national-rate.ts";
import type { Provider } from "./provider.ts";
import { type Answers, answersOf, qualityOf } from "./quality.ts";
import type { Stories, StoryKind } from "./story.ts";

/** One line of a dossier: a value of a fact about a provider, from whom, and since when it is known. */
export interface DossierFact {
  readonly fact: string;
  readonly subject: string;
  /** A year; absent for a fact that holds from an instant on. */
  readonly period?: string;
  readonly value: boolean | string;
  readonly unit?: string;
  readonly origin: string;
  readonly known_at: string;
  /** When the value that this one replaces became known. */
  readonly replaces?: string;
}

const origins = {
  provider: "uitvraagmodule VECOZO",
  buyer: "inkoper",
  register: "AGB-register",
} as const;

interface Answered {
  readonly fact: string;
  readonly value: boolean | string;
  readonly period?: string;
  readonly unit?: string;
  readonly by?: keyof typeof origins;
  /** When this became known, where that is not when the quality data came in. */
  readonly knownAt?: string;
}

/** The year that the quality data are about. */
export const qualityYear = rateYear - 1;

/** The whole dossier, provider by provider. `clients` says how many clients each had in the year of the quality data. */
export function makeDossier(market: Market, stories: Stories, clients: readonly number[]): readonly DossierFact[] {
  return market.providers.flatMap((provider, i) => {
    const about = { provider, story: stories.get(i), draw: chance(market.seed, "dossier", provider.id) };
    const receivedAt = receiptOf(about);
    const quality = qualityOf(provider, market.seed);
    const told = qualityFacts(answersOf(quality, clients[i]!, market.draw, provider));
    const left = silence(about);
    const first = [...told, ...requirements(about), ...intake(about, receivedAt)].filter(({ fact }) => fact !== left);
    const facts = first.map((answer) => toFact(provider, answer, receivedAt));
    if (about.story !== "correction_too_late") return facts;
    const changed = answersOf(quality, clients[i]!, market.draw, provider, "correction");
    return [...facts, ...correction(changed, provider, receivedAt)];
  });
}

interface About {
  readonly provider: Provider;
  readonly story: StoryKind | undefined;
  readonly draw: Chance;
}

function toFact(provider: Provider, answer: Answered, receivedAt: string): DossierFact {
  const { by = "provider", knownAt = receivedAt, fact, period, value, unit } = answer;
  const when = { ...(period && { period }), value, ...(unit && { unit }) };
  return { fact, subject: provider.id, ...when, origin: origins[by], known_at: knownAt };
}

function receiptOf({ story, draw }: About): string {
  return story === "correction_too_late" ? may(20, 14) : may(2 + draw.below(29), 9 + draw.below(8));
}

/** An hour in May of the year of the rates, summer time. */
function may(day: number, hour: number): string {
  return `${rateYear}-05-${two(day)}T${two(hour)}:00:00+02:00`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function qualityFacts(answers: Answers): Answered[] {
  const period = String(qualityYear);
  const count = (fact: string, number: number, unit: string): Answered => ({
    fact,
    period,
    value: String(number),
    unit,
  });
  return [
    count("clients_in_care", answers.clients, "client"),
    count("nursing_staff", answers.staff, "person"),
    count("nursing_staff_registered", answers.staffRegistered, "person"),
    { fact: "level5_fte", period, value: hundredths(answers.level5FteHundredths), unit: "fte" },
    count("nps_promoters", answers.promoters, "client"),
    count("nps_passives", answers.passives, "client"),
    count("nps_critics", answers.critics, "client"),
    { fact: "nps_representative", period, value: true, by: "buyer" },
  ];
}

function hundredths(number: number): string {
  return `${Math.floor(number / 100)}.${two(number % 100)}`;
}

/** The minimum requirements; one provider in thirty fails one of them. */
function requirements({ provider, story, draw }: About): Answered[] {
  const failing = draw.below(30) === 0 && story === undefined ? draw.below(5) : -1;
  const subcontracted = story === "requirement_failed" ? 6250 : failing === 0 ? 5400 : draw.below(3000);
  const surveyYear = failing === 1 ? rateYear - 3 : rateYear;
  return [
    { fact: "core_activity_district_nursing", value: true },
    { fact: "integral_offer", value: provider.tilt.every((pull) => pull > 0) },
    { fact: "agb_codes_with_level5", value: String(failing === 2 ? 0 : 1 + draw.below(3)), by: "register" },
    { fact: "level5_enough", value: true, by: "buyer" },
    { fact: "level5_leads_care", value: true },
    { fact: "nps_measured_on", value: `${surveyYear}-0${1 + draw.below(4)}-${two(1 + draw.below(28))}` },
    { fact: "nps_discussed_with_council", value: failing !== 3 },
    { fact: "prem_measured", value: true },
    { fact: "prem_public", value: true },
    { fact: "works_with_municipalities", value: failing !== 4 },
    { fact: "works_with_primary_care", value: true },
    { fact: "target_groups_shown", value: true },
    { fact: "subcontracted_share", period: String(rateYear + 1), value: hundredths(subcontracted) },
  ];
}

/** What the buyer notes: who is known already, and what came in when. */
function intake({ provider, story, draw }: About, receivedAt: string): Answered[] {
  const received = (fact: string, at: string): Answered => ({ fact, value: at, by: "buyer", knownAt: at });
  const next = rateYear + 1;
  const monitors = [
    received("monitor_april_received_at", `${next}-03-${two(1 + draw.below(28))}T12:00:00+01:00`),
    received("monitor_october_received_at", `${next}-09-${two(1 + draw.below(28))}T12:00:00+02:00`),
  ];
  return [
    { fact: "existing_provider", value: true, by: "buyer" },
    { fact: "funding", period: String(next), value: provider.funding, by: "buyer" },
    received("quality_data_received_at", receivedAt),
    { fact: "quality_data_channel", value: "vecozo", by: "buyer" },
    ...(story === "correction_too_late" ? [received("quality_data_corrected_at", correctedAt)] : []),
    ...(provider.funding === "monthly" ? monitors : []),
  ];
}

/** The moment at which the window for quality data has just closed. */
const correctedAt = `${rateYear}-06-01T00:00:00+02:00`;

/** The fact that a provider left out: by its story, or one provider in forty the number of registered staff. */
function silence({ story, draw }: About): string | undefined {
  if (story === "fact_missing") return "level5_fte";
  return draw.below(40) === 0 && story === undefined ? "nursing_staff_registered" : undefined;
}

/** The same counts once more, after the window has closed. */
function correction(answers: Answers, provider: Provider, replaces: string): DossierFact[] {
  const changed = qualityFacts(answers).filter(({ fact }) => fact.startsWith("nps_") && fact !== "nps_representative");
  return changed.map((answer) => ({ ...toFact(provider, answer, correctedAt), replaces }));
}
