import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../house/scenario.ts";

const answers = Array.from({ length: 11 }, (_, score) => `answered_${score}: {type: int}`).join("\n");
const scores = Array.from({ length: 11 }, (_, score) => `"${score}": fact.answered_${score}`).join(", ");

const scheme = `
--- facts
${answers}
falls: {type: int, period: year}
clients: {type: int, period: year, unit: client}
--- policy.yaml
parameters:
  threshold: {type: decimal, scale: 2, unit: 1/client, value: "0.30", assumption: a}
  benchmark: {type: decimal, scale: 2, unit: 1/client, value: "0.10", assumption: a}
--- value-model.yaml
indicators:
  - {id: american, type: decimal, scale: 2, nl: a, en: a, kind: nps, method: american, scores: {${scores}}, assumption: a}
  - {id: dutch, type: decimal, scale: 2, nl: a, en: a, kind: nps, method: dutch, scores: {${scores}}, assumption: a}
  - {id: falls, type: decimal, scale: 4, nl: a, en: a, kind: rate, numerator: fact.falls@2024, denominator: fact.clients@2024, assumption: a}
  - {id: baseline, type: decimal, scale: 4, nl: a, en: a, kind: rate, numerator: fact.falls@2022, denominator: fact.clients@2022, assumption: a}
  - {id: fewer, type: decimal, scale: 4, nl: a, en: a, kind: difference, of: indicator.baseline, less: indicator.falls, assumption: a}
  - {id: ratio, type: decimal, scale: 4, nl: a, en: a, kind: rate, numerator: indicator.falls, denominator: indicator.baseline, assumption: a}
  - {id: achieved, type: percent, scale: 2, nl: a, en: a, kind: position, of: indicator.falls, from: parameter.threshold, to: parameter.benchmark, assumption: a}
  - {id: improved, type: percent, scale: 2, nl: a, en: a, kind: position, of: indicator.falls, from: indicator.baseline, to: parameter.benchmark, assumption: a}
`.replaceAll("unit: 1/client, ", "");

/** Falls and clients of the year, and those of the baseline year: `years("20/100", "40/100")`. */
const years = (now: string, before: string): string => {
  const [falls, clients] = now.split("/");
  const [fallsThen, clientsThen] = before.split("/");
  return `falls@2024: ${falls}, clients@2024: ${clients}, falls@2022: ${fallsThen}, clients@2022: ${clientsThen}`;
};

test("NPS from eleven counts: promoters less critics in percent, in the American and in the Dutch way", () => {
  // Answers 0 to 10, 100 in all: American 45 − 21, Dutch 70 − 11.
  const counts = [1, 0, 1, 2, 3, 4, 10, 9, 25, 30, 15];
  const known = counts.map((count, score) => `answered_${score}: ${count}`).join(", ");
  const { a } = figuresOf(scheme, { a: `{${known}}` });
  assert.deepEqual([a!["american"], a!["dutch"]], ["24.00", "59.00"]);
});

test("a count below zero, of whoever it comes, makes a figure unknown and says so", () => {
  // The fact may be negative here, as one that was taken in before its bounds were told.
  const loose = `${scheme.replaceAll("{type: int}", "{type: int, least: none}").replace("falls: {type: int,", "falls: {type: int, least: none,").replace("clients: {type: int,", "clients: {type: int, least: none,")}
  - {id: share, type: percent, scale: 2, nl: a, en: a, kind: proportion, numerator: fact.falls@2024, denominator: fact.clients@2024, assumption: a}
`;
  const { a, b, c } = figuresOf(loose, {
    a: `{${Array.from({ length: 11 }, (_, score) => `answered_${score}: ${score === 7 ? -40 : 10}`).join(", ")}}`,
    b: "{falls@2024: -1, clients@2024: 10}",
    c: "{falls@2024: 1, clients@2024: -10}",
  });
  assert.equal(a!["american"], "unknown: fact.answered_7, count_below_zero");
  assert.equal(b!["share"], "unknown: fact.falls@2024, count_below_zero");
  assert.equal(c!["share"], "unknown: fact.clients@2024, count_below_zero");
});

test("improvement on one's own baseline, as difference, ratio and way to the benchmark; achievement from the threshold", () => {
  const { better, worse, still } = figuresOf(scheme, {
    better: `{${years("20/100", "40/100")}}`,
    worse: `{${years("45/100", "40/100")}}`,
    still: `{${years("10/100", "10/100")}}`,
  });
  const told = (figures: Readonly<Record<string, string>>) =>
    ["fewer", "ratio", "achieved", "improved"].map((id) => figures[id]);
  // From 0.40 to 0.20: two thirds of the way to 0.10, and half of that from the threshold of 0.30.
  assert.deepEqual(told(better!), ["0.2000", "0.5000", "50.00", "66.67"]);
  assert.deepEqual(told(worse!), ["-0.0500", "1.1250", "-75.00", "-16.67"]);
  // Who was at the benchmark already has no way to go.
  assert.deepEqual(told(still!), [
    "0.0000",
    "1.0000",
    "100.00",
    "unknown: indicator.baseline, parameter.benchmark, nothing_below_the_line",
  ]);
});
