import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf } from "../../house/scenario.ts";
import { readIndicators } from "../../src/indicator.ts";
import type { Mirror } from "../../src/mirror.ts";
import type { Figure, ProviderFigures, Reckoning } from "../../src/value.ts";
import { mirrorPage, mirrorSection } from "./mirror.ts";

const policy = policyOf(`
--- facts
paid: {type: enum, values: [hourly, monthly], nl: Bekostiging, en: Funding, labels: {hourly: {nl: per uur, en: by the hour}}}
--- value-model.yaml
indicators:
  - {id: cost, type: decimal, scale: 2, kind: mean-per-person-against-peers, per: target_group, of: granted_cost, year: 2022, nl: Kosten, en: Cost, assumption: a}
`);
const { indicators } = readIndicators(policy);
const figure = (value: bigint): Figure => ({
  value,
  missing: [],
  interval: { method: "scaled", low: value - 20n, high: value + 30n },
  people: 40n,
  made: {},
  notes: [],
});
const own = (value: bigint): ProviderFigures => ({ own: new Map([["cost", figure(value)]]), parts: new Map() });
const reckoning: Reckoning = {
  indicators,
  providers: new Map([
    ["41000001", own(110n)],
    ["41000002", own(95n)],
    ["41000003", own(102n)],
  ]),
  regions: new Map(),
  rows: new Map(),
  notes: new Map(),
};
const mirror: Mirror = {
  provider: "41000001",
  year: 2022,
  peers: 3,
  same: { key: "fact.paid", value: "hourly" },
  cells: [
    {
      axis: "group",
      member: "short",
      clients: 40n,
      cents: 440_000n,
      peerMean: { n: 10_000n, d: 1n },
      ratio: figure(110n),
    },
    { axis: "month", member: "2", clients: 4n, cents: 400n, withheld: "few_people" },
  ],
  split: [
    { indicator: indicators[0]!, figure: figure(110n) },
    {
      indicator: { ...indicators[0]!, id: "price" },
      figure: { missing: ["lake.claims@2022"], made: {}, notes: [{ code: "nothing_below_the_line", args: {} }] },
    },
  ],
};
const about = { policy, reckoning, reflected: { of: indicators[0]!, mirrors: new Map([["41000001", mirror]]) } };

test("own figures in full, one mean of others, and why another is not there", () => {
  const text = mirrorSection(about, "41000001", "nl")!
    .text.replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
  assert.match(text, /short 40 € 4\.400,00 € 110,00 € 100,00 1,1 0,9 – 1,4 /);
  assert.match(text, /februari 4 € 4,00 € 1,00 minder personen dan mag worden getoond – – /);
  assert.match(text, /Prijs en gebruik .* Kosten 1,1 0,9 – 1,4 .* Er zou door nul worden gedeeld\./);
  assert.match(text, /3 aanbieders als u \(.*: per uur\)/);
});

test("in the plots stands nobody but the provider itself", () => {
  const page = mirrorPage(about, "41000001", "en");
  // Once in the caterpillar, for the group; the funnel draws its dots as symbols on a path.
  assert.equal(page.match(/<circle/g)?.length, 1);
  assert.match(page, /aria-label="Cost\b[^";]*2022[^";]*: 1; \d"/);
  assert.doesNotMatch(page, /41000002|41000003/);
  assert.equal(mirrorSection(about, "41000009", "en"), undefined);
});
