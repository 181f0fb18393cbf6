import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openDossier } from "../format/dossier.ts";
import { disk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import { parseInstant } from "../src/day.ts";
import { knownBefore } from "../src/fact-version.ts";
import { heldDossier } from "./held-dossier.ts";
import { loadDossier } from "./load-dossier.ts";
import type { LoadDossierEffects, LoadDossierInput } from "./load-dossier.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

const files = { ...disk, append: () => assert.fail("a dossier is written whole") };

interface Desk {
  readonly effects: LoadDossierEffects;
  readonly lakeFolder: string;
  load(name: string, text: string, input?: Partial<LoadDossierInput>): ReturnType<typeof loadDossier>;
}

async function atDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "dossier-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, key: "00".repeat(32) });
  const effects: LoadDossierEffects = {
    files,
    lake,
    clock: { now: () => "2023-07-01T10:00:00Z" },
    progress: { say: () => undefined },
    installedFacts: join(root, "policy/facts"),
    openFacts: (path, terms, told) => openDossier(path, terms, told),
  };
  const load = async (name: string, text: string, input: Partial<LoadDossierInput> = {}) => {
    await writeFile(join(folder, name), text);
    return loadDossier(effects, { path: join(folder, name), ...input });
  };
  try {
    await run({ effects, lakeFolder: lake.folder, load });
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

async function values(desk: Desk, before: string): Promise<unknown[]> {
  const held = await heldDossier(files, desk.lakeFolder);
  return knownBefore([...held.values()].flat(), parseInstant(before)!).map(
    ({ fact, value }) => `${fact} ${String(value)}`,
  );
}

function line(value: string, known_at: string, more: Record<string, unknown> = {}): string {
  const told = { fact: "nursing_staff_registered", subject: "41000001", period: "2022", value, unit: "person" };
  return `${JSON.stringify({ ...told, origin: "uitvraagmodule", known_at, ...more })}\n`;
}

const may20 = "2023-05-20T14:00:00+02:00";
const june1 = "2023-06-01T00:00:00+02:00";

test("a correction of 1 June 00:00 is kept, and the version of 20 May is what was known before the window closed", () =>
  atDesk(async (desk) => {
    const first = await desk.load("may.ndjson", line("30", may20));
    assert.deepEqual([first.exit, first.findings, first.result?.taken], [0, [], 1]);
    const correction = await desk.load("june.ndjson", line("31", june1, { replaces: may20 }));
    assert.deepEqual([correction.exit, correction.result?.totals.corrections], [0, 1]);
    assert.deepEqual(await values(desk, june1), ["nursing_staff_registered 30"]);
    assert.deepEqual(await values(desk, "2023-06-02T00:00:00+02:00"), ["nursing_staff_registered 31"]);
    const path = join(desk.lakeFolder, "dossier", `${correction.result?.batch}.ndjson`);
    assert.equal(await readFile(path, "utf8"), line("31", june1, { replaces: may20 }));
  }));

test("a second value that names no version is refused with the one to name; other lines are kept", () =>
  atDesk(async (desk) => {
    const text = line("31", june1) + line("30", may20) + line("48", may20, { fact: "nursing_staff" });
    const { exit, findings, result } = await desk.load("d.ndjson", text);
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 2, 1]);
    assert.deepEqual(findings, [
      {
        code: "second-value",
        severity: "line",
        file: "d.ndjson",
        line: 1,
        field: "replaces",
        found: '"31" where "30" is known',
        expected: `replaces: "${may20}"`,
      },
    ]);
  }));

test("the same file again adds nothing, and the same values from another file are known", () =>
  atDesk(async (desk) => {
    const wide = "agb;nursing_staff@2022;integral_offer\n41000001;48;ja\n41000002;12;nee\n";
    assert.deepEqual((await desk.load("a.csv", wide)).result?.totals, {
      providers: 2,
      facts: 2,
      first: 4,
      again: 0,
      corrections: 0,
    });
    const again = await desk.load("b.csv", wide);
    assert.deepEqual([again.exit, again.result?.added, again.result?.taken], [0, false, 4]);
    const later = await desk.load("c.csv", `${wide}41000003;;nee\n`, { knownAt: "2023-08-01T00:00:00Z" });
    assert.deepEqual(later.result?.totals, { providers: 3, facts: 2, first: 1, again: 4, corrections: 0 });
  }));

