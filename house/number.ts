/**
 * Numbers: one that a policymaker could change stands in `policy/`, not in `src`. Shares, rates, years, days and amounts are
 * what such numbers look like. A number of mathematics or of a standard may look the same; then a comment says whose it is.
 */
import { lineAt, readCode } from "./code.ts";
import { isTest, roomOf, sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

const shareOrYear = /(?<![\w.$])(?:\d[\d_]*\.\d+|(?:19|20)\d\d)(?![\w.])/g;

/** A text that is nothing but a day or an amount. 1970-01-01 is where days are counted from. */
const dayOrAmount = /(?<=[([=,:]\s*)"(?!1970-01-01)(?:\d{4}-\d{2}-\d{2}|\d+\.\d{2})"/g;

/** A made-up market is one big assumption, and says so at its door. */
const madeUp = /^src\/market(\.ts|\/)/;

export function checkNumbers(tree: Tree): Complaint[] {
  const ruled = sources(tree).filter(([path]) => roomOf(path) === "src" && !isTest(path) && !madeUp.test(path));
  return ruled.flatMap(([path, source]) => {
    const { bare, text, comments } = readCode(source);
    const explained = comments.split("\n").map((line) => line.trim() !== "");
    return [...bare.matchAll(shareOrYear), ...text.matchAll(dayOrAmount)].flatMap((match) => {
      const line = lineAt(text, match.index);
      if (explained[line - 1] === true || explained[line - 2] === true) return [];
      return [
        `${path}:${line}: the number ${match[0]}; make it a parameter of the policy, or say above it whose number it is`,
      ];
    });
  });
}
