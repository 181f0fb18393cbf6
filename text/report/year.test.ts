import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../../house/small-round.ts";
import { readIndicators } from "../../src/indicator.ts";
import type { Indicator, Method } from "../../src/indicator.ts";
import { withYears, yearsOf } from "./year.ts";

const [share = assert.fail()] = readIndicators(smallPolicy).indicators;
const like = (id: string, method: Method): Indicator => ({ ...share, id, method });
const exclude = { targetGroups: [] };

test("a figure is of the years of its facts, or of the claims that it counts", () => {
  assert.equal(withYears("In het register", share, [share]), "In het register (2022)");
  const outliers = like("admission", { kind: "observed-expected", per: [], year: 2021, exclude });
  assert.deepEqual(yearsOf(outliers, [share]), ["2021"]);
});

test("a figure of other figures is of their years", () => {
  const admission = like("admission", { kind: "observed-expected", per: [], year: 2021, exclude });
  const mean = like("mean", { kind: "weighted-mean", of: "admission" });
  const operand = (id: string) => ({ kind: "indicator", key: `indicator.${id}`, type: share.type, id }) as const;
  const both = like("both", { kind: "difference", of: [operand(share.id)], less: [operand("mean")] });
  assert.deepEqual(yearsOf(both, [share, admission, mean]), ["2021", "2022"]);
  assert.equal(withYears("Leeg", like("empty", { kind: "weighted-mean", of: "nothing" }), []), "Leeg");
});
