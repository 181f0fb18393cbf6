import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { main } from "./main.ts";

const contracts = "examples/contracts";
let folder = "";

before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-settle-"))));
after(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["settle", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test("driehoek settle works for every form that is shipped, and draws it", async () => {
  for (const form of await readdir(contracts)) {
    const svg = join(folder, `${form}.svg`);
    const { exit, out, err } = await run(`${contracts}/${form}`, "--plot", svg);
    assert.equal(err, "", form);
    assert.equal(exit, form.startsWith("wmo-bands") ? 4 : 0, `${form}: what is to be discussed is a gap`);
    assert.match(out, /\nWaarom\n {2}\S/);
    assert.match(await readFile(svg, "utf8"), /^<svg xmlns/);
  }
});

test("a year of one's own is read, in Dutch as well", async () => {
  const year = await write("jaar.csv", "gegeven;onderdeel;waarde\ndelivered;;170.000,00\n");
  const { exit, out, err } = await run(`${contracts}/wmo-bands/contract.yaml`, "--realised", year, "--lang", "en");
  assert.equal(err, "");
  assert.equal(exit, 0);
  assert.match(out, /The provider is paid € 190,000\.00\n/);
});

test("a row that cannot be used is told, and the answer has a gap", async () => {
  const year = await write("year.csv", "fact,part,value\ndelivered,,5.00\ndelvered,,6.00\n");
  const { exit, err } = await run(`${contracts}/ceiling-with-duty`, "--realised", year, "--lang", "en");
  assert.equal(exit, 4);
  assert.match(err, /year\.csv:3:1: unknown-name: delvered: found `delvered`, expected did you mean `delivered`\?/);
});

test("what cannot be settled is told with exit 4, and what is no contract with exit 2", async () => {
  const nothing = await write("nothing.csv", "fact,part,value\nhours,,1\n");
  assert.equal((await run(`${contracts}/ceiling`, "--realised", nothing)).exit, 4);
  assert.match((await run("nowhere")).err, /nowhere\/contract\.yaml: no-contract/);
  assert.equal((await run("nowhere")).exit, 2);
  assert.equal((await run(`${contracts}/ceiling`, "--realised", "nowhere.csv")).exit, 2);
  assert.equal((await run(`${contracts}/ceiling`, "--compare", "nowhere")).exit, 2);
  assert.equal((await run()).exit, 2);
  assert.equal((await run(`${contracts}/ceiling`, "--futures", "many")).exit, 2);
  const broken = await write("broken.yaml", "format: driehoek-contract/1\n");
  assert.equal((await run(broken)).exit, 2);
});

test("where the year is unknown the plan is drawn, and not nothing", async () => {
  const [year, svg] = [await write("none.csv", "fact,part,value\n"), join(folder, "unknown.svg")];
  assert.equal((await run(`${contracts}/ceiling-with-duty`, "--realised", year, "--plot", svg)).exit, 4);
  assert.match(await readFile(svg, "utf8"), /1,000,000/);
});

test("an example that does not come out is a no", async () => {
  const text = await readFile(`${contracts}/ceiling/contract.yaml`, "utf8");
  const path = await write("contract.yaml", text.replace('provider: "998750.00"', 'provider: "998750.01"'));
  const { exit, out, err } = await run(path, "--lang", "en");
  assert.equal(exit, 1);
  assert.match(err, /example-fails: below the ceiling everything is paid: found pays\.provider is 998750\.00/);
  assert.match(out, /Settled over the plan of the contract/);
});

test("as JSON amounts are cents, and what is open has no amount", async () => {
  const { exit, out } = await run(`${contracts}/wmo-bands`, "--json");
  assert.equal(exit, 4);
  const { command, result } = JSON.parse(out) as { command: string; result: Readonly<Record<string, unknown>> };
  assert.equal(command, "settle");
  assert.equal(result["status"], "open");
  assert.deepEqual(result["payments"], [{ payee: "provider", amount: { cents: "20000000" } }]);
  assert.deepEqual(result["to_be_discussed"], [{ term: "beyond", about: { cents: "1000000" } }]);
  assert.deepEqual(result["edges"], { cliffs: [], less_pays_more: [] });
});

test("forms are compared, the same way each time", async () => {
  const compare = ["--compare", `${contracts}/ceiling-with-duty`, "--futures", "50", "--seed", "4", "--lang", "en"];
  const first = await run(`${contracts}/wmo-bands-all`, ...compare);
  assert.match(first.out, /on 50 futures in which care is more or less by a standard deviation of 10 %/);
  assert.equal((await run(`${contracts}/wmo-bands-all`, ...compare)).out, first.out);
  const { out } = await run(`${contracts}/wmo-bands-all`, ...compare, "--json");
  const { comparison } = (JSON.parse(out) as { result: { comparison: { sides: readonly { form: string }[] } } }).result;
  assert.deepEqual(
    comparison.sides.map(({ form }) => form),
    ["wmo-bands-all", "ceiling-with-duty"],
  );
});

test("a lump sum is filled to the cent, or told why not", async () => {
  const { exit, out } = await run(`${contracts}/lump-sum`, "--fill", "--json");
  assert.equal(exit, 0);
  interface Filled {
    readonly products: readonly { readonly volume: string; readonly price: string; readonly dearer: string }[];
  }
  const { filling } = (JSON.parse(out) as { result: { filling: Filled } }).result;
  const sum = filling.products.reduce(
    (all, { volume, price, dearer }) => all + BigInt(volume) * BigInt(price) + BigInt(dearer),
    0n,
  );
  assert.equal(sum, 123_456_789n);
  const text = await readFile(`${contracts}/lump-sum/contract.yaml`, "utf8");
  const low = text.replaceAll(/volume: "\d+"/g, 'volume: "0"');
  assert.equal((await run(await write("unfilled.yaml", low), "--fill")).exit, 1);
  assert.equal((await run(`${contracts}/ceiling`, "--fill")).exit, 2);
});

test("observed prices tell how much of their variation may be filling", async () => {
  const observed = await write(
    "observed.csv",
    "contract,product,price,volume\nnorth,visit,80.00,100\nnorth,hip,1200.00,10\nsouth,visit,120.00,100\nsouth,hip,800.00,10\n",
  );
  const { exit, out } = await run(`${contracts}/lump-sum`, "--observed", observed, "--lang", "en");
  assert.equal(exit, 0);
  assert.match(out, /at most 100 % is fictitious/);
  const json = await run(`${contracts}/lump-sum`, "--observed", observed, "--json");
  assert.deepEqual(
    (JSON.parse(json.out) as { result: { variation: { fictitious_at_most: unknown } } }).result.variation
      .fictitious_at_most,
    { n: "1", d: "1" },
  );
});
