import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Call, Command } from "./command.ts";
import { main } from "./main.ts";

/** A made-up command that answers with whatever it is given. */
function counting(answer: (call: Call) => Partial<Answer>): Command {
  const flags = { facts: { type: "string", nl: "de feiten", en: "the facts" } } as const;
  return {
    name: "count",
    flags,
    run: async (call) => ({ exit: 0, result: {}, findings: [], text: "", ...answer(call) }),
  };
}

async function run(line: string, command: Command = counting(() => ({}))) {
  const said = { out: "", err: "" };
  const terminal = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  const known = { count: () => Promise.resolve({ command }) };
  const exit = await main(line === "" ? [] : line.split(" "), terminal, known);
  return { exit, ...said };
}

const warning = { code: "late", severity: "warning", file: "f.csv", line: 3, found: "`x`", expected: "y" } as const;

test("a command gets its words, flags and language, and its exit code is the program's", async () => {
  const seen: Call[] = [];
  const command = counting((call) => (seen.push(call), { exit: 4, text: "klaar" }));
  const { exit, out } = await run("count a b --facts f.json --lang en", command);
  assert.equal(exit, 4);
  assert.equal(out, "klaar\n");
  assert.deepEqual(seen[0]?.words, ["a", "b"]);
  assert.deepEqual([seen[0]?.flags["facts"], seen[0]?.lang], ["f.json", "en"]);
});

test("--json prints one object: bigints as text, findings inside, nothing on stderr", async () => {
  const command = counting(() => ({
    result: { cents: 103_000_000n },
    findings: [warning],
    on: "2024-10-01",
    text: "no",
  }));
  const { out, err } = await run("count --json", command);
  assert.deepEqual(JSON.parse(out), {
    format: "driehoek/1",
    command: "count",
    on: "2024-10-01",
    result: { cents: "103000000" },
    findings: [warning],
  });
  assert.equal(err, "");
});

test("without --json findings are lines on stderr, in the language asked for", async () => {
  const known = counting(() => ({ findings: [warning] }));
  assert.equal((await run("count", known)).err, "f.csv:3:1: late: gevonden `x`, verwacht y\n");
  assert.equal((await run("count --lang en", known)).err, "f.csv:3:1: late: found `x`, expected y\n");
  assert.match((await run("cuont --lang en")).err, /^command line: unknown-command: found/);
});

test("an unknown command or flag is usage: exit 2 and a suggestion", async () => {
  assert.deepEqual(await run("cuont"), {
    exit: 2,
    out: "",
    err: "opdrachtregel: unknown-command: gevonden `cuont`; bedoelt u `count`?\n",
  });
  const { exit, err } = await run("count --fcts x");
  assert.equal(exit, 2);
  assert.match(err, /--fcts.*bedoelt u `--facts`/);
  const json = await run("count --fcts x --json");
  assert.equal((JSON.parse(json.out) as { findings: { code: string }[] }).findings[0]?.code, "unknown-flag");
});

test("a crash is our fault: exit 3, one sentence and the place", async () => {
  const { exit, err } = await run(
    "count",
    counting(() => assert.fail("no cents left")),
  );
  assert.equal(exit, 3);
  assert.match(err, /^driehoek count: no cents left \(.+:\d+\)\n.*fault of driehoek/);
});

test("a file that the machine refuses is not our fault: exit 2", async () => {
  const command = {
    ...counting(() => ({})),
    run: async ({ world }: Call) => (await world.files.read("."), assert.fail()),
  };
  const { exit, err } = await run("count", command);
  assert.equal(exit, 2);
  assert.match(err, /^driehoek count: EISDIR/);
});

test("--help shows the manual page's flags, in the language asked for", async () => {
  const { exit, out } = await run("count --help --lang en");
  assert.equal(exit, 0);
  assert.match(out, /^# driehoek count\n[^]*--facts +the facts\n[^]*Flags of every command\n[^]*--seed/);
  assert.match((await run("count --help")).out, /Vlaggen\n {2}--facts +de feiten\n/);
});

test("without a command the list is shown; only --help and --version call that a success", async () => {
  assert.equal((await run("")).exit, 2);
  const help = await run("--help");
  assert.equal(help.exit, 0);
  assert.match(help.out, /^Driehoek: [^]*\n {2}count/);
  assert.match((await run("--version")).out, /^driehoek \d+\.\d+\.\d+\n$/);
  assert.match((await run("--hlp")).err, /bedoelt u `--help`/);
});
