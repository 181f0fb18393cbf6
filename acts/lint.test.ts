import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { before, test } from "node:test";
import { isError, toLine } from "../src/finding.ts";
import { coveragePage } from "../text/coverage.ts";
import { lint } from "./lint.ts";
import type { LintInput } from "./lint.ts";

const cz = "policy/cz-wijkverpleging/2024";
const voorbeeld = "policy/voorbeeld-wijkverpleging/2024";

/** The shipped policies, read once; every test works on a copy. */
const shipped = new Map<string, string>();

before(async () => {
  for (const name of await readdir("policy", { recursive: true }))
    if (/\.(yaml|lock)$/.test(name)) shipped.set(`policy/${name}`, await readFile(`policy/${name}`, "utf8"));
  shipped.delete(`${cz}/policy.lock`);
  shipped.delete(`${voorbeeld}/policy.lock`);
});

class Copy {
  readonly texts = new Map(shipped);

  /** Replaces text that stands once in a file. */
  plant(file: string, from: string, to: string): void {
    const text = this.texts.get(file) ?? assert.fail(file);
    assert.equal(text.split(from).length, 2, `${file} has ${from} once`);
    this.texts.set(file, text.replace(from, to));
  }

  /** The line on which a text stands. */
  lineOf(file: string, text: string): number {
    return (this.texts.get(file) ?? "").split("\n").findIndex((line) => line.includes(text)) + 1;
  }

  async lint(folder: string, input: Partial<LintInput> = {}) {
    const files = {
      read: (path: string) => {
        const text = this.texts.get(path);
        return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text));
      },
      list: (path: string) => {
        const inside = [...this.texts.keys()].filter((name) => name.startsWith(`${path}/`));
        return Promise.resolve(inside.map((name) => name.slice(path.length + 1)).toSorted());
      },
      write: (path: string, text: Uint8Array | string) => Promise.resolve(void this.texts.set(path, String(text))),
      append: () => assert.fail("lint adds to no file"),
    };
    return lint({ files, installedFacts: "policy/facts" }, { folder, mutants: false, ...input });
  }
}

/** A copy in which both policies are frozen as they are shipped. */
async function frozen(): Promise<Copy> {
  const copy = new Copy();
  for (const folder of [cz, voorbeeld]) {
    const path = `${folder}/policy.lock`;
    if (!locks.has(path)) {
      assert.equal((await copy.lint(folder, { freeze: true })).exit, 0);
      locks.set(path, copy.texts.get(path) ?? assert.fail(path));
    }
    copy.texts.set(path, locks.get(path)!);
  }
  return copy;
}

const locks = new Map<string, string>();

test("the shipped policies have no errors, and are frozen once", async () => {
  const copy = new Copy();
  const open = await copy.lint(cz);
  assert.deepEqual(
    open.findings.filter(isError).map(({ code }) => code),
    ["not-frozen"],
  );
  const first = await copy.lint(cz, { freeze: true });
  assert.deepEqual([first.exit, first.report?.written], [0, [`${cz}/policy.lock`]]);
  const again = await copy.lint(cz, { freeze: true });
  assert.deepEqual([again.exit, again.report?.written, again.report?.hash], [0, [], first.report?.hash]);
});

/** Ten faults, each planted in a frozen copy: where, what for what, and the finding with its line. */
const faults: readonly {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly code: string;
  /** A text on the line of the finding; by default what was planted. */
  readonly at?: string;
  /** Where the finding is, when not in the file that was changed. */
  readonly in?: string;
}[] = [
  {
    name: "a gap",
    file: "agreement.sheet.yaml",
    from: "> parameter.score_from",
    to: "> 100000.01",
    code: "gap",
    at: "id: agreement",
  },
  {
    name: "an overlap",
    file: "agreement.sheet.yaml",
    from: "< parameter.score_from",
    to: "<= parameter.score_from",
    code: "overlap",
    at: "id: exactly",
  },
  {
    name: "a typing error in a fact",
    file: "minimum-requirements.conditions.yaml",
    from: "test: fact.prem_measured",
    to: "test: fact.prem_mesaured",
    code: "unknown-name",
  },
  {
    name: "a wrong unit",
    file: "policy.yaml",
    from: "en: Treeknorm\n    type: int\n    unit: day",
    to: "en: Treeknorm\n    type: int\n    unit: month",
    code: "unit-mismatch",
    in: "wait-to-report.formula.yaml",
    at: "is: fact.expected_wait",
  },
  {
    name: "a missing source",
    file: "answer-due.formula.yaml",
    from: 'source: "003 §2.2.5"\n',
    to: "",
    code: "no-source",
    at: "id: answer_due",
  },
  {
    name: "a dead rule",
    file: "ceiling-change.sheet.yaml",
    from: "hit: unique",
    to: "hit: first",
    code: "dead-rule",
    at: "id: never",
  },
  {
    name: "a cycle",
    file: "paid.formula.yaml",
    from: "is: min(fact.delivered_until_answer, fact.revenue_ceiling)",
    to: "is: min(decision.paid_with_extra, fact.revenue_ceiling)",
    code: "cycle",
    at: "id: paid_until_answer",
  },
  {
    name: "an unknown value",
    file: "extra-contracting-request.conditions.yaml",
    from: '"ceiling_reached"',
    to: '"ceiling_reachd"',
    code: "unknown-value",
  },
  {
    name: "a changed file in force",
    file: "answer-due.formula.yaml",
    from: "# Once",
    to: "# When",
    code: "changed-in-force",
  },
  {
    name: "an example that fails",
    file: "examples/answer-due.yaml",
    from: "value: 2024-10-22",
    to: "value: 2024-10-23",
    code: "example-fails",
  },
];

