import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, dayOf, daysBetween, isDay, isInstant, momentOf } from "./calendar.ts";

test("isDay() knows the calendar", () => {
  for (const text of ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]) assert.ok(isDay(text), text);
  for (const text of ["2023-02-29", "1900-02-29", "0000-01-01", "2024-13-01", "2024-1-1", "2024-04-31", "20240401", ""])
    assert.ok(!isDay(text), text);
});

test("isInstant() asks an offset", () => {
  for (const text of ["2023-06-01T00:00:00+02:00", "2023-06-01T00:00Z", "2023-06-01T23:59:59.125-11:30"])
    assert.ok(isInstant(text), text);
  for (const text of [
    "2023-06-01",
    "2023-06-01T00:00:00",
    "2023-06-01T24:00Z",
    "2023-06-01T00:60Z",
    "2023-06-01T00:00:60Z",
    "2023-06-31T00:00Z",
    "2023-06-01T00:00z",
    "2023-06-01 00:00Z",
    "2023-06-01T00:00:00.1234Z",
    "2023-06-01T00:00+24:00",
  ])
    assert.ok(!isInstant(text), text);
});

test("momentOf() is the same for one moment in two places", () => {
  assert.equal(momentOf("2023-06-01T00:00:00+02:00"), momentOf("2023-05-31T22:00Z"));
  assert.ok(momentOf("2023-06-01T00:00:00.001Z") > momentOf("2023-06-01T00:00Z"));
});

test("days and months are added on the calendar, and end where it ends", () => {
  assert.equal(addDays("2024-02-28", 2n), "2024-03-01");
  assert.equal(addDays("9999-12-31", 1n), undefined);
  assert.equal(addDays("2024-01-01", 10n ** 30n), undefined);
  assert.equal(addMonths("2024-01-31", 1n), "2024-02-29");
  assert.equal(addMonths("2024-03-31", -1n), "2024-02-29");
  assert.equal(addMonths("0001-01-31", -1n), undefined);
  assert.equal(daysBetween("2024-02-28", "2024-03-01"), 2n);
  assert.equal(daysBetween("2024-03-01", "2024-02-28"), -2n);
});

test("dayOf() is the day in Amsterdam, summer time included", () => {
  assert.equal(dayOf("2023-05-31T22:00:00Z"), "2023-06-01");
  assert.equal(dayOf("2023-12-31T22:59:59Z"), "2023-12-31");
  assert.equal(dayOf("2023-12-31T23:00:00Z"), "2024-01-01");
});

test("dayOf() follows the rule of RECEIPT.md at every change of the clock", () => {
  for (let year = 1996; year < 2060; year++)
    for (const [month, before, after] of [
      [3, 1, 2],
      [10, 2, 1],
    ] as const) {
      const last = new Date(Date.UTC(year, month, 0));
      last.setUTCDate(last.getUTCDate() - last.getUTCDay());
      const change = last.getTime() + 3_600_000;
      for (const [moment, hours] of [
        [change - 1, before],
        [change, after],
      ] as const) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO("Europe/Amsterdam");
        assert.equal(zoned.offset, `+0${hours}:00`, `${year}-${month}`);
      }
    }
});
