import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { takeAll } from "./take-all.ts";
import type { DeskInput } from "./take.ts";
import { readTaken } from "./take.ts";

const decided = (cents: string) => ({ status: "decided", value: { cents } });
const proposals = {
  p1: decided("10000000"),
  p2: decided("100000000"),
  p3: decided("100000001"),
  p4: { status: "incomplete", missing: ["fact.x"], reasons: [] },
  p5: decided("20000000"),
  p6: decided("30000000"),
  p7: { status: "refused", reasons: [] },
};
const about = { decision: "ceiling_proposal", mandate: "manager", at: "2024-01-02T09:00:00Z" };
/** What people did before: one was changed, one sent on. */
const before = [
  { provider: "p5", verdict: "change", proposed: proposals.p5, value: { cents: "1" }, reason: "x", ...about },
  { provider: "p6", verdict: "send-on", proposed: proposals.p6, ...about },
];
const fit = {
  format: "driehoek-budget/1",
  policy: "voorbeeld-wijkverpleging-2024",
  on: "2024-01-01",
  decision: "ceiling_proposal",
  amounts: { p1: { cents: "9900000" }, p3: { cents: "99000000" } },
};

function world() {
  const files = memoryDisk({
    "round/outcomes.ndjson": Object.entries(proposals)
      .map(([provider, outcome]) => JSON.stringify({ provider, decision: "ceiling_proposal", outcome }))
      .join("\n"),
    "round/decisions.ndjson": before.map((line) => `${JSON.stringify(line)}\n`).join(""),
    "budget.json": JSON.stringify(fit),
  });
  let appends = 0;
  const counted = {
    ...files,
    write: () => assert.fail("nothing is overwritten"),
    append: (path: string, text: string) => {
      if (path.endsWith("decisions.ndjson")) appends++;
      return files.append(path, text);
    },
  };
  const effects = { files: counted, clock: { now: () => "2024-01-03T09:00:00Z" }, installedFacts: "policy/facts" };
  return { effects, appends: () => appends };
}

const base: DeskInput = {
  round: "round",
  policy: "policy/voorbeeld-wijkverpleging/2024",
  decision: "ceiling_proposal",
  mandate: "inkoper",
};

test("what lies within the mandate and nobody touched is taken in one act, each recorded apart; the rest says why not", async () => {
  const { effects, appends } = world();
  const { exit, taken, left, departures } = await takeAll(effects, base);
  assert.deepEqual([exit, appends()], [4, 1]);
  assert.deepEqual(
    taken.map(({ provider, verdict, mandate, value, waits }) => [provider, verdict, mandate, value, waits]),
    [
      ["p1", "take", "inkoper", undefined, undefined],
      ["p2", "take", "inkoper", undefined, undefined],
    ],
  );
  assert.deepEqual(
    left.map(({ provider, cause }) => `${provider} ${cause}`),
    ["p3 above-mandate", "p4 incomplete", "p5 decided", "p6 sent-on", "p7 refused"],
  );
  assert.deepEqual(departures, {
    decided: 3,
    changed: 1,
    sentOn: 1,
    waiting: 0,
    fitted: 0,
    moreCents: -19_999_999n,
    fittedCents: 0n,
  });
  assert.deepEqual((await readTaken(effects.files, "round")).slice(2), taken);
});

test("a provider whom a person is to look at first is left, until somebody did", async () => {
  const { effects } = world();
  const certainty = { draws: 400, incomplete: 0, outcomes: { B: 250, C: 150 } };
  const unsure = { provider: "p1", decision: "class", outcome: { status: "decided", value: "C" }, certainty };
  const unmet = { provider: "p2", decision: "minimum_requirements", outcome: { status: "refused", reasons: [] } };
  await effects.files.append("round/outcomes.ndjson", `\n${JSON.stringify(unsure)}\n${JSON.stringify(unmet)}`);
  const first = await takeAll(effects, base);
  assert.deepEqual(first.taken, []);
  assert.deepEqual(
    first.left.slice(0, 2).map(({ provider, cause }) => `${provider} ${cause}`),
    ["p1 to-be-seen", "p2 to-be-seen"],
  );
  const seen = { ...about, provider: "p1", decision: "class", verdict: "take", proposed: unsure.outcome };
  await effects.files.append("round/decisions.ndjson", `${JSON.stringify(seen)}\n`);
  assert.deepEqual(
    (await takeAll(effects, base)).taken.map(({ provider }) => provider),
    ["p1"],
  );
});

test("a second time there is nothing left to take, and nothing is written", async () => {
  const { effects, appends } = world();
  await takeAll(effects, base);
  const { taken } = await takeAll(effects, base);
  assert.deepEqual([taken, appends()], [[], 1]);
});

test("of a fit the fitted amounts are taken; the mandate still looks at what was proposed", async () => {
  const { effects } = world();
  const { taken, left } = await takeAll(effects, { ...base, fit: "budget.json" });
  assert.deepEqual(
    taken.map(({ provider, value, fit: from }) => [provider, value, from?.length]),
    [["p1", { cents: "9900000" }, 64]],
  );
  assert.ok(left.some(({ provider, cause }) => provider === "p2" && cause === "not-fitted"));
  assert.ok(left.some(({ provider, cause }) => provider === "p3" && cause === "above-mandate"));
});

test("without a mandate that was given out, or a decision of the round, nothing is taken", async () => {
  for (const [change, code] of [
    [{ mandate: "stagiair" }, "unknown-mandate"],
    [{ mandate: "" }, "no-mandate"],
    [{ decision: "class" }, "no-proposal"],
    [{ policy: "policy/cz-wijkverpleging/2024" }, "unknown-mandate"],
  ] as const) {
    const { effects, appends } = world();
    const { exit, findings, taken } = await takeAll(effects, { ...base, ...change });
    assert.deepEqual([exit, findings[0]?.code, taken, appends()], [2, code, [], 0]);
  }
});
