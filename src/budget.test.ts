import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distances, fitInto, isClosest, nextEuro } from "./budget.ts";
import type { Distance, Fit, Fitting, Portion, Room } from "./budget.ts";
import { compare, ratio, subtract } from "./ratio.ts";

/** `A 100.00 >=90.00 <=110.00 *2 @Oost` per line: who, its proposal, and where there is one its floor, cap, weight and region. */
function portions(text: string): Portion[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [provider = "", proposed = "", ...marks] = line.trim().split(/\s+/);
      const mark = (sign: string): string | undefined =>
        marks.find((each) => each.startsWith(sign))?.slice(sign.length);
      const [floor, cap, weight, region] = [mark(">="), mark("<="), mark("*"), mark("@")];
      return {
        provider,
        proposed: cents(proposed),
        ...(region !== undefined && { region }),
        ...(floor !== undefined && { floor: cents(floor) }),
        ...(cap !== undefined && { cap: cents(cap) }),
        weight: ratio(BigInt(weight ?? "1")),
      };
    });
}

function cents(text: string): bigint {
  return BigInt(text.replace(".", ""));
}

/** `Oost 270.00 -10.00`: a region, its budget, and what is kept for newcomers; `*` is the whole. */
function rooms(...lines: string[]): Room[] {
  return lines.map((line) => {
    const [region = "", budget = "", kept] = line.split(" ");
    const newcomers = kept === undefined ? 0n : cents(kept.slice(1));
    return { ...(region !== "*" && { region }), budget: cents(budget), newcomers, reserved: 0n };
  });
}

function fitted(fitting: Fitting): Fit {
  return fitting.kind === "fitted" ? fitting : assert.fail(fitting.reasons.map(({ code }) => code).join());
}

function amounts(fit: Fit): string {
  return fit.portions
    .map(({ provider, region, fitted: own }) => `${provider}${region ? `@${region}` : ""} ${own}`)
    .join(", ");
}

test("three providers in a region that is a tenth short: everybody gives a tenth, and a floor holds who would fall below it", () => {
  const three = portions(`
    A 100.00
    B 100.00
    C 100.00`);
  const short = fitted(fitInto(three, rooms("* 270.00"), "squares"));
  assert.equal(amounts(short), "A 9000, B 9000, C 9000");
  assert.deepEqual(short.rooms[0]!.price, ratio(1n, 10n));
  // C keeps 96, so A and B give 26 of their 200 together: 13 % each.
  const held = fitted(fitInto(portions("A 100.00\nB 100.00\nC 100.00 >=96.00"), rooms("* 270.00"), "squares"));
  assert.equal(amounts(held), "A 8700, B 8700, C 9600");
  assert.deepEqual(
    held.portions.map(({ heldBy }) => heldBy),
    [undefined, undefined, "floor"],
  );
  assert.deepEqual(held.rooms[0]!.price, ratio(13n, 100n));
});

test("who weighs double gives half the share; the larger proposal gives more euros and the same share", () => {
  // A gives p of 100, B p of 300, C half a p of 200: 500 p = 50, so p is a tenth.
  const fit = fitted(fitInto(portions("A 100.00\nB 300.00\nC 200.00 *2"), rooms("* 550.00"), "squares"));
  assert.equal(amounts(fit), "A 9000, B 27000, C 19000");
});

test("by order the lightest gives first, down to its floor, and equals share in proportion to their room", () => {
  const four = "A 100.00 >=80.00\nB 100.00 >=90.00\nC 100.00 *2\nD 100.00 *3";
  const within = fitted(fitInto(portions(four), rooms("* 385.00"), "order"));
  assert.equal(amounts(within), "A 9000, B 9500, C 10000, D 10000");
  assert.deepEqual(within.rooms[0]!.price, ratio(1n));
  const deeper = fitted(fitInto(portions(four), rooms("* 320.00"), "order"));
  assert.equal(amounts(deeper), "A 8000, B 9000, C 5000, D 10000");
  assert.deepEqual(deeper.rooms[0]!.price, ratio(2n));
});

