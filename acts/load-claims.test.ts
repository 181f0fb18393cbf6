import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { messageReader, type RecordCode } from "../format/aw319.ts";
import { sketchMessage, spoil, toFileBytes } from "../format/message-sketch.ts";
import { openLake, type OpenLake } from "../lake/lake.ts";
import type { Finding } from "../src/finding.ts";
import { claimFindingSentences } from "../text/load.ts";
import type { Files } from "./effects.ts";
import { loadClaims, type LoadedClaims } from "./load-claims.ts";

const targetGroups = fileURLToPath(new URL("../policy/codes/target-group.yaml", import.meta.url));
const files: Files = {
  read: async (path) => {
    try {
      return readFileSync(path);
    } catch {
      return undefined;
    }
  },
  list: async (folder) => readdir(folder),
  write: async () => assert.fail("a load of messages writes through the lake"),
  append: async () => assert.fail("a load writes through the lake"),
};

interface Scene {
  readonly lake: OpenLake;
  /** Loads messages (their lines), each as a file of its own. */
  readonly load: (...messages: (readonly string[])[]) => Promise<LoadedClaims>;
}

async function scene(run: (scene: Scene) => Promise<void>, threads = 2): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "load-claims-"));
  const lake = await openLake(join(folder, "lake"), { threads, key: "07".repeat(32) });
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const effects = { files, lake, progress: { say: () => {} }, messages: messageReader, extracts: () => messageReader };
  const load: Scene["load"] = (...messages) => {
    const paths = messages.map((lines, i) => write(`message-${i + 1}.asc`, toFileBytes(lines)));
    return loadClaims(effects, { paths, targetGroups, threads });
  };
  try {
    await run({ lake, load });
  } finally {
    await lake.close();
    rmSync(folder, { recursive: true });
  }
}

function tell({ file, line, field, code }: Finding): string {
  return [basename(file, ".asc").replace("message-", ""), line, field?.split(" ")[0], code]
    .filter((part) => part !== undefined)
    .join(" ");
}

function tellAll({ findings }: LoadedClaims): string[] {
  return findings.filter(({ severity }) => severity !== "warning").map(tell);
}

/** The lake's claims, a line of text each. */
async function tellLake(lake: OpenLake): Promise<string[]> {
  const claims = await lake.query(`
    SELECT line, ref, corrects, provider, insurer, region, birth_year, sex, service, target_group, "from", until, quantity, unit,
      tariff_cents, claimed_cents, granted_cents, status FROM claims ORDER BY line`);
  return claims.map((row) =>
    Object.values(row)
      .map((value) => value ?? "-")
      .join(" "),
  );
}

const march = sketchMessage(`
  111222333 1950-03-04 female 5038AB
  R1 1033 2024-03-05 4 x 550
  R2 9999 2024-03-06..2024-03-31 25 x 525
  R3 1033 2024-03-05 -4 x 550 of R1
  999999999 1938-12-31 male no V123
  R4 1037 2024-03-01 100 x 600
`);

test("claims come into the lake as pending, with a pseudonym, a birth year, a sex and a region", () =>
  scene(async ({ lake, load }) => {
    await lake.write("regions/r.parquet", "SELECT 'postcode' AS kind, '5038' AS key, 'south' AS region, 'r' AS batch");
    const { loads, findings, exit } = await load(march);
    assert.equal(exit, 0);
    assert.deepEqual(findings.map(tell), ["1 4 0417 no-target-group", "1 7 no-region"]);
    const [{ taken, refused, added, totals } = assert.fail()] = loads;
    assert.deepEqual([taken, refused, added, totals.pending, totals.granted, totals.decided], [4, 0, true, 4, 0, 0]);
    assert.deepEqual([totals.pendingCents, totals.grantedCents], [73_125n, 0n]);
    assert.deepEqual(await tellLake(lake), [
      "3 R1 - 41000001 3311 south 1950 female 1033 frail_short 2024-03-05 2024-03-06 4 07 550 2200 - pending",
      "4 R2 - 41000001 3311 south 1950 female 9999 none 2024-03-06 2024-04-01 25 07 525 13125 - pending",
      "5 R3 R1 41000001 3311 south 1950 female 1033 frail_short 2024-03-05 2024-03-06 -4 07 550 -2200 - pending",
      "7 R4 - 41000001 3311 unknown 1938 male 1037 palliative_terminal 2024-03-01 2024-03-02 100 07 600 60000 - pending",
    ]);
    const clients = await lake.query("SELECT DISTINCT client FROM claims ORDER BY client");
    assert.equal(clients.length, 2);
    for (const { client } of clients) assert.match(String(client), /^[0-9a-f]{32}$/);
  }));

