import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, dayOf, monthsOf, parseDay, parseInstant, toDayText, toInstantText } from "./day.ts";

const day = (text: string): number => parseDay(text) ?? assert.fail(text);
const instant = (text: string): number => parseInstant(text) ?? assert.fail(text);

test("six weeks after 10 September 2024 is 22 October (003 §2.2.5)", () => {
  assert.equal(addDays(day("2024-09-10"), 42), day("2024-10-22"));
});

test("parseDay() refuses what is not on the calendar", () => {
  for (const text of ["2023-02-29", "2024-13-01", "2024-1-1", "2024-09-15T00:00", "15-09-2024", "0000-12-31"])
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

test("parseInstant() refuses what no clock shows, and what lies before Europe's common summer time", () => {
  for (const text of [
    "2023-02-30T00:00:00Z",
    "2023-06-01T24:00:00Z",
    "2023-06-01T00:60Z",
    "2023-06-01T00:00:00+25:00",
    "1995-12-31T23:59:59Z",
    "9999-12-31T23:30:00Z",
  ])
    assert.equal(parseInstant(text), undefined, text);
  assert.equal(toInstantText(instant("1996-01-01T00:00Z")), "1996-01-01T01:00:00+01:00");
});

test("what leads outside the years of four digits is unknown", () => {
  const [first, last] = [day("0001-01-01"), day("9999-12-31")];
  assert.deepEqual([addDays(first, -1), addDays(last, 1), addDays(first, 1e300)], [undefined, undefined, undefined]);
  assert.deepEqual(
    [addMonths(first, -1), addMonths(last, 1), addMonths(first, 1e300)],
    [undefined, undefined, undefined],
  );
  assert.equal(addMonths(first, 12 * 9998), day("9999-01-01"));
});

test("addMonths() ends a shorter month on its last day", () => {
  assert.equal(addMonths(day("2024-01-31"), 1), day("2024-02-29"));
});

test("monthsOf() spells a period out", () => {
  assert.equal(monthsOf("2024")?.length, 12);
  assert.deepEqual(monthsOf("2023-11..2024-02"), ["2023-11", "2023-12", "2024-01", "2024-02"]);
  assert.deepEqual(monthsOf("2024-08"), ["2024-08"]);
  for (const period of ["2024-13", "2024-05..2024-01", "24", "2024-01..05"])
    assert.equal(monthsOf(period), undefined, period);
});
