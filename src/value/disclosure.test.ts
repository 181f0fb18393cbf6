import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ratio } from "../ratio.ts";
import { behindOf, wholly } from "./behind.ts";
import type { Contribution, Counted } from "./behind.ts";
import { hiddenFrom, tellsSomebody, tellsTo } from "./disclosure.ts";

const limits = { peersLeast: 2n, peopleLeast: 10n, shareMost: ratio(1n, 2n), shareText: "50" };

/** Who has what, of how many, as `a 50 5, b 30 7`. */
const behind = (text: string) =>
  behindOf(
    text.split(", ").map((line) => {
      const [provider = "", cents = "", clients = ""] = line.split(" ");
      return { provider, cents: BigInt(cents), clients: BigInt(clients) };
    }),
  );

test("the rule is about the others: what one knows of itself protects nobody", () => {
  const why = (reader: string, text: string) => tellsTo(reader, wholly(behind(text)), limits)?.why;
  assert.equal(why("a", "a 1000 1000, b 50 5, c 50 5"), undefined);
  assert.equal(why("a", "a 1000 1000, b 50 5, c 50 4"), "few_people");
  assert.equal(why("a", "a 1000 1000, b 50 50"), "few_peers");
  assert.equal(why("a", "a 1000 1000, b 51 5, c 50 5"), "dominant_peer");
  assert.equal(why("x", "b 51 5, c 50 5"), "dominant_peer");
});

test("property: what tells nobody tells none of the peers and no outsider, and the other way round", () => {
  const names = ["a", "b", "c", "d", "e"];
  const row = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 9 })), { maxLength: 5 });
  fc.assert(
    fc.property(row, (amounts) => {
      const contributions = amounts.map(([cents, clients], i): Contribution => {
        return { provider: names[i]!, cents: BigInt(cents), clients: BigInt(clients) };
      });
      const of = behindOf(contributions);
      const readers = [...contributions.map(({ provider }) => provider), "an outsider"];
      const some = readers.some((reader) => tellsTo(reader, wholly(of), limits) !== undefined);
      assert.equal(tellsSomebody(of, limits) !== undefined, some);
    }),
    { numRuns: 500 },
  );
});

const safe = "b 10 10, c 10 10, d 10 10";

test("with a part that tells goes the smallest that is enough, or else more of them", () => {
  const hidden = (...parts: string[]) =>
    [...hiddenFrom("a", new Map(parts.map((text, i) => [String(i), wholly(behind(text))])), limits)].map(
      ([part, why]) => `${part} ${why === "tells_another" ? why : why.why}`,
    );
  assert.deepEqual(hidden(safe, safe), []);
  // One of nine: any part of others hides it; the one of the fewest people goes.
  assert.deepEqual(hidden("b 9 20", safe, "c 9 5, d 9 6"), ["0 few_peers", "2 tells_another"]);
  // The small one is not enough to hide so large a one.
  assert.deepEqual(hidden("b 25 20", "c 9 5, d 9 6", "c 20 50, d 20 50"), ["0 few_peers", "2 tells_another"]);
  // Two that tell hide each other, unless they are of the same one.
  assert.deepEqual(hidden("b 9 20", "c 9 20", safe), ["0 few_peers", "1 few_peers"]);
  assert.deepEqual(hidden("b 9 20", "b 9 20", safe), ["0 few_peers", "1 few_peers", "2 tells_another"]);
  assert.deepEqual(hidden("b 9 20"), ["0 few_peers"]);
});

test("property: from the whole and the parts that are told, nobody's figure is left over", () => {
  const part = fc.array(
    fc.tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.nat(30), fc.integer({ min: 1, max: 9 })),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(part, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 5 }), (rows) => {
      const parts = new Map(
        rows.map(([own, weight], i): [string, Counted[]] => {
          const told = own.map(([provider, cents, clients]) => ({
            provider,
            cents: BigInt(cents),
            clients: BigInt(clients),
          }));
          return [String(i), [{ behind: behindOf(told), weight: ratio(BigInt(weight)) }]];
        }),
      );
      const hidden = hiddenFrom("a", parts, limits);
      for (const [name, strata] of parts) if (!hidden.has(name)) assert.equal(tellsTo("a", strata, limits), undefined);
      const rest = [...hidden.keys()].flatMap((name) => parts.get(name)!);
      if (hidden.size > 0 && hidden.size < parts.size) assert.equal(tellsTo("a", rest, limits), undefined);
    }),
  );
});
