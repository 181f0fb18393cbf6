import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../house/scenario.ts";

const scheme = `
--- facts
deaths: {type: int, subject: provider.severity}
admissions: {type: int, subject: provider.severity}
academic: {type: bool}
--- value-model.yaml
indicators:
  - {id: hsmr, type: decimal, scale: 4, nl: a, en: a, kind: rate-against-peers, numerator: fact.deaths, denominator: fact.admissions,
     per: provider.severity, among: {fact.academic: "false"}, assumption: a}
`;

const provider = (academic: boolean, strata: string) => `{academic: ${academic}, provider.severity: {${strata}}}`;

test("observed over expected in strata of the policy's own making, at the rates of the peers", () => {
  const figures = figuresOf(scheme, {
    a: provider(false, "light: {deaths: 2, admissions: 100}, heavy: {deaths: 8, admissions: 20}"),
    b: provider(false, "light: {deaths: 4, admissions: 200}, heavy: {deaths: 4, admissions: 40}"),
    // Heavy care alone; no peer itself.
    c: provider(true, "heavy: {deaths: 25, admissions: 100}"),
    d: provider(true, "rare: {deaths: 1, admissions: 10}"),
    e: provider(false, "light: {deaths: 1}"),
  });
  // Light 6 of 300 and heavy 12 of 60: 0.02 and 0.2.
  assert.equal(figures["a"]!["hsmr"], (10 / (100 * 0.02 + 20 * 0.2)).toFixed(4));
  assert.equal(figures["b"]!["hsmr"], (8 / (200 * 0.02 + 40 * 0.2)).toFixed(4));
  assert.equal(figures["c"]!["hsmr"], (25 / (100 * 0.2)).toFixed(4));
  assert.match(figures["d"]!["hsmr"]!, /^unknown: .*no_peers_in_stratum$/);
  assert.equal(figures["e"]!["hsmr"], "unknown: fact.admissions[light]");
});

test("a count below zero in a stratum makes the figure unknown, and its provider no peer", () => {
  const loose = scheme.replaceAll("type: int,", "type: int, least: none,");
  const sound = provider(false, "light: {deaths: 2, admissions: 100}");
  const figures = figuresOf(loose, { a: sound, b: provider(false, "light: {deaths: -1, admissions: 100}") });
  assert.equal(figures["b"]!["hsmr"], "unknown: fact.deaths[light], count_below_zero");
  assert.equal(figures["a"]!["hsmr"], "1.0000");
});
