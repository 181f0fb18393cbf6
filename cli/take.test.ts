import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { main } from "./main.ts";
import { takeFlags } from "./take.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
const outcomes = [
  { provider: "42000001", decision: "class", outcome: { status: "decided", value: "B" } },
  { provider: "42000001", decision: "ceiling_proposal", outcome: { status: "decided", value: { cents: "100" } } },
];
const folders: string[] = [];

/** A round in which nobody decided yet. */
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), "driehoek-take-"));
  folders.push(folder);
  await writeFile(join(folder, "outcomes.ndjson"), outcomes.map((line) => `${JSON.stringify(line)}\n`).join(""));
});
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function take(decision: string, ...args: readonly string[]) {
  const said = { out: "", err: "" };
  const round = folders.at(-1)!;
  const about = ["--take", round, "--provider", "42000001"];
  const exit = await main(["decide", policy, decision, ...about, ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  const recorded = await readFile(join(round, "decisions.ndjson"), "utf8").catch(() => "");
  return { exit, ...said, recorded };
}

test("a proposal is taken over, and the answer says what was recorded", async () => {
  const { exit, out, recorded } = await take("class", "--mandate", "inkoper");
  assert.deepEqual([exit, out], [0, "Vastgelegd: class van 42000001, take.\n"]);
  const { at, ...line } = JSON.parse(recorded) as Record<string, string>;
  assert.match(at!, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual(line, {
    provider: "42000001",
    decision: "class",
    verdict: "take",
    proposed: { status: "decided", value: "B" },
    mandate: "inkoper",
  });
});

test("a change carries its value and reason; --json gives what was recorded", async () => {
  const change = ["--verdict", "change", "--value", "1050000.00", "--mandate", "inkoper", "--reason", "groei"];
  const { exit, out, recorded } = await take("ceiling_proposal", ...change, "--json");
  assert.equal(exit, 0);
  const envelope = JSON.parse(out) as { command: string; result: unknown };
  assert.equal(envelope.command, "decide");
  assert.deepEqual(envelope.result, JSON.parse(recorded));
  assert.match(recorded, /"value":\{"cents":"105000000"\}.*"reason":"groei"/);
});

test("in English, and sent on without a value", async () => {
  const { exit, out } = await take("class", "--verdict", "send-on", "--mandate", "inkoper", "--lang", "en");
  assert.deepEqual([exit, out], [0, "Recorded: class of 42000001, send-on.\n"]);
});

test("without a mandate or a reason nothing is recorded: exit 2", async () => {
  for (const [args, code] of [
    [[], "no-mandate"],
    [["--mandate", "inkoper", "--verdict", "change", "--value", "A"], "no-reason"],
    [["--mandate", "inkoper", "--verdict", "approve"], "unknown-word"],
  ] as const) {
    const { exit, out, err, recorded } = await take("class", ...args);
    assert.deepEqual([exit, out, recorded], [2, "", ""]);
    assert.match(err, new RegExp(`: ${code}: `));
  }
});

test("each flag is told in both languages", () => {
  for (const [name, { nl, en }] of Object.entries(takeFlags)) assert.ok(nl !== "" && en !== "" && nl !== en, name);
});