test("where there is enough every proposal stays as it is, and what is left is told", () => {
  const fit = fitted(fitInto(portions("A 100.00\nB 50.00 <=45.00"), rooms("* 200.00 -20.00"), "squares"));
  assert.equal(amounts(fit), "A 10000, B 4500");
  const [whole] = fit.rooms;
  assert.deepEqual([whole!.binds, whole!.left, whole!.price], [false, 3500n, ratio(0n)]);
  assert.equal(fit.portions[1]!.heldBy, "cap");
});

test("a region gives for its own shortage, and the whole presses on the others alone", () => {
  const four = "A 100.00 @Oost\nB 100.00 @Oost\nA 100.00 @West\nC 100.00 @Zuid";
  const fit = fitted(fitInto(portions(four), rooms("Oost 160.00", "West 100.00", "* 350.00"), "squares"));
  assert.equal(amounts(fit), "A@Oost 8000, A@West 9500, B@Oost 8000, C@Zuid 9500");
  assert.deepEqual(
    fit.rooms.map(({ region, binds, price }) => [region, binds, price]),
    [
      ["Oost", true, ratio(1n, 5n)],
      ["West", false, ratio(1n, 20n)],
      [undefined, true, ratio(1n, 20n)],
    ],
  );
  const pressed = fit.portions.map(({ provider, region, pressedBy }) => `${provider}@${region} ${pressedBy}`);
  assert.deepEqual(pressed, ["A@Oost region", "A@West whole", "B@Oost region", "C@Zuid whole"]);
});

test("what newcomers and those apart need is kept out of the fit", () => {
  const room = { budget: 27_000n, newcomers: 2_000n, reserved: 1_000n };
  const fit = fitted(fitInto(portions("A 100.00\nB 100.00\nC 100.00"), [room], "squares"));
  assert.equal(amounts(fit), "A 8000, B 8000, C 8000");
  assert.deepEqual([fit.rooms[0]!.fitted, fit.rooms[0]!.left], [24_000n, 0n]);
});

test("cents that do not divide go to the largest remainder, and the total is the budget to the cent", () => {
  const fit = fitted(fitInto(portions("A 100.00\nB 100.00\nC 100.00"), rooms("* 100.00"), "squares"));
  assert.equal(amounts(fit), "A 3334, B 3333, C 3333");
  // 33⅓ and 66⅔ cents: of the two most is cut off from the second.
  const uneven = fitted(fitInto(portions("A 1.00\nB 2.00"), rooms("* 1.00"), "squares"));
  assert.equal(amounts(uneven), "A 33, B 67");
});

test("bounds that cannot all hold are told together, each with what it is short", () => {
  const four = portions("A 100.00 >=95.00 @Oost\nB 100.00 >=90.00 @Oost\nC 10.00 >=9.00 <=8.00 @West");
  const fitting = fitInto(four, rooms("Oost 180.00", "West 5.00 -6.00", "* 190.00"), "squares");
  assert.ok(fitting.kind === "clash");
  assert.deepEqual(
    fitting.reasons.map((clash) => [
      clash.code,
      clash.code === "floor-above-cap" ? clash.portion.provider : (clash.room.region ?? "*"),
      clash.short,
    ]),
    [
      ["floor-above-cap", "C", 100n],
      ["floors-above-budget", "Oost", 500n],
      ["budget-overdrawn", "West", 100n],
      ["floors-above-budget", "*", 400n],
    ],
  );
});

test("a euro more goes to who gives, by their share, and to nobody who is held", () => {
  const fit = fitted(fitInto(portions("A 100.00\nB 300.00\nC 100.00 >=96.00"), rooms("* 450.00"), "squares"));
  const [euro] = nextEuro(fit);
  assert.deepEqual(
    euro!.receivers.map(({ portion, share }) => [portion.provider, share]),
    [
      ["B", ratio(3n, 4n)],
      ["A", ratio(1n, 4n)],
    ],
  );
  const four = "A 100.00 @Oost\nB 100.00 @West";
  const both = nextEuro(fitted(fitInto(portions(four), rooms("Oost 80.00", "* 170.00"), "squares")));
  assert.deepEqual(
    both.map(({ room, fromOthers }) => [room.region, fromOthers]),
    [
      ["Oost", true],
      [undefined, false],
    ],
  );
  const ordered = nextEuro(fitted(fitInto(portions("A 100.00\nB 100.00 *2"), rooms("* 150.00"), "order")));
  assert.deepEqual(
    ordered[0]!.receivers.map(({ portion }) => portion.provider),
    ["A"],
  );
});

