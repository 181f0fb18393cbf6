/**
 * The house as its own tests see it: every file by its path. A check is a function from such a tree to complaints, so it is tried
 * on small made-up trees as easily as on the real one.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Text by path; paths are relative to the root of the repository and use `/`. */
export type Tree = ReadonlyMap<string, string>;

/** One sentence: `path:line: what is wrong; what to do instead`. */
export type Complaint = string;

export const root = fileURLToPath(new URL("../", import.meta.url));

/** Folders that hold no source: libraries, history, and what the program makes. */
const notOurs = new Set(["node_modules", ".git", "out", "lake-data"]);

/**
 * Reads the real house: its rooms and the files at its door, as far as history knows them. A market or a round that somebody made
 * beside them is no part of it. Bytes that are no text come along as text that no check matches.
 */
export function readTree(): Tree {
  const known = knownAtTheDoor();
  const ours = paths("").filter((path) => known.size === 0 || known.has(path.split("/")[0]!));
  return new Map(ours.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** What stands at the root in history; nothing where there is no history, as in an archive. */
function knownAtTheDoor(): ReadonlySet<string> {
  const { stdout } = spawnSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return new Set((stdout ?? "").split("\0").flatMap((path) => path.split("/")[0] || []));
}

function paths(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : paths(path);
    return entry.name.endsWith(".tmp") ? [] : [path];
  });
}

/** A made-up tree for a test of a check. */
export function treeOf(files: Record<string, string>): Tree {
  return new Map(Object.entries(files));
}

/** The files of TypeScript and JavaScript. */
export function sources(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => /\.(ts|mjs)$/.test(path));
}

export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

/** The room that a file stands in; empty for the files at the root. */
export function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

/** Fails with every complaint on a line of its own. */
export function expectNone(complaints: readonly Complaint[]): void {
  assert.ok(complaints.length === 0, `\n${complaints.join("\n")}`);
}
