import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, dossierOf, findingsOf, programOf } from "../house/scenario.ts";
import { explain } from "./trace.ts";

/** Extra contracting in small: enough used, the minimum requirements of a list of its own, and a class that is preferred. */
const extra = programOf(`
--- facts
used: {type: money}
shortage: {type: bool, supplier: buyer}
kept: {type: bool}
safe: {type: bool}
class: {type: enum, values: [A, B, C], supplier: buyer}
--- policy.yaml
parameters:
  ceiling: {type: money, value: 1000000.00, assumption: a}
  used_share: {type: percent, value: 80, source: "003 §2.2.5"}
--- extra.conditions.yaml
id: extra
for: provider
holds: all
conditions:
- {id: used_enough, test: fact.used >= parameter.used_share * parameter.ceiling, weight: required, nl: "{fact.used} van {parameter.ceiling}", en: used, source: "003 §2.2.5"}
- {id: requirements, test: decision.requirements, weight: required, nl: eisen, en: requirements, source: "003 §2.2.5"}
- {id: prefer_a, test: 'fact.class = "A"', weight: preferred, nl: bij voorkeur A, en: preferably A, source: "003 §2.2.5", vague: bij voorkeur, choice: never refuses}
--- requirements.conditions.yaml
id: requirements
for: provider
holds: all
conditions:
- {id: shortage, test: fact.shortage, weight: required, nl: tekort, en: shortage, source: "003 §2.2.5"}
- {id: duty, test: decision.duty, weight: required, nl: zorgplicht, en: duty, source: "003 §2.2.5"}
--- duty.conditions.yaml
id: duty
for: provider
holds: any
conditions:
- {id: kept, test: fact.kept, weight: required, nl: niemand weg, en: nobody left, source: "003 §2.2.5"}
- {id: safe, test: fact.safe, weight: required, nl: veilig, en: safe, source: "003 §2.2.5"}
`);

const fine = "used: 800000.00, shortage: true, kept: true, safe: false, class: A";

test("all: every condition must hold, and what fails, fails with all its reasons, those of the lists it asks for too", () => {
  for (const [facts, outcome] of [
    [`{${fine}}`, "true"],
    [`{${fine.replace("800000.00", "799999.99")}}`, "refused: extra.used_enough"],
    [
      "{used: 0, shortage: false, kept: false, safe: false, class: C}",
      "refused: extra.used_enough, extra.requirements, requirements.shortage, requirements.duty, duty.kept, duty.safe",
    ],
  ] as const)
    assert.equal(ask(extra, "extra", facts), outcome, facts);
});

test("one that fails refuses, whatever is not known of the others; else what could still refuse is missing", () => {
  for (const [facts, outcome] of [
    ["{used: 1.00}", "refused: extra.used_enough"],
    ["{used: 800000.00, kept: true}", "incomplete: fact.shortage"],
    ["{used: 800000.00, shortage: true, kept: false}", "incomplete: fact.safe"],
    ["{}", "incomplete: fact.kept, fact.safe, fact.shortage, fact.used"],
  ] as const)
    assert.equal(ask(extra, "extra", facts), outcome, facts);
});

test("any: one that holds will do", () => {
  for (const [facts, outcome] of [
    ["{safe: true}", "true"],
    ["{kept: false}", "incomplete: fact.safe"],
    ["{kept: false, safe: false}", "refused: duty.kept, duty.safe"],
  ] as const)
    assert.equal(ask(extra, "duty", facts), outcome, facts);
});

test("a preferred condition is always told and never refuses, not even when it is not known", () => {
  const rest = "used: 800000.00, shortage: true, kept: true";
  for (const [facts, holds] of [
    [`{${rest}, class: A}`, "true"],
    [`{${rest}, class: B}`, "false"],
    [`{${rest}}`, "unknown"],
  ] as const) {
    const { outcome } = explain(extra, dossierOf(extra, facts), "extra");
    assert.equal(outcome.status, "decided", facts);
    assert.deepEqual(
      outcome.notes?.map(({ code, args }) => [code, args["holds"]]),
      [["extra.prefer_a", holds]],
    );
  }
});

test("a reason shows the values of its test and of its texts, and what it rests on", () => {
  const { outcome } = explain(extra, dossierOf(extra, `{${fine.replace("800000.00", "5.00")}}`), "extra");
  assert.ok(outcome.status === "refused");
  assert.deepEqual(outcome.reasons[0], {
    code: "extra.used_enough",
    rule: "used_enough",
    args: {
      "fact.used": { cents: "500" },
      "parameter.used_share": "80.00",
      "parameter.ceiling": { cents: "100000000" },
    },
    source: "003 §2.2.5",
  });
});

test("faults of a list of conditions are told where they stand", () => {
  const list = (conditions: string, holds = "all"): string => `
--- facts
a: {type: bool}
n: {type: int}
--- c.conditions.yaml
id: c
for: provider
holds: ${holds}
conditions:
${conditions}
`;
  const sound = "- {id: a, test: fact.a, weight: required, nl: x, en: x, assumption: a}";
  const file = "policy/c.conditions.yaml";
  for (const [scenario, expected] of [
    [list(sound), []],
    [list(sound, "some"), [`${file}:3:8: unknown-word: holds: found \`some\`, expected one of all, any`]],
    [list(`${sound}\n${sound}`), [`${file}:6:3: declared-twice: found \`a\`, expected one condition of this id`]],
    [list(sound.replace("fact.a", "fact.n")), [`${file}:5:17: type-mismatch: test: found int, expected bool`]],
    [
      list(sound.replace("nl: x", 'nl: "{fact.b}"')),
      [`${file}:5:49: unknown-name: found \`fact.b\`, expected did you mean \`fact.a\`?`],
    ],
    [
      list(sound.replace("weight: required", "weight: prefered")),
      [`${file}:5:33: unknown-word: weight: found \`prefered\`, expected did you mean \`preferred\`?`],
    ],
    [
      list(sound.replace(", assumption: a", "")),
      [
        `${file}:5:3: no-source: found neither \`source\` nor \`assumption\`, expected \`source: "<document> §<n>"\` or \`assumption: "<reason>"\``,
      ],
    ],
  ] as const)
    assert.deepEqual(findingsOf(scenario), expected);
});
