/** How the answers to the question whether people would recommend a provider become counts: three sides, in either way of counting. */
import { checkKeys, child, describe, readWord } from "../document.ts";
import type { Node } from "../document.ts";
import type { NetPromoterScore, Operand } from "../indicator.ts";
import { refuse } from "./name.ts";
import type { Reading } from "./name.ts";
import { operandsOf } from "./operand.ts";

/** Which answers, 0 to 10, promote and which criticise, by the two ways in which the score is known. */
const scoring = {
  american: { promoters: [9, 10], passives: [7, 8], critics: [0, 1, 2, 3, 4, 5, 6] },
  dutch: { promoters: [8, 9, 10], passives: [6, 7], critics: [0, 1, 2, 3, 4, 5] },
} as const;

const sides = ["promoters", "passives", "critics"] as const;

/** Three counts as the sender made them; or a count for each answer, and the way of counting. */
export function readNetPromoterScore(
  node: Node,
  { subject }: { readonly subject: string },
  reading: Reading,
): NetPromoterScore | undefined {
  const answers = answersOf(node, reading);
  if (answers === undefined) return undefined;
  const [promoters, passives, critics] = sides.map((side) =>
    answers[side].flatMap((answer) =>
      operandsOf(answer, subject, reading).filter((count) => isWhole(count, answer, reading)),
    ),
  );
  return { kind: "nps", promoters: promoters!, passives: passives!, critics: critics! };
}

/** Where the counts of each side stand in the declaration. */
function answersOf(
  node: Node,
  reading: Reading,
): Readonly<Record<(typeof sides)[number], readonly Node[]>> | undefined {
  const scores = child(node, "scores");
  if (scores !== undefined) {
    const method = readWord(child(node, "method") ?? node, ["american", "dutch"] as const, reading.findings);
    const all = Array.from({ length: 11 }, (_, score) => String(score));
    if (method === undefined || !checkKeys(scores, all, [], reading.findings)) return undefined;
    const of = (side: (typeof sides)[number]) => scoring[method][side].map((score) => child(scores, String(score))!);
    return { promoters: of("promoters"), passives: of("passives"), critics: of("critics") };
  }
  const [promoters, passives, critics] = sides.map((side) => child(node, side));
  if (promoters !== undefined && passives !== undefined && critics !== undefined)
    return { promoters: [promoters], passives: [passives], critics: [critics] };
  const expected = "`promoters`, `passives` and `critics`, or `scores` with `method`";
  return refuse(node, "missing-key", "no counts", expected, reading);
}

function isWhole(operand: Operand, node: Node, reading: Reading): boolean {
  const fits = operand.kind !== "people" && operand.type.scale === 0;
  if (!fits) refuse(node, "type-mismatch", describe(node), "whole numbers of people", reading);
  return fits;
}
