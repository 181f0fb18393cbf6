/**
 * What a policy says in Dutch to whoever doubts it, an assumption or why it leaves something open, may stand in English beside it:
 * under the same key with `_en`. Reasons and receipts hold the Dutch alone; who reads them in English looks the rest up here.
 */
import type { Node } from "../document.ts";

/** The English of each Dutch text that has it. */
export function englishIn(nodes: readonly Node[]): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap(pairsIn));
}

function pairsIn(node: Node): (readonly [dutch: string, english: string])[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.flatMap(pairsIn);
  return [...node.entries].flatMap(([key, { value }]) => {
    const dutch = key.endsWith("_en") ? node.entries.get(key.slice(0, -"_en".length))?.value : undefined;
    return value.kind === "scalar" && dutch?.kind === "scalar" ? [[dutch.text, value.text] as const] : pairsIn(value);
  });
}
