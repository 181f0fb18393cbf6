/**
 * The truth about a provider's quality, and what a questionnaire sees of it. Each figure follows the provider's quality with a
 * noise of its own; what is answered is a count of staff or clients, so small providers show more chance than truth.
 */
import { type Chance, chance } from "./chance.ts";
import type { Provider } from "./provider.ts";
import type { Unrest } from "./unrest.ts";

/** Shares in thousandths. */
export interface Quality {
  /** Nurses and carers in the quality register. */
  readonly registered: number;
  /** Fte of level 5 or above per thousand clients. */
  readonly level5: number;
  /** Of those who answer the recommendation question: promoters and critics. */
  readonly promoters: number;
  readonly critics: number;
  /** Clients who answer it. */
  readonly surveyed: number;
}

/** What was counted in a year: staff, fte in hundredths, and answers to the recommendation question. */
export interface Answers {
  readonly clients: number;
  readonly staff: number;
  readonly staffRegistered: number;
  readonly level5FteHundredths: number;
  readonly promoters: number;
  readonly passives: number;
  readonly critics: number;
}

/** Each figure: its mean, how much one deviation of quality moves it, how much chance moves it, and its bounds. */
const figures = {
  registered: { mean: 640, quality: 70, noise: 60, least: 200, most: 960 },
  level5: { mean: 30, quality: 4, noise: 5, least: 8, most: 70 },
  promoters: { mean: 460, quality: 60, noise: 40, least: 150, most: 800 },
  critics: { mean: 130, quality: -30, noise: 20, least: 20, most: 190 },
  surveyed: { mean: 380, quality: 60, noise: 110, least: 60, most: 900 },
} as const;

export function qualityOf(provider: Provider, seed: number): Quality {
  const draw = chance(seed, "quality", provider.id);
  const figure = ({ mean, quality, noise, least, most }: (typeof figures)[keyof typeof figures]): number => {
    const moved = mean + Math.round((quality * provider.quality + noise * draw.normal()) / 1000);
    return Math.min(most, Math.max(least, moved));
  };
  return {
    registered: figure(figures.registered),
    level5: figure(figures.level5),
    promoters: figure(figures.promoters),
    critics: figure(figures.critics),
    surveyed: figure(figures.surveyed),
  };
}

/** Clients per member of staff, as a rule of thumb that providers stay near. */
const clientsPerStaff = 4;

/** What a provider with this many clients answers, in this year or another: `round` tells questionnaires apart. */
export function answersOf(quality: Quality, clients: number, draw: number, provider: Provider, round = ""): Answers {
  const by = chance(draw, "answers", provider.id, round);
  const staff = Math.max(3, Math.round((clients * (900 + by.below(200))) / 1000 / clientsPerStaff));
  const { unrest } = provider;
  const recommended =
    unrest === undefined
      ? answersOfAny(quality, clients, by)
      : answersOfTheWilling(quality, clients, by, unrest.willing);
  return {
    clients,
    staff,
    staffRegistered: by.successes(staff, quality.registered),
    level5FteHundredths: Math.round((quality.level5 * clients) / 10),
    ...recommended,
  };
}

type Recommended = Pick<Answers, "promoters" | "passives" | "critics">;

/** Whoever answers is as content as who does not. */
function answersOfAny(quality: Quality, clients: number, by: Chance): Recommended {
  const surveyed = by.successes(clients, quality.surveyed);
  const promoters = by.successes(surveyed, quality.promoters);
  const critics = by.successes(surveyed - promoters, criticsAmongOthers(quality));
  return { promoters, passives: surveyed - promoters - critics, critics };
}

function criticsAmongOthers({ promoters, critics }: Quality): number {
  return Math.round((critics * 1000) / (1000 - promoters));
}

/** So many clients know the same nurse, and are content or not together. */
const sameNurse = 25;

/** How far the mood around one nurse lies from that of all, in thousandths of clients who are promoters. */
const mood = 150;

/** Clients of one nurse think alike, and whether they answer depends on what they think. */
function answersOfTheWilling(quality: Quality, clients: number, by: Chance, willing: Unrest["willing"]): Recommended {
  const sum = { promoters: 0, passives: 0, critics: 0 };
  const share = (usual: number): number => Math.min(950, Math.round((quality.surveyed * usual) / 1000));
  for (let left = clients; left > 0; left -= sameNurse) {
    const around = Math.min(left, sameNurse);
    const liked = Math.min(950, Math.max(50, quality.promoters + Math.round((mood * by.normal()) / 1000)));
    const promoters = by.successes(around, liked);
    const critics = by.successes(around - promoters, criticsAmongOthers(quality));
    sum.promoters += by.successes(promoters, share(willing.promoters));
    sum.critics += by.successes(critics, share(willing.critics));
    sum.passives += by.successes(around - promoters - critics, share(willing.passives));
  }
  return sum;
}
