/**
 * Random contracts: forms that nobody would sign, put to the algebra by the thousand, with years that nobody would live through. Four
 * things must hold of each: no cent is made or lost, the order and the batches of what was told do not matter, what is settled is
 * what the pay curve says, and pay has no cliff unless one is declared.
 *
 *     const { contract, problem } = tryContract(7, 20);      // the contract of seed 7, in twenty years
 */
import { cliffs, payCurve, readContract, readRealised, settle } from "../src/contract.ts";
import type { Contract, Operand, Realised, RealisedRow, Settlement } from "../src/contract.ts";
import { valueAt } from "../src/curve.ts";
import type { Datum } from "../src/datum.ts";
import { broughtInBy, fill } from "../src/filling.ts";
import { toLine } from "../src/finding.ts";
import { compare, one, ratio, round, subtract } from "../src/ratio.ts";
import { Dice } from "./random-policy.ts";

const head = `format: driehoek-contract/1
form: random
nl: willekeurig
en: random
law: zvw
care: wijkverpleging
rounding: half_up
facts:
  hours: {type: decimal, scale: 2, nl: uren, en: hours}
  visits: {type: int, nl: bezoeken, en: visits}
  cost: {type: money, nl: kosten, en: cost}
  index: {type: percent, nl: index, en: index}
  kept: {type: bool, nl: gehaald, en: kept}
  used: {type: money, for: client, nl: gebruikt, en: used}
  kind: {type: enum, for: client, values: [light, heavy], nl: soort, en: kind}
volume: [hours, visits, cost, used]
plan: {hours: "100", visits: "40", cost: "5000.00", index: "50", kept: true, used: {a: "900.00"}, kind: {a: light}}
rates:
  - {id: weight, for: client, nl: w, en: w, by: kind, values: {light: "80", heavy: "125.5"}, assumption: t}
  - {id: points, nl: p, en: p, base: "90", plus: {kept: "7.25"}, at_most: "98", assumption: t}
`;

/** The text of a contract of three to ten terms, of which the last is paid. */
export function randomContractText(dice: Dice): string {
  const terms: string[] = [
    '{id: base, nl: b, en: b, prices: {hours: "62.50", visits: "12.21"}, assumption: t}',
    '{id: client_part, for: client, nl: c, en: c, of: used, share: weight, at_most: "1000.00", assumption: t}',
    "{id: clients, nl: s, en: s, total: client_part, assumption: t}",
  ];
  const names = ["base", "clients", "cost"];
  dice.several(1, 7, (i) => {
    const id = `t${i}`;
    terms.push(`{id: ${id}, nl: x, en: x, ${randomOrigin(dice, names)}${randomSteps(dice, names)}, assumption: t}`);
    names.push(id);
  });
  const last = names.at(-1)!;
  return `${head}terms:
${terms.map((term) => `  - ${term}`).join("\n")}
pays: {provider: ${last}, clients: clients}
prepaid: {provider: ${dice.pick(names)}}
carried_by: {of: ${last}, shares: {a: "${dice.below(90)}.${dice.below(10)}", b: "33.3", c: "${dice.below(50)}"}, assumption: t}
instalments: {of: ${dice.pick(names)}, into: ${1 + dice.below(12)}, assumption: t}
delivered: base
`;
}

function randomOrigin(dice: Dice, names: readonly string[]): string {
  const sign = (): string => (dice.below(3) === 0 ? "-" : "");
  if (dice.below(3) === 0) return `of: ${dice.pick(names)}`;
  if (dice.below(4) === 0) return `amount: "${dice.below(9000)}.${10 + dice.below(90)}"`;
  return `sum: [${dice.pick(names)}, ${sign()}${dice.pick(names)}]`;
}

