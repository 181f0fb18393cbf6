/**
 * Ten thousand providers in thirty regions, fitted into the budgets of regions and whole, the proof that nothing is closer included; and
 * HiGHS on the same question, by size, for as long as it can be waited for.
 */
import loadHighs from "highs";
import { availableIn, fitInto, nextEuro } from "../src/budget.ts";
import type { Portion, Room } from "../src/budget.ts";
import { ratio } from "../src/ratio.ts";
import { shuffled } from "../src/sample.ts";

const regions = Array.from({ length: 30 }, (_, i) => `regio ${i}`);
/** The sizes at which HiGHS is asked as well: its active-set method takes the cube of the number of portions. */
const asked = [300, 1000];

interface Question {
  readonly portions: readonly Portion[];
  readonly rooms: readonly Room[];
}

/** Portions that spread log-uniformly over three orders of size, with floors, caps and two weights; every budget binds. */
function question(count: number): Question {
  const [sizes, floors, places] = ["size", "floor", "place"].map((name) => shuffled(count, name));
  const portions = sizes!.map((size, i): Portion => {
    const proposed = BigInt(Math.round(1_000_000 * 1000 ** (size / count)));
    const floor = (proposed * BigInt(850 + Math.floor((floors![i]! * 130) / count))) / 1000n;
    const region = regions[places![i]! % regions.length]!;
    return { provider: `p${i}`, region, proposed, floor, cap: proposed * 2n, weight: ratio(BigInt((i % 2) + 1)) };
  });
  const room = (share: bigint, region?: string): Room => {
    const own = portions.filter((each) => region === undefined || each.region === region);
    const [most, least] = [sum(own.map((each) => each.proposed)), sum(own.map((each) => each.floor!))];
    const budget = least + ((most - least) * share) / 100n;
    return { ...(region !== undefined && { region }), budget, newcomers: 0n, reserved: 0n };
  };
  return { portions, rooms: [...regions.map((region, i) => room(BigInt(40 + 2 * i), region)), room(60n)] };
}

export async function benchBudget(count = 10_000): Promise<void> {
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  for (const size of [...asked, count]) {
    const { portions, rooms } = question(size);
    for (const distance of ["squares", "order"] as const) {
      const begun = performance.now();
      const fitting = fitInto(portions, rooms, distance);
      const took = performance.now() - begun;
      if (fitting.kind === "clash") throw new Error("the question has no answer");
      const binding = fitting.rooms.filter(({ binds }) => binds).length;
      console.log(
        `  ${size} portions by ${distance}: ${took.toFixed(0)} ms, ${binding} budgets bind, ${nextEuro(fitting).length} told`,
      );
    }
    if (!asked.includes(size)) continue;
    const begun = performance.now();
    const { Status } = highs.solve(toProgram({ portions, rooms }));
    console.log(`  ${size} portions by squares in HiGHS: ${(performance.now() - begun).toFixed(0)} ms, ${Status}`);
  }
}

/** The same in the LP format of CPLEX, in euros. */
function toProgram({ portions, rooms }: Question): string {
  const euros = (cents: bigint): number => Number(cents) / 100;
  const linear = portions.map(({ weight }, i) => `- ${2 * Number(weight.n)} x${i}`).join(" ");
  const squares = portions.map(({ weight, proposed }, i) => `${(2 * Number(weight.n)) / euros(proposed)} x${i} ^2`);
  const limits = rooms.flatMap((room) => {
    const own = portions.flatMap(({ region }, i) =>
      room.region === undefined || room.region === region ? [`x${i}`] : [],
    );
    return own.length === 0 ? [] : [`${own.join(" + ")} <= ${euros(availableIn(room))}`];
  });
  const bounds = portions.map(({ proposed, floor }, i) => `${euros(floor!)} <= x${i} <= ${euros(proposed)}`);
  const aim = `${linear} + [ ${squares.join(" + ")} ] / 2`;
  return `Minimize\n${aim}\nSubject To\n${limits.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}
