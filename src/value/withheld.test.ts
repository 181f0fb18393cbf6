import assert from "node:assert/strict";
import { test } from "node:test";
import type { Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import type { Figure } from "./figure.ts";
import { figuresOfPeers, partsToldToItself, toldToItself, withheldIn } from "./withheld.ts";

const mean = {
  id: "peer_mean",
  subject: "provider.indicator",
  type: { kind: "number", form: "decimal", scale: 6, unit: "" },
  method: { kind: "peer-mean", of: { key: "indicator.measured" } },
} as unknown as Indicator;

/** Means as `part: peers largest_share`; of one without a share nothing adds up to anything. */
function reckoningOf(text: string): Reckoning {
  const parts = text.split(", ").map((line) => {
    const [member = "", peers = "", largest] = line.split(/:? /);
    const made = { peers, ...(largest !== undefined && { largest_share: largest }) };
    const figure: Figure = { value: 1n, missing: [], made, notes: [] };
    return [member, new Map([["peer_mean", figure]])] as const;
  });
  const figures = { own: new Map(), parts: new Map([["provider.indicator", new Map(parts)]]) };
  return {
    indicators: [mean],
    providers: new Map([["a", figures]]),
    regions: new Map(),
    rows: new Map(),
    notes: new Map(),
  };
}

const parameters = new Map([
  ["least", { value: 5n, type: { kind: "number", form: "int", scale: 0, unit: "" } }],
  ["most", { value: 5000n, type: { kind: "number", form: "percent", scale: 4, unit: "" } }],
]);
const policy = { publish: { peersLeast: "least", shareMost: "most" }, parameters } as unknown as Policy;

test("a mean of fewer peers than the policy asks is withheld; of just as many it is not", () => {
  const withheld = withheldIn(reckoningOf("few: 4 0.3, enough: 5 0.3"), policy);
  assert.deepEqual(
    [...withheld],
    [["indicator.peer_mean[few]", { code: "few_peers", args: { counted: "4", least: "5" } }]],
  );
});

test("a mean of which one peer is more than the largest share is withheld; exactly that share is not", () => {
  const withheld = withheldIn(reckoningOf("half: 9 0.500000, more: 9 0.500001, none: 9"), policy);
  assert.deepEqual([...withheld], [["indicator.peer_mean[more]", { code: "dominant_peer", args: { share: "50.00" } }]]);
});

test("a policy that does not say when withholds nothing", () => {
  const reckoning = reckoningOf("few: 1 1.0");
  assert.equal(withheldIn(reckoning, { ...policy, publish: undefined }).size, 0);
  assert.deepEqual(
    figuresOfPeers(reckoning).map(({ name }) => name),
    ["indicator.peer_mean[few]"],
  );
});

test("of two means of one amount over nearly the same peers the second is withheld, as their difference tells of those few", () => {
  const of = (peers: readonly string[], kind = "peer-mean"): ReadonlyMap<string, unknown> => {
    const indicators = peers.map((_, i) => ({ ...mean, id: `m${i}`, method: { ...mean.method, kind } })) as Indicator[];
    const own = new Map(
      peers.map((count, i): [string, Figure] => {
        return [`m${i}`, { value: 1n, missing: [], made: { peers: count }, notes: [] }];
      }),
    );
    const reckoning = { ...reckoningOf("none: 9"), indicators, providers: new Map([["a", { own, parts: new Map() }]]) };
    return withheldIn(reckoning, policy);
  };
  const few = { code: "few_peers_apart", args: { counted: "4", least: "5" } };
  assert.deepEqual([...of(["30", "26", "21"])], [["indicator.m1", few]]);
  assert.equal(of(["30", "25", "30"]).size, 0);
  // A deviation does not add up.
  assert.equal(of(["30", "26"], "peer-deviation").size, 0);
});

/** A figure of a part, as `others largest_share people`. */
function part(text: string): Figure {
  const [others = "", largest = "", people = "10"] = text.split(" ");
  return { value: 1n, missing: [], made: { others, largest_share: largest }, people: BigInt(people), notes: [] };
}

const codes = (figure: Figure): string => figure.notes.map(({ code }) => code).join() || "told";

test("a figure against others is told to its provider where the others are enough and none of them dominates", () => {
  assert.equal(codes(toldToItself(part("5 0.500000"), policy)), "told");
  assert.equal(codes(toldToItself(part("4 0.300000"), policy)), "few_others");
  const { value, made, notes } = toldToItself(part("9 0.500001"), policy);
  assert.deepEqual([value, made, notes[0]!.code], [undefined, {}, "dominant_other"]);
  assert.equal(codes(toldToItself(part("1 1.000000"), { ...policy, publish: undefined })), "told");
});

test("a single part that is withheld takes that of the fewest people with it, for the whole would tell it", () => {
  const told = (...parts: string[]): string[] =>
    [...partsToldToItself(new Map(parts.map((text, i) => [String(i), part(text)])), policy).values()].map(codes);
  assert.deepEqual(told("9 0.3 40", "9 0.6 90", "9 0.3 30"), ["told", "dominant_other", "tells_another_part"]);
  assert.deepEqual(told("9 0.3 40", "9 0.6 90", "2 0.3 30"), ["told", "dominant_other", "few_others"]);
  assert.deepEqual(told("9 0.3", "9 0.4"), ["told", "told"]);
});
