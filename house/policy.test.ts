/** No policy leaves the house unproven: every folder with a `policy.yaml` passes `driehoek lint`. */
import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { commands, main } from "../cli/main.ts";
import { readTree, root, treeOf } from "./tree.ts";
import type { Tree } from "./tree.ts";

const house = readTree();
const skip = "lint" in commands ? false : "there is no `driehoek lint` yet: NO POLICY IS CHECKED";

function policyFolders(tree: Tree): string[] {
  return [...tree.keys()]
    .filter((path) => /^(policy|examples)\/.*\/policy\.yaml$/.test(path))
    .map((path) => posix.dirname(path));
}

for (const folder of policyFolders(house)) {
  test(`the house: ${folder} passes lint`, { skip }, async () => {
    const said: string[] = [];
    const terminal = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
    assert.equal(await main(["lint", root + folder], terminal), 0, `\n${said.join("")}`);
  });
}

test("the house: policy is text, not code", () => {
  const code = [...house.keys()].filter((path) => path.startsWith("policy/") && !/\.(yaml|md|lock)$/.test(path));
  assert.deepEqual(code, [], "what must be computed for all buyers belongs in src, what one buyer decides in YAML");
});

test("policyFolders() finds policies of buyers and of examples", () => {
  const tree = treeOf({
    "policy/a-b/2024/policy.yaml": "",
    "examples/x/policy.yaml": "",
    "policy/facts/care.yaml": "",
  });
  assert.deepEqual(policyFolders(tree), ["policy/a-b/2024", "examples/x"]);
});
