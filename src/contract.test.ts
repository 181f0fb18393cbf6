import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { cliffs, explain, payCurve, readContract, readRealised, settle, tryExamples } from "./contract.ts";
import type { Contract, Realised } from "./contract.ts";
import { valueAt } from "./curve.ts";
import { toDecimalText } from "./decimal.ts";
import { toLine } from "./finding.ts";
import { ratio, round, sign } from "./ratio.ts";

const folder = new URL("../examples/contracts/", import.meta.url);
const forms = readdirSync(folder);

function shipped(form: string): Contract {
  const file = `examples/contracts/${form}/contract.yaml`;
  const { contract, findings } = readContract(file, readFileSync(new URL(`${form}/contract.yaml`, folder), "utf8"));
  assert.deepEqual(findings.map(toLine), []);
  return contract ?? assert.fail(form);
}

for (const form of forms)
  test(`${form} pays what its worked examples say`, () => {
    const contract = shipped(form);
    assert.equal(contract.form, form);
    assert.ok(contract.examples.length > 0);
    assert.deepEqual(tryExamples(contract).map(toLine), []);
    assert.equal(settle(contract, contract.plan).status, "settled", "the plan says all that is needed");
  });

test("every form of the trade is shipped", () => {
  const named =
    "advance-and-settlement arrangement capitation ceiling ceiling-with-duty corridor expensive-drugs extra-contracting " +
    "gp-segments integral-tariff lump-sum maternity-tariff maximum-tariff-share multi-year open-volume " +
    "organisation-and-infrastructure organisation-and-infrastructure-split overproduction-capped overproduction-full " +
    "overproduction-none performance-contract person-following-budget population-budget shared-savings subsidy " +
    "uncontracted-care voucher wmo-bands wmo-bands-all";
  assert.equal(forms.toSorted().join(" "), named);
});

test("an example that says anything else is told, with what came out", () => {
  const text = readFileSync(new URL("wmo-bands/contract.yaml", folder), "utf8");
  const changed = (from: string, to: string): string[] => {
    assert.ok(text.includes(from));
    const { contract } = readContract("c.yaml", text.replace(from, to));
    return tryExamples(contract!).map(({ code, field, found, expected }) => `${code} ${field}: ${found}, ${expected}`);
  };
  assert.deepEqual(changed('expect: { provider: "190000.00", terms', 'expect: { provider: "190000.01", terms'), [
    "example-fails 85 %, and what falls short of 90 is repaid: pays.provider is 190000.00, 190000.01",
  ]);
  assert.deepEqual(changed(', open: { beyond: "10000.00" }', ""), [
    "example-fails 115 %, and what lies above 110 is to be discussed: open.beyond is 10000.00, settled",
  ]);
  assert.equal(changed("advantage: none", "advantage: buyer").length, 1);
});

/** `115 %: € 200000.00 for buyer, 10000.00 open`, with the delivery in percent of what was agreed. */
function band(contract: Contract, percent: bigint): string {
  const { payments, open, worth } = settle(contract, delivered(2000n * 100n * percent));
  const side = ["buyer", "nobody", "provider"][sign(worth!.advantage) + 1];
  const talks = open.map(({ stake }) => `, ${toDecimalText(round("half_up", stake), 2)} open`).join("");
  return `${percent} %: ${toDecimalText(payments[0]!.cents!, 2)} for ${side}${talks}`;
}

function delivered(cents: bigint): Realised {
  return { own: new Map([["delivered", cents]]), parts: new Map() };
}

test("the Wmo bands give the right side the money, and no figure above 110 %", () => {
  const told = [85n, 90n, 95n, 100n, 105n, 110n, 115n].map((percent) => band(shipped("wmo-bands"), percent));
  assert.deepEqual(told, [
    "85 %: 190000.00 for provider",
    "90 %: 200000.00 for provider",
    "95 %: 200000.00 for provider",
    "100 %: 200000.00 for nobody",
    "105 %: 200000.00 for buyer",
    "110 %: 200000.00 for buyer",
    "115 %: 200000.00 for buyer, 10000.00 open",
  ]);
  assert.equal(band(shipped("wmo-bands-all"), 85n), "85 %: 170000.00 for nobody");
});

test("only the reading that repays everything has an edge", () => {
  const edges = (form: string) => cliffs(payCurve(shipped(form)));
  assert.deepEqual(edges("wmo-bands"), { cliffs: [], stretches: [] });
  const { cliffs: found } = edges("wmo-bands-all");
  assert.deepEqual(
    found.map(({ place, before, at }) => [place, before, at]),
    [
      [
        { n: 9n, d: 10n },
        { n: 18_000_000n, d: 1n },
        { n: 20_000_000n, d: 1n },
      ],
    ],
  );
});

