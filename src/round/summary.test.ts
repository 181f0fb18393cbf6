import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound, smallPolicy as policy } from "../../house/small-round.ts";
import type { Proposal, Told } from "../round.ts";
import {
  isUncertain,
  likelierOf,
  positionsOf,
  proposedDecision,
  regionsOf,
  spreadOf,
  sumsOf,
  tasksOf,
} from "./summary.ts";

const round = holdSmallRound();

/** The round with these amounts proposed. */
function proposing(cents: Readonly<Record<string, string>>): Proposal[] {
  return round.proposals.map((proposal) => {
    const amount = cents[proposal.provider];
    const told = proposal.told.filter(({ decision }) => decision !== "ceiling");
    const outcome = { status: "decided", value: { cents: amount ?? "" } } as const;
    return {
      ...proposal,
      told: amount === undefined ? told : [...told, { decision: "ceiling", outcome, counterfactuals: [] }],
    };
  });
}

const proposals = proposing({ "42000001": "9500", "42000002": "9900", "42000003": "7" });
const positions = positionsOf({ policy, proposals, before: round.before });

test("what a round proposes is its last decision in money", () => assert.equal(proposedDecision(policy), "ceiling"));

test("sums add what is known; a proposal is compared only where an agreement is known", () => {
  assert.deepEqual(sumsOf(positions), {
    providers: 3,
    realised: 2,
    realisedCents: 20_000n,
    agreements: 2,
    agreementCents: 19_000n,
    proposed: 3,
    proposedCents: 19_407n,
    compared: 2,
    agreedCents: 19_000n,
    moreCents: 400n,
  });
  const none = sumsOf(positionsOf({ policy, proposals: proposing({}), before: round.before }));
  assert.deepEqual([none.proposed, none.proposedCents, none.compared, none.moreCents], [0, 0n, 0, 0n]);
});

test("amounts from lowest to highest; the median of two is their mean, rounded half up", () => {
  const type = policy.names.find("decision.ceiling")!.type;
  assert.ok(type.kind === "number");
  assert.deepEqual(spreadOf(proposals, "ceiling", type), { count: 3, least: 7n, median: 9_500n, greatest: 9_900n });
  const two = proposing({ "42000001": "10", "42000002": "13" });
  assert.deepEqual(spreadOf(two, "ceiling", type), { count: 2, least: 10n, median: 12n, greatest: 13n });
  assert.equal(spreadOf(round.proposals, "ceiling", type), undefined);
});

test("a proposed amount is divided over regions by what was granted there, and no cent is lost", () => {
  assert.deepEqual(regionsOf(positions, round.before), [
    { region: "Oost", providers: 2, clients: 40n, realisedCents: 12_000n, proposed: 2, proposedCents: 2_375n + 9_900n },
    { region: "West", providers: 1, clients: 12n, realisedCents: 6_000n, proposed: 1, proposedCents: 7_125n },
  ]);
  const odd = positionsOf({ policy, proposals: proposing({ "42000001": "9" }), before: round.before });
  const cents = regionsOf(odd, round.before).map(({ proposedCents }) => proposedCents);
  assert.deepEqual(cents, [2n, 7n]);
  assert.deepEqual(
    regionsOf(odd, round.before).map(({ providers, proposed }) => [providers, proposed]),
    [
      [2, 1],
      [1, 1],
    ],
  );
});

const certain = (outcomes: Readonly<Record<string, number>>): Told => ({
  decision: "class",
  outcome: { status: "decided", value: "A" },
  counterfactuals: [],
  certainty: { draws: 100, outcomes, incomplete: 0 },
});

test("an outcome is uncertain when it comes out in less than half of the draws; another may be likelier", () => {
  assert.equal(isUncertain(certain({ A: 50, B: 50 })), false);
  assert.equal(likelierOf(certain({ A: 26, B: 70, C: 4 })), "B");
  assert.equal(isUncertain(certain({ A: 45, B: 40, C: 15 })), true);
  assert.equal(likelierOf(certain({ A: 45, B: 40, C: 15 })), undefined);
  assert.equal(
    isUncertain({ ...certain({ A: 1 }), outcome: { status: "incomplete", missing: [], reasons: [] } }),
    false,
  );
});

test("what is incomplete, refused or uncertain waits for a person, until one took or changed it", () => {
  const [, second = assert.fail()] = round.proposals;
  const tell = (taken: typeof round.taken): string[] =>
    tasksOf(second, taken).map(({ cause, told }) => `${told.decision} ${cause}`);
  assert.deepEqual(tell([]), ["admission refused", "ceiling open"]);
  const common = {
    provider: "42000002",
    decision: "admission",
    proposed: second.told[0]!.outcome,
    mandate: "inkoper",
    at: "2024-01-03T09:00:00Z",
  };
  assert.deepEqual(tell([{ ...common, verdict: "change", value: true, reason: "x" }]), ["ceiling open"]);
  assert.deepEqual(tell([{ ...common, verdict: "send-on" }]), ["admission sent-on", "ceiling open"]);
  assert.deepEqual(tell([{ ...common, verdict: "take", waits: true }]), ["admission second", "ceiling open"]);
  assert.deepEqual(
    tasksOf({ ...second, told: [certain({ A: 26, B: 74 })] }, []).map(({ cause }) => cause),
    ["uncertain"],
  );
});
