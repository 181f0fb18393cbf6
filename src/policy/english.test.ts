import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../document.ts";
import { englishIn } from "./english.ts";

test("what stands under a key with `_en` is the English of what stands beside it, however deep; a lone one is nobody's", () => {
  const page = readDocument(
    "p",
    "a: {assumption: ruim, assumption_en: ample}\nb: [{open: niet gepubliceerd, open_en: not published}, {assumption: krap}]\nc_en: alone\n",
    [],
  )!;
  const other = readDocument("q", "assumption: vlak\nassumption_en: flat\n", [])!;
  assert.deepEqual(
    [...englishIn([page, other])],
    [
      ["ruim", "ample"],
      ["niet gepubliceerd", "not published"],
      ["vlak", "flat"],
    ],
  );
});
