import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { storyKinds, tellStories } from "./story.ts";

test("every market tells every story once, about providers paid by the hour", () => {
  for (const size of ["tiny", "region"] as const)
    for (const seed of [1, 7, 12]) {
      const market = makeMarket({ size, seed, years: [2023] });
      const stories = tellStories(market);
      assert.deepEqual([...stories.values()].toSorted(), storyKinds.toSorted());
      for (const i of stories.keys()) assert.equal(market.providers[i]!.funding, "hourly");
    }
});
