import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { balances } from "../src/ledger.ts";
import { readJournal } from "./ledger.ts";
import { readTaken, take } from "./take.ts";
import type { TakeInput } from "./take.ts";

const outcomes = [
  '{"provider":"42000001","decision":"class","outcome":{"status":"decided","value":"B"}}',
  '{"provider":"42000001","decision":"ceiling_proposal","outcome":{"status":"decided","value":{"cents":"100000000"}}}',
  '{"provider":"42000002","decision":"class","outcome":{"status":"incomplete","missing":["fact.x"],"reasons":[]}}',
].join("\n");

function world() {
  let recorded = "";
  let ledger = "";
  const files = {
    read: async (path: string) => {
      if (path === "round/outcomes.ndjson") return new TextEncoder().encode(outcomes);
      if (path === "round/decisions.ndjson") return new TextEncoder().encode(recorded);
      if (path === "round/ledger.ndjson") return new TextEncoder().encode(ledger);
      return readFile(path).catch(() => undefined);
    },
    list: async (folder: string) =>
      (await readdir(folder, { recursive: true }).catch(() => [] as string[])).toSorted((a, b) => (a < b ? -1 : 1)),
    write: async () => assert.fail("nothing is overwritten"),
    append: async (path: string, text: string) => {
      if (path.endsWith("decisions.ndjson")) recorded += text;
      else ledger += text;
    },
  };
  return { files, clock: { now: () => "2023-10-02T09:00:00Z" }, installedFacts: "policy/facts" };
}

const base = {
  round: "round",
  policy: "policy/voorbeeld-wijkverpleging/2024",
  provider: "42000001",
  decision: "class",
  verdict: "take",
  mandate: "inkoper",
};

test("what a person decided stands beside the proposal, line by line", async () => {
  const effects = world();
  assert.equal((await take(effects, base)).exit, 0);
  const changed = {
    ...base,
    decision: "ceiling_proposal",
    verdict: "change",
    value: "1050000.00",
    reason: "groei in de regio",
  };
  assert.equal((await take(effects, changed)).exit, 0);
  const taken = await readTaken(effects.files, "round");
  assert.deepEqual(
    taken.map(({ decision, verdict, value, proposed }) => [decision, verdict, value, proposed.status]),
    [
      ["class", "take", undefined, "decided"],
      ["ceiling_proposal", "change", { cents: "105000000" }, "decided"],
    ],
  );
  const [balance] = balances(await readJournal(effects.files, "round/ledger.ndjson"));
  assert.equal(balance?.room, 105_000_000n, "a ceiling reaches the ledger of the round at once");
});

test("without a mandate, a reason or a proposal nothing is recorded", async () => {
  for (const [change, code] of [
    [{ provider: "42999999" }, "no-proposal"],
    [{ mandate: "" }, "no-mandate"],
    [{ verdict: "approve" }, "unknown-word"],
    [{ verdict: "change", value: "A" }, "no-reason"],
    [{ verdict: "change", value: "D", reason: "x" }, "bad-value"],
    [{ provider: "42000002" }, "nothing-to-take"],
  ] as [Partial<TakeInput>, string][]) {
    const effects = world();
    const { exit, findings } = await take(effects, { ...base, ...change });
    assert.deepEqual([exit, findings.map((finding) => finding.code)], [2, [code]]);
    assert.deepEqual(await readTaken(effects.files, "round"), []);
  }
});
