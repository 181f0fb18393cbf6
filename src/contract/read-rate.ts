/** Reading a rate: a base with points for goals, a choice by a fact, or growth on growth. */
import { basisKeys, readBasis } from "../basis.ts";
import type { Rate } from "../contract.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt, itemsOf } from "../document.ts";
import type { Node } from "../document.ts";
import { negate } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { parsePercent, readFactName } from "./operand.ts";
import type { View } from "./operand.ts";

const forms = ["base", "by", "compound"];

/** Reads one item of `rates:`; undefined with findings when it cannot be reckoned with. */
export function readRate(node: Node, view: View): Rate | undefined {
  const { findings } = view;
  const optional = ["for", ...forms, "values", "plus", "minus", "at_least", "at_most", ...basisKeys];
  if (!checkKeys(node, ["id", "nl", "en"], optional, findings)) return undefined;
  const [id = "", nl = "", en = "", kind] = ["id", "nl", "en", "for"].map((key) => childText(node, key));
  const basis = readBasis(node, findings);
  const is = readForm(node, { ...view, kind });
  return basis && is && { id, nl, en, basis, is, ...(kind !== undefined && { kind }) };
}

function readForm(node: Node, view: View): Rate["is"] | undefined {
  const given = forms.filter((key) => child(node, key) !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? "nothing that gives a percentage" : given.join(" and ");
    view.findings.push(findingAt(node, "one-origin", found, `one of ${forms.join(", ")}`));
    return undefined;
  }
  if (given[0] === "compound")
    return {
      kind: "compound",
      growth: itemsOf(child(node, "compound"), "compound", view.findings).flatMap((each) => percent(each, view) ?? []),
    };
  return given[0] === "by" ? readChoice(node, view) : readPoints(node, view);
}

function readPoints(node: Node, view: View): Rate["is"] | undefined {
  const base = percent(child(node, "base"), view);
  const [atLeast, atMost] = ["at_least", "at_most"].map((key) => percent(child(node, key), view));
  const points = (key: string, toPoints: (by: Ratio) => Ratio): { fact: string; by: Ratio }[] =>
    entriesOf(child(node, key), key, view.findings).flatMap(({ key: name, value }) => {
      const fact = readFactName(name, view, ({ type }) => type.kind === "bool", "a fact that is true or false");
      const by = percent(value, view);
      return fact === undefined || by === undefined ? [] : [{ fact: fact.id, by: toPoints(by) }];
    });
  const all = [...points("plus", (by) => by), ...points("minus", negate)];
  return base && { kind: "points", base, points: all, ...(atLeast && { atLeast }), ...(atMost && { atMost }) };
}

function readChoice(node: Node, view: View): Rate["is"] | undefined {
  const fact = readFactName(child(node, "by"), view, ({ type }) => type.kind === "enum", "a fact with choices");
  if (fact?.type.kind !== "enum") return undefined;
  const values = new Map<string, Ratio>();
  for (const { key, value } of entriesOf(child(node, "values"), "values", view.findings)) {
    const share = percent(value, view);
    if (share !== undefined) values.set(key.text, share);
  }
  const without = fact.type.values.find((value) => !values.has(value));
  if (without !== undefined)
    view.findings.push(findingAt(node, "missing-key", `no percentage for \`${without}\``, "one for every choice"));
  return { kind: "choice", fact: fact.id, values };
}

function percent(node: Node | undefined, { findings }: View): Ratio | undefined {
  if (node === undefined) return undefined;
  const is = node.kind === "scalar" ? parsePercent(node.text) : undefined;
  if (is === undefined) findings.push(findingAt(node, "bad-share", describe(node), 'a percentage as "62.5"'));
  return is;
}
