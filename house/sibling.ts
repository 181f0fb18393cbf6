/** Siblings: what has code has a test beside it, every test has its subject, and nothing is left that nobody uses. */
import { posix } from "node:path";
import { arrowsOf } from "./arrow.ts";
import { entries } from "./plan.ts";
import { hasFunctions } from "./size.ts";
import { isTest, roomOf, sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

/** Rooms whose files are measured or run from elsewhere, and not tested one by one. */
const withoutSiblings = new Set(["", "bench"]);

/** A file with code and no test beside it. Behind a door, the door's test will do. Types and tables of data need none. */
export function checkSiblings(tree: Tree): Complaint[] {
  return sources(tree).flatMap(([path, text]) => {
    if (!path.endsWith(".ts") || isTest(path) || withoutSiblings.has(roomOf(path)) || !hasFunctions(text)) return [];
    const [sibling, atTheDoor] = [testOf(path), `${posix.dirname(path)}.test.ts`];
    return tree.has(sibling) || tree.has(atTheDoor) ? [] : [`${path}: has no test; write ${sibling}`];
  });
}

/** A file that is no entry, and that nobody imports but its own test. What several tests share, they use. */
export function checkDead(tree: Tree, starts: readonly string[] = entries): Complaint[] {
  const used = new Set(arrowsOf(tree).flatMap(({ from, to }) => (from === testOf(to) && !inHouse(to) ? [] : [to])));
  const dead = sources(tree).filter(([path]) => !isTest(path) && !used.has(path) && !starts.includes(path));
  return dead.map(([path]) => `${path}: nobody imports it; use it, or delete it with its test`);
}

/** The checks of the house are there for their own tests. */
function inHouse(path: string): boolean {
  return roomOf(path) === "house";
}

function testOf(path: string): string {
  return path.replace(/\.ts$/, ".test.ts");
}