test("a table that says something else corrects, since it cannot name versions", () =>
  atDesk(async (desk) => {
    await desk.load("a.csv", "agb;nursing_staff@2022\n41000001;48\n");
    const { exit, result } = await desk.load("b.csv", "agb;nursing_staff@2022\n41000001;50\n", {
      knownAt: "2023-08-01T00:00:00Z",
    });
    assert.deepEqual([exit, result?.totals.corrections], [0, 1]);
    const versions = [...(await heldDossier(files, desk.lakeFolder)).values()].flat();
    const held = versions.toSorted((a, b) => (a.known_at < b.known_at ? -1 : 1));
    assert.deepEqual(
      held.map(({ value, known_at, replaces }) => [value, known_at, replaces]),
      [
        ["48", "2023-07-01T10:00:00Z", undefined],
        ["50", "2023-08-01T00:00:00Z", "2023-07-01T10:00:00Z"],
      ],
    );
  }));

test("minutes are taken for hours where a fact allows, and people are not clients", () =>
  atDesk(async (desk) => {
    const wide = (unit: string, value: string) => `agb;level5_fte@2022 [${unit}]\n41000001;${value}\n`;
    assert.equal((await desk.load("a.csv", wide("fte", "6,0"))).exit, 0);
    const { exit, findings } = await desk.load("b.csv", wide("client", "7,0"));
    assert.deepEqual([exit, findings.map(({ code, line: at }) => [code, at])], [2, [["bad-value", 2]]]);
  }));

test("what a policy reads and providers did not tell is named", () =>
  atDesk(async (desk) => {
    const policy = join(root, "policy/voorbeeld-wijkverpleging/2024");
    const { result } = await desk.load("a.csv", "agb;nursing_staff@2022\n41000001;48\n41000002;\n41000003;9\n", {
      policy,
    });
    const untold = new Map(result?.missing.map(({ code, args }) => [args["fact"] ?? code, args["providers"]]));
    assert.equal(untold.has("fact.nursing_staff@2022"), false);
    assert.equal(untold.get("fact.nursing_staff_registered@2022"), "2");
    assert.equal(untold.has("no-claims"), true);
  }));

test("the export of the example buyer's quality data request becomes a dossier by its mapping", () =>
  atDesk(async (desk) => {
    const questions = join(root, "policy/voorbeeld-wijkverpleging/2024/questions.yaml");
    const header = [
      "AGB-code zorgaanbieder",
      "Ingediend op",
      "Hoeveel van hen staan ingeschreven in het Kwaliteitsregister V&V?",
      "Hoeveel fte verpleegkundigen van niveau 5 of hoger had u?",
      "Is de uitkomst met de cliëntenraad besproken?",
      "Toelichting",
    ].join(";");
    const rows = "41000001;20-5-2023 14:00;30;6,0;Ja, besproken;\n41000002;31-5-2023 23:59;12;;Weet niet;\n";
    const { exit, findings, result } = await desk.load("export.csv", `${header}\n${rows}`, { questions });
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 4, 1]);
    assert.deepEqual(
      findings.map(({ code, line: at, field }) => [code, at, field]),
      [
        ["unused-column", 1, undefined],
        ["unknown-answer", 3, "nps_discussed_with_council"],
      ],
    );
    assert.deepEqual(await values(desk, june1), [
      "nursing_staff_registered 30",
      "level5_fte 6.0",
      "nps_discussed_with_council true",
      "nursing_staff_registered 12",
    ]);
  }));

test("a questionnaire with a fault and a file that is not there are of no use", () =>
  atDesk(async (desk) => {
    const questions = join(desk.lakeFolder, "questions.yaml");
    await writeFile(
      questions,
      "questionnaire: U\nprovider: AGB\nquestions:\n  - { question: Q, fact: nursing_staf }\n",
    );
    const { exit, findings } = await desk.load("a.csv", "AGB;Q\n41000001;1\n", { questions });
    assert.deepEqual([exit, findings.map(({ code, line: at }) => [code, at])], [2, [["unknown-fact", 4]]]);
    const nothing = await desk.load("a.csv", "AGB;Q\n41000001;1\n", { questions: "nowhere.yaml" });
    assert.deepEqual([nothing.exit, nothing.findings[0]?.code], [2, "no-file"]);
    assert.equal((await loadDossier(desk.effects, { path: "nowhere.csv" })).findings[0]?.code, "no-file");
    assert.equal((await heldDossier(files, desk.lakeFolder)).size, 0);
  }));
