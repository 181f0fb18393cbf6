import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { answersOf, qualityOf } from "./quality.ts";

const { providers } = makeMarket({ size: "region", seed: 7, years: [2023] });
const [provider] = providers;
const quality = { registered: 625, level5: 30, promoters: 600, critics: 125, surveyed: 400 };

test("better providers have more registered staff and promoters, and fewer critics", () => {
  const truths = providers.map((p) => ({ good: p.quality, ...qualityOf(p, 7) }));
  const mean = (side: (good: number) => boolean, figure: "registered" | "promoters" | "critics" | "surveyed") => {
    const chosen = truths.filter((truth) => side(truth.good));
    return chosen.reduce((sum, truth) => sum + truth[figure], 0) / chosen.length;
  };
  for (const figure of ["registered", "promoters", "surveyed"] as const)
    assert.ok(mean((good) => good > 0, figure) > mean((good) => good < 0, figure), figure);
  assert.ok(mean((good) => good > 0, "critics") < mean((good) => good < 0, "critics"));
});

test("answers are counts that fit in each other", () => {
  const answers = answersOf(quality, 5000, 7, provider!);
  const surveyed = answers.promoters + answers.passives + answers.critics;
  assert.ok(Math.abs(surveyed / 5000 - 0.4) < 0.03);
  assert.ok(Math.abs(answers.promoters / surveyed - 0.6) < 0.04);
  assert.ok(Math.abs(answers.critics / surveyed - 0.125) < 0.03);
  assert.ok(Math.abs(answers.staffRegistered / answers.staff - 0.625) < 0.06);
  assert.equal(answers.level5FteHundredths, 15_000, "30 fte per 1,000 clients is 150 fte for 5,000");
});

test("a provider without clients still has staff, and nobody to ask", () => {
  const answers = answersOf(quality, 0, 7, provider!);
  assert.equal(answers.staff, 3);
  assert.equal(answers.promoters + answers.passives + answers.critics, 0);
});

test("in an unruly market the content answer more often than others, so that the answers are better than the truth", () => {
  const unruly = makeMarket({ kind: "unruly", size: "region", seed: 7, years: [2023] }).providers;
  const shares = unruly.map((p) => {
    const { promoters, passives, critics } = answersOf(quality, 2000, 7, p);
    return promoters / (promoters + passives + critics);
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  assert.ok(mean > 0.63, `of those asked 60 % is a promoter, of those who answer ${mean}`);
});

test("clients of one nurse think alike: answers vary more than those of clients one by one", () => {
  const [any] = makeMarket({ kind: "unruly", size: "tiny", seed: 7, years: [2023] }).providers;
  const even = { ...any!, unrest: { ...any!.unrest!, willing: { promoters: 1000, passives: 1000, critics: 1000 } } };
  const spreadOf = (p: typeof even | NonNullable<typeof provider>) => {
    const counts = Array.from({ length: 400 }, (_, draw) => answersOf(quality, 600, draw, p).promoters);
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    return counts.reduce((a, b) => a + (b - mean) ** 2, 0) / counts.length;
  };
  assert.ok(spreadOf(even) > 1.2 * spreadOf(provider!), `${spreadOf(even)} ${spreadOf(provider!)}`);
});

test("another questionnaire gives other answers", () => {
  assert.notDeepEqual(answersOf(quality, 500, 7, provider!), answersOf(quality, 500, 7, provider!, "correction"));
});
