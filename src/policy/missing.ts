/**
 * What a name is taken to be when nobody supplies it: `missing: {fact.subcontracted_share: {value: "0", assumption: …}}`. Only facts and
 * indicators can be missing; of one whose own declaration is at fault, that is told there and nothing here.
 */
import { basisKeys, readBasis } from "../basis.ts";
import { readDatum } from "../datum.ts";
import { checkKeys, child, findingAt, quote } from "../document.ts";
import type { Entry } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import type { MissingRule } from "../policy.ts";
import type { Names } from "./name.ts";

/** The rules by name, a base's before those of what extends it; a name has one rule. */
export function readMissing(
  entries: readonly Entry[],
  names: Names,
  findings: Finding[],
): ReadonlyMap<string, MissingRule> {
  const rules = new Map<string, MissingRule>();
  for (const { key, value } of entries) {
    const ref = key.text;
    const name = ref.split("@")[0]!;
    const declared = /^(fact|indicator)\./.test(name) ? names.find(name) : undefined;
    if (declared === undefined) {
      if (names.isFaulty(name)) continue;
      const known = [...names.refs()].filter((other) => /^(fact|indicator)\./.test(other));
      findings.push(findingAt(key, "unknown-name", quote(ref), didYouMean(name, known, "a fact or an indicator")));
      continue;
    }
    if (rules.has(ref)) {
      const expected = "a new name: an extending policy fills what is open and changes nothing";
      findings.push(findingAt(key, "declared-twice", quote(ref), expected));
      continue;
    }
    if (!checkKeys(value, ["value"], basisKeys, findings)) continue;
    const basis = readBasis(value, findings);
    const datum = readDatum(declared.type, child(value, "value")!, "value", findings);
    if (basis !== undefined && datum !== undefined) rules.set(ref, { ref, value: datum, basis, declaredAt: value });
  }
  return rules;
}