function randomSteps(dice: Dice, names: readonly string[]): string {
  const bound = (): string => (dice.below(2) === 0 ? dice.pick(names) : `"${dice.below(12000)}.00"`);
  const share = (): string => dice.pick(["points", "index", `"${dice.below(140)}.${dice.below(10)}"`]);
  const maybe = (text: () => string): string => (dice.below(4) === 0 ? `, ${text()}` : "");
  return [
    maybe(() => `above: ${bound()}`),
    maybe(() => `below: ${bound()}`),
    maybe(() => `share: ${share()}`),
    maybe(() => `at_least: ${bound()}`),
    maybe(() => `at_most: ${bound()}`),
    maybe(() => (dice.below(2) === 0 ? "when: [kept]" : `when: [base < ${dice.below(12000)}.00], cliff: meant`)),
    maybe(() => `round: ${dice.pick(["half_up", "half_even", "floor", "ceiling", "up", "down"])}`),
  ].join("");
}

/** The claims of a year as they come in: a fact now and then, in amounts as they fall. */
export function randomRows(dice: Dice): RealisedRow[] {
  const rows: RealisedRow[] = [];
  const tell = (fact: string, value: string, part?: string): void =>
    void rows.push({ file: "realised.csv", line: rows.length + 2, fact, value, part });
  dice.several(1, 3, () => tell("hours", `${dice.below(150)}.${10 + dice.below(90)}`));
  dice.several(1, 2, () => tell("visits", `${dice.below(60)}`));
  dice.several(1, 3, () => tell("cost", `${dice.below(9000)}.${10 + dice.below(90)}`));
  tell("index", `${dice.below(120)}.${dice.below(10)}`);
  tell("kept", dice.below(2) === 0 ? "true" : "false");
  for (const part of ["a", "b", "c"].slice(0, dice.below(4))) {
    tell("kind", dice.pick(["light", "heavy"]), part);
    dice.several(1, 2, () => tell("used", `${dice.below(1500)}.${10 + dice.below(90)}`, part));
  }
  if (!rows.some(({ part }) => part !== undefined)) tell("used", "0.00", "a");
  if (!rows.some(({ fact }) => fact === "kind")) tell("kind", "light", "a");
  return rows;
}

export interface Attempted {
  readonly contract?: Contract;
  readonly years: number;
  /** The first thing that does not hold, if there is any. */
  readonly problem?: string;
}

/**
 * Makes the contract of a seed and settles it for so many years. In the first of them everything is tried: the year told twice, in
 * another order and other batches, the curve drawn, and what was paid filled with prices.
 */
export function tryContract(seed: number, years: number): Attempted {
  const dice = new Dice(seed);
  const text = randomContractText(dice);
  const { contract, findings } = readContract("contract.yaml", text);
  if (contract === undefined) return { years: 0, problem: `does not load: ${findings.map(toLine).join("; ")}` };
  for (let year = 0; year < years; year++) {
    const problem = year === 0 ? tryClaims(contract, dice) : trySums(contract, dice);
    if (problem !== undefined) return { contract, years: year, problem: `year ${year}: ${problem}` };
  }
  return { contract, years };
}

/** A year as it comes in, claim by claim. */
function tryClaims(contract: Contract, dice: Dice): string | undefined {
  const rows = randomRows(dice);
  const { realised, findings } = readRealised(contract, rows, ".");
  if (findings.length > 0) return `not read: ${toLine(findings[0]!)}`;
  const settlement = settle(contract, realised);
  if (settlement.status !== "settled") return `not settled: ${settlement.missing.join(", ")}`;
  const again = settle(contract, readRealised(contract, otherwise(rows, dice), ".").realised);
  if (write(again) !== write(settlement)) return "another order or batch of claims changes the settlement";
  return lostCent(contract, settlement) ?? unfilled(settlement, dice) ?? offCurve(contract, realised, settlement);
}

