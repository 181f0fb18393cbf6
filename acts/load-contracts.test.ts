import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openTable } from "../format/table.ts";
import { disk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { Lake } from "./effects.ts";
import { heldDossier } from "./held-dossier.ts";
import { loadContracts } from "./load-contracts.ts";
import type { LoadContractsInput } from "./load-contracts.ts";

const files = { ...disk, append: () => assert.fail("a dossier is written whole") };

interface Desk {
  readonly lake: Lake;
  load(name: string, bytes: string, input?: Partial<LoadContractsInput>): ReturnType<typeof loadContracts>;
  /** The facts of the dossier with their values and since when they are known. */
  facts(): Promise<string[]>;
}

async function atDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, key: "00".repeat(32) });
  const effects = {
    files,
    lake,
    tables: { open: (path: string) => openTable(path) },
    clock: { now: () => "2024-03-01T09:00:00Z" },
    progress: { say: () => undefined },
    installedFacts: fileURLToPath(new URL("../policy/facts", import.meta.url)),
  };
  const desk: Desk = {
    lake,
    async load(name, bytes, input = {}) {
      await writeFile(join(folder, name), bytes);
      return loadContracts(effects, { path: join(folder, name), ...input });
    },
    async facts() {
      const held = [...(await heldDossier(files, lake.folder)).values()].flat();
      return held
        .map(({ fact, period, value, known_at }) => `${fact}@${period} ${JSON.stringify(value)} ${known_at}`)
        .toSorted();
    },
  };
  try {
    await run(desk);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const sheet = "agb;verzekeraar;jaar;bekostiging;productieafspraak;gerealiseerd\n";
const rows = "01000001;9001;2023;uur;100000,00;98000,50\n01000002;9001;2023;maand;2400000,00;2300000,00\n";

test("agreements lie in the lake as rows and in the dossier as facts, and again adds nothing", () =>
  atDesk(async (desk) => {
    const { exit, findings, result } = await desk.load("contracten.csv", sheet + rows);
    assert.deepEqual([exit, findings, result?.taken], [0, [], 2]);
    const year = { year: 2023, providers: 2n, agreements: 2n, agreementCents: 250000000n, realisedCents: 239800050n };
    assert.deepEqual(result?.totals, { years: [year], facts: { kept: 6, known: 0 } });
    const held = await desk.lake.query(
      "SELECT provider, funding, agreement_cents, realised_cents FROM contracts ORDER BY line",
    );
    assert.deepEqual(held, [
      { provider: "01000001", funding: "hourly", agreement_cents: 10000000n, realised_cents: 9800050n },
      { provider: "01000002", funding: "monthly", agreement_cents: 240000000n, realised_cents: 230000000n },
    ]);
    const facts = await desk.facts();
    assert.ok(facts.includes('agreement_amount@2023 {"cents":"10000000"} 2023-01-01T00:00:00+01:00'));
    assert.ok(facts.includes('realised_amount@2023 {"cents":"9800050"} 2024-01-01T00:00:00+01:00'));
    const again = await desk.load("kopie.csv", sheet + rows);
    assert.deepEqual([again.exit, again.result?.added, again.result?.totals.facts], [0, false, { kept: 0, known: 6 }]);
    assert.deepEqual(await desk.facts(), facts);
  }));

test("an AGB code that lost its leading zero is refused, not mended", () =>
  atDesk(async (desk) => {
    const { exit, findings, result } = await desk.load("c.csv", `${sheet}${rows}1000003;9001;2023;uur;1,00;\n`);
    assert.deepEqual([exit, result?.taken], [4, 2]);
    const faults = findings.map(({ code, line, field, found }) => [code, line, field, found]);
    assert.deepEqual(faults, [["bad-cell", 4, "provider", '"1000003"']]);
  }));

test("an agreement twice in a sheet is refused twice, and unknown amounts are not zero", () =>
  atDesk(async (desk) => {
    const twice = "01000003;9001;2023;uur;1,00;\n01000004;9001;2023;uur;1,00;\n01000003;9001;2023;uur;2,00;\n";
    const { exit, findings, result } = await desk.load("c.csv", sheet + twice);
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 1, 2]);
    assert.deepEqual(
      findings.map(({ code, line }) => [code, line]),
      [
        ["repeated-agreement", 2],
        ["repeated-agreement", 4],
      ],
    );
    assert.deepEqual(result?.totals.years, [{ year: 2023, providers: 1n, agreements: 1n, agreementCents: 100n }]);
    assert.deepEqual(await desk.facts(), [
      'agreement_amount@2023 {"cents":"100"} 2023-01-01T00:00:00+01:00',
      'funding@2023 "hourly" 2023-01-01T00:00:00+01:00',
    ]);
  }));

test("another sheet about the same agreements is refused, or replaces them and corrects the dossier", () =>
  atDesk(async (desk) => {
    await desk.load("c.csv", sheet + rows);
    const changed = `${sheet}01000001;9001;2023;uur;120000,00;98000,50\n01000003;9001;2023;uur;5,00;5,00\n`;
    const refused = await desk.load("d.csv", changed);
    assert.deepEqual([refused.exit, refused.result?.taken], [4, 1]);
    assert.deepEqual(
      refused.findings.map(({ code, line }) => [code, line]),
      [["agreement-held", 2]],
    );
    const replaced = await desk.load("e.csv", `${changed}\n`, { replace: true });
    assert.deepEqual(
      [replaced.exit, replaced.result?.taken, replaced.result?.totals.facts],
      [0, 2, { kept: 1, known: 5 }],
    );
    const held = await desk.lake.query("SELECT provider, agreement_cents FROM contracts ORDER BY provider");
    assert.deepEqual(
      held.map((row) => [row["provider"], row["agreement_cents"]]),
      [
        ["01000001", 12000000n],
        ["01000002", 240000000n],
        ["01000003", 500n],
      ],
    );
    const amounts = (await desk.facts()).filter((fact) => fact.startsWith('agreement_amount@2023 {"cents":"1'));
    assert.deepEqual(amounts, [
      'agreement_amount@2023 {"cents":"10000000"} 2023-01-01T00:00:00+01:00',
      'agreement_amount@2023 {"cents":"12000000"} 2024-03-01T10:00:00+01:00',
    ]);
  }));

test("year and insurer may be told beside the sheet; a sheet without agreements is of no use", () =>
  atDesk(async (desk) => {
    const told = await desk.load("c.csv", "agb;productieafspraak\n01000001;1,00\n", { year: 2024, insurer: "9001" });
    assert.deepEqual([told.exit, told.result?.totals.years[0]?.year], [0, 2024]);
    const untold = await desk.load("d.csv", "agb;productieafspraak\n01000001;1,00\n");
    assert.deepEqual([untold.exit, untold.findings.map(({ code }) => code)], [2, ["missing-column"]]);
    const person = await desk.load("e.csv", "agb;jaar;naam\n01000001;2024;x\n");
    assert.deepEqual([person.exit, person.findings.map(({ code }) => code)], [2, ["personal-column"]]);
  }));
