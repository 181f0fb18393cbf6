import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openWorld } from "./world.ts";

test("the world opens lakes and closes them, tells the time in UTC and speaks on stderr", async () => {
  const said: string[] = [];
  const world = openWorld({ out: () => assert.fail("progress is no answer"), err: (text) => void said.push(text) }, 1);
  const folder = await mkdtemp(join(tmpdir(), "driehoek-world-"));
  const lake = await world.openLake(folder);
  assert.deepEqual(await lake.query("SELECT current_setting('threads') AS threads"), [{ threads: 1n }]);
  await world.close();
  await assert.rejects(async () => lake.query("SELECT 1 AS one"));
  await rm(folder, { recursive: true });

  assert.match(world.clock.now(), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  world.progress.say("claims up to 2023-01");
  assert.deepEqual(said, ["declaraties tot en met 2023-01\n"]);
});