test("nothing of a person is on the disk of the lake", () =>
  scene(async ({ lake, load }) => {
    await load(march);
    const paths = await readdir(lake.folder, { recursive: true, withFileTypes: true });
    const content = paths
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    assert.ok(content.length >= 3);
    for (const text of content) assert.doesNotMatch(text, /111222333|Voorbeeld|V123|19500304|1950-03-04|5038AB/);
  }));

test("the same file again adds nothing and says so", () =>
  scene(async ({ lake, load }) => {
    const first = await load(march);
    const before = await tellLake(lake);
    const again = await load(march);
    assert.equal(again.exit, 0);
    assert.deepEqual(again.findings.map(tell), first.findings.map(tell), "what was in doubt still is");
    assert.deepEqual(
      again.loads.map(({ added, taken, totals }) => [added, taken, totals.pendingCents]),
      [[false, 4, 73_125n]],
    );
    assert.deepEqual(await tellLake(lake), before);
    const twice = await load(march, march);
    assert.deepEqual(
      twice.loads.map(({ added }) => added),
      [false],
    );
  }));

test("what was refused in a file is told again with the same file, whatever it is called, and counts once", () =>
  scene(async ({ lake, load }) => {
    const dirty = spoil(spoil(march, 3, "04", "tariff", "0000055A"), 7, "04", "ref", "R2");
    const first = await load(dirty);
    const before = await tellLake(lake);
    assert.equal(first.exit, 4);
    assert.ok(tellAll(first).length >= 2);
    const again = await load(sketchMessage("111222333 1950-03-04 female 5038AB\nR9 1033 2024-03-07 4 x 550"), dirty);
    const renamed = first.findings.map((finding) => ({ ...finding, file: "message-2.asc" }));
    assert.deepEqual([again.exit, again.findings.filter(({ file }) => file === "message-2.asc")], [4, renamed]);
    const { added, taken, refused } = again.loads.find(({ file }) => file === "message-2.asc")!;
    const own = first.loads[0]!;
    assert.deepEqual([added, taken, refused], [false, own.taken, own.refused]);
    assert.equal((await tellLake(lake)).length, before.length + 1);
  }));

/** Fifty faults: the record that is spoiled, how, and the field and code of the finding. */
const fifty: readonly (readonly ["02" | "04" | "98", string, string, string])[] = [
  ["02", "bsn", "111222334", "0203 eleven-test"],
  ["02", "bsn", "11122233A", "0203 field-type"],
  ["02", "insurer", "0000", "0204 field-missing"],
  ["02", "insuredNumber", " V1", "0205 field-filling"],
  ["02", "birthDate", "19500230", "0207 no-day"],
  ["02", "birthDate", "20240406", "0207 future-day"],
  ["02", "sex", "9", "0208 unknown-code"],
  ["02", "nameUse1", "2", "0209 unknown-code"],
  ["02", "name1", "", "0210 field-missing"],
  ["02", "nameUse2", "2", "0213 field-missing"],
  ["02", "initials", "", "0215 field-missing"],
  ["02", "nameUse3", "7", "0216 unknown-code"],
  ["02", "postcode", "50388B", "0217 postcode"],
  ["02", "postcode", "", "0221 field-missing"],
  ["02", "houseNumber", "   12", "0219 field-type"],
  ["02", "deceased", "3", "0223 unknown-code"],
  ["02", "reserve", "x", "0280 field-filling"],
  ["04", "id", "999999999999", "0402 record-number"],
  ["04", "bsn", "123456782", "0403 broken-link"],
  ["04", "bsn", "123456789", "0403 eleven-test"],
  ["04", "insurer", "3312", "0404 broken-link"],
  ["04", "forward", "2", "0407 unknown-code"],
  ["04", "begin", "20240301", "0414 before-birth"],
  ["04", "begin", "20240229", "0414 outside-period"],
  ["04", "begin", "20241305", "0414 no-day"],
  ["04", "end", "20240304", "0415 reversed-period"],
  ["04", "end", "20240401", "0415 outside-period"],
  ["04", "end", "2024-3-5", "0415 field-type"],
  ["04", "serviceList", "012", "0416 unknown-code"],
  ["04", "serviceList", "066", "0416 list-of-message"],
  ["04", "service", "", "0417 field-missing"],
  ["04", "quantity", "0000", "0418 field-missing"],
  ["04", "quantity", "   4", "0418 field-type"],
  ["04", "unit", "03", "0419 unknown-code"],
  ["04", "provider", "41000000", "0420 agb-code"],
  ["04", "specialism", "0301", "0421 unknown-code"],
  ["04", "referrer", "00000001", "0422 agb-code"],
  ["04", "settlementPct", "09000", "0424 unknown-code"],
  ["04", "tariff", "0000055A", "0425 field-type"],
  ["04", "calculated", "00002201", "0426 calculated-amount"],
  ["04", "calculatedSide", "C", "0430 unequal-sides"],
  ["04", "vatPct", "2100", "0428 vat-without-number"],
  ["04", "claimed", "00002199", "0429 claimed-amount"],
  ["04", "claimedSide", "X", "0430 unknown-code"],
  ["04", "ref", "", "0431 field-missing"],
  ["04", "ref", "G17", "0431 repeated-reference"],
  ["04", "reserve", "x", "0480 field-filling"],
  ["98", "id", "000000000001", "9802 broken-link"],
  ["98", "textLine", "0009", "9803 record-number"],
  ["98", "text", "", "9804 field-missing"],
];

