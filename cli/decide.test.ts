import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { main } from "./main.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
let folder = "";

before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-decide-"))));
after(() => rm(folder, { recursive: true }));

/** Runs `driehoek decide` about these facts. */
async function decide(facts: object, ...args: readonly string[]) {
  await writeFile(join(folder, "facts.json"), JSON.stringify(facts));
  const said = { out: "", err: "" };
  const exit = await main(["decide", ...args, "--facts", join(folder, "facts.json")], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

interface Result {
  readonly outcome: { readonly reasons: readonly { readonly code: string }[] };
  readonly trace: readonly object[];
  readonly counterfactuals: readonly object[];
}

const agreement = [policy, "agreement", "--on", "2023-06-01"];
const talk = [policy, "hardship_talk", "--on", "2024-10-01"];

test("decided is exit 0, refused 1 and incomplete 4, each told in the language asked for", async () => {
  const decided = await decide({ "agreement_amount@2023": "100000.01" }, ...agreement);
  assert.deepEqual(decided, {
    exit: 0,
    out: "Voorbeeld Zorgverzekeraar: Soort afspraak, op 1 juni 2023\nUitkomst: productieafspraak met omzetplafond\n",
    err: "",
  });
  const shown = { special_circumstances: false, causal_link_shown: true, client_shift_shown: true };
  const refused = await decide(shown, ...talk, "--lang", "en");
  assert.equal(refused.exit, 1);
  assert.match(
    refused.out,
    /\nRefused; this is not met:\n {2}– Asked: there are special and unforeseen circumstances; found: no\. \[003 §2\.2\.3\]\n/,
  );
  const open = await decide({}, ...agreement);
  assert.equal(open.exit, 4);
  assert.match(
    open.out,
    /\nNog niet te beslissen; dit ontbreekt:\n {2}– Niet bekend: Productieafspraak voor het jaar \(2023\)\./,
  );
});

test("--json is one envelope with outcome, trace and what would have changed it", async () => {
  const shown = { special_circumstances: true, causal_link_shown: false, client_shift_shown: true };
  const { exit, out } = await decide(shown, ...talk, "--json");
  assert.equal(exit, 1);
  const { result, ...rest } = JSON.parse(out) as { result: Result };
  assert.deepEqual(rest, {
    format: "driehoek/1",
    command: "decide",
    on: "2024-10-01",
    policy: "voorbeeld-wijkverpleging-2024",
    findings: [],
  });
  const { outcome, trace, counterfactuals } = result;
  assert.deepEqual(
    outcome.reasons.map(({ code }) => code),
    ["hardship_talk.causal_link"],
  );
  assert.ok(trace.length > 0);
  assert.deepEqual(counterfactuals, [
    { changes: [{ ref: "fact.causal_link_shown", from: false, to: true }], value: true },
  ]);
});

test("--out writes a receipt that verify accepts, and the answer says where", async () => {
  const key = join(folder, "key");
  await writeFile(key, "07".repeat(32));
  const out = join(folder, "out");
  const args = ["--out", out, "--provider", "42000001", "--key", key];
  const told = await decide({ "agreement_amount@2023": "5.00" }, ...agreement, ...args);
  assert.match(told.out, new RegExp(`\nRekenbon: ${out}/42000001\\.json\n$`));
  assert.match(await readFile(join(out, "42000001.json"), "utf8"), /"subject":"42000001"/);
  assert.equal(await main(["verify", join(out, "42000001.json")], { out: () => {}, err: () => {} }), 0);
});

test("too few words, too many, or an unknown decision are exit 2 with what was expected", async () => {
  for (const [args, expected] of [
    [
      [policy],
      /^opdrachtregel: usage: gevonden `decide`, verwacht driehoek decide BELEID BESLUIT --facts BESTAND \[--on DAG\]\n$/,
    ],
    [[...agreement, "more", "--lang", "en"], /expected driehoek decide POLICY DECISION --facts FILE \[--on DAY\]/],
    [[policy, "agreemnt", "--on", "2023-06-01"], /unknown-decision.*bedoelt u `agreement`/],
    [[policy, "agreement", "--on", "someday"], /--on someday.*een dag zoals 2024-10-01/],
  ] as const) {
    const { exit, out, err } = await decide({}, ...args);
    assert.deepEqual([exit, out], [2, ""]);
    assert.match(err, expected);
  }
});
