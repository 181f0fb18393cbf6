/**
 * A whole policy over 10,000 dossiers in one process: every decision about every provider and each of its parts; and again after one
 * rule was changed, when only that decision is compiled and only what rests on it is decided anew.
 */
import { performance } from "node:perf_hooks";
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { disk } from "../cli/disk.ts";
import { Dice, datum } from "../house/random-policy.ts";
import { parseDay } from "../src/day.ts";
import { readsOf } from "../src/decision.ts";
import type { Decision } from "../src/decision.ts";
import { whole } from "../src/formula.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy, cone, decideAll, recompile, run } from "../src/program.ts";
import type { Dossier, Supplied } from "../src/program.ts";
import { seconds } from "./figure.ts";

const folder = "policy/voorbeeld-wijkverpleging/2024";
const providers = 10_000;

async function readIt(): Promise<Policy> {
  const { policy, findings } = await readPolicyFolder(disk, folder);
  if (policy === undefined) throw new Error(`Cannot read ${folder}: ${JSON.stringify(findings[0])}`);
  return policy;
}

/** A provider of whom everything is known, with the parts that the policy fixes or four of each other kind. */
function dossierOf(policy: Policy, dice: Dice): Dossier {
  const names = [...new Map(policy.order.flatMap(readsOf).map((name) => [name.key, name])).values()];
  const facts = names.filter(({ ref }) => /^(fact|indicator)\./.test(ref));
  const values = (subject: string): ReadonlyMap<string, Supplied> =>
    new Map(
      facts
        .filter((fact) => fact.subject === subject)
        .map(({ key, type }) => [key, { value: datum(dice, type), origin: "bench" }]),
    );
  const kinds = [...new Set(facts.map(({ subject }) => subject))].filter((kind) => kind !== whole);
  const members = (kind: string): readonly string[] => policy.subjects.get(kind) ?? ["a", "b", "c", "d"];
  const parts = kinds.map((kind) => [kind, new Map(members(kind).map((member) => [member, values(kind)]))] as const);
  return { provider: "p", on: parseDay("2024-10-01")!, values: values(whole), parts: new Map(parts) };
}

/** The policy in which two neighbouring rules of a sheet say each other's value. */
function withRulesSwapped(policy: Policy, id: string): Policy {
  const sheet = policy.decisions.get(id);
  if (sheet?.kind !== "sheet") throw new Error(`Cannot change ${id}: it is no sheet`);
  const [first, second, ...others] = sheet.rules;
  const rules = [{ ...first!, then: second!.then }, { ...second!, then: first!.then }, ...others];
  const changed: Decision = { ...sheet, rules };
  const order = policy.order.map((decision) => (decision.id === id ? changed : decision));
  return { ...policy, order, decisions: new Map(policy.decisions).set(id, changed) };
}

export async function benchPolicy(): Promise<void> {
  const policy = await readIt();
  const program = compilePolicy(policy);
  const dice = new Dice(1);
  const dossiers = Array.from({ length: providers }, () => dossierOf(policy, dice));
  const from = performance.now();
  const frames = dossiers.map((dossier) => decideAll(program, dossier));
  const decided = performance.now() - from;
  console.log(
    `  ${folder}: ${policy.order.length} decisions, ${providers} dossiers   ${seconds(decided)}   (bar: 1 s)`,
  );

  const changed = withRulesSwapped(policy, "class");
  const since = performance.now();
  const next = recompile(program, changed, new Set(["class"]));
  const anew = cone(changed, ["class"], "needed-by");
  for (const frame of frames) run(next, frame, anew);
  const redecided = performance.now() - since;
  console.log(`  after one changed rule of class, ${anew.size} decisions anew   ${seconds(redecided)}   (bar: 100 ms)`);
}
