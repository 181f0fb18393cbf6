import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** Plain JavaScript, so that any Node reads it; here it gets its types. */
interface Runtime {
  readonly root: string;
  readonly platformNodes: Readonly<Record<string, string>>;
  runsSources(): boolean;
  findNode(): string | undefined;
  noNodeMessage(): string;
  runInTerminal(program: string, args: readonly string[]): Promise<number>;
}

const runtime = (await import(new URL("./runtime.mjs", import.meta.url).href)) as Runtime;

test("the Node that is found runs the sources", () => {
  assert.ok(runtime.runsSources());
  const node = runtime.findNode() ?? assert.fail(runtime.noNodeMessage());
  const { stdout, status } = spawnSync(node, [`${runtime.root}cli/driehoek.mjs`, "--version"], { encoding: "utf8" });
  assert.equal(status, 0);
  assert.match(stdout, /^driehoek \d/);
});

test("every platform's Node is an optional dependency, at one version", () => {
  const { optionalDependencies } = JSON.parse(readFileSync(`${runtime.root}package.json`, "utf8")) as {
    optionalDependencies: Record<string, string>;
  };
  const packages = Object.values(runtime.platformNodes).map((path) => path.split("/")[1]);
  assert.deepEqual(new Set(packages), new Set(Object.keys(optionalDependencies)));
  assert.equal(new Set(Object.values(optionalDependencies)).size, 1);
  for (const platform of Object.keys(runtime.platformNodes)) assert.ok(runtime.noNodeMessage().includes(platform));
});

test("the exit code of what was run comes back, also when a signal ended it", async () => {
  assert.equal(await runtime.runInTerminal(process.execPath, ["-e", "process.exit(4)"]), 4);
  assert.equal(await runtime.runInTerminal(process.execPath, ["-e", "process.kill(process.pid, 'SIGTERM')"]), 143);
});

test("launch.mjs refuses a wish that it does not know", () => {
  const { status, stderr } = spawnSync(process.execPath, [`${runtime.root}launch.mjs`, "fly"], { encoding: "utf8" });
  assert.equal(status, 2);
  assert.match(stderr, /Cannot launch fly: it is not one of start, test, ok, bench/);
});
