/**
 * Every code of a finding about policy text has a sentence in both languages, stands in the manual of lint, and can be provoked; and
 * no code in the source has been forgotten.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lint } from "../acts/lint.ts";
import { toLine } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { findingSentences } from "../text/finding.ts";
import { tellFinding } from "../text/finding-line.ts";
import { provocations, soundPolicy } from "./catalogue.ts";
import type { Change } from "./catalogue.ts";
import { isTest, readTree } from "./tree.ts";

function changed(changes: readonly Change[]): Map<string, string> {
  const files = new Map(Object.entries(soundPolicy));
  for (const [file, ...rest] of changes) {
    const [from = "", to] = rest;
    if (rest.length === 0) files.delete(file);
    else if (to === undefined) files.set(file, from);
    else {
      const text = files.get(file) ?? "";
      assert.ok(text.includes(from), `${file} has no ${from}`);
      files.set(file, text.replace(from, to));
    }
  }
  return files;
}

/** What lint tells of a policy that stands in these files. A text of U+FFFF stands for bytes that are no text. */
async function findingsOf(texts: ReadonlyMap<string, string>): Promise<readonly Finding[]> {
  const files = {
    read: (path: string) => {
      const text = texts.get(path);
      const bytes = text === "\uFFFF" ? new Uint8Array([0xff]) : new TextEncoder().encode(text);
      return Promise.resolve(text === undefined ? undefined : bytes);
    },
    list: (folder: string) => {
      const inside = [...texts.keys()].filter((path) => path.startsWith(`${folder}/`));
      return Promise.resolve(inside.map((path) => path.slice(folder.length + 1)).toSorted());
    },
    write: () => assert.fail("lint writes only when asked"),
    append: () => assert.fail("lint writes only when asked"),
  };
  return (await lint({ files, installedFacts: "nowhere" }, { folder: "p/2024" })).findings;
}

test("the policy that is changed is sound: it has one cliff and mistakes that its two examples do not notice", async () => {
  const findings = await findingsOf(new Map(Object.entries(soundPolicy)));
  assert.deepEqual(findings.filter(({ code }) => code !== "survivor").map(toLine), [
    "p/2024/band.sheet.yaml:10:5: cliff: found `fact.size`: below 3: small; from 3 on: large, expected an edge that is meant; a formula can slope where a sheet must jump",
  ]);
});

/** Words by which English gives itself away; what stands between quotes is the policy's own. */
const english =
  /\b(the|and|not|no|nothing|that|each|which|with|without|from|where|must|found|expected|above|below|becomes|left|how)\b/;

for (const [code, changes] of Object.entries(provocations))
  test(`lint tells ${code}`, async () => {
    const findings = await findingsOf(changed(changes));
    assert.ok(
      findings.some((finding) => finding.code === code),
      `\n${findings.map(toLine).join("\n")}`,
    );
    for (const finding of findings) {
      assert.ok(finding.code in findingSentences, `${finding.code} has no sentence`);
      assert.doesNotMatch(tellFinding(finding, "nl").replaceAll(/`[^`]*`|"[^"]*"|: [a-z0-9-]+:/g, ""), english);
    }
  });

test("the catalogue and the provocations name the same codes", () => {
  assert.deepEqual(Object.keys(provocations).toSorted(), Object.keys(findingSentences).toSorted());
});

/** Where findings about policy text are made. */
const makers =
  /^(acts\/(policy-folder|lint)|src\/(basis|condition|coverage|datum|decision|document|dossier|example|fact|formula|loose-end|mutant|policy|proof|questionnaire|sheet|unit)(\/[a-z-]+)*)\.ts$/;

/** Words with a hyphen in those files that are no codes: the words of the language, and the reasons why a version holds. */
const noCodes = /^(in-force|out-of-scope|needed-by|collect-\w+|version-[a-z-]+|no-version|two-versions|utf-8)$/;

test("no code in the source is missing from the catalogue", () => {
  const sources = [...readTree()].filter(([path]) => makers.test(path) && !isTest(path));
  const quoted = sources.flatMap(([path, text]) =>
    [...text.matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].map(([, word = ""]) => ({ path, word })),
  );
  const forgotten = quoted.filter(({ word }) => !noCodes.test(word) && !(word in findingSentences));
  assert.deepEqual(forgotten, []);
  assert.ok(quoted.length > 50, "the codes are found where they are made");
});

test("the manual of lint lists every code with its meaning", () => {
  const manual = readTree().get("acts/lint.md") ?? "";
  const rows = Object.entries(findingSentences).map(([code, { nl, en }]) => `| \`${code}\` | ${nl} | ${en} |`);
  const listed = manual.split("\n").filter((line) => line.startsWith("| `"));
  assert.deepEqual(listed, rows, `acts/lint.md must hold:\n${rows.join("\n")}`);
});