test("of the forms shipped, only those that declare a cliff have one, and in none less care pays more", () => {
  for (const form of forms) {
    const contract = shipped(form);
    const { cliffs: found, stretches } = cliffs(payCurve(contract));
    assert.equal(
      found.length > 0,
      contract.terms.some(({ cliff }) => cliff !== undefined),
      form,
    );
    assert.deepEqual(stretches, [], form);
  }
});

test("pay is told against the worth of the care as well, where more volume is more worth", () => {
  const { perWorth } = payCurve(shipped("wmo-bands"));
  //             care delivered, paid
  const rows = [
    [0n, 2_000_000n],
    [17_000_000n, 19_000_000n],
    [18_000_000n, 20_000_000n],
    [30_000_000n, 20_000_000n],
  ] as const;
  for (const [worth, paid] of rows) assert.deepEqual(valueAt(perWorth!, ratio(worth)), ratio(paid));
  assert.equal(payCurve(shipped("capitation")).perWorth, undefined);
});

test("an explanation has every step that a term takes, with what it worked with", () => {
  const contract = shipped("shared-savings");
  const told = explain(contract, contract.examples[3]!.facts).find(({ term }) => term === "provider_share");
  const steps = told!.steps.map((step) => `${step.code} ${toDecimalText(round("half_up", step.value), 2)}`);
  assert.deepEqual(steps, ["of 200000.00", "above 180000.00", "share 90000.00", "at_most 60000.00", "when 60000.00"]);
  assert.deepEqual(told!.basis, {
    source: "001 §1.2",
    vague: "de winst van de besparing gedeeld",
    choice: "de helft van wat boven de drempel is bespaard, en niets als de kwaliteit niet is behouden",
  });
});

test("each part is explained by itself", () => {
  const contract = shipped("person-following-budget");
  const told = explain(contract, contract.plan);
  assert.deepEqual(
    told.map(({ term, part }) => `${term} ${part ?? "-"}`),
    ["available c1", "available c2", "per_client c1", "per_client c2", "payment -", "all_used -"],
  );
});

/** `fact part value` per line, as claims come in. */
function claims(text: string): { file: string; line: number; fact: string; part: string; value: string }[] {
  return text
    .trim()
    .split("\n")
    .map((row, i) => {
      const [fact = "", part = "", value = ""] = row.trim().split(/ +/);
      return { file: "realised.csv", line: i + 2, fact, part: part === "-" ? "" : part, value };
    });
}

test("claims add up in any order and in any batches", () => {
  const contract = shipped("voucher");
  const rows = claims(`
    used anna 40000.00
    used anna 25000.00
    used bram 30000.00
    used bram 12000.50
    used bram 9999.50`);
  const orders = fc.shuffledSubarray(rows, { minLength: rows.length });
  fc.assert(
    fc.property(orders, (shuffled) => {
      const { realised, findings } = readRealised(contract, shuffled);
      assert.deepEqual(findings, []);
      const paid = settle(contract, realised).payments.map(({ cents }) => cents);
      assert.deepEqual(paid, [11_200_000n, 500_000n]);
    }),
  );
});

test("a row that cannot be used is told, and the rest counts", () => {
  const contract = shipped("expensive-drugs");
  const { realised, findings } = readRealised(
    contract,
    claims(`
    drugs - 1.000.000,00
    drug - 5.00
    drugs - much
    drugs north 5.00
    waste_agreements_kept - ja
    waste_agreements_kept - nee`),
    ",",
  );
  assert.deepEqual(
    findings.map(({ line, code, expected }) => `${line} ${code}: ${expected}`),
    [
      "3 unknown-name: did you mean `drugs`?",
      "4 bad-value: a number with at most 2 decimals and a point, as `1250.00`",
      "5 bad-part: no part",
      "7 told-twice: one value for what is counted once",
    ],
  );
  assert.equal(realised.own.get("drugs"), 100_000_000n);
});

test("what nobody told is missing, never zero", () => {
  const { payments, missing, status, worth } = settle(shipped("ceiling"), { own: new Map(), parts: new Map() });
  assert.deepEqual(
    [payments, missing, status, worth],
    [[{ payee: "provider" }], ["treatments"], "incomplete", undefined],
  );
});

test("instalments and carriers add up to what is divided", () => {
  const advance = shipped("advance-and-settlement");
  const { instalments = [] } = settle(advance, advance.plan);
  assert.equal(instalments.length, 12);
  assert.equal(
    instalments.reduce((all, each) => all + each, 0n),
    19_000_000n,
  );
  assert.deepEqual([...new Set(instalments)], [1_583_334n, 1_583_333n]);
});
