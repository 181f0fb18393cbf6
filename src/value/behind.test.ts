import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ratio } from "../ratio.ts";
import { behindOf, othersOf } from "./behind.ts";

/** Who delivered what, as `a 50, b 30`. */
const contributions = (text: string) =>
  text.split(", ").map((line) => {
    const [provider = "", cents = ""] = line.split(" ");
    return { provider, cents: BigInt(cents) };
  });
const one = (reader: string, text: string) =>
  othersOf(reader, [{ behind: behindOf(contributions(text)), weight: ratio(1n) }]);

test("who reads a mean takes its own part out: of the others the largest is counted against what is left", () => {
  const text = "a 50, b 30, c 15, d 5";
  assert.deepEqual(one("a", text), { others: "3", largest_share: "0.600000" });
  assert.deepEqual(one("b", text), { others: "3", largest_share: "0.714286" });
  // No peer itself.
  assert.deepEqual(one("x", text), { others: "4", largest_share: "0.500000" });
  assert.deepEqual(one("a", "a 50"), { others: "0" });
});

test("rows of one provider add up, and credits weigh as what they take off", () => {
  assert.deepEqual(one("a", "a 1, b 30, c 20, b 30"), { others: "2", largest_share: "0.750000" });
  assert.deepEqual(one("a", "b -60, c 20"), { others: "2", largest_share: "0.750000" });
});

test("strata count for as much as the reader's figure counts them", () => {
  const [many, alone] = [behindOf(contributions("b 10, c 10, d 10, e 10")), behindOf(contributions("b 40"))];
  const told = (n: bigint, d: bigint) =>
    othersOf("a", [
      { behind: many, weight: ratio(1n) },
      { behind: alone, weight: ratio(n, d) },
    ]);
  assert.deepEqual(told(1n, 100n), { others: "4", largest_share: "0.257426" });
  assert.deepEqual(told(1n, 1n), { others: "4", largest_share: "0.625000" });
});

test("property: no other makes up more of what a reader can work out than is told", () => {
  const cents = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cents, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }), (strata) => {
      const names = ["a", "b", "c", "d"];
      const { largest_share: told } = othersOf(
        "a",
        strata.map(([own, weight]) => ({
          behind: behindOf(own.map((amount, i) => ({ provider: names[i]!, cents: BigInt(amount) }))),
          weight: ratio(BigInt(weight)),
        })),
      );
      const parts = [1, 2, 3].map((i) => strata.reduce((sum, [own, weight]) => sum + own[i]! * weight, 0));
      const all = parts.reduce((a, b) => a + b, 0);
      if (all === 0) assert.equal(told, undefined);
      else assert.ok(Math.max(...parts) / all <= Number(told) + 1e-12);
    }),
  );
});
