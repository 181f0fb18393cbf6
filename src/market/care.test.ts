import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Finding } from "../finding.ts";
import { readServiceGroups } from "../target-group.ts";
import {
  grantedShare,
  heaviness,
  mix,
  mixSlots,
  monthsWithin,
  stageOf,
  stages,
  startSlots,
  swing,
  targetGroups,
  tariffIndex,
  warmUpYears,
} from "./care.ts";

const group = (id: string) => targetGroups.find((g) => g.id === id)!;

test("the target groups are those of the list by which claims are taken in", () => {
  const file = new URL("../../policy/codes/target-group.yaml", import.meta.url);
  const findings: Finding[] = [];
  const listed = readServiceGroups("target-group.yaml", readFileSync(file, "utf8"), findings);
  assert.deepEqual(findings, []);
  for (const { id, service } of targetGroups)
    assert.equal(listed.find((line) => line.service === service)?.targetGroup, id, service);
});

test("every stage of life spreads its slots over the target groups", () => {
  for (const stage of stages) {
    assert.equal(mix[stage].length, targetGroups.length);
    assert.equal(
      mix[stage].reduce((sum, slots) => sum + slots, 0),
      mixSlots,
    );
  }
  assert.deepEqual([17, 18, 64, 65, 79, 80].map(stageOf), ["child", "adult", "adult", "older", "older", "oldest"]);
});

const yearOf = (year: number) => ({ from: year * 12, until: (year + 1) * 12 });

test("an episode's months are divided over the years without loss", () => {
  for (const g of targetGroups) {
    const months = [0, 1, 2, 3].map((later) => monthsWithin(g, 2020, yearOf(2020 + later)));
    const total = months.reduce((sum, share) => sum + share.n / share.d, 0);
    assert.ok(Math.abs(total - (g.months[0] + g.months[1]) / 2) < 1e-9, g.id);
  }
});

test("one month of prevention stays in its year unless it starts in December and lasts two", () => {
  // Starts: 12 of 120 in December; half of the episodes last two months.
  assert.deepEqual(monthsWithin(group("prevention"), 2023, yearOf(2024)), { n: 12, d: 240 });
  assert.deepEqual(monthsWithin(group("prevention"), 2023, yearOf(2023)), { n: 12 * 2 + 108 * 3, d: 240 });
  assert.equal(startSlots, 120);
});

test("care that started longer ago than the warm-up reaches no claims", () => {
  for (const g of targetGroups) assert.equal(monthsWithin(g, 2022 - warmUpYears - 1, yearOf(2022)).n, 0);
});

test("heaviness and swing average out", () => {
  for (const curve of [heaviness, swing])
    assert.ok(Math.abs(curve.reduce((sum, step) => sum + step, 0) / curve.length - 1000) < 1);
});

test("of 20,000 euro claimed 99.505 % is granted, and tariffs rise", () => {
  assert.deepEqual(grantedShare, { n: 19_901, d: 20_000 });
  assert.deepEqual([-1, 0, 1].map(tariffIndex), [955, 1000, 1045]);
});
