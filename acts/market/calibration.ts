/**
 * How near the drawn market came to the national rates: per sex and age class, and for all, what people cost in the year of the rates.
 * The expectation is that of the model; what lies between it and the claims is chance, told as one standard deviation.
 */
import { expectedByClass, rateYear, rateOf } from "../../src/market.ts";
import type { Market } from "../../src/market.ts";
import type { Lake, Row } from "../effects.ts";

/** What people of a sex and age class cost in the year of the rates: by the rate, as expected, and as drawn. */
export interface ClassDrawn {
  readonly sex: string;
  readonly ageFrom: number;
  readonly rateCents: number;
  readonly expectedCents: number;
  readonly drawnCents: number;
  /** One standard deviation of what chance adds. */
  readonly noiseCents: number;
}

export interface Calibration {
  readonly classes: readonly ClassDrawn[];
  readonly total: Omit<ClassDrawn, "sex" | "ageFrom">;
}

/** Claims of one insured person are drawn apart from those of another, so the squares of what clients cost add up to the variance. */
const drawnByClass = `
  SELECT sex, least((${rateYear} - birth_year) // 5 * 5, 90)::INTEGER AS age_from, sum(cents)::BIGINT AS cents,
    sum((cents // 100) * (cents // 100))::BIGINT AS square_euros
  FROM (
    SELECT client, any_value(sex) AS sex, any_value(birth_year) AS birth_year, sum(granted_cents)::BIGINT AS cents
    FROM claims WHERE year = ${rateYear} GROUP BY client
  )
  GROUP BY ALL`;

export async function calibrate(lake: Lake, market: Market): Promise<Calibration> {
  const drawn = new Map((await lake.query(drawnByClass)).map((row) => [`${row["sex"]} ${row["age_from"]}`, row]));
  const classes = expectedByClass(market, market.startRates, rateYear).map((expected) =>
    toClass(expected, drawn.get(`${expected.sex} ${expected.ageFrom}`)),
  );
  const sum = (key: "rateCents" | "expectedCents" | "drawnCents"): number =>
    classes.reduce((all, c) => all + c[key], 0);
  const noiseCents = Math.sqrt(classes.reduce((all, { noiseCents: noise }) => all + noise * noise, 0));
  const total = { rateCents: sum("rateCents"), expectedCents: sum("expectedCents"), drawnCents: sum("drawnCents") };
  return { classes, total: { ...total, noiseCents } };
}

function toClass(
  { sex, ageFrom, persons, cents }: ReturnType<typeof expectedByClass>[number],
  row: Row | undefined,
): ClassDrawn {
  return {
    sex,
    ageFrom,
    rateCents: persons * rateOf(sex, ageFrom).centsPerYear,
    expectedCents: Math.round(cents),
    drawnCents: Number(row?.["cents"] ?? 0n),
    noiseCents: Math.round(100 * Math.sqrt(Number(row?.["square_euros"] ?? 0n))),
  };
}
