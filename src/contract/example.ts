/** Trying the worked examples of a contract: each says what must be paid, and is held to it to the cent. */
import type { Contract, ContractExample, Expected } from "../contract.ts";
import { toDecimalText } from "../decimal.ts";
import { findingAt } from "../document.ts";
import type { Finding } from "../finding.ts";
import { round, sign } from "../ratio.ts";
import { settle } from "./settle.ts";
import type { Settlement } from "./settle.ts";

/** A finding for every example that comes out otherwise. */
export function tryExamples(contract: Contract): readonly Finding[] {
  return contract.examples.flatMap((example) => {
    const found = toExpected(contract, settle(contract, example.facts));
    return [...differences(example, found)].map(([path, was, wanted]) =>
      findingAt(example.declaredAt, "example-fails", `${path} is ${write(was)}`, write(wanted), {
        field: example.name,
      }),
    );
  });
}

type Difference = readonly [path: string, was: Expected | undefined, wanted: Expected];

/** What is open or missing must be told; the rest is compared where the example says it. */
function* differences({ expect }: ContractExample, found: ReadonlyMap<string, Expected>): Iterable<Difference> {
  for (const [path, wanted] of expect)
    if (write(found.get(path)) !== write(wanted)) yield [path, found.get(path), wanted];
  for (const [path, was] of found)
    if ((path === "missing" || path.startsWith("open.")) && !expect.has(path)) yield [path, was, "settled"];
}

/** A settlement by the paths in which an example speaks. */
export function toExpected({ rounding }: Contract, settlement: Settlement): ReadonlyMap<string, Expected> {
  const { payments, terms, open, carried, worth, nextYear, missing } = settlement;
  const found = new Map<string, Expected>();
  for (const { payee, cents, balance } of payments) {
    if (cents !== undefined) found.set(`pays.${payee}`, cents);
    if (balance !== undefined) found.set(`balance.${payee}`, balance);
  }
  for (const [id, value] of terms) found.set(`terms.${id}`, round(rounding, value));
  for (const { term, stake } of open) found.set(`open.${term}`, round(rounding, stake));
  for (const [payer, cents] of carried ?? []) found.set(`carried.${payer}`, cents);
  if (nextYear !== undefined) found.set("next_year", nextYear);
  if (worth !== undefined) found.set("advantage", ["buyer", "none", "provider"][sign(worth.advantage) + 1]!);
  if (missing.length > 0) found.set("missing", missing.toSorted());
  return found;
}

function write(value: Expected | undefined): string {
  if (value === undefined) return "unknown";
  if (typeof value === "bigint") return toDecimalText(value, 2);
  return typeof value === "string" ? value : value.toSorted().join(", ");
}
