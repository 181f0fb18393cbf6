import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDocument } from "./document.ts";
import { broughtInBy, fill, readAsked, variationOf } from "./filling.ts";
import type { Asked, Observed } from "./filling.ts";
import type { Finding } from "./finding.ts";
import { toLine } from "./finding.ts";
import { add, compare, ratio, same } from "./ratio.ts";

/** `visits 4000 110.00 ..95.00` is a product, its volume, its reference price, and the bounds that it has. */
function product(text: string): Asked {
  const [id = "", volume = "", reference = "", bounds = ".."] = text.split(/ +/);
  const [least = "", most = ""] = bounds.split("..");
  return {
    id,
    volume: BigInt(volume),
    reference: cents(reference),
    ...(least !== "" && { atLeast: cents(least) }),
    ...(most !== "" && { atMost: cents(most) }),
  };
}

function cents(text: string): bigint {
  return BigInt(text.replace(".", ""));
}

function write(sum: string, ...products: string[]): string {
  const filling = fill(cents(sum), products.map(product));
  if (filling.kind === "filled")
    return filling.products
      .map(
        ({ id, price, dearer, heldBy }) =>
          `${id} ${price}${dearer > 0n ? ` +${dearer}` : ""}${heldBy ? ` ${heldBy}` : ""}`,
      )
      .join("; ");
  return filling.reasons
    .map(({ code, product: id, reachable }) => [code, id, reachable].filter(Boolean).join(" "))
    .join("; ");
}

test("every price moves by one factor from its reference, unless a bound holds it", () => {
  assert.equal(write("1200.00", "visits 10 100.00", "hips 1 200.00"), "visits 10000; hips 20000");
  assert.equal(write("600.00", "visits 10 100.00", "hips 1 200.00"), "visits 5000; hips 10000");
  assert.equal(write("1800.00", "visits 10 100.00 ..110.00", "hips 1 200.00"), "visits 11000 at_most; hips 70000");
  assert.equal(write("600.00", "visits 10 100.00", "hips 1 200.00 150.00.."), "visits 4500; hips 15000 at_least");
});

test("what does not fit whole cents is invoiced as some units of one product a cent dearer", () => {
  assert.equal(write("1000.00", "visits 3 300.00"), "visits 33333 +1");
  assert.equal(write("0.05", "visits 3 300.00"), "visits 1 +2");
  assert.equal(write("0.00", "visits 3 300.00"), "visits 0");
});

test("a sum that cannot be filled says every reason, and how far prices can reach", () => {
  assert.equal(write("500.00", "visits 10 30.00 ..40.00", "hips 1 50.00 ..60.00"), "filling-too-high 46000");
  assert.equal(write("10.00", "visits 10 30.00 20.00..", "hips 1 50.00"), "filling-too-low 20000");
  assert.equal(
    write("10.00", "visits 10 30.00 50.00..40.00", "hips 1 5.00 9.00..8.00"),
    "filling-bounds visits; filling-bounds hips",
  );
  assert.equal(write("10.00", "visits 0 30.00"), "filling-no-volume");
  assert.equal(write("100.00", "visits 2 0.00 ..60.00", "hips 1 5.00 ..60.00"), "filling-too-high 6000");
});

const products = fc.array(
  fc.record({
    volume: fc.bigInt({ min: 0n, max: 500n }),
    reference: fc.bigInt({ min: 1n, max: 90_000n }),
    atLeast: fc.bigInt({ min: 0n, max: 40_000n }),
    room: fc.bigInt({ min: 0n, max: 90_000n }),
  }),
  { minLength: 1, maxLength: 6 },
);

test("whatever can be filled is brought in to the cent, within the bounds; whatever cannot lies outside them", () => {
  fc.assert(
    fc.property(products, fc.bigInt({ min: 0n, max: 10n ** 8n }), (some, sum) => {
      const asked = some.map(({ room, ...rest }, i) => ({ id: `p${i}`, ...rest, atMost: rest.atLeast + room }));
      const [least, most] = [(each: Asked) => each.atLeast!, (each: Asked) => each.atMost!].map((of) =>
        asked.reduce((all, each) => all + each.volume * of(each), 0n),
      );
      const filling = fill(sum, asked);
      assert.equal(filling.kind === "filled", sum >= least! && sum <= most!);
      if (filling.kind !== "filled") return;
      assert.equal(broughtInBy(filling.products), sum);
      for (const { price, dearer, volume, atLeast, atMost } of filling.products) {
        assert.ok(price >= atLeast! && price <= atMost! && dearer < (volume || 1n));
        if (dearer > 0n) assert.ok(price < atMost!, "a cent dearer still fits");
      }
      assert.ok(filling.products.filter(({ dearer }) => dearer > 0n).length <= 1, "one product at most has two prices");
    }),
  );
});

test("an asked product is read from its text, with what is wrong told", () => {
  const read = (text: string): string => {
    const findings: Finding[] = [];
    const asked = readAsked(readDocument("f.yaml", text, findings)!, ["nl", "en"], findings);
    return asked === undefined
      ? findings.map(toLine).join("\n")
      : JSON.stringify(asked, (_, v: unknown) => (typeof v === "bigint" ? Number(v) : v));
  };
  assert.equal(
    read('{id: a, nl: a, en: a, volume: "3", reference: "12.50", at_most: "13"}'),
    '{"id":"a","volume":3,"reference":1250,"atMost":1300}',
  );
  assert.match(read('{id: a, nl: a, en: a, volume: "3.5", reference: "12.50"}'), /bad-value: volume: found `3.5`/);
  assert.match(read('{id: a, nl: a, en: a, reference: "12.50"}'), /missing-key/);
});

/** A contract, a product, a price and a volume per row. */
function observed(rows: string): Observed[] {
  return rows
    .trim()
    .split("\n")
    .map((row) => {
      const [contract = "", name = "", price = "", volume = ""] = row.trim().split(/ +/);
      return { contract, product: name, price: cents(price), volume: BigInt(volume) };
    });
}

test("contracts of the same total that were filled differently: all variation may be fictitious", () => {
  const variation = variationOf(
    observed(`
      north visits  80.00 100
      north hips  1200.00  10
      south visits 120.00 100
      south hips   800.00  10`),
  );
  assert.deepEqual([...variation!.levels.values()], [ratio(1n), ratio(1n)]);
  assert.deepEqual(variation?.fictitiousAtMost, ratio(1n));
});

test("contracts that differ in level alone: none of it is", () => {
  const variation = variationOf(
    observed(`
      north visits  80.00 100
      north hips   800.00  10
      south visits 120.00 100
      south hips  1200.00  10`),
  );
  assert.deepEqual(variation?.levels.get("north"), ratio(4n, 5n));
  assert.deepEqual(variation?.fictitiousAtMost, ratio(0n));
});

test("without differences, or without turnover, there is no share to tell", () => {
  assert.equal(variationOf([]), undefined);
  assert.equal(variationOf(observed("north visits 80.00 0")), undefined);
  assert.equal(variationOf(observed("north visits 80.00 3"))?.fictitiousAtMost, undefined);
});

test("the variation between contracts and that within them add up exactly", () => {
  const rows = fc.array(
    fc.record({
      contract: fc.constantFrom("n", "s", "w"),
      product: fc.constantFrom("a", "b", "c"),
      price: fc.bigInt({ min: 1n, max: 9999n }),
      volume: fc.bigInt({ min: 1n, max: 99n }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, (some) => {
      const { total, between, within } = variationOf(some)!;
      assert.ok(same(total, add(between, within)));
      assert.ok(compare(within, ratio(0n)) >= 0);
    }),
  );
});
