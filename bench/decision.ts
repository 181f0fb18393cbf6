/**
 * One decision sheet, UNIQUE, 20 rules by 6 inputs, its trace kept as bitmasks; against the same table typed by hand in TypeScript,
 * which decides and keeps no trace. Both decide the same 2,000 cases over and over, in turns, on one core.
 */
import { performance } from "node:perf_hooks";
import { parseDatum } from "../src/datum.ts";
import type { Datum } from "../src/datum.ts";
import { whole } from "../src/formula.ts";
import type { Frame } from "../src/formula.ts";
import { readPolicy } from "../src/policy.ts";
import { compilePolicy, fill } from "../src/program.ts";
import type { Program } from "../src/program.ts";
import { count, ratio } from "./figure.ts";

const header = `format: driehoek/1
id: bench
buyer: b
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: p
`;

const facts = `
- {id: revenue, subject: provider, period: instant, type: money, nl: omzet, en: revenue, supplier: provider, assumption: b}
- {id: funding, subject: provider, period: instant, type: enum, values: [hourly, monthly], nl: bekostiging, en: funding, supplier: provider, assumption: b}
- {id: quality, subject: provider, period: instant, type: bool, nl: kwaliteit, en: quality, supplier: provider, assumption: b}
- {id: clients, subject: provider, period: instant, type: int, nl: cliënten, en: clients, supplier: provider, assumption: b}
- {id: share, subject: provider, period: instant, type: percent, nl: aandeel, en: share, supplier: provider, assumption: b}
- {id: asked, subject: provider, period: instant, type: day, nl: gevraagd, en: asked, supplier: provider, assumption: b}
`;

/** Five bands of revenue, two ways of funding, with quality data or without: twenty rules, none of which overlaps another. */
const bands = [
  ["< 100000.00", "-"],
  ["[100000.00..500000.00)", "[40.00..100.00]"],
  ["[500000.00..1000000.00)", "> 40.00"],
  ["[1000000.00..5000000.00)", "[20.00..80.00)"],
  [">= 5000000.00", "-"],
] as const;

const rules = bands.flatMap(([revenue, share], band) =>
  ["hourly", "monthly"].flatMap((funding, i) =>
    ["true", "false"].map((quality, j) => {
      const cells = [revenue, funding, quality, i === 0 ? ">= 10" : "-", share, j === 0 ? "< 2024-10-01" : "-"];
      return `- {id: r${band}${i}${j}, when: [${cells.map((cell) => `"${cell}"`).join(", ")}], then: [${band}], assumption: b}`;
    }),
  ),
);

const sheet = `id: offer
for: provider
hit: unique
inputs:
- {ref: fact.revenue, type: money}
- {ref: fact.funding, type: enum, values: [hourly, monthly]}
- {ref: fact.quality, type: bool}
- {ref: fact.clients, type: int}
- {ref: fact.share, type: percent}
- {ref: fact.asked, type: day}
outputs: [{id: band, type: int}]
rules:
${rules.join("\n")}
`;

interface Case {
  readonly revenue: bigint;
  readonly funding: "hourly" | "monthly";
  readonly quality: boolean;
  readonly clients: bigint;
  readonly share: bigint;
  readonly asked: number;
}

interface Row {
  readonly revenue: readonly [bigint, bigint];
  readonly funding: Case["funding"];
  readonly quality: boolean;
  readonly clients: bigint;
  readonly share: readonly [bigint, bigint];
  readonly asked: number;
  readonly band: bigint;
}

const most = 10n ** 18n;
const october = parseDatum({ kind: "day" }, "2024-10-01") as number;

/** The same sheet as somebody would type it: bounds in cents and hundredths of a percent, upper bounds not included. */
const table: readonly Row[] = [
  { revenue: [-most, 10_000_000n] as const, share: [-most, most] as const, band: 0n },
  { revenue: [10_000_000n, 50_000_000n] as const, share: [4000n, 10_001n] as const, band: 1n },
  { revenue: [50_000_000n, 100_000_000n] as const, share: [4001n, most] as const, band: 2n },
  { revenue: [100_000_000n, 500_000_000n] as const, share: [2000n, 8000n] as const, band: 3n },
  { revenue: [500_000_000n, most] as const, share: [-most, most] as const, band: 4n },
].flatMap((row) =>
  (["hourly", "monthly"] as const).flatMap((funding) =>
    [true, false].map((quality) => ({
      ...row,
      funding,
      quality,
      clients: funding === "hourly" ? 10n : -most,
      asked: quality ? october : Infinity,
    })),
  ),
);

