/**
 * Story: from May to class (003 §2.2.1–2.2.4). An insurer with ten thousand clients in two regions loads its files, holds a round by its
 * own policy and by the published one it extends, and reads what came out.
 */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { run } from "../acts/run.ts";
import type { RunAnswer } from "../acts/run.ts";
import { take } from "../acts/take.ts";
import { main } from "../cli/main.ts";
import type { OpenWorld } from "../cli/world.ts";
import { openWorld } from "../cli/world.ts";
import type { Outcome } from "../src/outcome.ts";
import { roundPages } from "../text/report.ts";

const [example, published] = ["policy/voorbeeld-wijkverpleging/2024", "policy/cz-wijkverpleging/2024"];

/** Whom the story is about, one peer just as large, one very large peer, one exactly at the threshold and one paid by the month. */
const [told, peer, large, atThreshold, monthly] = ["42000001", "42000002", "42000003", "42000004", "42000005"] as const;

const contracts = `agb;verzekeraar;jaar;bekostiging;productieafspraak;gerealiseerd
${told};9001;2022;uur;310.000,00;318.000,00
${peer};9001;2022;uur;290.000,00;282.000,00
${large};9001;2022;uur;9.800.000,00;9.800.000,00
${told};9001;2023;uur;100.000,01;320.000,00
${peer};9001;2023;uur;290.000,00;290.000,00
${large};9001;2023;uur;9.800.000,00;9.800.000,00
${atThreshold};9001;2023;uur;100.000,00;90.000,00
${monthly};9001;2023;maand;2.400.000,00;2.400.000,00
`;

/** North has 6,000 of the 10,000 insured women and 7,000 of the 20,000 men; for 6,000 women and 4,000 men in care, that expects 5,000. */
const population = `year;insurer;region;sex;age_from;insured_days
2022;9001;north;f;80;2190000
2022;9001;north;m;80;2555000
2022;9001;south;f;80;1460000
2022;9001;south;m;80;4745000
2022;9001;north;f;15;365000
`;

const postcodes = "pc4;regio\n5038;north\n9711;south\n";

/** Groups of clients: how many, of whom, of which service, where, born when, and what each cost. */
const clients = `
  60 ${told}  1033 5038 v 1940    900
  40 ${told}  1034 5038 m 1940   6600
   1 ${told}  1033 5038 v 2005  50000
  60 ${peer}  1033 5038 v 1940   1100
  40 ${peer}  1034 5038 m 1940   5400
3480 ${large} 1033 5038 v 1940   1000
1820 ${large} 1033 5038 m 1940   1000
2400 ${large} 1033 9711 v 1940   1000
2100 ${large} 1033 9711 m 1940   1000`;

/** An extract of what was granted: a line per client, by a pseudonym of the insurer's own. */
function extract(): string {
  const header =
    "client;geboortejaar;geslacht;postcode;agb;verzekeraar;prestatiecode;begindatum;aantal;declaratiebedrag;toegekend;ref";
  const lines = clients
    .trim()
    .split("\n")
    .flatMap((row, i) => {
      const [count, provider, service, postcode, sex, born, euros] = row.trim().split(/\s+/);
      return Array.from({ length: Number(count) }, (_, n) => {
        const who = `${i}-${n};${born};${sex};${postcode}`;
        return `${who};${provider};9001;${service};2022-05-02;4;${euros},00;${euros},00;r${i}-${n}`;
      });
    });
  return [header, ...lines].join("\n");
}

