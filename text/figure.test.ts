import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Type } from "../src/datum.ts";
import type { Units } from "../src/unit.ts";
import { toFigure } from "./figure.ts";

const money: Type = { kind: "number", form: "money", scale: 2, unit: "eur" };
const percent: Type = { kind: "number", form: "percent", scale: 4, unit: "" };
const units: Units = new Map([
  ["fte", { id: "fte", nl: "fte", en: "fte" }],
  ["client", { id: "client", nl: "cliënt", en: "client", many: { nl: "cliënten", en: "clients" } }],
]);
const clients: Type = { kind: "number", form: "int", scale: 0, unit: "client" };

test("toFigure() writes values as the reader is used to", () => {
  for (const [type, value, nl, en] of [
    [money, { cents: "100000000" }, "€ 1.000.000,00", "€ 1,000,000.00"],
    [money, { cents: "-5" }, "−€ 0,05", "−€ 0.05"],
    [percent, "62.50", "62,5 %", "62.5 %"],
    [percent, "80.00", "80 %", "80 %"],
    [clients, "104300", "104.300 cliënten", "104,300 clients"],
    [clients, "1", "1 cliënt", "1 client"],
    [
      { kind: "number", form: "decimal", scale: 2, unit: "fte/client" },
      "0.03",
      "0,03 fte per cliënt",
      "0.03 fte per client",
    ],
    [{ kind: "bool" }, true, "ja", "yes"],
    [{ kind: "day" }, "2024-10-22", "22 oktober 2024", "22 October 2024"],
    [{ kind: "instant" }, "2023-06-01T00:00:00+02:00", "1 juni 2023 00:00", "1 June 2023 00:00"],
    [{ kind: "set", values: ["a", "b"] }, ["a", "b"], "a, b", "a, b"],
    [{ kind: "enum", values: ["A"] }, "A", "A", "A"],
  ] as [Type, Json, string, string][]) {
    assert.equal(toFigure(type, value, "nl", units), nl);
    assert.equal(toFigure(type, value, "en", units), en);
  }
});
