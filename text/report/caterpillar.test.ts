import assert from "node:assert/strict";
import { test } from "node:test";
import { caterpillarFigure } from "./caterpillar.ts";

const row = (label: string, value: number, high?: number) => ({
  label,
  value,
  low: value / 2,
  ...(high !== undefined && { high }),
});

test("each row has its name, a dot and an interval; how many lie apart is told to who does not see it", () => {
  const rows = [row("kort", 1.1, 1.4), row("lang", 3, 5), row("laag", 0.4, 0.6), row("open", 1.2)];
  const { text } = caterpillarFigure({ label: "Kosten", target: 1, rows }, "nl")!;
  for (const { label } of rows) assert.ok(text.includes(`>${label}</text>`), label);
  assert.equal(text.match(/<circle/g)?.length, 4);
  assert.match(text, /aria-label="Kosten: 4; 2"/);
  assert.match(text, /Rups: elke stip/);
});

test("many rows stand without their names; no rows are no plot", () => {
  const rows = Array.from({ length: 61 }, (_, i) => row(`n${i}`, 1 + i / 100, 2));
  const { text } = caterpillarFigure({ label: "Cost", target: 1, rows }, "en")!;
  assert.ok(!text.includes(">n7</text>"));
  assert.equal(text.match(/<circle/g)?.length, 61);
  assert.equal(caterpillarFigure({ label: "Cost", target: 1, rows: [] }, "en"), undefined);
});
