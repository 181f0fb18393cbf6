import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "./day.ts";
import { readSignals, receiveSignal, signalsOf, writeSignals } from "./signal.ts";
import type { SentSignal, Signal } from "./signal.ts";

const day = (text: string) => parseDay(text)!;

const reception = {
  today: day("2024-09-15"),
  knownAt: "2024-09-15T09:00:00+02:00",
  origin: "signals.csv",
  regions: new Set(["Oost", "West"]),
};

const sent: SentSignal = { ref: "Z-1", on: day("2024-08-02"), region: "Oost", kind: "no_place", from: "referrer" };

function refusal(of: SentSignal, held = new Map<string, Signal>()): string {
  const received = receiveSignal(of, held, reception);
  return "refused" in received ? `${received.refused.code}: ${received.refused.expected}` : "taken";
}

test("a signal is kept once; the same reference with the same words adds nothing, with other words it is refused", () => {
  const held = new Map<string, Signal>();
  const first = receiveSignal(sent, held, reception);
  assert.deepEqual(first, {
    kept: {
      ref: "Z-1",
      on: "2024-08-02",
      region: "Oost",
      kind: "no_place",
      from: "referrer",
      known_at: "2024-09-15T09:00:00+02:00",
      origin: "signals.csv",
    },
  });
  const again = receiveSignal(sent, held, { ...reception, origin: "again.csv" });
  assert.ok("known" in again && again.known.origin === "signals.csv");
  assert.equal(
    refusal({ ...sent, region: "West" }, held),
    "second-signal: 2024-08-02, Oost, no_place, referrer, or a reference of its own",
  );
  assert.equal(held.size, 1);
});

test("a signal of tomorrow, of a region that nobody knows, or with a person's number is refused", () => {
  assert.equal(refusal({ ...sent, on: day("2024-09-16") }), "future-signal: a day up to 2024-09-15");
  assert.equal(refusal({ ...sent, on: day("2024-09-15") }), "taken");
  assert.equal(refusal({ ...sent, region: "Oest" }), "unknown-region: did you mean Oost?");
  assert.equal(refusal({ ...sent, region: "Limburg" }), "unknown-region: a region of the regions table");
  assert.equal(refusal({ ...sent, ref: "111222333" }), "personal-value: a reference that tells of no person");
});

test("a question counts its own regions, kinds, sources and days, the first and the last included", () => {
  const held = new Map<string, Signal>();
  const told: Partial<SentSignal>[] = [
    {},
    { ref: "Z-2", on: day("2024-01-01"), from: "insured" },
    { ref: "Z-3", region: "West" },
    { ref: "Z-4", kind: "other" },
    { ref: "Z-5", on: day("2024-09-15") },
    { ref: "Z-6", on: day("2023-12-31") },
  ];
  for (const each of told) receiveSignal({ ...sent, ...each }, held, reception);
  const register = readSignals(writeSignals([...held.values()]));
  const question = {
    regions: new Set(["Oost"]),
    kinds: new Set(["no_place", "long_wait"]),
    sources: new Set(["referrer", "insured"]),
    since: day("2024-01-01"),
    on: day("2024-09-15"),
  };
  const refs = (changes: Partial<typeof question>) =>
    signalsOf(register, { ...question, ...changes }).map(({ ref }) => ref);
  assert.deepEqual(refs({}), ["Z-2", "Z-1", "Z-5"]);
  assert.deepEqual(refs({ sources: new Set(["insured"]) }), ["Z-2"]);
  assert.deepEqual(refs({ on: day("2024-09-14") }), ["Z-2", "Z-1"]);
  assert.deepEqual(refs({ regions: new Set(["West"]) }), ["Z-3"]);
});
