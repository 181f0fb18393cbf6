import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { PageFolder } from "./claim-page.ts";

test("a folder has a page per month, in the order of the calendar", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "page-")), "new");
  const pages = new PageFolder(folder, "p");
  for (const month of [202_403, 202_312, 202_403]) {
    const page = pages.of(month);
    for (const word of [
      page.client,
      page.insurer,
      page.region,
      page.sex,
      page.provider,
      page.service,
      page.unit,
      page.status,
    ])
      word.add("x");
    for (const number of [page.line, page.birthYear, page.from, page.last, page.quantity]) number.add(1);
    for (const cents of [page.tariffCents, page.claimedCents, page.grantedCents]) cents.add(1);
    for (const text of [page.ref, page.corrects]) text.addText("x");
    page.endRow();
  }
  const closed = pages.close();
  assert.deepEqual(closed, [
    { month: "2023-12", path: join(folder, "p-2023-12.parquet") },
    { month: "2024-03", path: join(folder, "p-2024-03.parquet") },
  ]);
  assert.ok(closed.every(({ path }) => existsSync(path)));
  rmSync(folder, { recursive: true });
});
