import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import { nationalRates, rateYear, widthOf } from "./national-rate.ts";

const source = new URL("../../../shared/data/vektis/derived_national_age_sex_by_year.csv", import.meta.url);
const absent = existsSync(source)
  ? false
  : "the Vektis figures in ../shared/data are not here, so the rates go unchecked";

test("the classes cover all ages once per sex, and all insured", () => {
  for (const sex of ["male", "female"] as const) {
    let age = 0;
    for (const rate of nationalRates.filter((r) => r.sex === sex)) {
      assert.equal(rate.ageFrom, age);
      age += widthOf(rate.ageFrom);
    }
    assert.equal(age, 98);
  }
  const total = nationalRates.reduce((sum, rate) => sum + rate.perMillion, 0);
  assert.ok(Math.abs(total - 1_000_000) < 30, String(total));
});

test("the rates are those of the published figures", { skip: absent }, () => {
  const rows = parse(readFileSync(source), { columns: true }) as Record<string, string>[];
  const year = rows.filter((row) => row["jaar"] === String(rateYear));
  const insured = (row: Record<string, string>) => Number(row["aantal_verzekerdejaren"]);
  const all = year.reduce((sum, row) => sum + insured(row), 0);
  assert.equal(year.length, nationalRates.length);
  for (const row of year) {
    const ageFrom = Number.parseInt(row["leeftijdsklasse"]!);
    const sex = row["geslacht"] === "M" ? "male" : "female";
    const rate = nationalRates.find((r) => r.ageFrom === ageFrom && r.sex === sex)!;
    assert.equal(rate.perMillion, Math.round((insured(row) / all) * 1e6));
    assert.equal(rate.centsPerYear, Math.round((Number(row["kosten_verpleging_en_verzorging"]) / insured(row)) * 100));
  }
});
