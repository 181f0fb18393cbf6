import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk, nothing } from "../house/disk.ts";
import { toLine } from "../src/finding.ts";
import { readPolicyFolder } from "./policy-folder.ts";

/** A disk that holds these texts. */
const diskOf = (texts: Readonly<Record<string, string>>) => memoryDisk(texts, nothing);

const header = (id: string, more = "") =>
  `format: driehoek/1\nid: ${id}\n${more}buyer: B\nlaw: zvw\ncare: c\nstatus: draft\nvalid: [2024-01-01, 2025-01-01]\nprocedure: p\n`;
const facts = "units: []\n";
const answer = 'id: answer\nfor: provider\ntype: int\nis: "1"\nassumption: to have one decision\n';

test("a policy is read with its bases, and with the facts beside or above it", async () => {
  const disk = diskOf({
    "p/facts/units.yaml": facts,
    "p/a/2024/policy.yaml": header("a"),
    "p/a/2024/answer.formula.yaml": answer,
    "p/b/2024/policy.yaml": header("b", "extends: ../../a/2024\n"),
    "p/b/2024/README.md": "not policy text",
  });
  const { policy, text, findings } = await readPolicyFolder(disk, "./p/b/2024/");
  assert.deepEqual(findings.map(toLine), []);
  assert.deepEqual(
    text?.chain.map(({ path, files }) => [path, ...files.keys()]),
    [
      ["p/a/2024", "answer.formula.yaml", "policy.yaml"],
      ["p/b/2024", "policy.yaml"],
    ],
  );
  assert.equal(text?.facts.path, "p/facts");
  assert.deepEqual([policy?.id, policy?.folder, [...(policy?.decisions.keys() ?? [])]], ["b", "p/b/2024", ["answer"]]);
});

test("facts beside the years come before those above; without either, those of the installation serve", async () => {
  const files = { "a/2024/policy.yaml": header("a"), "here/facts/units.yaml": facts };
  const near = await readPolicyFolder(diskOf({ ...files, "a/facts/units.yaml": facts }), "a/2024", "here/facts");
  assert.equal(near.text?.facts.path, "a/facts");
  const far = await readPolicyFolder(diskOf(files), "a/2024", "here/facts");
  assert.equal(far.text?.facts.path, "here/facts");
  const none = await readPolicyFolder(diskOf(files), "a/2024");
  assert.deepEqual(none.findings.map(toLine), [
    "facts: no-facts: found no facts, expected the vocabulary, policy/facts, above the policy",
  ]);
});

test("a folder without a policy, a base that is not there and a circle are told with their place", async () => {
  const disk = diskOf({
    "facts/units.yaml": facts,
    "p/away/policy.yaml": header("away", "extends: ../gone\n"),
    "p/one/policy.yaml": header("one", "extends: ../two\n"),
    "p/two/policy.yaml": header("two", "extends: ../one\n"),
  });
  const told = async (folder: string) => (await readPolicyFolder(disk, folder)).findings.map(toLine);
  assert.deepEqual(await told("p/none"), [
    "p/none: no-policy: found no policy text, expected the folder of a policy, with a policy.yaml",
  ]);
  assert.deepEqual(await told("p/away"), [
    "p/away/policy.yaml:3:1: no-base: extends: found `../gone`, expected a folder with a policy.yaml",
  ]);
  assert.deepEqual(await told("p/one"), [
    "p/two/policy.yaml:3:1: extends-itself: extends: found `../one`, expected a policy that does not extend this one",
  ]);
});

test("text in another encoding is refused", async () => {
  const disk = diskOf({ "facts/units.yaml": facts, "p/a/policy.yaml": header("a"), "p/a/x.sheet.yaml": "" });
  const read = (path: string) =>
    path === "p/a/x.sheet.yaml" ? Promise.resolve(new Uint8Array([0x69, 0xeb])) : disk.read(path);
  const { findings } = await readPolicyFolder({ ...disk, read }, "p/a");
  assert.deepEqual(findings.map(toLine), ["p/a/x.sheet.yaml: not-utf8: found other bytes, expected UTF-8"]);
});