/** A message with a block per fault: a person, a good line, the line to spoil, and its comment. */
function spoiled(): string[] {
  const blocks = fifty.map(
    (_, i) => `
      111222333 2024-03-05 female 5038AB
      G${i} 1033 2024-03-05 4 x 550
      S${i} 1033 2024-03-05 4 x 550
      - with it`,
  );
  return fifty.reduce(
    (lines, [record, field, text], i) => spoil(lines, lineOf(record, i), record as RecordCode, field as never, text),
    sketchMessage(blocks.join("\n")),
  );
}

function lineOf(record: "02" | "04" | "98", block: number): number {
  return 2 + 4 * block + { "02": 0, "04": 2, "98": 3 }[record];
}

test("fifty different faults give fifty findings, and the good lines are in the lake", () =>
  scene(async ({ lake, load }) => {
    const loaded = await load(spoiled());
    assert.equal(fifty.length, 50);
    assert.deepEqual(
      tellAll(loaded),
      fifty.map(([record, , , finding], i) => `1 ${lineOf(record, i)} ${finding}`),
    );
    assert.equal(loaded.exit, 4);
    const good = fifty.flatMap(([record], i) => ({ "02": [], "04": [`G${i}`], "98": [`G${i}`, `S${i}`] })[record]);
    const held = await lake.query("SELECT ref FROM claims ORDER BY line");
    assert.deepEqual(
      held.map(({ ref }) => ref),
      good,
    );
    const [result] = loaded.loads;
    assert.deepEqual([result?.taken, result?.refused], [good.length, 100 - good.length]);
    const again = await load(spoiled());
    assert.deepEqual([again.loads[0]?.added, again.exit, again.findings], [false, 4, loaded.findings]);
    assert.equal((await lake.query("SELECT ref FROM claims")).length, good.length);
  }));

const first = "111222333 1950-03-04 female 5038AB";
const second = "123456782 1950-03-04 female 5038AB";

/** Messages loaded together or one after another, and what clashes. */
const clashes: readonly (readonly [string, string[], string[]])[] = [
  [
    "a reference twice in a file",
    [`${first}\nA 1033 2024-03-05 4 x 550\nA 1033 2024-03-06 4 x 550`],
    ["1 4 0431 repeated-reference"],
  ],
  [
    "a reference in two files",
    [`${first}\nA 1033 2024-03-05 4 x 550`, `${second}\nA 1033 2024-03-06 4 x 550`],
    ["2 3 0431 repeated-reference"],
  ],
  [
    "a credit of the file before",
    [`${first}\nA 1033 2024-03-05 4 x 550`, `${first}\nB 1033 2024-03-05 -4 x 550 of A`],
    [],
  ],
  ["a credit of nothing", [`${first}\nB 1033 2024-03-05 -4 x 550 of A`], ["1 3 0432 unknown-correction"]],
  [
    "a credit of another client",
    [`${first}\nA 1033 2024-03-05 4 x 550\n${second}\nB 1033 2024-03-05 -4 x 550 of A`],
    ["1 5 0432 other-client"],
  ],
  [
    "a credit of too much",
    [`${first}\nA 1033 2024-03-05 4 x 550\nB 1033 2024-03-05 -5 x 550 of A`],
    ["1 4 0429 over-correction"],
  ],
  [
    "credits that are too much together",
    [`${first}\nA 1033 2024-03-05 4 x 550\nB 1033 2024-03-05 -3 x 550 of A\nC 1033 2024-03-05 -2 x 550 of A`],
    ["1 5 0429 over-correction"],
  ],
  [
    "a credit of a credit",
    [`${first}\nA 1033 2024-03-05 4 x 550\nB 1033 2024-03-05 -4 x 550 of A\nC 1033 2024-03-05 -4 x 550 of B`],
    ["1 5 0432 unknown-correction"],
  ],
];

