/** By what clients are told apart before their cost is compared, as it is declared: `per: [target_group, sex, {age: [18, 65, 75, 85]}]`. */
import { child, describe, itemsOf, readWord } from "../document.ts";
import type { Node } from "../document.ts";
import type { CaseMix } from "../indicator.ts";
import { refuse } from "./name.ts";
import type { Reading } from "./name.ts";

const columns = ["target_group", "region", "sex"] as const;

/** A word or a list; a figure of a target group is always about that group, and needs to say nothing. */
export function caseMixOf(declaration: Node, ofGroup: boolean, reading: Reading): CaseMix[] | undefined {
  const node = child(declaration, "per");
  if (node === undefined && ofGroup) return ["target_group"];
  if (node === undefined)
    return refuse(declaration, "missing-key", "no `per`", "the key `per`: by what clients are told apart", reading);
  const items = node.kind === "list" ? node.items : [node];
  const per = items.flatMap((item): CaseMix[] => {
    if (item.kind === "mapping") return agesOf(item, reading);
    const column = readWord(item, columns, reading.findings);
    return column === undefined ? [] : [column];
  });
  if (ofGroup && !per.includes("target_group"))
    return refuse(node, "bad-value", describe(node), "`target_group` among them: the figure is of one", reading);
  return per;
}

/** The years at which a class of ages begins, rising; whoever is younger than the first is in a class before it. */
function agesOf(node: Node, reading: Reading): CaseMix[] {
  const list = child(node, "age");
  const texts = itemsOf(list, "age", reading.findings).map((item) => (item.kind === "scalar" ? item.text : ""));
  const rises = texts.every((text, i) => /^\d+$/.test(text) && (i === 0 || Number(texts[i - 1]) < Number(text)));
  if (texts.length > 0 && rises) return [{ ageFrom: texts.map(BigInt) }];
  refuse(
    list ?? node,
    "bad-value",
    describe(list ?? node),
    "`age` with the ages at which a class begins, rising",
    reading,
  );
  return [];
}
