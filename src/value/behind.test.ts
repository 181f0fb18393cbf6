import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ratio } from "../ratio.ts";
import { apart, behindOf, leftTo, wholly } from "./behind.ts";

/** Who delivered what, and to how many, as `a 50, b 30 7`. */
const contributions = (text: string) =>
  text.split(", ").map((line) => {
    const [provider = "", cents = "", clients] = line.split(" ");
    return { provider, cents: BigInt(cents), ...(clients !== undefined && { clients: BigInt(clients) }) };
  });
const one = (reader: string, text: string) => leftTo(reader, wholly(behindOf(contributions(text))));

test("who reads a mean takes its own part out: of the others the largest is counted against what is left", () => {
  const text = "a 50, b 30, c 15, d 5";
  assert.deepEqual(one("a", text), { others: 3n, share: { n: 30n, d: 50n } });
  assert.deepEqual(one("b", text), { others: 3n, share: { n: 50n, d: 70n } });
  // No peer itself.
  assert.deepEqual(one("x", text), { others: 4n, share: { n: 50n, d: 100n } });
  assert.deepEqual(one("a", "a 50"), { others: 0n });
});

test("people are those of the others, and not known where those of one are not", () => {
  assert.equal(one("a", "a 50 3, b 30 4, c 20 5").people, 9n);
  assert.equal(one("x", "a 50 3, b 30 4, c 20 5").people, 12n);
  assert.equal(one("a", "a 50 3, b 30, c 20 5").people, undefined);
});

test("rows of one provider add up, and credits weigh as what they take off", () => {
  assert.deepEqual(one("a", "a 1, b 30, c 20, b 30"), { others: 2n, share: { n: 60n, d: 80n } });
  assert.deepEqual(one("a", "b -60, c 20"), { others: 2n, share: { n: 60n, d: 80n } });
});

test("two figures are apart by who stands behind one of them alone", () => {
  const of = (text: string) => behindOf(contributions(text));
  assert.deepEqual(
    [...apart(of("a 1, b 2, c 3"), of("b 2, c 3, d 4")).cents],
    [
      ["a", 1n],
      ["d", 4n],
    ],
  );
  assert.equal(apart(of("a 1, b 2"), of("b 2, a 1")).cents.size, 0);
});

test("property: over several strata a reader is left what the others have in all of them", () => {
  const cents = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cents, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }), (strata) => {
      const names = ["a", "b", "c", "d"];
      const counted = strata.map(([own, weight]) => ({
        behind: behindOf(own.map((amount, i) => ({ provider: names[i]!, cents: BigInt(amount) }))),
        weight: ratio(BigInt(strata.length === 1 ? 1 : weight)),
      }));
      const { others, share } = leftTo("a", counted);
      assert.equal(others, 3n);
      const parts = [1, 2, 3].map((i) =>
        strata.reduce((sum, [own, weight]) => sum + own[i]! * (strata.length === 1 ? 1 : weight), 0),
      );
      const all = parts.reduce((a, b) => a + b, 0);
      if (all === 0) assert.equal(share, undefined);
      else assert.ok(Math.abs(Math.max(...parts) / all - Number(share!.n) / Number(share!.d)) < 1e-12);
    }),
  );
});
