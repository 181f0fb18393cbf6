/** No policy leaves the house unproven: every folder with a `policy.yaml` passes `driehoek lint`. */
import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { main } from "../cli/main.ts";
import type { Statement } from "../src/coverage.ts";
import { coveragePage } from "../text/coverage.ts";
import { readTree, root, treeOf } from "./tree.ts";
import type { Tree } from "./tree.ts";

const house = readTree();

/** No more than one small mistake in twenty may go unnoticed by the examples of a policy that is shipped. */
const unnoticed = 0.05;

function policyFolders(tree: Tree): string[] {
  return [...tree.keys()]
    .filter((path) => /^(policy|examples)\/.*\/policy\.yaml$/.test(path))
    .map((path) => posix.dirname(path));
}

interface Linted {
  readonly policy: string;
  readonly result: {
    readonly sheets: number;
    readonly proven: readonly string[];
    readonly mutants: { readonly tried: number; readonly survived: number };
    readonly coverage?: readonly Statement[];
  };
}

for (const folder of policyFolders(house)) {
  test(`the house: ${folder} passes lint, its sheets proven, its examples sharp, its coverage page as its coverage`, async () => {
    const said: string[] = [];
    const terminal = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
    assert.equal(await main(["lint", root + folder, "--json"], terminal), 0, `\n${said.join("")}`);
    const { policy, result } = JSON.parse(said.join("")) as Linted;
    assert.equal(result.proven.length, result.sheets);
    assert.ok(result.mutants.survived < unnoticed * result.mutants.tried, JSON.stringify(result.mutants));
    if (result.coverage !== undefined)
      assert.equal(
        house.get(`${folder}/coverage.md`),
        coveragePage(policy, result.coverage),
        "npx driehoek lint --coverage",
      );
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
