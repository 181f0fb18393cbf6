import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { toLine } from "../src/finding.ts";
import { checkProof, parseProof, parseReceipt, replay } from "../src/receipt.ts";
import type { Parsed } from "../src/receipt.ts";
import { roundPages } from "../text/report.ts";
import type { Files } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import { run } from "./run.ts";
import type { RunAnswer, RunInput } from "./run.ts";

const example = "policy/voorbeeld-wijkverpleging/2024";
const published = "policy/cz-wijkverpleging/2024";

/** The policies on disk, and a folder in memory for the market's dossier and for what a round writes. */
class Desk implements Files {
  readonly written = new Map<string, Uint8Array>();

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.written.get(path) ?? (await readFile(path).catch(() => undefined));
  }
  async list(folder: string): Promise<string[]> {
    const here = [...this.written.keys()].filter((path) => path.startsWith(`${folder}/`));
    const names = here.map((path) => path.slice(folder.length + 1));
    return [...names, ...(await readdir(folder, { recursive: true }).catch(() => []))].toSorted();
  }
  async write(path: string, bytes: Uint8Array | string): Promise<void> {
    this.written.set(path, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  }
  append(): Promise<void> {
    assert.fail("a round appends nothing");
  }
}

const desk = new Desk();
let folder = "";
let answer: RunAnswer;
const lakes: OpenLake[] = [];

async function lakeWith(threads: number): Promise<OpenLake> {
  const lake = await openLake(join(folder, "lake"), { threads, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
  lakes.push(lake);
  return lake;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-run-"));
  const effects = { lake: await lakeWith(2), files: desk, progress: { say: () => {} } };
  await makeMarketFolder(effects, { size: "tiny", seed: 7, years: [2022, 2023], out: folder });
  answer = await hold("round");
});
after(async () => {
  for (const lake of lakes) await lake.close();
  await rm(folder, { recursive: true });
});

async function hold(out: string, input: Partial<RunInput> = {}, threads = 2): Promise<RunAnswer> {
  const effects = {
    files: desk,
    clock: { now: () => "2024-01-02T09:00:00Z" },
    progress: { say: () => {} },
    installedFacts: "policy/facts",
    openLake: () => lakeWith(threads),
    signingKey: async () => new Uint8Array(32).fill(7),
    report: (round: Parameters<typeof roundPages>[0]) => roundPages(round, "nl"),
  };
  return run(effects, { folder: example, lake: join(folder, "lake"), insurers: ["9001"], ...input, out });
}

/** Every file of a round by its name, as text. */
function filesOf(out: string): ReadonlyMap<string, string> {
  const own = [...desk.written].filter(([path]) => path.startsWith(`${out}/`));
  return new Map(own.map(([path, bytes]) => [path.slice(out.length + 1), new TextDecoder().decode(bytes)]));
}

interface OutcomeLine {
  readonly provider: string;
  readonly decision: string;
  readonly outcome: { readonly status: string; readonly missing?: readonly string[] };
}

function outcomesOf(out: string): OutcomeLine[] {
  const lines = filesOf(out).get("outcomes.ndjson")!.trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as OutcomeLine);
}

function valueOf<T>(parsed: Parsed<T>): T {
  return "value" in parsed ? parsed.value : assert.fail(parsed.findings.map(toLine).join("\n"));
}