for (const [what, messages, expected] of clashes) {
  test(`${what}: ${expected.join(", ") || "is sound"}`, () =>
    scene(async ({ load }) => {
      assert.deepEqual(tellAll(await load(...messages.map((text) => sketchMessage(text)))), expected);
    }));
}

test("every clash is catalogued", () => {
  const codes = clashes.flatMap(([, , findings]) => findings.map((finding) => finding.split(" ").at(-1)!));
  for (const code of new Set([...codes, "held-reference", "other-claim", "no-region", "no-target-group"]))
    assert.ok(claimFindingSentences[code], code);
});

test("lines clash with the lake as they do with each other", () =>
  scene(async ({ lake, load }) => {
    await load(sketchMessage(`${first}\nA 1033 2024-03-05 4 x 550\nB 1033 2024-03-05 -3 x 550 of A`));
    const later = await load(
      sketchMessage(
        `${first}\nA 1033 2024-03-05 4 x 550\nC 1033 2024-03-05 -1 x 550 of A\nD 1033 2024-03-05 -1 x 550 of A`,
      ),
    );
    assert.deepEqual(tellAll(later), ["1 3 0431 held-reference", "1 5 0429 over-correction"]);
    assert.deepEqual(
      (await lake.query("SELECT ref FROM claims ORDER BY ref")).map(({ ref }) => ref),
      ["A", "B", "C"],
    );
    assert.deepEqual(await lake.query("SELECT provider, year, month, lines FROM reused_reference"), [
      { provider: "41000001", year: 2024n, month: 3n, lines: 1n },
    ]);
  }));

test("a credit of a line that was refused is refused with it, without a finding of its own", () =>
  scene(async ({ load }) => {
    const lines = sketchMessage(
      `${first}\nA 1033 2024-03-05 4 x 550\nB 1033 2024-03-05 -4 x 550 of A\nC 1033 2024-03-05 1 x 550`,
    );
    const loaded = await load(spoil(lines, 3, "04", "unit", "02"));
    assert.deepEqual(tellAll(loaded), ["1 3 0419 unknown-code"]);
    assert.deepEqual([loaded.loads[0]?.taken, loaded.loads[0]?.refused, loaded.loads[0]?.totals.silent], [1, 2, 1]);
  }));

test("a file that is no message is refused, and the others come in", () =>
  scene(async ({ lake, load }) => {
    const loaded = await load(["niets"], march);
    assert.deepEqual(tellAll(loaded), ["1 1 not-aw319"]);
    assert.deepEqual([loaded.exit, loaded.loads.length], [4, 1]);
    assert.equal((await lake.query("SELECT 1 AS one FROM claims")).length, 4);
    assert.equal((await load(["niets"])).exit, 2);
  }));

/** Claims of many people and months, with credits, made of a running number. */
function manyClaims(): string {
  const people = Array.from({ length: 400 }, (_, i) => {
    const bsn = ["111222333", "123456782", "999999999"][i % 3]!;
    const lines = Array.from({ length: 1 + (i % 7) }, (__, j) => {
      const day = `2024-0${1 + (j % 3)}-${String(1 + ((i * 5 + j) % 28)).padStart(2, "0")}`;
      return `R${i}-${j} 103${2 + ((i + j) % 7)} ${day} ${1 + ((i * j) % 9)} x ${500 + i}`;
    });
    const credit = i % 11 === 0 ? [`C${i} 1033 2024-01-02 -1 x ${500 + i} of R${i}-0`] : [];
    return [`${bsn} 1950-03-04 female 5038AB no V${i}`, ...lines, ...credit].join("\n");
  });
  return people.join("\n");
}

test("one thread and two give the same lake, and the money is what plain addition says", async () => {
  const lines = sketchMessage(manyClaims(), { begin: "20240101" });
  const plain = lines
    .filter((line) => line.startsWith("04"))
    .reduce((sum, line) => sum + BigInt(line.slice(185, 193)) * (line[193] === "C" ? -1n : 1n), 0n);
  const lakes: unknown[] = [];
  for (const threads of [1, 2])
    await scene(async ({ lake, load }) => {
      const loaded = await load(lines);
      assert.deepEqual(tellAll(loaded), []);
      assert.equal(loaded.loads[0]?.totals.pendingCents, plain);
      const [sum] = await lake.query("SELECT sum(claimed_cents)::BIGINT AS cents FROM claims");
      assert.equal(sum?.["cents"], plain);
      lakes.push(await lake.query("SELECT * FROM claims ORDER BY line"));
    }, threads);
  assert.deepEqual(lakes[0], lakes[1]);
});
