import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf } from "../../house/scenario.ts";
import { toLine } from "../finding.ts";
import { apartFindings, readIndicators } from "../indicator.ts";

/** What is warned of statistics that are declared as `kind of more`, one a line, with ids `a`, `b` and on. */
function warned(...statistics: readonly string[]): string[] {
  const rows = statistics.map((text, i) => {
    const [kind, of, ...more] = text.split(" ");
    const rest = more.length === 0 ? "" : `, ${more.join(" ")}`;
    return `  - {id: ${"abc"[i]}, type: decimal, scale: 1, unit: point, kind: ${kind}, of: fact.${of}${rest}, nl: a, en: a, assumption: a}`;
  });
  const policy = policyOf(`
--- facts
score: {type: decimal, scale: 1, unit: point}
other: {type: decimal, scale: 1, unit: point}
funding: {type: enum, values: [hourly, monthly]}
--- value-model.yaml
indicators:
${rows.join("\n")}
`);
  const { indicators, findings } = readIndicators(policy);
  assert.deepEqual(findings.map(toLine), []);
  return apartFindings(indicators).map(({ code, severity, found }) => `${severity} ${code}: ${found}`);
}

const hourly = "among: {fact.funding: hourly}";
const told = ["warning peers-apart: peers other than those of `indicator.a`"];

test("statistics of one amount whose peers are declared otherwise are told", () => {
  assert.deepEqual(warned("peer-mean score", `peer-sum score ${hourly}`), told);
  assert.deepEqual(warned("peer-mean score", 'peer-deviation score between: ["0%", "90%"]'), told);
});

test("the same peers, and another amount, are no matter", () => {
  assert.deepEqual(warned(`peer-mean score ${hourly}`, `peer-deviation score ${hourly}`), []);
  assert.deepEqual(warned("peer-mean score", `peer-mean other ${hourly}`), []);
});
