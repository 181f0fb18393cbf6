/** What is wrong with the text of a contract is told with its place and what was meant, one finding per cause. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readContract } from "../contract.ts";
import { toLine } from "../finding.ts";

const sound = `format: driehoek-contract/1
form: sound
nl: n
en: e
law: zvw
care: wijkverpleging
rounding: half_up
facts:
  hours: {type: int, nl: uren, en: hours}
  cost: {type: money, nl: kosten, en: cost}
  grew: {type: percent, nl: groei, en: growth}
  kept: {type: bool, nl: gehaald, en: kept}
  talks: {type: money, nl: overleg, en: talks}
  used: {type: money, for: client, nl: gebruikt, en: used}
  kind: {type: enum, values: [a, b], nl: soort, en: kind}
volume: [hours, cost]
plan: {hours: "10", cost: "5.00", grew: "3.00", kept: true, used: {c1: "1.00"}, kind: a}
rates:
  - {id: share, nl: n, en: e, base: "90", plus: {kept: "5"}, assumption: t}
  - {id: choice, nl: n, en: e, by: kind, values: {a: "50", b: "80"}, assumption: t}
terms:
  - {id: production, nl: n, en: e, prices: {hours: "62.50"}, assumption: t}
  - {id: ceiling, nl: n, en: e, amount: "600.00", assumption: t}
  - {id: paid, nl: n, en: e, of: production, share: [share, choice, grew], at_most: ceiling, when: [kept], assumption: t}
  - {id: clients, nl: n, en: e, total: used, assumption: t}
  - {id: beyond, nl: n, en: e, of: production, above: ceiling, discuss: talks, assumption: t}
  - {id: all, nl: n, en: e, sum: [paid, clients, beyond], assumption: t}
pays: {provider: all}
carried_by: {of: ceiling, shares: {a: "60", b: "40"}, assumption: t}
instalments: {of: ceiling, into: 12, assumption: t}
duties:
  - {id: d, nl: n, en: e, assumption: t}
filling: {of: ceiling, products: [{id: p, nl: n, en: e, volume: "3", reference: "9.00"}], assumption: t}
examples:
  - {name: x, facts: {hours: "1"}, expect: {provider: "62.50"}}
`;

function findings(from: string, to: string): string[] {
  assert.ok(sound.includes(from), from);
  return readContract("c.yaml", sound.replace(from, to)).findings.map(toLine);
}

test("the text that is changed is sound", () => {
  const { contract, findings: none } = readContract("c.yaml", sound);
  assert.deepEqual(none, []);
  assert.deepEqual(
    contract?.terms.map(({ id, moves }) => `${id} ${moves ? "moves" : "stands"}`),
    ["production moves", "ceiling stands", "paid moves", "clients stands", "beyond moves", "all moves"],
  );
});

const cases: readonly (readonly [what: string, from: string, to: string, told: RegExp])[] = [
  ["another format", "contract/1", "contract/2", /^c.yaml:1:9: bad-format: found `driehoek-contract\/2`/],
  ["a misspelt key", "pays: {", "pay: {", /unknown-key: found `pay`, expected did you mean `pays`\?/],
  ["a rounding that is none", "rounding: half_up", "rounding: halves", /unknown-word: found `halves`/],
  [
    "a misspelt fact",
    '{hours: "62.50"}',
    '{huors: "62.50"}',
    /unknown-name: found `huors`, expected did you mean `hours`\?/,
  ],
  ["an amount where a number is counted", '{hours: "62.50"}', '{cost: "62.50"}', /type-mismatch: found `cost`/],
  ["a price with a comma", '"62.50"}', '"62,50"}', /bad-amount: prices: found `62,50`/],
  [
    "a misspelt term",
    "at_most: ceiling",
    "at_most: cieling",
    /unknown-name: at_most: found `cieling`, expected did you mean `ceiling`\?/,
  ],
  ["a term that stands below", "of: production, share", "of: all, share", /unknown-name: of: found `all`/],
  ["a fact that is no amount", "at_most: ceiling", "at_most: hours", /type-mismatch: at_most: found `hours`, number/],
  ["a list for an amount", "at_most: ceiling", "at_most: [ceiling]", /bad-amount: at_most: found a list/],
  ["two origins", 'amount: "600.00"', 'amount: "600.00", of: cost', /one-origin: found `amount` and `of`/],
  ["no origin", 'amount: "600.00", ', "", /one-origin: found nothing that gives an amount/],
  ["a part seen from the whole", "total: used", "of: used", /not-in-view: of: found `used`, one per client/],
  [
    "a total of what has no parts",
    "total: used",
    "total: cost",
    /not-of-parts: total: found `cost`, expected a term or fact of parts/,
  ],
  ["a share that is none", "[share, choice, grew]", "[share, choice, grown]", /bad-share: share: found `grown`/],
  ["a test on what is no truth", "when: [kept]", "when: [hours]", /type-mismatch: found `hours`/],
  [
    "a test against words",
    "when: [kept]",
    "when: [grew > much]",
    /bad-amount: when: found `much`, expected a number like `grew`/,
  ],
  [
    "a jump that nobody declared",
    "when: [kept]",
    "when: [production < ceiling]",
    /undeclared-cliff: found a condition on the volume/,
  ],
  ["a cliff without a jump", "when: [kept]", "when: [kept], cliff: meant", /idle-cliff: found a cliff/],
  [
    "an open amount led past a step",
    "sum: [paid, clients, beyond]",
    "sum: [paid, clients, beyond], at_most: ceiling",
    /open-inside: found `beyond`, which may be open/,
  ],
  ["an open amount inside an open amount", "sum: [paid, clients, beyond]", "of: beyond", /open-inside/],
  ["an outcome of talks that is no amount", "discuss: talks", "discuss: kept", /type-mismatch: found `kept`/],
  ["a term without a ground", 'amount: "600.00", assumption: t', 'amount: "600.00"', /no-source/],
  [
    "a source without its paragraph",
    'amount: "600.00", assumption: t',
    'amount: "600.00", source: page 3',
    /bad-source/,
  ],
  ["the same name twice", "id: ceiling", "id: production", /declared-twice: found `production`/],
  ["a term with the name of a fact", "id: clients", "id: cost", /declared-twice: found `cost`/],
  ["a rate of two forms", 'base: "90"', 'base: "90", compound: ["1"]', /one-origin: found base and compound/],
  ["a rate without one", 'base: "90", ', "", /one-origin: found nothing that gives a percentage/],
  ["points for what is no truth", 'plus: {kept: "5"}', 'plus: {hours: "5"}', /type-mismatch: found `hours`/],
  ["a choice without its percentage", '{a: "50", b: "80"}', '{a: "50"}', /missing-key: found no percentage for `b`/],
  ["points that are words", '{kept: "5"}', "{kept: five}", /bad-share: found `five`/],
  ["nobody who carries", '{a: "60", b: "40"}', '{a: "0", b: "0"}', /bad-share: found no share above zero/],
  ["a share below zero", '{a: "60", b: "40"}', '{a: "-60", b: "40"}', /bad-share: found `-60`/],
  ["no instalments", "into: 12", "into: 0", /bad-value: found 0, expected a whole number of instalments/],
  [
    "a volume of what is no number",
    "volume: [hours, cost]",
    "volume: [hours, kept]",
    /unknown-name: volume: found `kept`/,
  ],
  [
    "a plan of what nobody asks",
    'hours: "10", cost',
    'huors: "10", cost',
    /unknown-name: found `huors`, expected did you mean `hours`\?/,
  ],
  ["a plan that leaves something open", "kept: true, used", "used", /plan-incomplete: found nothing about `kept`/],
  ["a plan with a wrong value", 'cost: "5.00"', 'cost: "5.001"', /bad-value: cost: found `5.001`/],
  [
    "an example that expects words",
    '{provider: "62.50"}',
    "{provider: much}",
    /bad-amount: pays.provider: found `much`/,
  ],
  ["no YAML", "nl: n\nen: e\nlaw", "nl: [n\nen: e\nlaw", /yaml-syntax/],
];

for (const [what, from, to, told] of cases)
  test(`the reader tells ${what}`, () => {
    const lines = findings(from, to);
    assert.ok(
      lines.some((line) => told.test(line)),
      `\n${lines.join("\n")}`,
    );
  });

test("a fault is told once", () => {
  assert.equal(findings("at_most: ceiling", "at_most: cieling").length, 1);
  assert.equal(findings("when: [kept]", "when: [production < ceiling]").length, 1);
  assert.equal(findings('amount: "600.00", ', "").length, 1, "what reads a faulty term says nothing");
});
