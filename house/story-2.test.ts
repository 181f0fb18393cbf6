/**
 * Story: from ceiling to client (003 §2.2.3–2.2.5). A provider with a ceiling of € 1,000,000 asks for more room in September 2024, and
 * every step is asked of `driehoek decide` as a purchaser would ask it.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { main } from "../cli/main.ts";
import type { Json } from "../src/datum.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
let folder = "";

before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-story-"))));
after(() => rm(folder, { recursive: true }));

type Facts = Readonly<Record<string, Json>>;

interface Answer {
  readonly exit: number;
  readonly told: readonly string[];
}

/** The lines that `driehoek decide` prints about these facts. */
async function decide(decision: string, facts: Facts, ...flags: readonly string[]): Promise<Answer> {
  const path = join(folder, "facts.json");
  await writeFile(path, JSON.stringify(facts));
  const said = { out: "", err: "" };
  const args = ["decide", policy, decision, "--facts", path, ...flags];
  const exit = await main(flags.includes("--on") ? args : [...args, "--on", "2024-10-10"], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  assert.equal(said.err, "");
  return { exit, told: said.out.trimEnd().split("\n").slice(1) };
}

async function valueOf(decision: string, facts: Facts, ...flags: readonly string[]): Promise<string> {
  const { exit, told } = await decide(decision, facts, ...flags, "--lang", "en");
  assert.equal(exit, 0, told.join("\n"));
  return told[0]!.replace("Outcome: ", "");
}

/** Every indicator at the mean of the peers is class B; a cost ratio of so much below it makes the points of class A. */
function figures(costRatio: string): Facts {
  const likePeers = ([id, mean]: readonly [string, string]): [string, Json] => [
    id,
    { "indicator.measured": mean, "indicator.peer_mean": mean, "indicator.peer_deviation": "0.200000" },
  ];
  const means = [
    "outlier_share",
    "admission_ratio",
    "register_share",
    "level5_per_client",
    "nps",
    "surveyed_share",
  ].map((id) => likePeers([id, "1.000000"]));
  const cost = { ...(likePeers(["cost_ratio", "1.000000"])[1] as object), "indicator.measured": costRatio };
  return { "provider.indicator": { ...Object.fromEntries(means), cost_ratio: cost } };
}

/** What the provider sent on 3 September, and what the purchaser found in the region. */
const request: Facts = {
  funding: "hourly",
  "agreement_amount@2023": "900000.00",
  revenue_ceiling: "1000000.00",
  ceiling_change_cause: "shortfall",
  request_received_at: "2024-09-03T10:00:00+02:00",
  request_complete_on: "2024-09-10",
  special_circumstances: true,
  care_stop_grounds: [],
  intake_even: true,
  delivered_before_october: "800000.00",
  expected_delivery: "1120000.00",
  causal_link_shown: true,
  client_shift_shown: true,
  shortage_signalled: true,
  request_solves_shortage: true,
  mediation_possible: false,
  efficiency_kept: true,
  ...figures("0.680000"),
};

test("S2.1 used by 30 September: € 800,000.00 passes, a cent less fails and is told with both amounts", async () => {
  const enough = await decide("extra_contracting_request", request);
  assert.deepEqual(enough, {
    exit: 0,
    told: [
      "Uitkomst: ja, aan alle voorwaarden is voldaan",
      "Voorkeuren (die nooit tot weigering leiden):",
      "  – De aanbieder staat bij voorkeur in categorie A: voldaan (gevonden: A) [003 §2.2.5]",
    ],
  });
  const short = { ...request, delivered_before_october: "799999.99" };
  const { exit, told } = await decide("extra_contracting_request", short);
  assert.equal(exit, 1);
  assert.deepEqual(told.slice(0, 2), [
    "Geweigerd; hieraan is niet voldaan:",
    "  – Gevraagd: vóór 1 oktober is ten minste 80 % van het omzetplafond van € 1.000.000,00 bereikt; gevonden: € 799.999,99. [003 §2.2.5]",
  ]);
  const english = await decide("extra_contracting_request", short, "--lang", "en");
  assert.equal(
    english.told[1],
    "  – Asked: before 1 October at least 80 % of the revenue ceiling of € 1,000,000.00 was used; found: € 799,999.99. [003 §2.2.5]",
  );
});

test("S2.1 what was delivered is told by the provider, about care and not about claims", async () => {
  const { delivered_before_october: _, ...silent } = request;
  const { exit, told } = await decide("extra_contracting_request", silent);
  assert.equal(exit, 4);
  assert.match(told[1]!, /Niet bekend: Geleverde zorg.*\(2024\)/);
});

test("S2.2 complete on 10 September: the answer is due on 22 October 2024", async () => {
  assert.equal(await valueOf("answer_due", request), "22 October 2024");
  assert.equal((await decide("answer_due", request)).told[0], "Uitkomst: 22 oktober 2024");
});

test("S2.2 asked on 1 October is too late, by a second", async () => {
  const late = { ...request, request_received_at: "2024-10-01T00:00:00+02:00" };
  const { exit, told } = await decide("extra_contracting_request", late);
  assert.equal(exit, 1);
  assert.equal(
    told[1],
    "  – Gevraagd: het verzoek kwam in september binnen, tussen 1 september 2024 00:00 en 1 oktober 2024 00:00; gevonden: De inkoper heeft deze aanbieder zelf benaderd: nee; Moment waarop het verzoek om bijcontractering binnenkwam: 1 oktober 2024 00:00. [003 §2.2.5]",
  );
  const inTime = { ...request, request_received_at: "2024-09-30T23:59:59+02:00" };
  assert.equal((await decide("extra_contracting_request", inTime)).exit, 0);
});

test("S2.3 class B alone never refuses, and is told as a preference that is not met", async () => {
  const classB = { ...request, ...figures("1.000000") };
  assert.equal(await valueOf("class", classB), "B");
  assert.equal((await decide("extra_contracting", classB)).exit, 0);
  const { exit, told } = await decide("extra_contracting_request", classB);
  assert.equal(exit, 0);
  assert.equal(
    told.at(-1),
    "  – De aanbieder staat bij voorkeur in categorie A: niet voldaan (gevonden: B) [003 §2.2.5]",
  );
});

test("S2.3 no shortage in the region and a client dropped in August: refused, with both reasons", async () => {
  const dropped = {
    ...request,
    ...figures("1.000000"),
    shortage_signalled: false,
    care_stop_grounds: ["ceiling_reached"],
  };
  const { exit, told } = await decide("extra_contracting", dropped, "--lang", "en");
  assert.equal(exit, 1);
  assert.deepEqual(told.slice(1, 4), [
    "  – Asked: the provider meets the conditions for an additional agreement; this is not met, because: [003 §2.2.5]",
    "      – Asked: no existing client's care was stopped because the budget had run out; found: ceiling reached. [003 §2.2.5]",
    "  – Asked: signals from referrers and insured persons show a duty-of-care problem in the region; found: no. [003 §2.2.5]",
  ]);
  assert.deepEqual((await decide("extra_contracting", dropped)).told.slice(2, 4), [
    "      – Gevraagd: bij geen bestaande cliënt is de zorg gestopt omdat het budget op was; gevonden: plafond bereikt. [003 §2.2.5]",
    "  – Gevraagd: uit signalen van verwijzers en verzekerden blijkt een zorgplichtprobleem in de regio; gevonden: nee. [003 §2.2.5]",
  ]);
});

test("S2.4 full on 1 October, € 60,000 granted on 22 October: paid € 1,030,000, and € 40,000 stays unpaid", async () => {
  const delivered = {
    revenue_ceiling: "1000000.00",
    delivered_until_answer: "1040000.00",
    extra_granted: "60000.00",
    delivered_after_answer: "30000.00",
  };
  assert.equal(await valueOf("paid_with_extra", delivered, "--on", "2024-12-31"), "€ 1,030,000.00");
  assert.equal(await valueOf("unpaid_with_extra", delivered, "--on", "2024-12-31"), "€ 40,000.00");
});

/** One client, as the decisions about a client see it: what happens, and nothing of who it is. */
function client(facts: Facts): Facts {
  return { "provider.case": { case_1: facts } };
}

test("S2.5 a client back from hospital with a heavier need must be served, ceiling or not", async () => {
  const back = client({ already_in_care: true, care_still_responsible: true });
  const full = { ...back, revenue_ceiling: "1000000.00", delivered_before_october: "1000000.00" };
  assert.equal(await valueOf("care_for_existing_client", full, "--part", "case_1"), "the care continues");
  assert.equal(await valueOf("care_for_existing_client", back, "--part", "case_1"), "the care continues");
});

test("S2.5 and the talk about agreements that work out unreasonably can be opened", async () => {
  const talk = { special_circumstances: true, causal_link_shown: true, client_shift_shown: true };
  assert.equal((await decide("hardship_talk", talk)).exit, 0);
  const unproven = await decide("hardship_talk", { ...talk, causal_link_shown: false, client_shift_shown: false });
  assert.equal(unproven.exit, 1);
  assert.deepEqual(unproven.told.slice(0, 3), [
    "Geweigerd; hieraan is niet voldaan:",
    "  – Gevraagd: de aanbieder toont aan dat de hogere omzet samenhangt met hogere kosten voor bepaalde cliënten; gevonden: nee. [003 §2.2.3]",
    "  – Gevraagd: de aanbieder maakt duidelijk of cliënten zich in de regio hebben verplaatst; gevonden: nee. [003 §2.2.3]",
  ]);
});

test("S2.6 beyond the Treeknorm: look for a place, then the Zorgteam, then the call whether it helped", async () => {
  const steps = [
    [{ expected_wait: "42" }, "take into care"],
    [{ expected_wait: "43", search_for_place: "not_begun" }, "look for a fitting solution"],
    [{ expected_wait: "43", search_for_place: "none", mediated_by_zorgteam: false }, "contact the Zorgteam"],
    [
      { expected_wait: "43", search_for_place: "none", mediated_by_zorgteam: true },
      "the buyer calls to ask whether it helped",
    ],
  ] as const;
  for (const [facts, step] of steps)
    assert.equal(await valueOf("care_for_new_client", client(facts), "--part", "case_1"), step);
});

test("S2.7 a merger of ceilings goes its own way, and is not € 1,400,000 by itself", async () => {
  const merger = { ...request, ceiling_change_cause: "merger", extra_granted: "400000.00" };
  assert.equal(await valueOf("ceiling_change", merger), "in separate talks");
  const { exit, told } = await decide("new_ceiling", merger);
  assert.equal(exit, 4);
  assert.match(told[1]!, /Niet bekend: Omzetplafond dat na fusie, .* is afgesproken \(2024\)\./);
  const { exit: refused, told: reasons } = await decide("extra_contracting", merger);
  assert.equal(refused, 1);
  assert.match(reasons[1]!, /fusie, overname of faillissement wordt afzonderlijk besproken/);
  assert.equal(await valueOf("new_ceiling", { ...merger, ceiling_after_merger: "1310000.00" }), "€ 1,310,000.00");
});
