import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { indicatorsFor } from "../../acts/value.ts";
import { policyOf } from "../../house/scenario.ts";
import { openLake } from "../../lake/lake.ts";
import { readIndicators } from "../indicator.ts";
import type { Reckoning } from "../value.ts";

const over = "nl: a, en: a, type: decimal, scale: 12, assumption: a";
const model = (more = ""): string => `
--- value-model.yaml
indicators:
  - {id: cost, kind: mean-per-person-against-peers, of: granted_cost, per: target_group, year: 2022, exclude: {age_under: 18}, ${over}}
  - {id: price, kind: price-part, of: indicator.cost, prices: mean, ${over}}
  - {id: use, kind: use-part, of: indicator.cost, prices: mean, ${over}}
  - {id: tariff_price, kind: price-part, of: indicator.cost, prices: maximum, ${over}}
  - {id: tariff_use, kind: use-part, of: indicator.cost, prices: maximum, ${over}}
  - {id: shown_price, kind: price-part, of: indicator.cost, prices: mean, least: {peers: 3}, ${over}}
${more}--- data-quality.yaml
checks: []
maximum_tariffs:
  - {service: s1, unit: "04", year: 2022, most: "0.60", assumption: a}
  - {service: s2, unit: "31", year: 2022, most: "90.00", assumption: a}
`;

/** `provider client born group service unit quantity cents`: what was granted, in cents; a dash where nobody decided. */
const claims = `
  1 a 1940 short s1 04  100 5000
  1 b 1940 short s1 04  300 15000
  1 c 1940 long  s2 31    2 16000
  1 d 2010 short s1 04   40 2000
  2 e 1940 short s1 04  100 4000
  2 f 1940 long  s2 31    3 30000
  2 g 1940 long  s2 31    1 10000
  2 g 1940 long  s2 31   -1 -10000
  2 e 1940 short s1 04  500 0
  2 e 1940 short s1 04  500 -
  3 h 1940 short s1 04  200 12000
  3 i 1940 short s3 04   10 1000`;

async function reckoned(text: string): Promise<Reckoning> {
  const folder = await mkdtemp(join(tmpdir(), "price-"));
  const lake = await openLake(folder, { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  const lines = claims.trim().split("\n");
  const rows = lines.map((line, i) => {
    const [provider, client, born, group, service, unit, quantity, cents] = line.trim().split(/\s+/);
    const granted = cents === "-" ? "NULL" : cents;
    const when = `DATE '2022-0${1 + (i % 3)}-01', DATE '2022-0${1 + (i % 3)}-02'`;
    return `('b', ${i}, '${client}', '${provider}', '9001', 'n', ${born}, 'male', '${service}', '${group}', ${when}, ${quantity}, '${unit}', 1, 100, ${granted}, 's', 'r${i}', NULL)`;
  });
  const columns = `batch, line, client, provider, insurer, region, birth_year, sex, service, target_group, "from", until,
    quantity, unit, tariff_cents, claimed_cents, granted_cents, status, ref, corrects`;
  await lake.writeClaims("b", `SELECT * FROM (VALUES ${rows.join(", ")}) AS lines(${columns})`);
  const { reckoning, findings } = await indicatorsFor(lake, { policy: policyOf(text), dossiers: new Map() });
  // The claims are of the first three months alone; of these policies some check them and some do not.
  assert.deepEqual(
    findings.map(({ code }) => code).filter((code) => code !== "claims-unchecked"),
    ["months-without-claims"],
  );
  await lake.close();
  await rm(folder, { recursive: true });
  return reckoning!;
}

const reckoning = await reckoned(model());
const figure = (provider: string, id: string) => reckoning.providers.get(provider)!.own.get(id)!;
const value = (provider: string, id: string): number => Number(figure(provider, id).value) / 1e12;
const nearly = (found: number, expected: number, off = 1e-11): void =>
  assert.ok(Math.abs(found - expected) < off, `${found}, not ${expected}`);

/** The mean prices: an hour of s1 over all three, a child's too; a month of s2 over two. What was refused or is not decided has none. */
const hour = (5000 + 15000 + 2000 + 4000 + 12000) / (100 + 300 + 40 + 100 + 200);
const month = (16000 + 30000) / (2 + 3);

test("the price part is what was granted over the same quantities at the mean prices", () => {
  nearly(value("1", "price"), (22000 + 16000) / (440 * hour + 2 * month));
  nearly(value("2", "price"), (4000 + 30000) / (100 * hour + 3 * month));
  const { made } = figure("2", "price");
  assert.deepEqual([made["granted_cents"], made["peers"]], ["34000", "2"]);
});

test("use is what is left of the ratio, so that the two multiply to it", () => {
  for (const [price, use] of [
    ["price", "use"],
    ["tariff_price", "tariff_use"],
  ] as const)
    for (const provider of ["1", "2"])
      nearly(value(provider, price) * value(provider, use), value(provider, "cost"), 5e-12);
  // Two, one and two clients in short care, one and one in long.
  const [short, long] = [(20000 + 4000 + 13000) / 5, (16000 + 30000) / 2];
  nearly(value("2", "use"), (100 * hour + 3 * month) / (short + long));
});

test("at the maximum tariffs a price says how far below them it is", () => {
  nearly(value("2", "tariff_price"), 34000 / (100 * 60 + 3 * 9000));
});

test("chance is in the use and not in the price: the interval of the ratio, at that price", () => {
  assert.equal(figure("2", "price").interval, undefined);
  const [whole, use] = [figure("2", "cost").interval!, figure("2", "use").interval!];
  nearly((Number(use.low) / 1e12) * value("2", "price"), Number(whole.low) / 1e12, 1e-9);
});

test("without a price to compare with nothing is told, and which service it is", () => {
  // Nobody else gives s3: its mean is its own price, which `least` can refuse; of a maximum tariff there is none.
  nearly(value("3", "price"), (12000 + 1000) / (200 * hour + 10 * 100));
  assert.equal(figure("3", "shown_price").notes[0]!.code, "too_few_peers_known");
  assert.deepEqual(figure("3", "tariff_price").notes[0], {
    code: "no_reference_price",
    args: { service: "s3", unit: "04" },
  });
});

test("it splits a cost ratio of the provider and nothing else", () => {
  const declared = `  - {id: wrong, kind: price-part, of: indicator.price, prices: mean, ${over}}\n`;
  const { findings } = readIndicators(policyOf(model(declared)));
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [["bad-value", "`price`"]],
  );
});
