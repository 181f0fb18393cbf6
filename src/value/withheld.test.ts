import assert from "node:assert/strict";
import { test } from "node:test";
import type { Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import type { Figure } from "./figure.ts";
import { figuresOfPeers, withheldIn } from "./withheld.ts";

const mean = {
  id: "peer_mean",
  subject: "provider.indicator",
  type: { kind: "number", form: "decimal", scale: 6, unit: "" },
  method: { kind: "peer-mean" },
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
  return { indicators: [mean], providers: new Map([["a", figures]]), regions: new Map(), notes: new Map() };
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
