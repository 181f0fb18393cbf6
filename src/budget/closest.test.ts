/** Another solver, written by others and working in floats, is asked the same question. */
import assert from "node:assert/strict";
import { test } from "node:test";
import loadHighs from "highs";
import { availableIn, fitInto } from "../budget.ts";
import type { Distance, Portion, Room } from "../budget.ts";
import { ratio } from "../ratio.ts";
import { shuffled } from "../sample.ts";

/** Its types speak of a CommonJS module; what Node loads is the function itself. */
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
/** HiGHS makes a square a little rounder to stay out of trouble (by 1e-7), which here moves amounts by most of a euro. */
const exactly = { qp_regularization_value: 0 };
const regions = ["Noord", "Oost", "Zuid"];

/** Forty portions and four rooms that are some percent short, made from a seed. */
function market(seed: number): { readonly list: readonly Portion[]; readonly rooms: readonly Room[] } {
  const [sizes, floors, places] = [1, 2, 3].map((at) => shuffled(40, `${seed} ${at}`));
  const list = sizes!.map((size, i): Portion => {
    const proposed = BigInt(50_000 + size * 21_347);
    const [floor, cap] = [(proposed * BigInt(880 + floors![i]! * 4)) / 1000n, (proposed * 105n) / 100n];
    return {
      provider: `p${i}`,
      region: regions[places![i]! % 3]!,
      proposed,
      floor,
      cap,
      weight: ratio(BigInt((size % 3) + 1)),
    };
  });
  const roomFor = (share: bigint, region?: string): Room => {
    const own = list.filter((each) => region === undefined || each.region === region);
    const [asked, needed] = [
      own.reduce((all, each) => all + each.proposed, 0n),
      own.reduce((all, each) => all + each.floor!, 0n),
    ];
    const budget = needed + ((asked - needed) * share) / 100n;
    return { ...(region !== undefined && { region }), budget, newcomers: 0n, reserved: 0n };
  };
  return { list, rooms: [roomFor(30n, "Noord"), roomFor(90n, "Oost"), roomFor(65n)] };
}

/** The question in the LP format of CPLEX, in euros; by order with a variable for what each gives. */
function program({ list, rooms }: ReturnType<typeof market>, distance: Distance): string {
  const euros = (cents: bigint): number => Number(cents) / 100;
  const weight = ({ weight: { n, d } }: Portion): number => Number(n) / Number(d);
  const squares = list.map((each, i) => `${(2 * weight(each)) / euros(each.proposed)} x${i} ^2`).join(" + ");
  const aim =
    distance === "squares"
      ? `${list.map((each, i) => `- ${2 * weight(each)} x${i}`).join(" ")} + [ ${squares} ] / 2`
      : list.map((each, i) => `+ ${weight(each)} g${i}`).join(" ");
  const given = distance === "order" ? list.map((each, i) => `x${i} + g${i} >= ${euros(each.proposed)}`) : [];
  const limits = rooms.map((room) => {
    const own = list.flatMap(({ region }, i) => (room.region === undefined || region === room.region ? [`x${i}`] : []));
    return `${own.join(" + ")} <= ${euros(availableIn(room))}`;
  });
  const bounds = list.map(({ floor, cap }, i) => `${euros(floor!)} <= x${i} <= ${euros(cap!)}`);
  return `Minimize\n${aim}\nSubject To\n${[...given, ...limits].join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`;
}

function objectiveOf(list: readonly Portion[], amounts: readonly number[], distance: Distance): number {
  return list.reduce((all, { proposed, weight }, i) => {
    const [aim, given] = [Number(proposed) / 100, Number(proposed) / 100 - amounts[i]!];
    return all + (Number(weight.n) / Number(weight.d)) * (distance === "order" ? Math.max(given, 0) : given ** 2 / aim);
  }, 0);
}

for (const distance of ["squares", "order"] as const)
  test(`HiGHS finds nothing closer by ${distance}`, () => {
    for (const seed of [1, 2, 3]) {
      const { list, rooms } = market(seed);
      const { Status, Columns } = highs.solve(program({ list, rooms }, distance), exactly as object);
      assert.equal(Status, "Optimal");
      const theirs = list.map((_, i) => (Columns[`x${i}`] as { Primal: number }).Primal);
      const fit = fitInto(list, rooms, distance);
      assert.ok(fit.kind === "fitted");
      const found = new Map(
        fit.portions.map(({ provider, exact }) => [provider, Number(exact.n) / Number(exact.d) / 100]),
      );
      const ours = list.map(({ provider }) => found.get(provider)!);
      const [far, theirFar] = [objectiveOf(list, ours, distance), objectiveOf(list, theirs, distance)];
      assert.ok(far > 0 && far <= theirFar * (1 + 1e-6), `${far} against ${theirFar}`);
      assert.ok(theirFar <= far * (1 + 1e-6), `${theirFar} against ${far}`);
      // Of squares there is one answer; by order who weigh alike may share as they like.
      if (distance === "squares") ours.forEach((amount, i) => assert.ok(Math.abs(amount - theirs[i]!) < 0.01));
    }
  });