/** The quality data of May about 2022: staff, of whom registered, fte of level 5, clients, promoters, passives, critics. */
function qualityData(provider: string, figures: readonly string[], known_at: string): string {
  const names = ["nursing_staff", "nursing_staff_registered", "level5_fte", "clients_in_care"];
  const facts = [...names, "nps_promoters", "nps_passives", "nps_critics"];
  return figures
    .map((value, i) => ({ fact: facts[i], subject: provider, period: "2022", value, origin: "VECOZO", known_at }))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

/** How the purchaser will pay for the hours or the months of 2024. */
function funding(provider: string, value: "hourly" | "monthly"): string {
  const line = { fact: "funding", subject: provider, period: "2024", value, origin: "inkoper", known_at: may };
  return `${JSON.stringify(line)}\n`;
}

const may = "2023-05-20T14:00:00+02:00";
const dossier =
  [told, peer, large, atThreshold].map((provider) => funding(provider, "hourly")).join("") +
  funding(monthly, "monthly") +
  qualityData(told, ["48", "30", "6.0", "200", "48", "22", "10"], may) +
  qualityData(peer, ["40", "30", "4.0", "100", "20", "20", "10"], may) +
  qualityData(large, ["400", "200", "200.0", "9800", "900", "500", "100"], may) +
  `{"fact":"nps_critics","subject":"${told}","period":"2022","value":"0","origin":"VECOZO","known_at":"2023-06-01T00:00:00+02:00","replaces":"${may}"}\n`;

let folder = "";
let world: OpenWorld;

/** Loads every file by the command that a purchaser types. */
async function load(): Promise<void> {
  const files = { regions: postcodes, population, contracts, dossier, claims: extract() };
  for (const [kind, text] of Object.entries(files)) {
    const path = join(folder, `${kind}.${kind === "dossier" ? "ndjson" : "csv"}`);
    await writeFile(path, text);
    const said = { out: "", err: "" };
    const exit = await main(["load", kind, path, "--lake", join(folder, "lake")], {
      out: (more) => void (said.out += more),
      err: (more) => void (said.err += more),
    });
    assert.equal(exit, 0, said.err + said.out);
  }
}

const hold = (policy: string, out: string): Promise<RunAnswer> =>
  run(
    { ...world, signingKey: async () => new Uint8Array(32).fill(7), report: (round) => roundPages(round, "nl") },
    { folder: policy, lake: join(folder, "lake"), out: join(folder, out) },
  );

let answers: { readonly example: RunAnswer; readonly published: RunAnswer };

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-story-"));
  world = openWorld({ out: () => {}, err: () => {} }, 1);
  await load();
  answers = { example: await hold(example, "example"), published: await hold(published, "published") };
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** What a round proposes for a provider, as it stands in `outcomes.ndjson`. */
async function outcomesOf(provider: string, out = "example"): Promise<Record<string, Outcome>> {
  const lines = (await readFile(join(folder, out, "outcomes.ndjson"), "utf8")).trimEnd().split("\n");
  const all = lines.map((line) => JSON.parse(line) as { provider: string; decision: string; outcome: Outcome });
  return Object.fromEntries(
    all.filter((line) => line.provider === provider).map(({ decision, outcome }) => [decision, outcome]),
  );
}

/** A page of the report as a reader sees it: without its tags, white space as one space. */
async function pageOf(name: string, out = "example"): Promise<string> {
  const page = await readFile(join(folder, out, "report", `${name}.html`), "utf8");
  return page
    .replace(/<style>[^]*?<\/style>/, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

const decided = (value: string): Outcome => ({ status: "decided", value });

test("S1.1 exactly the threshold is a price agreement under an assumption; a cent more is scored; by the month is a mirror", async () => {
  const [price, scored, mirror] = [await outcomesOf(atThreshold), await outcomesOf(told), await outcomesOf(monthly)];
  assert.deepEqual([price["agreement"], price["assessment"]], [decided("price_only"), decided("not_assessed")]);
  assert.match(await pageOf(atThreshold), /Aannames waarop dit rust .* precies de grens is niet &quot;meer dan&quot;/);
  assert.deepEqual([scored["agreement"], scored["assessment"]], [decided("production"), decided("scored")]);
  assert.deepEqual([mirror["assessment"], mirror["class"]], [decided("mirror"), undefined]);
  const open = (await outcomesOf(atThreshold, "published"))["agreement"];
  assert.equal(open?.status, "incomplete");
});

test("S1.2 the correction of 1 June at midnight is told as late, and the version of 20 May counts", async () => {
  const late = answers.example.findings.filter(({ code }) => code === "late-fact");
  assert.deepEqual(
    late.map(({ found, line }) => [found, line]),
    [["nps_critics of 42000001, known at 2023-06-01T00:00:00+02:00", 27]],
  );
  assert.match(late[0]!.expected, /before 2023-06-01T00:00:00\+02:00 \[003 §2\.2\.1\]; the version before it counts/);
});

test("S1.3 318,000 where 300,000 was expected is 1.06; the client of 17 is out, and the report says so", async () => {
  const { reckoning } = answers.example.round!;
  const figures = reckoning.providers.get(told)!;
  const groups = figures.parts.get("provider.group")!;
  assert.deepEqual(
    [...groups].map(([group, own]) => [group, own.get("group_cost_ratio")?.value]),
    [
      ["frail_long_somatic", 1_100_000n],
      ["frail_short", 900_000n],
    ],
  );
  const cost = figures.own.get("cost_ratio")!;
  assert.deepEqual(
    [cost.value, cost.made],
    [1_060_000n, { actual_cents: "31800000", expected_cents: "30000000", clients: "100" }],
  );
  const page = await pageOf(told);
  assert.match(page, /bij landelijk gemiddelde kosten per doelgroep zouden zijn .{0,160} 1,06 /);
  assert.match(page, /Niet meegeteld: 1 jonger dan 18 \(jaar van zorg 2022 min geboortejaar\), samen € 50\.000,00/);
});

test("S1.4 30 of 48 is 62.5 %; 6.0 fte on 200 clients is 0.03; the NPS is +47.5, asked of 40 %", async () => {
  const { own } = answers.example.round!.reckoning.providers.get(told)!;
  const values = ["register_share", "level5_per_client", "nps", "surveyed_share"].map((id) => own.get(id)?.value);
  assert.deepEqual(values, [625_000n, 30_000n, 475_000n, 400_000n]);
  const page = await pageOf(told);
  for (const figure of [
    / in het Kwaliteitsregister V&amp;V 62,5 % /,
    / niveau 5 of hoger per cliënt 0,03 /,
    / min procent 0 tot en met 6 47,5 /,
    / bij wie de NPS is afgenomen 40 % /,
  ])
    assert.match(page, figure);
});

test("S1.5 5,500 clients in the region where 5,000 were expected is 1.10, and no side is said to be better", async () => {
  const { regions } = answers.example.round!.reckoning;
  const admission = regions.get("north")!.get("admission_ratio")!;
  assert.deepEqual([admission.value, admission.made["actual_clients"]], [1_100_000n, "5500"]);
  const page = await pageOf(told, "published");
  assert.match(page, /Niet gecorrigeerd voor sociaal-economische status/);
  assert.match(page, /De tekst zegt niet welke richting beter is\./);
});

test("S1.6 under CZ's own text the class is incomplete, and names weights, points and cut-offs", async () => {
  const outcome = (await outcomesOf(told, "published"))["class"];
  assert.ok(outcome?.status === "incomplete");
  assert.equal(answers.published.exit, 4);
  for (const name of ["parameter.weight", "decision.points", "parameter.cutoff_a", "parameter.cutoff_b"])
    assert.ok(
      outcome.missing.some((missing) => missing.startsWith(name)),
      `${name} in ${outcome.missing.join(", ")}`,
    );
  const page = await pageOf(told, "published");
  for (const reason of [
    /De inkoper laat Gewicht open: CZ publiceert geen gewichten\./,
    /De inkoper laat Punten open: CZ publiceert niet hoe een indicator punten wordt\./,
    /De inkoper laat Grens van categorie A open: CZ publiceert geen grenzen\./,
  ])
    assert.match(page, reason);
});

test("S1.6 under the example buyer's completion it is A, B or C, with its certainty and the assumptions it rests on", async () => {
  const outcome = (await outcomesOf(told))["class"];
  assert.ok(outcome?.status === "decided", JSON.stringify(outcome));
  const { value } = outcome;
  assert.ok(value === "A" || value === "B" || value === "C");
  const page = await pageOf(told);
  assert.match(page, new RegExp(`Categorie in het waardemodel ${value} Hoe zeker: ([ABC] \\d+ %(, )?)+ \\(over 400 `));
  for (const assumption of [/ de twee pijlers wegen even zwaar, samen honderd /, / ruim boven het midden /])
    assert.match(page.slice(page.indexOf("Aannames waarop dit rust")), assumption);
});

test("S1.6 no ceiling moves by itself: a person takes the proposal, and it stands as it was", async () => {
  const recorded = (): Promise<string | undefined> =>
    readFile(join(folder, "example", "decisions.ndjson"), "utf8").catch(() => undefined);
  assert.equal(await recorded(), undefined);
  const proposed = (await outcomesOf(told))["ceiling_proposal"];
  const question = { round: join(folder, "example"), policy: example, provider: told, decision: "ceiling_proposal" };
  const change = { verdict: "change", value: "330000.00", mandate: "inkoper", reason: "groei in de regio" };
  assert.equal((await take(world, { ...question, ...change })).exit, 0);
  assert.match((await recorded()) ?? "", /"verdict":"change".*"value":\{"cents":"33000000"\}/);
  await hold(example, "example");
  assert.deepEqual((await outcomesOf(told))["ceiling_proposal"], proposed);
  assert.match(await pageOf(told), /Wat mensen besloten .*gewijzigd → € 330\.000,00 – groei in de regio \[inkoper/);
});
