import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { readDocument } from "./document.ts";
import { readWatch } from "./watch.ts";

/** What the small policy watches with these documents. */
function read(...texts: string[]) {
  const documents = texts.map(
    (text, i) => [i === 0 ? "watch.yaml" : "base/watch.yaml", readDocument("w", text, [])!] as const,
  );
  const { watch, findings } = readWatch({ ...smallPolicy, documents: new Map(documents) });
  return { watch, findings: findings.map(({ code, found }) => `${code}: ${found}`) };
}

const notice = "{id: notice, share: parameter.cutoff, nl: Meld het, en: Tell it, assumption: t}";

test("a policy says what sets a ceiling, and when it warns", () => {
  const { watch, findings } = read(
    `{ceiling: decision.ceiling, stop: fact.large, warnings: [{id: early, share: parameter.cutoff, before: deliverable.data.closes, nl: n, en: e, source: "003 §2"}]}`,
  );
  assert.deepEqual(findings, []);
  assert.deepEqual([watch?.ceiling, watch?.stop, watch?.request], ["ceiling", "large", undefined]);
  const [warning] = watch!.warnings;
  assert.deepEqual(warning?.share, { n: 4n, d: 5n });
  assert.equal(warning?.before, Date.parse("2023-06-01T00:00:00+02:00"));
});

test("an extension adds warnings to those of its base", () => {
  const { watch } = read(
    `warnings: [${notice}]`,
    `{ceiling: decision.ceiling, warnings: [${notice.replace("notice", "base")}]}`,
  );
  assert.deepEqual([watch?.ceiling, watch?.warnings.map(({ id }) => id)], ["ceiling", ["notice", "base"]]);
});

test("a policy without the page watches nothing", () => {
  assert.deepEqual(read(), { watch: undefined, findings: [] });
});

test("names that the policy has not are told, and shares that are open", () => {
  assert.deepEqual(read("ceiling: decision.cieling").findings, ["unknown-name: `decision.cieling`"]);
  assert.deepEqual(read(`warnings: [${notice.replace("cutoff", "growth")}]`).findings, [
    "unknown-name: `parameter.growth`",
  ]);
  const before = notice.replace("nl:", "before: deliverable.x.closes, nl:");
  assert.deepEqual(read(`warnings: [${before}]`).findings, ["unknown-name: `deliverable.x.closes`"]);
  assert.deepEqual(read(`warnings: [${notice.replace(", assumption: t", "")}]`).findings.length, 1);
});
