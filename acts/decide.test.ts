import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { toLine } from "../src/finding.ts";
import { checkProof, parseProof, parseReceipt, replay } from "../src/receipt.ts";
import type { Parsed } from "../src/receipt.ts";
import { tellDecision } from "../text/decision.ts";
import { decide } from "./decide.ts";
import type { DecideInput } from "./decide.ts";

const policyFolder = "policy/voorbeeld-wijkverpleging/2024";

/** The policies as they stand on disk, one file of facts, and whatever is written. */
function effects(facts: string) {
  const files = memoryDisk({ "facts.json": facts });
  const clock = { now: () => "2024-10-01T12:00:00Z" };
  return { files, clock, installedFacts: "policy/facts", signingKey: async () => new Uint8Array(32).fill(7) };
}

async function ask(facts: string, question: Partial<DecideInput> = {}) {
  const world = effects(facts);
  const input = { folder: policyFolder, decision: "agreement", on: "2023-06-01", facts: "facts.json", ...question };
  return { ...(await decide(world, input)), files: world.files };
}

function valueOf<T>(parsed: Parsed<T>): T {
  return "value" in parsed ? parsed.value : assert.fail(parsed.findings.map(toLine).join("\n"));
}

test("a cent above the threshold is a production agreement (003 §2.2.1, story S1.1)", async () => {
  for (const [amount, value] of [
    ["100000.01", "production"],
    ["100000.00", "price_only"],
    ["99999.99", "price_only"],
  ]) {
    const { exit, decided } = await ask(`{"agreement_amount@2023": "${amount}"}`);
    assert.deepEqual([exit, decided?.outcome], [0, { status: "decided", value }]);
  }
});

test("under CZ's own text exactly the threshold stays open, and says why", async () => {
  const { exit, decided } = await ask('{"agreement_amount@2023": "100000.00"}', {
    folder: "policy/cz-wijkverpleging/2024",
  });
  assert.equal(exit, 4);
  assert.deepEqual(decided?.outcome.status === "incomplete" && decided.outcome.missing, [
    "parameter.agreement_at_threshold",
  ]);
});

test("the day chooses the version, and the receipt says why that one", async () => {
  const { decided, files } = await ask('{"agreement_amount@2023": "5.00"}', {
    folder: "policy/cz-wijkverpleging",
    on: "2024-03-01",
    out: "out",
    provider: "42000001",
  });
  const bytes = (await files.read(decided?.receipt ?? "")) ?? assert.fail();
  const receipt = valueOf(parseReceipt(bytes, "out/42000001.json"));
  assert.equal(receipt.why_version.code, "version-in-force");
  assert.equal(replay(receipt), undefined);
  const proof = valueOf(parseProof((await files.read("out/42000001.proof.json"))!, "p"));
  assert.deepEqual(checkProof(bytes, proof, "p"), []);
  const other = await ask("{}", { folder: "policy/cz-wijkverpleging", on: "2031-03-01" });
  assert.deepEqual([other.exit, other.findings.at(-1)?.code], [2, "no-version"]);
});

test("what is asked wrongly is answered with what was expected", async () => {
  for (const [facts, question, line] of [
    ["{}", { decision: "agreemnt" }, /did you mean `agreement`/],
    ["{}", { folder: "policy/nowhere" }, /policy\/nowhere/],
    ["{}", { on: "1 june" }, /the day of the decision/],
    ['{"agreement_amount@2023": "100.000,01"}', {}, /facts.json:1:\d+: bad-value/],
    ["{}", { facts: "absent.json" }, /absent.json/],
    ["{}", { decision: "points" }, /--part with one of cost_ratio/],
  ] as const) {
    const { exit, findings } = await ask(facts, question);
    assert.equal(exit, 2);
    assert.match(findings.map(toLine).join("\n"), line);
  }
});

test("an outcome is told in Dutch and in English", async () => {
  const { decided } = await ask('{"agreement_amount@2023": "100000.01"}');
  const told = { ...decided!, decision: "agreement" };
  assert.deepEqual(tellDecision(told, "nl").split("\n"), [
    "Voorbeeld Zorgverzekeraar: Soort afspraak, op 1 juni 2023",
    "Uitkomst: productieafspraak met omzetplafond",
  ]);
  assert.deepEqual(tellDecision(told, "en").split("\n"), [
    "Voorbeeld Zorgverzekeraar: Kind of agreement, on 1 June 2023",
    "Outcome: production agreement with a ceiling",
  ]);
});
