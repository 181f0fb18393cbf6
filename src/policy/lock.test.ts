import assert from "node:assert/strict";
import { test } from "node:test";
import { toLine } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { checkLock, hashOf, lockOf, readLock, readPolicy } from "../policy.ts";
import type { PolicyText } from "../policy.ts";

const header = (id: string, more = ""): string =>
  `format: driehoek/1\nid: ${id}\n${more}buyer: B\nlaw: zvw\ncare: c\nstatus: in-force\nvalid: [2024-01-01, 2025-01-01]\nprocedure: p\n`;
const doubled = "id: doubled\nfor: provider\ntype: money\nis: 2 * fact.used\nassumption: t\n";
const used = (nl: string): string =>
  `- {id: used, subject: provider, period: instant, type: money, nl: ${nl}, en: e, supplier: provider, assumption: t}\n- {id: other, subject: provider, period: instant, type: money, nl: n, en: e, supplier: provider, assumption: t}\n- {id: counted, subject: provider, period: instant, type: money, nl: n, en: e, supplier: claims, assumption: t}\n`;

const valueModel = "indicators: [{id: i, type: money, of: fact.counted, assumption: t}]\n";

interface Texts {
  readonly base?: string;
  readonly own?: string;
  readonly facts?: string;
  readonly lock?: string;
}

function read({ base = doubled, own = header("own", "extends: ../base\n"), facts = used("n"), lock }: Texts) {
  const text: PolicyText = {
    chain: [
      {
        path: "p/base",
        files: new Map([
          ["policy.yaml", header("base")],
          ["doubled.formula.yaml", base],
          ["value-model.yaml", valueModel],
        ]),
      },
      {
        path: "p/own",
        files: new Map([["policy.yaml", own], ...(lock === undefined ? [] : [["policy.lock", lock] as const])]),
      },
    ],
    facts: { path: "p/facts", files: new Map([["f.yaml", facts]]) },
  };
  const { policy } = readPolicy(text);
  return { policy: policy ?? assert.fail(), text };
}

const { policy, text } = read({});
const lock = JSON.stringify(lockOf(policy, text));

/** What the lock of the text above says of another text. */
function told(other: Texts): string[] {
  const now = read({ ...other, lock });
  const written = readLock(now.text.chain[1]!, []) ?? assert.fail();
  return checkLock(written, now.policy, now.text).map(toLine);
}

test("a lock holds the files, the facts in use and the bases, and its hash is theirs", () => {
  const { files, facts, base } = lockOf(policy, text);
  assert.deepEqual(
    [Object.keys(files), Object.keys(facts), Object.keys(base)],
    [["policy.yaml"], ["used", "counted"], ["p/base"]],
  );
  assert.deepEqual(told({}), []);
  const other = read({ base: `${doubled}# later\n` });
  assert.notEqual(hashOf(lockOf(other.policy, other.text)), hashOf(lockOf(policy, text)));
});

test("every change since the freeze is told where it is", () => {
  const expected = "expected the text as it was frozen; a policy in force changes only as a new version";
  for (const [other, line] of [
    [
      { own: `${header("own", "extends: ../base\n")}# later\n` },
      "p/own/policy.yaml:1:1: changed-in-force: found `policy.yaml` changed since the freeze",
    ],
    [{ base: `${doubled}# later\n` }, "p/base:1:1: changed-in-force: found `p/base` changed since the freeze"],
    [{ facts: used("anders") }, "p/facts/f.yaml:1:3: changed-in-force: found `used` changed since the freeze"],
    [
      { base: doubled.replace("used", "other") },
      "p/base:1:1: changed-in-force: found `p/base` changed since the freeze",
    ],
  ] as const)
    assert.equal(told(other)[0] === undefined ? "" : told(other).at(-1), `${line}, ${expected}`);
});

test("a fact that is no part of it may change", () => {
  assert.deepEqual(
    told({
      facts: used("n").replace(
        "nl: n, en: e, supplier: provider, assumption: t}\n- {id: other",
        "nl: n, en: e, supplier: provider, assumption: t}\n- {id: another",
      ),
    }),
    [],
  );
});

test("a lock that cannot be read is told", () => {
  const findings: Finding[] = [];
  assert.equal(readLock({ path: "p", files: new Map([["policy.lock", '{"format": "x"}']]) }, findings), undefined);
  assert.ok(findings.every(({ code }) => code === "missing-key"));
  assert.equal(findings.length, 4);
  assert.equal(readLock({ path: "p", files: new Map() }, findings), undefined);
  assert.equal(findings.length, 4);
});
