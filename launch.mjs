/**
 * `npm start`, `npm test`, `npm run ok` and `npm run bench` all begin here.
 *
 * It installs what `package-lock.json` asks for and is not there yet, chooses a Node that runs the sources, and then does what
 * was asked. Plain JavaScript without dependencies, so that any Node from 20 on reads it on a fresh clone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { compileCache, findNode, nodeArgs, noNodeMessage, root, runInTerminal } from "./cli/runtime.mjs";

/** Where tests stand: every room by name, so that a stray folder is noticed by `house/` instead of run by accident. */
const rooms = ["src", "text", "acts", "store", "lake", "format", "api", "cli", "house", "verifier", "examples"];
/** A test file per core; the test runner alone would leave one idle, which of two is half. */
const runTests = ["--test", "--test-reporter=spec", `--test-concurrency=${availableParallelism()}`];
const testArgs = [...runTests, ...rooms.map((room) => `${room}/**/*.test.ts`)];

const typesArgs = ["node_modules/typescript/bin/tsc", "-p", "."];
const lintArgs = ["node_modules/oxlint/bin/oxlint", "--type-aware"];
const formatArgs = ["node_modules/prettier/bin/prettier.cjs", "--check", "."];
const docsArgs = [...runTests, "house/page.test.ts"];

const wishes = { start, test, ok, bench };

process.chdir(root);
process.env.NODE_COMPILE_CACHE = compileCache;
process.exitCode = await launch(process.argv[2] ?? "start", process.argv.slice(3));

async function launch(wish, rest) {
  if (!Object.hasOwn(wishes, wish)) {
    console.error(`Cannot launch ${wish}: it is not one of ${Object.keys(wishes).join(", ")}.`);
    return 2;
  }
  const installed = isInstalled() ? 0 : await install();
  if (installed !== 0) return installed;
  const node = findNode();
  if (node === undefined) {
    console.error(noNodeMessage());
    return 3;
  }
  return wishes[wish](node, rest);
}

/** True when node_modules holds what the lock file asks for. What npm leaves out on this platform is optional there. */
function isInstalled() {
  const noteOfNpm = "node_modules/.package-lock.json";
  if (!existsSync(noteOfNpm)) return false;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const present = JSON.parse(readFileSync(noteOfNpm, "utf8")).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return path in present ? present[path].version === version : optional === true;
  });
}

async function install() {
  console.error("Driehoek installeert eerst zijn bibliotheken en Node 26 (npm ci; ongeveer een halve minuut) …");
  console.error("Driehoek first installs its libraries and Node 26 (npm ci; about half a minute) …");
  const args = ["ci", "--no-audit", "--no-fund"];
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const exit = npm?.endsWith(".js")
    ? await runInTerminal(node ?? process.execPath, [npm, ...args])
    : await runInTerminal("npm", args, { shell: process.platform === "win32" });
  if (exit !== 0) console.error("npm ci mislukte; de reden staat hierboven. / npm ci failed; the reason stands above.");
  return exit;
}

function start(node, rest) {
  return runInTerminal(node, [...nodeArgs, "cli/driehoek.mjs", "demo", ...rest]);
}

/** Types first, because they are the cheapest test; then every `*.test.ts`, or the ones named on the command line. */
async function test(node, rest) {
  const types = await runInTerminal(node, typesArgs);
  const tests = await runInTerminal(node, rest.length === 0 ? testArgs : [...runTests, ...rest]);
  if (types !== 0) console.error("De typen kloppen niet: zie bovenaan. / The types do not hold: see the top.");
  return types === 0 ? tests : types;
}

function bench(node, rest) {
  if (existsSync("bench/main.ts")) return runInTerminal(node, [...nodeArgs, "bench/main.ts", ...rest]);
  console.error("Cannot run the benchmarks: there is no bench/main.ts.");
  return 2;
}

/** Everything a change must pass. One line per step; what fails says why, and the steps after it still run. */
function ok(node) {
  const results = [
    step("types", node, typesArgs),
    step("lint", node, lintArgs),
    step("format", node, formatArgs),
    step("tests", node, testArgs),
    step("docs", node, docsArgs),
  ];
  const failed = results.filter((result) => !result.passed).map((result) => result.name);
  console.log(failed.length === 0 ? "ok" : `not ok: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
}

function step(name, node, args) {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  const passed = status === 0;
  console.log([passed ? "✔" : "✖", name.padEnd(7), `${seconds} s`.padStart(8), counts(stdout)].join(" ").trimEnd());
  if (!passed) console.log(complaint(stdout + stderr));
  return { name, passed };
}

/** The closing counts of node's test runner, on one line; empty for a step that counts nothing. */
function counts(output) {
  const found = [...output.matchAll(/^ℹ (tests|pass|fail|skipped) (\d+)$/gm)];
  return found.map(([, what, number]) => `${what} ${number}`).join(", ");
}

/** What a failed step has to say: of a test run only the failing tests, of anything else all. */
function complaint(output) {
  const failing = output.indexOf("✖ failing tests:");
  return (failing < 0 ? output : output.slice(failing)).trim().replaceAll(/^/gm, "  ");
}
