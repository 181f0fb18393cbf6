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
  const told = "Categorie in het waardemodel van 42000001 overgenomen → B.\nDit besluit volgt het voorstel.";
  assert.deepEqual([exit, out], [0, `Vastgelegd: ${told}\n`]);
  const again = await take("class", "--mandate", "inkoper");
  assert.deepEqual([again.exit, again.out], [0, `Stond al vast, niets toegevoegd: ${told}\n`]);
  assert.equal(again.recorded, recorded);
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
  const change = ["--verdict", "change", "--value", "950000.00", "--mandate", "inkoper", "--reason", "groei"];
  const { exit, out, recorded } = await take("ceiling_proposal", ...change, "--json");
  assert.equal(exit, 0);
  const envelope = JSON.parse(out) as { command: string; result: unknown };
  assert.equal(envelope.command, "decide");
  const { departures, ...taken } = envelope.result as Record<string, unknown>;
  assert.deepEqual(taken, JSON.parse(recorded));
  assert.deepEqual(departures, {
    decided: "1",
    changed: "1",
    fitted: "0",
    sent_on: "0",
    waiting: "0",
    more: { cents: "94999900" },
    fitted_more: { cents: "0" },
  });
  assert.match(recorded, /"value":\{"cents":"95000000"\}.*"reason":"groei"/);
});

test("in English, and sent on without a value", async () => {
  const { exit, out } = await take("class", "--verdict", "send-on", "--mandate", "inkoper", "--lang", "en");
  assert.deepEqual([exit, out], [0, "Recorded: Class in the value model of 42000001 sent on.\n1 sent on.\n"]);
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

test("above one person's mandate it waits, and a second person makes it stand", async () => {
  const change = ["--verdict", "change", "--value", "1050000.00", "--reason", "groei"];
  const first = await take("ceiling_proposal", ...change, "--mandate", "inkoper");
  assert.match(first.out, /wacht op een tweede paar ogen/);
  const same = await take("ceiling_proposal", ...change, "--mandate", "inkoper");
  assert.deepEqual([same.exit, same.recorded], [2, first.recorded]);
  assert.match(same.err, /same-person: gevonden mandaat inkoper.*een tweede mens/);
  const above = ["--verdict", "change", "--value", "5000000.01", "--reason", "groei", "--mandate", "inkoper"];
  assert.match(
    (await take("ceiling_proposal", ...above)).err,
    /gevonden 5000000\.01 onder mandaat inkoper, verwacht ten hoogste 5000000\.00 met een tweede mens onder dit mandaat; over dit bedrag besluit manager, directeur met een tweede mens\n/,
  );
  const second = await take("ceiling_proposal", ...change, "--mandate", "inkoper-2", "--lang", "en");
  assert.match(second.out, /Second person, after inkoper: the decision stands/);
});

test("all proposals within the mandate are taken in one act, and not with what belongs to one", async () => {
  const round = folders.at(-1)!;
  const said = { out: "", err: "" };
  const terminal = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const all = ["decide", policy, "ceiling_proposal", "--take", round, "--all", "--mandate", "inkoper"];
  assert.equal(await main([...all, "--verdict", "take"], terminal), 2);
  assert.match(said.err, /--verdict/);
  assert.equal(await main(all, terminal), 0);
  assert.match(said.out, /1 voorstel overgenomen/);
  assert.equal(await main(all, terminal), 4);
  assert.match(said.out, /er is al besloten: 42000001/);
});

test("each flag is told in both languages", () => {
  for (const [name, { nl, en }] of Object.entries(takeFlags)) assert.ok(nl !== "" && en !== "" && nl !== en, name);
});
