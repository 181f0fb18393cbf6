/** Names: a file is named after one thing of the trade, in kebab-case, and its ending says how it is read. */
import { posix } from "node:path";
import type { Complaint, Tree } from "./tree.ts";

/** Drawers: names under which anything fits, and so everything ends up. */
const drawers =
  /^(utils?|helpers?|common|shared|services?|managers?|core|misc|index|types?|lib|stuff|tools?|constants?)$/;

/** What the house is made of: by ending, or by the whole name where there is none. */
const endings = /\.(ts|mjs|md|yaml|json|lock|py|R|sql|csv|ndjson|asc|html|css|svg)$/;
const wholeNames = new Set(["LICENSE", ".gitignore", ".prettierignore", ".ci/run", ".gitattributes"]);

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pageOfTheHouse = /^[A-Z]+\.md$/;

export function checkNames(tree: Tree): Complaint[] {
  return [...tree.keys()].flatMap((path) => [...checkDrawer(path), ...checkEnding(path), ...checkCase(path)]);
}

function checkDrawer(path: string): Complaint[] {
  const drawer = path.split("/").find((part) => drawers.test(stem(part)));
  return drawer === undefined ? [] : [`${path}: ${drawer} is a drawer; move each piece to the room of its noun`];
}

function checkEnding(path: string): Complaint[] {
  if (endings.test(path) || wholeNames.has(path)) return [];
  return [`${path}: unknown kind of file; convert it, or add its ending to house/name.ts and say what reads it`];
}

function checkCase(path: string): Complaint[] {
  const name = posix.basename(path);
  if (!/\.(ts|mjs|md|py)$/.test(name) || pageOfTheHouse.test(name) || kebab.test(stem(name))) return [];
  return [
    `${path}: not in kebab-case; rename it to ${stem(name)
      .replaceAll(/[_ ]|(?<=[a-z0-9])(?=[A-Z])/g, "-")
      .toLowerCase()}`,
  ];
}

/** The name without its endings: `x` for `x.test.ts`. */
function stem(name: string): string {
  return name.replace(/(\.test)?\.\w+$/, "");
}
