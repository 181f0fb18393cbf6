import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "./column.ts";

test("names to the left, figures to the right, each as wide as its widest", () => {
  const told = columns(
    ["regio", "bedrag"],
    [
      ["Oost", "€ 1"],
      ["Noordoost", "€ 1.000"],
    ],
  );
  assert.equal(told, "  regio        bedrag\n  Oost            € 1\n  Noordoost   € 1.000");
});