for (const { name, file, from, to, code, at = to, in: place = file } of faults)
  test(`${name} is told with its file and line`, async () => {
    const copy = await frozen();
    if (code === "dead-rule") {
      const path = `${cz}/${file}`;
      const rule = '  - { id: never, when: ["-", "-"], then: [request], source: "003 §2.2.5" }\n';
      copy.texts.set(path, `${copy.texts.get(path)}${rule}`);
    }
    copy.plant(`${cz}/${file}`, from, to);
    const { exit, findings } = await copy.lint(cz);
    assert.equal(exit, 1);
    const told = findings.filter((finding) => isError(finding) && finding.code === code);
    const line = code === "changed-in-force" ? 1 : copy.lineOf(`${cz}/${place}`, at);
    assert.ok(
      told.some((finding) => finding.file === `${cz}/${place}` && finding.line === line),
      `expected ${code} at ${place}:${line}\n${findings.filter(isError).map(toLine).join("\n")}`,
    );
    const consequences = ["changed-in-force", "example-fails", "unit-mismatch", "type-mismatch"];
    const others = findings.filter((finding) => isError(finding) && ![code, ...consequences].includes(finding.code));
    assert.deepEqual(others.map(toLine), [], "and nothing else is at fault");
  });

test("faults of the head, an indicator and a check of claims are told at once, and what was not looked at is named", async () => {
  const copy = new Copy();
  copy.plant(`${voorbeeld}/policy.yaml`, "  alike_most:\n", "  alike_most:\n    extra: 3\n");
  copy.plant(`${cz}/value-model.yaml`, "    kind: nps\n", "    kind: npss\n");
  copy.plant(`${voorbeeld}/data-quality.yaml`, "red: parameter.feed_jump_red", "red: parameter.feed_jump_rde");
  const { exit, findings } = await copy.lint(voorbeeld);
  assert.equal(exit, 1);
  const told = findings.map(({ file, code, found }) => `${file.split("/").at(-1)} ${code} ${found}`);
  assert.deepEqual(told.slice(0, -1), [
    "value-model.yaml unknown-word `npss`",
    "data-quality.yaml unknown-name `parameter.feed_jump_rde`",
    "policy.yaml unknown-key `extra`",
  ]);
  assert.match(told.at(-1)!, /^2024 not-checked budget.yaml, .*examples\/.*, value-model.yaml \(/);
});

test("a fault in the base is told by the extension too, and so is a changed fact", async () => {
  const base = await frozen();
  base.plant(`${cz}/answer-due.formula.yaml`, "# Once", "# When");
  const { exit, findings } = await base.lint(voorbeeld);
  assert.deepEqual([exit, findings.filter(isError).map(({ file }) => file)], [1, [cz]]);

  const facts = await frozen();
  facts.plant("policy/facts/contract.yaml", "nl: Omzetplafond voor het jaar", "nl: Plafond voor het jaar");
  const changed = (await facts.lint(cz)).findings.filter(isError);
  assert.deepEqual(
    changed.map(({ code, file }) => [code, file]),
    [["changed-in-force", "policy/facts/contract.yaml"]],
  );
});

test("a draft may differ from its lock, and is frozen again when asked", async () => {
  const copy = await frozen();
  copy.plant(`${cz}/policy.yaml`, "status: in-force", "status: draft");
  const draft = await copy.lint(cz);
  assert.equal(draft.exit, 0);
  const { report } = await copy.lint(cz, { freeze: true });
  assert.deepEqual(report?.written, [`${cz}/policy.lock`]);
});

test("with errors nothing is frozen", async () => {
  const copy = new Copy();
  copy.plant(`${cz}/agreement.sheet.yaml`, "< parameter.score_from", "<= parameter.score_from");
  const { exit, report } = await copy.lint(cz, { freeze: true });
  assert.deepEqual([exit, report?.written, report?.frozen], [1, [], false]);
});

test("coverage.md is made from coverage.yaml", async () => {
  const copy = new Copy();
  const { report } = await copy.lint(cz, { coverage: true });
  const page = copy.texts.get(`${cz}/coverage.md`) ?? assert.fail();
  assert.equal(page, coveragePage("cz-wijkverpleging-2024", report?.coverage ?? []));
  assert.match(page, /\| 003 §2\.2\.5 \| .* \| `extra_contracting_request.used_enough`/);
});

test("where there is no policy, lint cannot say anything", async () => {
  const { exit, findings, report } = await new Copy().lint("policy/nowhere");
  assert.deepEqual([exit, findings.map(({ code }) => code), report], [2, ["no-policy"], undefined]);
});
