import assert from "node:assert/strict";
import { test } from "node:test";
import { expectFaults, policyOf } from "../../house/scenario.ts";

const sound = `
--- facts
score: {type: int}
rate: {type: percent, subject: provider.measure}
--- policy.yaml
subjects: {provider.measure: [nps, register]}
parameters:
  cutoff: {type: int, value: 60, source: "003 §2.2.1"}
  weight: {for: provider.measure, type: percent, values: {nps: 40, register: 60}, assumption: a}
  share: {type: percent, open: not published, source: "003 §2.2.5"}
  kind: {for: provider.measure, type: enum, values: {nps: up, register: down}, assumption: a}
deliverables:
  quality: {opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: provider, source: "003 §2.2.1"}
missing:
  fact.score: {value: 0, assumption: a}
format: driehoek/1
id: voorbeeld-2024
buyer: Voorbeeld
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
`;

const file = "policy/policy.yaml";

test("a header says who buys which care from when, and what is given or open", () => {
  const { id, buyer, care, status, year, subjects, parameters, deliverables } = policyOf(sound);
  assert.deepEqual([id, buyer, care, status, year], ["voorbeeld-2024", "Voorbeeld", "wijkverpleging", "draft", "2024"]);
  assert.deepEqual(subjects.get("provider.measure"), ["nps", "register"]);
  assert.equal(parameters.get("cutoff")?.value, 60n);
  assert.deepEqual(
    parameters.get("weight")?.values,
    new Map([
      ["nps", 4000n],
      ["register", 6000n],
    ]),
  );
  assert.equal(parameters.get("share")?.open, "not published");
  assert.deepEqual(parameters.get("kind")?.type, { kind: "enum", values: ["up", "down"] });
  const { opens, closes } = deliverables.get("quality")!;
  assert.equal((closes - opens) / 86_400_000, 30);
});

test("a fault of the header itself is told where it stands", () => {
  expectFaults(sound, file, [
    ["format: driehoek/1", "format: driehoek/2", "11:9: bad-format: found `driehoek/2`, expected `driehoek/1`"],
    ["buyer: Voorbeeld\n", "", "1:1: missing-key: found no `buyer`, expected the key `buyer`"],
    ["buyer: Voorbeeld", "byer: Voorbeeld", "13:1: unknown-key: found `byer`, expected did you mean `buyer`?"],
    [
      "status: draft",
      "status: concept",
      "16:9: unknown-word: status: found `concept`, expected one of draft, in-force",
    ],
    [
      "valid: [2024-01-01, 2025-01-01]",
      "valid: [2025-01-01, 2024-01-01]",
      "17:8: bad-validity: valid: found `[2025-01-01, 2024-01-01]`, expected two days in order, `[2024-01-01, 2025-01-01]`",
    ],
    [
      "valid: [2024-01-01, 2025-01-01]",
      "valid: [2024-01-01]",
      "17:8: bad-validity: valid: found `[2024-01-01]`, expected two days in order, `[2024-01-01, 2025-01-01]`",
    ],
    [
      "valid: [2024-01-01, 2025-01-01]",
      "valid: 2024",
      "17:8: bad-validity: valid: found `2024`, expected two days in order, `[2024-01-01, 2025-01-01]`",
    ],
    ["subjects:", "subject:", "1:1: unknown-key: found `subject`, expected did you mean `subjects`?"],
  ]);
});