test("the folder of a round has every file of the interface, and a page and a receipt per provider", () => {
  const { exit, findings, round } = answer;
  assert.equal(exit, 4);
  assert.deepEqual(new Set(findings.map(({ code }) => code)), new Set(["late-fact"]));
  const providers = round!.proposals.map(({ provider }) => provider);
  assert.equal(providers.length, 16);
  const perProvider = providers.flatMap((id) => [
    `receipts/${id}.json`,
    `receipts/${id}.proof.json`,
    `report/${id}.html`,
    `report/${id}.json`,
  ]);
  // Of who cares for children alone no cost is counted: it has no mirror.
  const mirrored = [...round!.mirrors!.mirrors.keys()].flatMap((id) => [`mirror/${id}.csv`, `mirror/${id}.json`]);
  assert.equal(mirrored.length, 2 * 15);
  const pages = ["report/overview.html", "report/overview.csv"];
  const once = [
    "data-quality.csv",
    "head.json",
    "indicators.csv",
    "outcomes.ndjson",
    ...pages,
    "round.json",
    "sealed.json",
  ];
  assert.deepEqual([...filesOf("round").keys()].toSorted(), [...once, ...perProvider, ...mirrored].toSorted());
  const summary = JSON.parse(filesOf("round").get("round.json")!) as Record<string, unknown>;
  assert.deepEqual(
    [summary["format"], summary["on"], summary["issued_at"], summary["providers"], summary["taken"]],
    ["driehoek-round/1", "2024-01-01", "2024-01-02T09:00:00Z", 16, 0],
  );
});

test("every receipt replays, its proof holds, and it says what outcomes.ndjson says", () => {
  const outcomes = outcomesOf("round");
  for (const [path, text] of filesOf("round")) {
    if (!/^receipts\/\d+\.json$/.test(path)) continue;
    const bytes = new TextEncoder().encode(text);
    const receipt = valueOf(parseReceipt(bytes, path));
    assert.equal(replay(receipt), undefined, path);
    const proof = desk.written.get(`round/${path.replace(".json", ".proof.json")}`)!;
    assert.deepEqual(checkProof(bytes, valueOf(parseProof(proof, path)), path), []);
    for (const { decision, outcome } of outcomes.filter(({ provider }) => provider === receipt.subject)) {
      const told = receipt.outcomes.find((each) => each.decision === decision && each.part === undefined);
      assert.equal(told?.outcome.status, outcome.status, `${path} ${decision}`);
    }
  }
});

test("who does not meet a minimum requirement goes to a purchaser, without a ceiling by itself (003 §2.2, §2.2.4)", () => {
  const outcomes = outcomesOf("round");
  const unmet = outcomes.filter(
    ({ decision, outcome }) => decision === "minimum_requirements" && outcome.status === "refused",
  );
  assert.ok(unmet.length > 0);
  for (const { provider } of unmet) {
    const own = new Map(
      outcomes.filter((each) => each.provider === provider).map(({ decision, outcome }) => [decision, outcome]),
    );
    assert.deepEqual(own.get("offer"), { status: "decided", value: "purchaser_decides" });
    assert.equal(own.get("ceiling_proposal"), undefined);
    assert.match(filesOf("round").get(`report/${provider}.html`)!, /minimumeisen niet gehaald, een inkoper beslist/);
  }
  const { tally } = JSON.parse(filesOf("round").get("round.json")!) as {
    tally: Record<string, Record<string, number>>;
  };
  assert.equal(tally["offer"]!["purchaser_decides"], unmet.length);
});

test("twice in a row and on one thread, the same bytes", async () => {
  await hold("again");
  await hold("one-thread", {}, 1);
  assert.deepEqual(filesOf("again"), filesOf("round"));
  assert.deepEqual(filesOf("one-thread"), filesOf("round"));
});

/** The cell of a report that holds a provider's cost ratio, which has six decimals and is nobody else's. */
function costCell({ round }: RunAnswer, provider: string): string | undefined {
  const value = round!.reckoning.providers.get(provider)?.own.get("cost_ratio")?.value;
  if (value === undefined) return undefined;
  const digits = String(value).padStart(7, "0");
  return `>${`${digits.slice(0, -6)},${digits.slice(-6)}`.replace(/,?0+$/, "")}<`;
}

test("a provider's page and receipt name no other provider, and show no figure of another", () => {
  const { round } = answer;
  const files = filesOf("round");
  const providers = round!.proposals.map(({ provider }) => provider);
  const cells = new Map(providers.map((provider) => [provider, costCell(answer, provider)]));
  const known = [...cells.values()].filter((cell) => cell !== undefined);
  assert.ok(known.length > 10 && new Set(known).size === known.length);
  for (const [provider, own] of cells) {
    const page = files.get(`report/${provider}.html`)!;
    const receipt = files.get(`receipts/${provider}.json`)!;
    assert.ok(own === undefined || page.includes(own), `${provider} does not see ${own}`);
    for (const [other, theirs] of cells) {
      if (other === provider) continue;
      assert.ok(!page.includes(other) && !receipt.includes(other), `${provider} sees ${other}`);
      assert.ok(theirs === undefined || !page.includes(theirs), `${provider} sees ${theirs} of ${other}`);
    }
  }
});

