/**
 * Reckoning the value model of a policy: its indicators for every provider and region, from the claims in the lake and what the
 * dossiers say. The lake adds up whole numbers, `src/value.ts` makes figures of them; the answer is the same however many threads
 * the lake may use. A round reckons by `indicatorsFor` too.
 */
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readIndicators } from "../src/indicator.ts";
import type { Policy } from "../src/policy.ts";
import type { Dossier } from "../src/program.ts";
import { reckon } from "../src/value.ts";
import type { Reckoning } from "../src/value.ts";
import type { Lake } from "./effects.ts";

/** What the reckoning needs besides the lake. */
export interface ValueQuestion {
  readonly policy: Policy;
  /** What is known of each provider besides its claims; a provider may have claims and no dossier, or a dossier and no claims. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The buyer's insurers by UZOVI code; without it, every claim in the lake counts. */
  readonly insurers?: readonly string[];
}

const tables = ["claims", "population", "contracts"];

/**
 * The figures of every indicator. A declaration at fault is a finding, and then nothing is reckoned. What is missing is no fault: the
 * figure is unknown and names it.
 */
export async function indicatorsFor(
  lake: Lake,
  question: ValueQuestion,
): Promise<{ readonly reckoning?: Reckoning; readonly findings: readonly Finding[] }> {
  const { indicators, findings } = readIndicators(question.policy);
  if (findings.some(isError)) return { findings };
  const held = new Set(tables.filter((table) => lake.holds(table)));
  const asking = reckon({ ...question, indicators, tables: held });
  let step = asking.next();
  while (!step.done) {
    const { gives, sql } = step.value;
    if (gives === "table") await lake.run(sql);
    step = asking.next(gives === "table" ? [] : await lake.query(sql));
  }
  return { reckoning: step.value, findings };
}
