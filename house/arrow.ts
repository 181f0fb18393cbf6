/**
 * Arrows: who may import whom. Rooms and libraries follow the floor plan, a folder is entered by its door, the concepts of `src`
 * look only to the left, and nothing goes round in circles.
 */
import { posix } from "node:path";
import { importsOf } from "./code.ts";
import { forTests, order, rooms } from "./plan.ts";
import { isTest, roomOf, sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

interface Arrow {
  readonly from: string;
  readonly line: number;
  /** A path of the tree, or a library's name. */
  readonly to: string;
  readonly inside: boolean;
  readonly typeOnly: boolean;
}

/** Every import of the tree, with relative paths resolved. */
export function arrowsOf(tree: Tree): Arrow[] {
  return sources(tree).flatMap(([from, text]) =>
    importsOf(text).map(({ specifier, line, typeOnly }) => {
      const inside = specifier.startsWith(".");
      return { from, line, inside, typeOnly, to: inside ? posix.join(posix.dirname(from), specifier) : specifier };
    }),
  );
}

export function checkArrows(tree: Tree): Complaint[] {
  return arrowsOf(tree).flatMap((arrow) => {
    const reason = arrow.inside
      ? (checkRoom(arrow) ?? checkDoor(arrow, tree) ?? checkOrder(arrow))
      : checkLibrary(arrow);
    return reason === undefined ? [] : [`${arrow.from}:${arrow.line}: imports ${arrow.to}; ${reason}`];
  });
}

function checkRoom({ from, to }: Arrow): string | undefined {
  const [own, other] = [roomOf(from), roomOf(to)];
  if (own === "" || own === other) return undefined;
  const allowed = [...(rooms[own]?.rooms ?? []), ...(isTest(from) ? forTests.rooms : [])];
  if (allowed.includes(other) || allowed.includes(to)) return undefined;
  return `${own} may import ${allowed.join(", ") || "no other room"}: hand it in as an argument from the composition root`;
}

function checkLibrary({ from, to }: Arrow): string | undefined {
  const room = rooms[roomOf(from)];
  if (room === undefined) return undefined;
  const allowed = [...room.libraries, ...(isTest(from) ? forTests.libraries : [])];
  if (allowed.some((name) => to === name || to.startsWith(name.replace(/\*?$/, name.endsWith("*") ? "" : "/"))))
    return undefined;
  return `the libraries of ${roomOf(from)} are ${allowed.join(", ") || "none"} (house/plan.ts)`;
}

/** What lies in `a/b/` is entered by its door `a/b.ts`, except from within. */
function checkDoor({ from, to }: Arrow, tree: Tree): string | undefined {
  const folder = posix.dirname(to);
  if (!folder.includes("/") || from.startsWith(`${folder}/`)) return undefined;
  const door = `${folder}.ts`;
  if (from === door || from === door.replace(/\.ts$/, ".test.ts")) return undefined;
  return tree.has(door) ? `enter by the door ${door}` : `write the door ${door} and enter there`;
}

function checkOrder({ from, to }: Arrow): string | undefined {
  if (roomOf(from) !== "src" || isTest(from)) return undefined;
  const [own, other] = [conceptOf(from), conceptOf(to)];
  if (own === other || !order.includes(own) || !order.includes(other)) return undefined;
  if (order.indexOf(other) < order.indexOf(own)) return undefined;
  return `${other} stands after ${own} in house/plan.ts: turn the arrow, or move what both need to the left`;
}

/** `src/receipt.ts` and all of `src/receipt/` are the concept `receipt`. */
export function conceptOf(path: string): string {
  return (path.split("/")[1] ?? "").replace(/(\.test)?\.ts$/, "");
}

/** Every concept of `src` has its place in the order, and the order names no concept that is gone. */
export function checkPlan(tree: Tree, planned: readonly string[] = order): Complaint[] {
  const present = new Set([...tree.keys()].filter((path) => roomOf(path) === "src").map(conceptOf));
  return [
    ...[...present]
      .filter((name) => !planned.includes(name))
      .map((name) => `src/${name}: has no place; add it to the order in house/plan.ts`),
    ...planned
      .filter((name) => !present.has(name))
      .map((name) => `house/plan.ts: orders ${name}, which is not in src; take it out`),
  ];
}

/**
 * Imports that lead back to where they began, each circle told once. A door holds the types of its concept, so what lies behind it
 * may import those: an arrow that is gone once the types are stripped is no circle within one concept.
 */
export function checkCycles(tree: Tree): Complaint[] {
  const next = new Map<string, string[]>();
  for (const { from, to, inside, typeOnly } of arrowsOf(tree)) {
    const toOwnTypes = typeOnly && roomOf(from) === roomOf(to) && conceptOf(from) === conceptOf(to);
    if (inside && !toOwnTypes) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const complaints: Complaint[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0)
      complaints.push(
        `${path}: imports itself by way of ${[...trail.slice(start + 1), path].join(" → ")}; move what both need to a file of its own`,
      );
    if (start >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return complaints;
}

/** Source that stands in no room of the plan. */
export function checkRooms(tree: Tree): Complaint[] {
  const strays = sources(tree).filter(([path]) => roomOf(path) !== "" && !(roomOf(path) in rooms));
  return strays.map(([path]) => `${path}: stands in no room; move it, or add the room to house/plan.ts`);
}
