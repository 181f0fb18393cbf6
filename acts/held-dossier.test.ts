import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk, nothing } from "../house/disk.ts";
import type { Terms } from "../src/fact-version.ts";
import { dossierPath, heldDossier, keepVersions, receiveVersions } from "./held-dossier.ts";

const terms: Terms = { vocabulary: new Map(), units: new Map() };
const first = {
  fact: "staff",
  subject: "41000001",
  period: "2022",
  value: "48",
  origin: "o",
  known_at: "2023-05-20T14:00:00Z",
};
const second = { ...first, value: "50", known_at: "2023-06-01T00:00:00Z", replaces: first.known_at };

test("what is kept is held, batch by batch, and other files are passed over", async () => {
  const files = memoryDisk({}, nothing);
  await keepVersions(files, "lake", "one", [first]);
  await keepVersions(files, "lake", "two", []);
  await files.write("lake/dossier/README.md", "x");
  assert.deepEqual(
    [...(await heldDossier(files, "lake"))],
    [
      ["one", [first]],
      ["two", []],
    ],
  );
  assert.equal(new TextDecoder().decode(await files.read(dossierPath("lake", "one"))), `${JSON.stringify(first)}\n`);
});

test("lines are received in the order in which they became known, and answered in the order in which they were sent", () => {
  const receptions = receiveVersions([second, first], new Map(), terms, false);
  assert.deepEqual(receptions, [{ kept: second }, { kept: first }]);
  const [late] = receiveVersions([second], new Map([["one", [first]]]), terms, false);
  assert.deepEqual(late, { kept: second });
});
