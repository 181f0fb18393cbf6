import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, dayOf, monthsOf, parseDay, parseInstant, toDayText, toInstantText } from "./day.ts";

const day = (text: string): number => parseDay(text) ?? assert.fail(text);
const instant = (text: string): number => parseInstant(text) ?? assert.fail(text);

test("six weeks after 10 September 2024 is 22 October (003 §2.2.5)", () => {
  assert.equal(toDayText(addDays(day("2024-09-10"), 42)), "2024-10-22");
});

test("parseDay() refuses what is not on the calendar", () => {
  for (const text of ["2023-02-29", "2024-13-01", "2024-1-1", "2024-09-15T00:00", "15-09-2024"])
    assert.equal(parseDay(text), undefined, text);
  assert.equal(toDayText(day("2024-02-29")), "2024-02-29");
});

test("the delivery window closes at midnight in Amsterdam, summer time", () => {
  const closes = instant("2023-06-01T00:00:00+02:00");
  assert.equal(closes, instant("2023-05-31T22:00:00Z"));
  assert.equal(toInstantText(closes), "2023-06-01T00:00:00+02:00");
  assert.equal(toDayText(dayOf(closes)), "2023-06-01");
  assert.equal(toDayText(dayOf(closes - 1)), "2023-05-31");
  assert.equal(parseInstant("2023-06-01T00:00:00"), undefined);
});

test("addMonths() ends a shorter month on its last day", () => {
  assert.equal(toDayText(addMonths(day("2024-01-31"), 1)), "2024-02-29");
});

test("monthsOf() spells a period out", () => {
  assert.equal(monthsOf("2024")?.length, 12);
  assert.deepEqual(monthsOf("2023-11..2024-02"), ["2023-11", "2023-12", "2024-01", "2024-02"]);
  assert.deepEqual(monthsOf("2024-08"), ["2024-08"]);
  for (const period of ["2024-13", "2024-05..2024-01", "24", "2024-01..05"])
    assert.equal(monthsOf(period), undefined, period);
});
