/** The facts and parameters that a policy's other documents mention, such as those from which the value model counts. */
import type { Node } from "../document.ts";
import type { Policy } from "../policy.ts";

/**
 * `fact.x` and `parameter.y`, as they stand in `value-model.yaml` and the like, and under `publish`; examples, coverage and questions use
 * nothing.
 */
export function mentionedIn({ documents, publish }: Pick<Policy, "documents" | "publish">): string[] {
  const others = [...documents].filter(([name]) => !/(^|\/)(examples\/[^/]+|coverage|questions)\.yaml$/.test(name));
  const texts = others.flatMap(([, node]) => textsIn(node));
  const { peersLeast, shareMost, peopleLeast } = publish ?? {};
  const limits = [peersLeast, shareMost, peopleLeast].flatMap((id) => (id === undefined ? [] : `parameter.${id}`));
  return [...limits, ...texts].flatMap((text) => text.match(/\b(parameter|fact)\.[a-z0-9_]+(\.[a-z0-9_]+)*/g) ?? []);
}

function textsIn(node: Node): string[] {
  if (node.kind === "scalar") return [node.text];
  const inside = node.kind === "list" ? node.items : [...node.entries.values()].map(({ value }) => value);
  return inside.flatMap(textsIn);
}
