import assert from "node:assert/strict";
import { test } from "node:test";
import type { Files } from "../acts/effects.ts";
import type { Command } from "./command.ts";
import { listCommands, manualPage } from "./manual.ts";

/** A disk that holds the manual page of `count` and nothing else. */
const page = "# driehoek count FOLDER\n\nCounts the `claims` of a\nfolder. Then it stops.\n\n## How\n";
const files: Files = {
  read: (path) => Promise.resolve(path.endsWith("count.md") ? new TextEncoder().encode(page) : undefined),
  list: () => Promise.resolve([]),
  write: () => assert.fail("a manual is only read"),
  append: () => assert.fail("a manual is only read"),
};

test("a command's line in the list is the first sentence of its page", async () => {
  const list = await listCommands(files, ["count", "settle"], "en");
  assert.match(list, /\n {2}count {5}Counts the claims of a folder\n/);
  assert.match(list, /\n {2}settle +\n/);
});

test("the manual is the page, then the command's own flags, then those of every command", async () => {
  const flags = { lang: { type: "string", nl: "de taal", en: "its language" } } as const;
  const command: Command = { name: "count", flags, run: () => assert.fail("help runs nothing") };
  const manual = await manualPage(files, command, "en");
  assert.ok(manual.startsWith(page));
  assert.match(manual, /\nFlags\n {2}--lang +its language\n\nFlags of every command\n {2}--on/);
  assert.equal(manual.split("--lang").length, 2);
});