test("a parameter is given once, per part, or left open with the reason why", () => {
  expectFaults(sound, file, [
    [
      "value: 60, source",
      "value: sixty, source",
      "3:30: bad-value: value: found `sixty`, expected a whole number, as `60`",
    ],
    [
      "value: 60, source",
      "value: 60, open: too, source",
      "3:11: no-value: found `cutoff`, expected `value`, or `open` with the reason why",
    ],
    ["value: 60, source", "source", "3:11: no-value: found `cutoff`, expected `value`, or `open` with the reason why"],
    ["type: int, value: 60", "value: 60", "3:11: missing-key: found no `type`, expected the key `type`"],
    [
      "type: int, value: 60",
      "type: integr, value: 60",
      "3:18: unknown-type: type: found `integr`, expected one of bool, int, decimal, money, percent, day, instant, enum, set<enum>, text",
    ],
    [
      'value: 60, source: "003 §2.2.1"',
      'value: 60, sourc: "003 §2.2.1"',
      "3:34: unknown-key: found `sourc`, expected did you mean `source`?",
    ],
    [
      "{nps: 40, register: 60}",
      "{nps: 40, regster: 60}",
      "4:68: unknown-part: found `regster`, expected did you mean `register`?",
    ],
    [
      "{nps: 40, register: 60}",
      "{nps: 40}",
      "4:58: missing-part: found no `register`, expected a value for each provider.measure",
    ],
    [
      "{nps: 40, register: 60}",
      "{nps: 40, register: 6.12345}",
      "4:78: bad-value: register: found `6.12345`, expected a number with at most 2 decimals and a point, as `1250.00`",
    ],
    [
      "register: 60}",
      "register: 80}, sum: 100",
      "4:88: wrong-sum: sum: found values that come to 120.00, expected 100.00",
    ],
    [
      "register: 60}",
      "register: 60}, sum: all",
      "4:88: bad-value: sum: found `all`, expected a number with at most 2 decimals and a point, as `1250.00`",
    ],
    ["value: 60,", "value: 60, sum: 60,", "3:39: no-sum: sum: found `60`, expected a sum of `values` that are numbers"],
    [
      "{nps: up, register: down}",
      "{nps: up, register: down}, sum: up",
      "6:85: no-sum: sum: found `up`, expected a sum of `values` that are numbers",
    ],
    [
      "values: {nps: 40, register: 60}",
      "value: 40, values: {nps: 1, register: 2}",
      "4:11: no-value: found `weight`, expected `values` per part, or `open` with the reason why",
    ],
    [
      "  share:",
      "  cutoff:",
      '5:3: yaml-syntax: found `cutoff: {type: percent, open: not published, source: "003 §2`, expected Map keys must be unique',
    ],
  ]);
});

test("values come to the sum that the policy says, and may say none", () => {
  const weight = policyOf(sound.replace("register: 60}", 'register: 60}, sum: "100"')).parameters.get("weight");
  assert.deepEqual([...weight!.values!.values()], [4000n, 6000n]);
});

test("what is published of peers is limited by two parameters, each of its own form", () => {
  const limited = sound.replace(
    "parameters:\n",
    "publish: {peers_least: parameter.cutoff, share_most: parameter.share}\nparameters:\n",
  );
  assert.equal(policyOf(sound).publish, undefined);
  assert.deepEqual(policyOf(limited).publish, { peersLeast: "cutoff", shareMost: "share" });
  expectFaults(limited, file, [
    [
      "peers_least: parameter.cutoff",
      "peers_least: parameter.share",
      "2:24: unknown-name: found `parameter.share`, expected a parameter of type int",
    ],
  ]);
});

test("a parameter lies within its bounds; of a sum no share is below zero without saying so", () => {
  expectFaults(sound, file, [
    [
      "value: 60, source",
      "least: 70, value: 60, source",
      "3:41: bad-value: value: found `60`, expected a whole number, as `60`, from 70 on",
    ],
    [
      "value: 60, source",
      "least: 0, most: 50, value: 60, source",
      "3:50: bad-value: value: found `60`, expected a whole number, as `60`, from 0 to 50",
    ],
    [
      "value: 60, source",
      "least: 70, most: 50, value: 60, source",
      "3:30: bad-bounds: found from 70 to 50, expected a least that is not above the most",
    ],
    [
      "{nps: 40, register: 60}",
      "{nps: 140, register: -40}, sum: 100",
      "4:90: negative-share: register: found -40.00 of a sum of 100.00, expected a share of zero or more, or `least:` with how low it may be",
    ],
  ]);
});

test("a window closes after it opens; missing: speaks of facts there are, with a reason", () => {
  expectFaults(sound, file, [
    [
      "opens: 2023-05-02T00:00:00+02:00",
      "opens: 2023-05-02",
      "8:20: bad-value: opens: found `2023-05-02`, expected an instant with its offset, as `2023-06-01T00:00:00+02:00`",
    ],
    [
      "opens: 2023-05-02T00:00:00+02:00",
      "opens: 2023-07-02T00:00:00+02:00",
      "8:12: bad-window: found a window that closes before it opens, expected `opens` before `closes`",
    ],
    ["by: provider, ", "", "8:12: missing-key: found no `by`, expected the key `by`"],
    [
      "fact.score: {value: 0",
      "fact.scores: {value: 0",
      "10:3: unknown-name: found `fact.scores`, expected did you mean `fact.score`?",
    ],
    [
      "fact.score: {value: 0",
      "fact.score: {value: none",
      "10:23: bad-value: value: found `none`, expected a whole number, as `60`, from 0 on",
    ],
    [
      "fact.score: {value: 0, assumption: a}",
      "fact.score: {value: 0}",
      '10:15: no-source: found neither `source` nor `assumption`, expected `source: "<document> §<n>"` or `assumption: "<reason>"`',
    ],
  ]);
});