/** A year whose claims have been summed already. */
function trySums(contract: Contract, dice: Dice): string | undefined {
  const amount = (below: number): bigint => BigInt(dice.below(below));
  const client = (): Map<string, Datum> =>
    new Map<string, Datum>([
      ["used", amount(200_000)],
      ["kind", dice.pick(["light", "heavy"])],
    ]);
  const own = new Map<string, Datum>([
    ["hours", amount(40_000)],
    ["visits", amount(150)],
    ["cost", amount(2_000_000)],
    ["index", amount(12_000)],
    ["kept", dice.chance(50)],
  ]);
  const clients = new Map(dice.several(0, 3, (i) => [`c${i}`, client()] as const));
  return lostCent(contract, settle(contract, { own, parts: new Map([["client", clients]]) }));
}

/** The same claims in another order, one of them in two batches. */
function otherwise(rows: readonly RealisedRow[], dice: Dice): RealisedRow[] {
  const shuffled = rows.map((row) => ({ row, at: dice.below(1_000_000) })).toSorted((a, b) => a.at - b.at);
  return shuffled.flatMap(({ row }, i) => {
    const halves = i === 0 && /^\d+\.\d\d$/.test(row.value) && ["hours", "cost", "used"].includes(row.fact);
    if (!halves) return [row];
    const [whole = "", cents = ""] = row.value.split(".");
    return [
      { ...row, value: `${whole}.00` },
      { ...row, value: `0.${cents}` },
    ];
  });
}

function write({ payments, carried, instalments, terms }: Settlement): string {
  const all = { payments, carried: [...(carried ?? [])], instalments, terms: [...terms] };
  return JSON.stringify(all, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** What is paid, what was paid before and what is left; who carries it; and its parts: each adds up to the cent. */
function lostCent({ rounding, carriedBy, instalments }: Contract, settlement: Settlement): string | undefined {
  for (const { payee, cents, prepaid, balance } of settlement.payments)
    if (balance !== undefined && (prepaid ?? 0n) + balance !== cents) return `the balance of ${payee} loses a cent`;
  const whole = (operand: Operand | undefined): bigint | undefined => {
    const value = operand?.kind === "term" ? settlement.terms.get(operand.id) : undefined;
    return value && round(rounding, value);
  };
  const [carried, advance] = [whole(carriedBy?.of), whole(instalments?.of)];
  if (carried !== undefined && carried !== sum([...settlement.carried!.values()])) return "who carries it lose a cent";
  if (advance !== undefined && advance !== sum(settlement.instalments!)) return "the instalments lose a cent";
  return undefined;
}

function sum(parts: readonly bigint[]): bigint {
  return parts.reduce((all, part) => all + part, 0n);
}

/** What is paid is filled with prices, and the prices bring it in again. */
function unfilled({ payments }: Settlement, dice: Dice): string | undefined {
  const paid = payments[0]!.cents!;
  if (paid < 0n) return undefined;
  const product = (id: string) => ({
    id,
    volume: BigInt(1 + dice.below(300)),
    reference: BigInt(100 + dice.below(90_000)),
  });
  const products = [{ ...product("a"), atMost: BigInt(dice.below(60_000)) }, product("b"), product("c")];
  const filling = fill(paid, products);
  if (filling.kind !== "filled") return `cannot be filled: ${filling.reasons[0]!.code}`;
  return broughtInBy(filling.products) === paid ? undefined : "filled prices do not bring the sum in";
}

/** Where nothing was rounded on the way, the curve at one year is what was paid to the cent; cliffs are declared. */
function offCurve(contract: Contract, realised: Realised, { payments }: Settlement): string | undefined {
  const curve = payCurve(contract, realised);
  const declared = contract.terms.some(({ cliff }) => cliff !== undefined);
  if (!declared && cliffs(curve).cliffs.length > 0) return "pay has a cliff that no term declares";
  if (contract.terms.some((term) => term.round !== undefined)) return undefined;
  const half = ratio(1n, 2n);
  for (const { payee, cents } of payments) {
    const off = subtract(valueAt(curve.payees.get(payee)!, one), ratio(cents!));
    if (compare(off, half) > 0 || compare(off, subtract(ratio(0n), half)) < 0)
      return `${payee} is not paid what the curve says`;
  }
  return undefined;
}
