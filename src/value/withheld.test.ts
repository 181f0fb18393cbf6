import assert from "node:assert/strict";
import { test } from "node:test";
import type { Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import { behindOf, wholly } from "./behind.ts";
import type { Contribution } from "./behind.ts";
import type { Figure } from "./figure.ts";
import { figuresOfPeers, partsToldToItself, toldToItself, withheldIn } from "./withheld.ts";

const mean = {
  id: "peer_mean",
  subject: "provider.indicator",
  type: { kind: "number", form: "decimal", scale: 6, unit: "" },
  method: { kind: "peer-mean", of: { key: "indicator.measured" } },
} as unknown as Indicator;

/** Providers named by a letter, each with so much: `abc 10 20 30`, or all with one. */
function behind(text: string): Contribution[] {
  const [names = "", ...amounts] = text.split(" ");
  return names.split("").map((provider, i) => ({ provider, cents: BigInt(amounts[i] ?? "1") }));
}

function figure(text: string, people?: bigint): Figure {
  const told = people === undefined ? {} : { people };
  return { value: 1n, missing: [], made: {}, behind: wholly(behindOf(behind(text))), ...told, notes: [] };
}

/** Statistics over peers by the id of each, `m0`, `m1` and on, as declared. */
function reckoningOf(...statistics: (readonly [text: string, method: object])[]): Reckoning {
  const indicators = statistics.map(([, method], i) => ({ ...mean, id: `m${i}`, method })) as unknown as Indicator[];
  const own = new Map(statistics.map(([text], i) => [`m${i}`, figure(text)]));
  const providers = new Map([["a", { own, parts: new Map() }]]);
  return { indicators, providers, regions: new Map(), rows: new Map(), notes: new Map() };
}

const parameters = new Map([
  ["least", { value: 5n, type: { kind: "number", form: "int", scale: 0, unit: "" } }],
  ["most", { value: 5000n, type: { kind: "number", form: "percent", scale: 4, unit: "" } }],
]);
const policy = { publish: { peersLeast: "least", shareMost: "most" }, parameters } as unknown as Policy;

const withheld = (...statistics: Parameters<typeof reckoningOf>): string[] =>
  [...withheldIn(reckoningOf(...statistics), policy)].map(([name, { code }]) => `${name} ${code}`);
const of = (key: string, kind = "peer-mean") => ({ kind, of: { key } });

test("a mean is withheld that leaves one of its peers fewer others than the policy asks", () => {
  assert.deepEqual(withheld(["abcdef", of("fact.x")]), []);
  assert.deepEqual(
    [...withheldIn(reckoningOf(["abcde", of("fact.x")]), policy)],
    [["indicator.m0", { code: "few_peers", args: { counted: "4", least: "5" } }]],
  );
});

test("a mean is withheld of which the second largest could read the largest; exactly that share is told", () => {
  assert.deepEqual(withheld(["abcdefg 50 20 10 10 10 10 10", of("fact.x")]), []);
  assert.deepEqual(withheld(["abcdefg 51 20 10 10 10 10 10", of("fact.x")]), ["indicator.m0 dominant_peer"]);
});

test("a policy that does not say when withholds nothing", () => {
  const reckoning = reckoningOf(["a", of("fact.x")]);
  assert.equal(withheldIn(reckoning, { ...policy, publish: undefined }).size, 0);
  assert.deepEqual(
    figuresOfPeers(reckoning).map(({ name }) => name),
    ["indicator.m0"],
  );
});

test("of two statistics of one amount the second is withheld when it would tell of the few that stand behind one of them", () => {
  const [many, without] = ["abcdefghijklm", "abcdefghijkl"];
  const both = ["indicator.m1 few_peers_apart"];
  assert.deepEqual(withheld([many, of("fact.x")], [without, of("fact.x")]), both);
  assert.deepEqual(withheld([many, of("fact.x", "peer-sum")], [without, of("fact.x", "peer-deviation")]), both);
  // As many, but another one: the difference is that between two.
  assert.deepEqual(withheld([without, of("fact.x")], ["bcdefghijklm", of("fact.x")]), both);
  assert.deepEqual(withheld([many, of("fact.x")], ["abcdefg", of("fact.x")]), []);
  assert.deepEqual(withheld([many, of("fact.x")], ["abcdefgh", of("fact.x")]), both);
  // Of the six that are apart one has nearly all.
  assert.deepEqual(withheld([`${many} 1 1 1 1 1 1 1 90`, of("fact.x")], ["abcdefg", of("fact.x")]), [
    "indicator.m0 dominant_peer",
  ]);
  assert.deepEqual(
    withheld([`${many} 50 50 50 50 50 50 50 90`, of("fact.x")], ["abcdefg 50 50 50 50 50 50 50", of("fact.x")]),
    both,
  );
  // The same peers, and another amount.
  assert.deepEqual(withheld([many, of("fact.x")], [many, of("fact.x", "peer-deviation")]), []);
  assert.deepEqual(withheld([many, of("fact.x")], [without, of("fact.y")]), []);
});

test("a quantile is the figure of one peer, and told where the policy publishes it", () => {
  const quantile = (published: boolean) => ({ ...of("fact.x", "peer-quantile"), published });
  assert.deepEqual(withheld(["abcdefgh", quantile(false)]), ["indicator.m0 of_one_peer"]);
  assert.deepEqual(withheld(["abcdefgh", quantile(true)]), []);
});

test("a mean of a part is judged though the first provider has no such part", () => {
  const row = (member: string, text: string) =>
    new Map([["provider.indicator", new Map([[member, new Map([["peer_mean", figure(text)]])]])]]);
  const providers = new Map([
    ["a", { own: new Map(), parts: row("short", "abcdef") }],
    ["b", { own: new Map(), parts: row("long", "bc") }],
  ]);
  const reckoning = { ...reckoningOf(), indicators: [mean], providers };
  assert.deepEqual([...withheldIn(reckoning, policy).keys()], ["indicator.peer_mean[long]"]);
});

const codes = ({ notes }: Figure): string => notes.map(({ code }) => code).join() || "told";

test("a figure against others is told to its provider where the others are enough and none of them dominates", () => {
  assert.equal(codes(toldToItself("a", figure("abcdef"), policy)), "told");
  assert.equal(codes(toldToItself("x", figure("abcde"), policy)), "told");
  assert.equal(codes(toldToItself("a", figure("abcde"), policy)), "few_others");
  const { value, behind: kept, notes } = toldToItself("a", figure("abcdef 1 9 2 2 2 2"), policy);
  assert.deepEqual([value, kept, notes[0]!.code], [undefined, undefined, "dominant_other"]);
  assert.equal(codes(toldToItself("a", figure("ab"), { ...policy, publish: undefined })), "told");
});

test("people behind it are asked where the policy says how many", () => {
  const few = behindOf(behind("abcdef").map((one) => ({ ...one, clients: 1n })));
  const own: Figure = { ...figure("abcdef"), behind: wholly(few) };
  const asked = {
    ...policy,
    publish: { ...policy.publish!, peopleLeast: "people" },
    parameters: new Map([...parameters, ["people", { ...parameters.get("least")!, value: 6n }]]),
  } as unknown as Policy;
  assert.equal(codes(toldToItself("a", own, policy)), "told");
  assert.deepEqual(toldToItself("a", own, asked).notes, [
    { code: "few_people_of_others", args: { counted: "5", least: "6" } },
  ]);
});

test("a part that is withheld takes another with it, for the whole would tell it; also one that rests on too little", () => {
  const told = (...parts: Figure[]): string[] =>
    [...partsToldToItself("a", new Map(parts.map((part, i) => [String(i), part])), policy).values()].map(codes);
  const [safe, few] = [figure("abcdefgh 9 9 9 9 9 9 9 9"), figure("ab")];
  assert.deepEqual(told(safe, few, safe), ["tells_another_part", "few_others", "told"]);
  assert.deepEqual(told(safe, { ...few, value: undefined } as unknown as Figure, safe), [
    "tells_another_part",
    "told",
    "told",
  ]);
  assert.deepEqual(told(safe, safe), ["told", "told"]);
});
