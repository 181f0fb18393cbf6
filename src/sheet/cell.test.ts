import { test } from "node:test";
import { expectFaults } from "../../house/scenario.ts";

const sound = `
--- facts
score: {type: int}
funding: {type: enum, values: [hourly, monthly]}
domains: {type: set<enum>, values: [care, cure]}
remark: {type: text}
--- policy.yaml
parameters:
  cutoff: {type: int, value: 60, source: "003 §2.2.1"}
--- class.sheet.yaml
id: class
for: provider
hit: unique
inputs:
- {ref: fact.score, type: int}
- {ref: fact.funding, type: enum, values: [hourly, monthly]}
- {ref: fact.domains, type: set<enum>, values: [care, cure]}
outputs: [{id: class, type: enum, values: [A, B]}]
rules:
- {id: high, when: [">= parameter.cutoff", "-", [care]], then: [A], source: "003 §2.2.1"}
- {id: low, when: ["< parameter.cutoff", "hourly, monthly", "-"], then: [B], source: "003 §2.2.1"}
`;

const file = "policy/class.sheet.yaml";

test("a cell that does not fit its column is told with what would fit", () => {
  expectFaults(sound, file, [
    ['"< parameter.cutoff"', '"< 6O"', "11:23: bad-cell: when: found `6O`, expected a whole number, as `60`"],
    ['"< parameter.cutoff"', '"1.5"', "11:21: bad-cell: when: found `1.5`, expected a whole number, as `60`"],
    ['"< parameter.cutoff"', '"1,5"', "11:21: bad-cell: when: found `1,5`, expected a whole number, as `60`"],
    [
      '"< parameter.cutoff"',
      '"[9..1]"',
      "11:21: bad-cell: when: found `[9..1]`, expected a range whose lower bound comes first",
    ],
    [
      '"< parameter.cutoff"',
      '"< parameter.cutof"',
      "11:23: unknown-name: when: found `parameter.cutof`, expected did you mean `parameter.cutoff`?",
    ],
    [
      '"< parameter.cutoff"',
      '"< fact.score"',
      "11:23: bad-cell: when: found `fact.score`, expected a whole number, as `60`",
    ],
    [
      'hourly, monthly", "-"',
      'hourly, montly", "-"',
      "11:51: unknown-value: when: found `montly`, expected did you mean `monthly`?",
    ],
    [
      '"-", [care]',
      '"< hourly", [care]',
      "10:45: unknown-value: when: found `< hourly`, expected one of hourly, monthly",
    ],
    ['"-", [care]', '"-", [care, home]', "10:56: unknown-value: when: found `home`, expected a list out of care, cure"],
    [
      '"-", [care]',
      "[hourly], [care]",
      "10:44: bad-cell: when: found a list, expected one cell; a list stands in quotes, as `a, b`",
    ],
    ['"-", [care]', "[care]", "10:20: cell-count: when: found 2 cells, expected 3, one per column"],
  ]);
});

test("a then cell says one value of its output's type, a parameter, or what stands in a column", () => {
  expectFaults(sound, file, [
    ["then: [A]", "then: [C]", "10:65: unknown-value: then: found `C`, expected did you mean `A`?"],
    ["then: [A]", "then: [A, B]", "10:64: cell-count: then: found 2 cells, expected 1, one per column"],
    ["then: [A]", 'then: ["A, B"]', "10:66: unknown-value: then: found `A, B`, expected one of A, B"],
    ["then: [A]", 'then: ["-"]', "10:66: unknown-value: then: found `-`, expected did you mean `A`?"],
    [
      "then: [A]",
      "then: [fact.funding]",
      "10:65: type-mismatch: then: found one of hourly, monthly, expected one of A, B",
    ],
    [
      "then: [A]",
      "then: [decision.class]",
      "10:65: bad-cell: then: found `decision.class`, expected one value, a parameter or an input column",
    ],
  ]);
});

test("columns, outputs and rules are told where they do not agree with what is declared", () => {
  expectFaults(sound, file, [
    [
      "{ref: fact.score, type: int}",
      "{ref: fact.remark, type: text}",
      "5:28: type-mismatch: type: found `text`, expected a choice, a number or a day: text can only be shown",
    ],
    [
      "{ref: fact.score, type: int}",
      "{ref: fact.score, type: bool}",
      "5:27: type-mismatch: found bool, expected int, as `fact.score` is declared",
    ],
    [
      "{ref: fact.score, type: int}",
      "{ref: fact.score + 1, type: int}",
      "5:9: not-a-name: ref: found `fact.score + 1`, expected the name of one fact, indicator, parameter or decision",
    ],
    [
      "values: [hourly, monthly]}\n- {ref: fact.dom",
      "values: [hourly]}\n- {ref: fact.dom",
      "6:29: type-mismatch: found one of hourly, expected one of hourly, monthly, as `fact.funding` is declared",
    ],
    [
      "fact.score, type: int}\n- {ref",
      "fact.scor, type: int}\n- {ref",
      "5:9: unknown-name: ref: found `fact.scor`, expected did you mean `fact.score`?",
    ],
    ["hit: unique", "hit: uniqe", "3:6: unknown-word: hit: found `uniqe`, expected did you mean `unique`?"],
    [
      "hit: unique",
      "hit: collect-sum",
      "8:29: not-collected: type: found `enum`, expected a number, for `collect-sum`",
    ],
    [
      "hit: unique",
      "hit: collect-max",
      "8:29: not-collected: type: found `enum`, expected a number, a day or an instant, for `collect-max`",
    ],
    ["{id: low,", "{id: high,", "11:3: declared-twice: found `high`, expected one rule of this id"],
    [
      "[{id: class, type: enum, values: [A, B]}]",
      "[{id: class, type: enum, values: [A, B]}, {id: class, type: bool}]",
      "8:52: declared-twice: found `class`, expected one output of this id",
    ],
    [
      "[{id: class, type: enum, values: [A, B]}]",
      "[{id: class, type: enum}]",
      "8:11: no-values: values: found no `values`, expected the list of choices",
    ],
  ]);
});
