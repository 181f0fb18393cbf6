/** What agreements say about a provider, as facts of the vocabulary, with when each became known. */
import type { YearAgreement } from "../agreement.ts";
import { parseDay, startOfDay, toInstantText } from "../day.ts";
import type { Instant } from "../day.ts";
import type { Vocabulary } from "../fact.ts";
import type { FactVersion } from "../fact-version.ts";

export interface FactTold {
  /** The file that the agreements came in. */
  readonly origin: string;
  /** When they became known, as the sender tells of the whole sheet. */
  readonly knownAt?: string | undefined;
  /** The instant of loading: nothing is known later. */
  readonly now: Instant;
  /** Whether the dossier knows something of this fact, provider and year already. */
  readonly isKnown: (fact: string, provider: string, period: string) => boolean;
}

interface Told {
  readonly fact: string;
  readonly value: unknown;
  /** The first year in which it is known, unless something else is told. */
  readonly from: number;
}

/**
 * The facts of a provider's year that the vocabulary has: name, agreement, ceiling, realisation and funding. What is not told is no fact.
 * An agreement is taken to be known from the first day of its year, what was realised from the first day after it; what changes
 * something known is known from now.
 */
export function toFacts(year: YearAgreement, vocabulary: Pick<Vocabulary, "has">, told: FactTold): FactVersion[] {
  const subject = year.provider;
  const period = String(year.year);
  const all: Told[] = [
    { fact: "organisation_name", value: year.organisation, from: year.year },
    { fact: "agreement_amount", value: money(year.agreementCents), from: year.year },
    { fact: "revenue_ceiling", value: money(year.ceilingCents), from: year.year },
    { fact: "realised_amount", value: money(year.realisedCents), from: year.year + 1 },
    { fact: "funding", value: year.funding, from: year.year },
  ];
  return all
    .filter(({ fact, value }) => value !== undefined && vocabulary.has(fact))
    .map(({ fact, value, from }) => {
      const isNews = told.isKnown(fact, subject, period);
      const known_at = told.knownAt ?? toInstantText(isNews ? told.now : Math.min(knownFrom(year, from), told.now));
      return { fact, subject, period, value, origin: told.origin, known_at };
    });
}

function money(cents: bigint | undefined): { cents: string } | undefined {
  return cents === undefined ? undefined : { cents: String(cents) };
}

function knownFrom({ knownOn }: YearAgreement, from: number): Instant {
  return startOfDay(knownOn ?? parseDay(`${from}-01-01`)!);
}