test("the mean of a percentage is told as a percentage, though the policy collects it as a fraction", () => {
  const files = filesOf("round");
  const row = /^(\d+),provider\.indicator\/register_share,peer_mean,0\.(\d\d)(\d{4}),/m.exec(
    files.get("indicators.csv")!,
  );
  const [, provider, whole, decimals = ""] = row ?? assert.fail("no published mean of the register share");
  const told = `${Number(whole)},${decimals.replace(/0+$/, "")} %`;
  assert.ok(files.get(`report/${provider}.html`)!.includes(told), told);
});

test("under CZ's own text every class is incomplete, and names what CZ does not publish", async () => {
  const { exit, round } = await hold("open", { folder: published });
  assert.equal(exit, 4);
  const classes = outcomesOf("open").filter(({ decision }) => decision === "class");
  assert.ok(classes.length > 0);
  for (const { outcome } of classes) {
    assert.equal(outcome.status, "incomplete");
    for (const name of ["parameter.weight", "decision.points", "parameter.cutoff_a", "parameter.cutoff_b"])
      assert.ok(
        outcome.missing!.some((missing) => missing.startsWith(name)),
        name,
      );
  }
  assert.ok(!round!.proposals.some(({ told }) => told.some(({ certainty }) => certainty !== undefined)));
  assert.match(filesOf("open").get("report/overview.html")!, /Grens van categorie A/);
});

test("what people decided stays, and is counted in the next round", async () => {
  const [first] = outcomesOf("round");
  const taken = { ...first!, verdict: "change", proposed: first!.outcome, value: "x", mandate: "inkoper", reason: "r" };
  const line = JSON.stringify({ ...taken, at: "2024-01-03T09:00:00Z" });
  await desk.write("taken/decisions.ndjson", `${line}\n`);
  const { round } = await hold("taken");
  assert.equal(round!.taken.length, 1);
  const summary = JSON.parse(filesOf("taken").get("round.json")!) as Record<string, unknown>;
  assert.deepEqual([summary["taken"], summary["departures"]], [1, 1]);
  assert.equal(filesOf("taken").get("decisions.ndjson"), `${line}\n`);
});

test("a market has claims of two insurers and agreements of one: without --insurer no round is held on them", async () => {
  const effects = { files: desk, clock: { now: () => "2024-01-02T09:00:00Z" }, progress: { say: () => {} } };
  const report = (): [] => assert.fail("nothing is reported");
  const signingKey = async () => new Uint8Array(32);
  const { exit, findings } = await run(
    { ...effects, installedFacts: "policy/facts", openLake: () => lakeWith(1), report, signingKey },
    { folder: example, lake: join(folder, "lake"), out: "mixed" },
  );
  assert.equal(exit, 2);
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [["mixed-insurers", "claims of 9001, 9002; contracts of 9001; population of 9001, 9002"]],
  );
});

test("without a policy, a round in it, or anybody to decide about, nothing is written", async () => {
  await desk.write(join(folder, "empty", "lake.json"), "{}");
  for (const [input, code] of [
    [{ folder: "policy/nowhere" }, "no-policy"],
    [{ folder: "examples/wmo-settlement/2016" }, "no-round"],
    [{ lake: "nowhere" }, "no-lake"],
    [{ lake: join(folder, "empty"), insurers: ["0000"] }, "no-providers"],
  ] as const) {
    const { exit, findings } = await hold("nothing", input);
    assert.deepEqual([exit, findings.at(-1)?.code], [2, code]);
  }
  assert.equal(filesOf("nothing").size, 0);
});
