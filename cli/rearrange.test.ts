import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { main } from "./main.ts";

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["rearrange", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("driehoek rearrange asks for a policy and a day", async () => {
  for (const args of [[], ["p"], ["p", "q", "--on", "2024-10-01"]]) {
    const { exit, err } = await run(...args);
    assert.equal(exit, 2);
    assert.match(err, /driehoek rearrange BELEID --on DAG/);
  }
});

test("it leaves as text and as data, and is taken with a mandate", async () => {
  const folder = await mkdtemp(join(tmpdir(), "driehoek-rearrange-"));
  try {
    const about = { subject: "75000001", origin: "upload", known_at: "2024-08-10T12:00:00+02:00" };
    const amount = (fact: string, cents: string) => ({ fact, ...about, period: "2024", value: { cents } });
    const facts = [
      { fact: "care_office_region", ...about, value: "Veldmark" },
      { fact: "quality_delivered", ...about, period: "2024", value: true },
      amount("agreement_amount", "80000000"),
      amount("delivered_to_june", "45000000"),
      amount("room_asked", "20000000"),
    ];
    await writeFile(join(folder, "d.ndjson"), facts.map((each) => JSON.stringify(each)).join("\n"));
    const policy = ["examples/care-office/2024", "--on", "2024-10-01", "--dossier", join(folder, "d.ndjson")];
    const { exit, out } = await run(...policy);
    assert.equal(exit, 0);
    assert.match(out, /75000001 +€ 800\.000,00 +€ 0,00 +€ 100\.000,00 +€ 90\.000,00 +€ 890\.000,00/);
    const taken = await run(...policy, "--take", join(folder, "r"), "--mandate", "zorginkoper", "--json");
    const { result } = JSON.parse(taken.out) as {
      result: { regions: { left: unknown }[]; taken: { grants: unknown }[] };
    };
    assert.deepEqual([result.regions[0]?.left, result.taken[0]?.grants], [{ cents: "1000000" }, { cents: "9000000" }]);
    assert.match(await readFile(join(folder, "r/ledger.ndjson"), "utf8"), /"cents":"9000000","on":"2024-10-01"/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