test("the check of the answer is no formality: amounts a little off are not the closest", () => {
  const fit = fitted(fitInto(portions("A 100.00\nB 200.00 >=190.00\nC 100.00 *2"), rooms("* 350.00"), "squares"));
  assert.equal(isClosest(fit), true);
  const [a, b, c] = fit.portions;
  const moved = (from: bigint, to: bigint): Fit => ({
    ...fit,
    portions: [
      { ...a!, exact: ratio(a!.exact.n - a!.exact.d * from, a!.exact.d) },
      b!,
      { ...c!, exact: ratio(c!.exact.n + c!.exact.d * to, c!.exact.d) },
    ],
  });
  assert.equal(isClosest(moved(1n, 1n)), false);
  assert.equal(isClosest(moved(1n, 0n)), false);
  assert.equal(isClosest({ ...fit, rooms: fit.rooms.map((room) => ({ ...room, budget: room.budget - 1n })) }), false);
});

const drawn = fc
  .array(
    fc.record({
      proposed: fc.bigInt(0n, 3_000n),
      floor: fc.option(fc.bigInt(0n, 1_200n)),
      cap: fc.option(fc.bigInt(1_200n, 4_000n)),
      weight: fc.constantFrom(1n, 2n, 5n),
      region: fc.constantFrom("N", "O", "Z"),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((list) =>
    list.map(({ proposed, floor, cap, weight, region }, i): Portion => {
      const bounds = { ...(floor !== null && { floor }), ...(cap !== null && { cap }) };
      return { provider: `p${i}`, region, proposed, ...bounds, weight: ratio(weight) };
    }),
  );

/** Rooms in which all floors fit, by so much more than they need. */
function roomsFor(list: readonly Portion[], more: readonly bigint[]): Room[] {
  const floorsIn = (region?: string): bigint =>
    list
      .filter((each) => region === undefined || each.region === region)
      .reduce((all, { floor = 0n }) => all + floor, 0n);
  const room = (i: number, region?: string): Room => ({
    ...(region !== undefined && { region }),
    budget: floorsIn(region) + more[i]!,
    newcomers: 0n,
    reserved: 0n,
  });
  return [room(0, "N"), room(1, "O"), room(2)];
}

const more = fc.tuple(fc.bigInt(0n, 4_000n), fc.bigInt(0n, 4_000n), fc.bigInt(0n, 9_000n));
const distance = fc.constantFrom(...distances);

test("whatever is drawn: bounds hold, a budget that binds is met to the cent, and a cent is never more than a cent off", () => {
  fc.assert(
    fc.property(drawn, more, distance, (list, extra, by) => {
      const fit = fitted(fitInto(list, roomsFor(list, extra), by));
      for (const { fitted: own, exact, floor = 0n, cap } of fit.portions) {
        assert.ok(own >= floor && (cap === undefined || own <= cap || cap < floor));
        assert.ok(compare(exact, ratio(own - 1n)) > 0 && compare(exact, ratio(own + 1n)) < 0);
      }
      for (const { left, binds } of fit.rooms) assert.ok(binds ? left === 0n : left >= 0n);
    }),
  );
});

test("the order in which providers and rooms are named makes no difference", () => {
  fc.assert(
    fc.property(drawn, more, distance, (list, extra, by) => {
      const there = roomsFor(list, extra);
      assert.deepEqual(fitInto(list.toReversed(), there.toReversed(), by), fitInto(list, there, by));
    }),
  );
});

test("more for the whole gives nobody less, but for the cent that rounding moves", () => {
  fc.assert(
    fc.property(drawn, more, fc.bigInt(1n, 500n), distance, (list, extra, plus, by) => {
      const there = roomsFor(list, extra);
      const wider = there.map((room) => (room.region === undefined ? { ...room, budget: room.budget + plus } : room));
      const [before, after] = [there, wider].map((each) => fitted(fitInto(list, each, by)).portions);
      before!.forEach((portion, i) => {
        assert.ok(compare(after![i]!.exact, portion.exact) >= 0);
        assert.ok(after![i]!.fitted >= portion.fitted - 1n);
      });
    }),
  );
});

test("more for a region gives nobody there less; where the whole binds, others give it", () => {
  fc.assert(
    fc.property(drawn, more, fc.bigInt(1n, 500n), distance, (list, extra, plus, by) => {
      const there = roomsFor(list, extra);
      const wider = there.map((room) => (room.region === "N" ? { ...room, budget: room.budget + plus } : room));
      const [before, after] = [there, wider].map((each) => fitted(fitInto(list, each, by)).portions);
      before!.forEach(({ region, exact }, i) => {
        const change = compare(after![i]!.exact, exact);
        assert.ok(region === "N" ? change >= 0 : change <= 0);
      });
    }),
  );
});

test("what a euro more would do is what it does: fitted again with a cent more, everybody gets the share that was told", () => {
  // Amounts so large that no portion meets a bound within the cent.
  const large = 10n ** 9n;
  fc.assert(
    fc.property(drawn, more, distance, (list, extra, by) => {
      const grown = list.map((each) => ({
        ...each,
        proposed: each.proposed * large,
        ...(each.floor !== undefined && { floor: each.floor * large }),
        ...(each.cap !== undefined && { cap: each.cap * large }),
      }));
      const there = roomsFor(
        grown,
        extra.map((each) => each * large),
      );
      const before = fitted(fitInto(grown, there, by));
      for (const { room, receivers, fromOthers } of nextEuro(before)) {
        const wider = there.map((each) => (each.region === room.region ? { ...each, budget: each.budget + 1n } : each));
        const after = fitted(fitInto(grown, wider, by)).portions;
        const gained = new Map(
          before.portions.map((each, i) => [each.provider, subtract(after[i]!.exact, each.exact)]),
        );
        const told = new Map(receivers.map(({ portion, share }) => [portion.provider, share]));
        for (const { provider, region } of before.portions)
          if (!fromOthers || region === room.region)
            assert.deepEqual(gained.get(provider), told.get(provider) ?? ratio(0n));
      }
    }),
  );
});

/** Every way to spend on two or three portions in steps, and how far each is from the proposals. */
function closestByTrying(list: readonly Portion[], there: readonly Room[], by: Distance): number {
  const far = (spent: readonly number[]): number =>
    list.reduce((all, { proposed, weight }, i) => {
      const given = Number(proposed) - spent[i]!;
      const own = by === "order" ? Math.abs(given) : given ** 2 / Number(proposed);
      return all + Number(weight.n) * own;
    }, 0);
  const fits = (spent: readonly number[]): boolean =>
    there.every(({ region, budget }) => {
      const own = spent.filter((_, i) => region === undefined || list[i]!.region === region);
      return own.reduce((all, amount) => all + amount, 0) <= Number(budget);
    });
  const choices = list.map(({ proposed, floor = 0n, cap = proposed }) =>
    Array.from({ length: Math.max(Number(cap - floor), 0) + 1 }, (_, i) => Number(floor) + i),
  );
  const all = choices.reduce<number[][]>(
    (made, own) => made.flatMap((each) => own.map((amount) => [...each, amount])),
    [[]],
  );
  return Math.min(...all.filter(fits).map(far));
}

test("no amounts in whole cents are closer than the exact ones, and those in whole cents are hardly further", () => {
  const small = fc.array(
    fc.record({
      proposed: fc.bigInt(4n, 20n),
      floor: fc.bigInt(0n, 4n),
      weight: fc.constantFrom(1n, 3n),
      region: fc.constantFrom("N", "O"),
    }),
    { minLength: 2, maxLength: 3 },
  );
  fc.assert(
    fc.property(
      small,
      fc.tuple(fc.bigInt(0n, 20n), fc.bigInt(0n, 20n), fc.bigInt(0n, 30n)),
      distance,
      (list, extra, by) => {
        const own = list.map(({ weight, ...each }, i) => ({ provider: `p${i}`, ...each, weight: ratio(weight) }));
        const there = roomsFor(own, extra);
        const { portions: found } = fitted(fitInto(own, there, by));
        const far = found.reduce((all, { proposed, weight, exact }) => {
          const given = Number(proposed) - Number(exact.n) / Number(exact.d);
          return all + Number(weight.n) * (by === "order" ? Math.abs(given) : given ** 2 / Number(proposed));
        }, 0);
        assert.ok(far <= closestByTrying(own, there, by) + 1e-9);
      },
    ),
    { numRuns: 60 },
  );
});
