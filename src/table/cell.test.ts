import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toDecimalText } from "../decimal.ts";
import {
  ageCell,
  agbCell,
  centsCell,
  countCell,
  dayCell,
  detectMark,
  sexCell,
  toPlainNumber,
  truthCell,
} from "./cell.ts";
import type { DecimalMark } from "./cell.ts";

test("a number is read by the mark of its table", () => {
  const cases: [string, DecimalMark | undefined, string | undefined][] = [
    ["1250", undefined, "1250"],
    ["€ 1.250,50", ",", "1250.50"],
    ["1,250.50", ".", "1250.50"],
    ["1.250,50", undefined, "1250.50"],
    ["1.250,50", ".", undefined],
    ["1.250", ",", "1250"],
    ["1.250", ".", "1.250"],
    ["1.250", undefined, undefined],
    ["0.250", undefined, "0.250"],
    ["12,5", undefined, "12.5"],
    ["12,5", ".", undefined],
    ["1.250.000", undefined, "1250000"],
    ["1.25.000", undefined, undefined],
    ["1.250.00", ",", undefined],
    ["€ 1.250,-", ",", "1250"],
    ["-3,00", ",", "-3.00"],
    ["1e6", ".", undefined],
    ["12..5", ".", undefined],
    ["", ".", undefined],
  ];
  for (const [text, mark, plain] of cases) assert.equal(toPlainNumber(text, mark), plain, `${text} with mark ${mark}`);
});

test("property: an amount written the Dutch or the English way comes back to the cent", () => {
  const cents = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
  fc.assert(
    fc.property(cents, fc.boolean(), fc.boolean(), (amount, dutch, grouped) => {
      const [whole = "", fraction = ""] = toDecimalText(amount, 2).split(".");
      const groups = grouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, dutch ? "." : ",") : whole;
      const text = `${groups}${dutch ? "," : "."}${fraction}`;
      assert.equal(centsCell.read(text, dutch ? "," : "."), amount);
      assert.equal(centsCell.read(text, undefined), amount);
      assert.equal(detectMark([text]), dutch ? "," : ".");
    }),
  );
});

test("the mark of a table is known when some number tells and none contradicts", () => {
  assert.equal(detectMark(["8", "1.250", "Jan 1.5 uur", "12,50"]), ",");
  assert.equal(detectMark(["62.5%", "7"]), ".");
  assert.equal(detectMark(["1.250", "2.300"]), undefined);
  assert.equal(detectMark(["1.5", "1,5"]), undefined);
  assert.equal(detectMark(["15-01-2024", "01234567"]), undefined);
});

test("a cell is read as its type or not at all", () => {
  assert.equal(countCell.read("-1", undefined), undefined);
  assert.equal(centsCell.read("1,005", ","), undefined);
  assert.equal(dayCell.read("15-9-2024", undefined), dayCell.read("2024-09-15", undefined));
  assert.equal(dayCell.read("09-15-2024", undefined), undefined);
  assert.equal(agbCell.read("1234567", undefined), undefined);
  assert.equal(agbCell.read("41000000", undefined), undefined);
  assert.equal(agbCell.read("01234567", undefined), "01234567");
  assert.deepEqual(
    ["WAAR", "nee", "misschien"].map((text) => truthCell.read(text, undefined)),
    [true, false, undefined],
  );
  assert.deepEqual(
    ["V", "m", "x"].map((text) => sexCell.read(text, undefined)),
    ["female", "male", undefined],
  );
  const ages = ["5 t/m  9 jaar", "90+", "75-79", "0", "jong"];
  assert.deepEqual(
    ages.map((text) => ageCell.read(text, undefined)),
    [5, 90, 75, 0, undefined],
  );
});