function decideByHand({ revenue, funding, quality, clients, share, asked }: Case): bigint | undefined {
  for (const row of table) {
    if (revenue < row.revenue[0] || revenue >= row.revenue[1]) continue;
    if (funding !== row.funding || quality !== row.quality || clients < row.clients) continue;
    if (share < row.share[0] || share >= row.share[1] || asked >= row.asked) continue;
    return row.band;
  }
  return undefined;
}

/** Cases on and around every bound. */
function cases(): Case[] {
  const cents = [0n, 9_999_999n, 10_000_000n, 49_999_999n, 50_000_000n, 99_999_999n, 100_000_000n, 500_000_000n];
  const shares = [0n, 1999n, 2000n, 4000n, 4001n, 7999n, 8000n, 10_000n];
  return Array.from({ length: 2000 }, (_, i) => ({
    revenue: cents[i % 8]!,
    funding: i % 3 === 0 ? "monthly" : "hourly",
    quality: i % 2 === 0,
    clients: BigInt(i % 23),
    share: shares[(i >> 3) % 8]!,
    asked: october - 20 + (i % 29),
  }));
}

function compiled(): Program {
  const { policy, findings } = readPolicy({
    chain: [
      {
        path: "bench",
        files: new Map([
          ["policy.yaml", header],
          ["offer.sheet.yaml", sheet],
        ]),
      },
    ],
    facts: { path: "facts", files: new Map([["facts.yaml", facts]]) },
  });
  if (policy === undefined) throw new Error(`Cannot read the sheet of the bench: ${JSON.stringify(findings[0])}`);
  return compilePolicy(policy);
}

function frameOf(program: Program, given: Case): Frame {
  const values = Object.entries(given).map(
    ([id, value]) => [`fact.${id}`, { value: value as Datum, origin: "" }] as const,
  );
  return fill(program, { provider: "p", on: october, values: new Map(values), parts: new Map() });
}

export function benchDecision(): void {
  const program = compiled();
  const [step] = program.steps;
  const slot = program.slots.get(whole)!.get("decision.offer")!;
  const given = cases();
  const frames = given.map((one) => frameOf(program, one));
  const bySheet = (rounds: number): number => {
    let sum = 0;
    for (let round = 0; round < rounds; round++)
      for (const frame of frames) {
        step!.run(frame);
        if (frame.values[slot] !== undefined) sum++;
      }
    return sum;
  };
  const byHand = (rounds: number): number => {
    let sum = 0;
    for (let round = 0; round < rounds; round++) for (const one of given) if (decideByHand(one) !== undefined) sum++;
    return sum;
  };
  const differing = frames.filter((frame, i) => (step!.run(frame), frame.values[slot] !== decideByHand(given[i]!)));
  if (differing.length > 0) throw new Error(`The sheet and the table disagree on ${differing.length} cases`);
  const [sheetRate, handRate] = inTurns([bySheet, byHand], given.length);
  console.log(`  sheet, 20 rules by 6 inputs   ${count(sheetRate!)} decisions/s   (bar: 1,000,000)`);
  console.log(`  typed by hand, without trace  ${count(handRate!)} decisions/s`);
  console.log(`  the sheet takes ${ratio(handRate! / sheetRate!)} of the time of the table   (bar: 2.00)`);
}

/** The best rate of each over many short turns, in decisions per second: what else the machine does falls between the turns. */
function inTurns(contestants: readonly ((rounds: number) => number)[], size: number): number[] {
  const rounds = 20;
  const best = contestants.map(() => 0);
  for (let turn = 0; turn < 100; turn++)
    for (const [i, decide] of contestants.entries()) {
      const from = performance.now();
      decide(rounds);
      best[i] = Math.max(best[i]!, (rounds * size * 1000) / (performance.now() - from));
    }
  return best;
}
