/** The rule by which a cost is extreme, as it is declared: so many times the spread beyond, or above a share of all clients. */
import { checkKeys, child, describe, quote } from "../document.ts";
import type { Node } from "../document.ts";
import type { Given, OutlierMethod, OutlierRule } from "../indicator.ts";
import type { Ratio } from "../decimal.ts";
import { numberOf, refuse, textOf } from "./name.ts";
import type { Reading } from "./name.ts";

const methods: readonly OutlierMethod[] = ["quartiles_of_log_cost", "deviations_from_mean", "percentile"];

/** `{method, multiple, clients_least}`, or `{method: percentile, percentile, clients_least}`; each a value or a parameter. */
export function readRule(node: Node, reading: Reading): OutlierRule | undefined {
  if (!checkKeys(node, ["method", "clients_least"], ["multiple", "percentile"], reading.findings)) return undefined;
  const method = methodOf(child(node, "method")!, reading);
  const count = numberOf(child(node, "clients_least")!, reading);
  if (method === undefined || count === undefined) return undefined;
  const key = "value" in method && method.value === "percentile" ? "percentile" : "multiple";
  const at = child(node, key);
  const expected = `the key \`${key}\``;
  const multiple =
    at === undefined ? refuse(node, "missing-key", `no \`${key}\``, expected, reading) : numberOf(at, reading);
  if (multiple === undefined || !isInRange(key, at!, multiple, reading)) return undefined;
  return { method, multiple, clientsLeast: "value" in count ? { value: count.value.n / count.value.d } : count };
}

function isInRange(key: string, node: Node, given: Given<Ratio>, reading: Reading): boolean {
  if ("missing" in given) return true;
  const { n, d } = given.value;
  const fits = key === "percentile" ? n > 0n && n < d : n >= 0n;
  const expected =
    key === "percentile" ? "a percentage between 0 and 100, as `95%`" : "a number that is not below zero";
  if (!fits) refuse(node, "bad-value", describe(node), expected, reading);
  return fits;
}

function methodOf(node: Node, reading: Reading): Given<OutlierMethod> | undefined {
  const text = textOf(node, reading);
  if (text === undefined || "missing" in text) return text;
  const known = methods.find((method) => method === text.value);
  if (known === undefined) refuse(node, "unknown-word", quote(text.value), `one of ${methods.join(", ")}`, reading);
  return known && { value: known };
}
