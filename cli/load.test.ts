import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { sketchMessage, toFileBytes } from "../format/message-sketch.ts";
import { openLake } from "../lake/lake.ts";
import type { Finding } from "../src/finding.ts";
import { main } from "./main.ts";

interface Told {
  readonly exit: number;
  readonly text: string;
  readonly findings: readonly string[];
  readonly loads: readonly {
    added: boolean;
    taken: number;
    refused: number;
    totals: Record<string, string | number>;
  }[];
}

interface Desk {
  /** Writes a file and gives its path. */
  readonly write: (name: string, content: readonly string[] | Uint8Array) => string;
  /** `driehoek load claims <words> --lake l --json` */
  readonly load: (...words: string[]) => Promise<Told>;
  readonly held: (select: string) => Promise<unknown[][]>;
  readonly lake: string;
}

async function atDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "load-"));
  const lake = join(folder, "lake");
  await run({
    lake,
    write(name, content) {
      writeFileSync(join(folder, name), content instanceof Uint8Array ? content : content.join("\n"));
      return join(folder, name);
    },
    async load(...words) {
      let text = "";
      const terminal = { out: (piece: string) => void (text += piece), err: () => undefined };
      const exit = await main(["load", "claims", ...words, "--lake", lake, "--json", "--threads", "1"], terminal);
      const { findings, result } = JSON.parse(text) as { findings: Finding[]; result: { loads?: Told["loads"] } };
      const errors = findings.filter(({ severity }) => severity !== "warning");
      return { exit, text, loads: result.loads ?? [], findings: errors.map(tell) };
    },
    async held(select) {
      const opened = await openLake(lake, { threads: 1 });
      const rows = await opened.query(select);
      await opened.close();
      return rows.map((row) => Object.values(row));
    },
  }).finally(() => rmSync(folder, { recursive: true }));
}

function tell({ file, line, field, code }: Finding): string {
  return [basename(file), line, field?.split(" ")[0], code].filter((part) => part !== undefined).join(" ");
}

const first = "111222333 1950-03-04 female 5038AB";
const second = "123456782 1938-12-31 male 5038AB";
const message = toFileBytes(
  sketchMessage(`${first}\nR1 1033 2024-03-05 4 x 550\n${second}\nR2 1037 2024-03-01 100 x 600`),
);
const header =
  "agb;verzekeraar;bsn;geboortedatum;geslacht;prestatiecode;begindatum;aantal;declaratiebedrag;toegekend;ref";
/** What was decided: R1 in part, R2 not at all; R9 was never claimed here. */
const inPart = "41000001;3311;111222333;1950-03-04;v;1033;2024-03-05;4;22,00;20,00;R1";
const notAtAll = "41000001;3311;123456782;1938-12-31;m;1037;2024-03-01;100;600,00;0,00;R2";
const neverClaimed = "41000001;3311;111222333;1950-03-04;v;1033;2024-03-07;2;11,00;11,00;R9";
const again = "41000001;3311;111222333;1950-03-04;v;1033;2024-03-05;4;22,00;22,00;R1";

test("an extract decides claims that were pending, and brings those that the lake did not have", () =>
  atDesk(async ({ write, load, held }) => {
    assert.equal((await load(write("march.asc", message))).exit, 0);
    const extract = write("granted.csv", [header, inPart, notAtAll, neverClaimed, again]);
    const { exit, findings, loads } = await load(extract);
    assert.deepEqual([exit, findings], [4, ["granted.csv 5 ref repeated-reference"]]);
    const { taken, refused, totals } = loads[0]!;
    assert.deepEqual(
      [taken, refused, totals["decided"], totals["granted"], totals["grantedCents"]],
      [3, 1, 2, 1, "3100"],
    );
    assert.deepEqual(await held("SELECT ref, status, granted_cents FROM claims ORDER BY ref"), [
      ["R1", "granted", 2000n],
      ["R2", "rejected", 0n],
      ["R9", "granted", 1100n],
    ]);
    assert.deepEqual(await held("SELECT count(DISTINCT client) FROM claims"), [[2n]]);
    const repeated = await load(extract);
    assert.deepEqual([repeated.loads[0]?.added, repeated.exit, repeated.findings], [false, 4, findings]);
  }));

test("claims and what was decided about them may come in one load, in any order", () =>
  atDesk(async ({ write, load, held }) => {
    const { findings } = await load(write("granted.csv", [header, inPart]), write("march.asc", message));
    assert.deepEqual(findings, []);
    assert.deepEqual(await held("SELECT ref, status, granted_cents FROM claims ORDER BY ref"), [
      ["R1", "granted", 2000n],
      ["R2", "pending", null],
    ]);
  }));

test("a decision about another client's claim, or another amount, is refused", () =>
  atDesk(async ({ write, load, held }) => {
    await load(write("march.asc", message));
    const others = [header, inPart.replace("22,00", "23,00"), notAtAll.replace("123456782", "111222333")];
    const { findings } = await load(write("granted.csv", others));
    assert.deepEqual(findings, ["granted.csv 2 claimed other-claim", "granted.csv 3 bsn other-claim"]);
    assert.deepEqual(await held("SELECT DISTINCT status FROM claims"), [["pending"]]);
  }));

test("what a source calls its columns is told once", () =>
  atDesk(async ({ write, load, lake }) => {
    const renamed = header.replace("ref", "Kenmerk").replace("toegekend", "Betaald");
    const one = write("one.csv", [renamed, neverClaimed]);
    assert.deepEqual((await load(one, "--source", "bron")).findings, [
      "one.csv 1 missing-column",
      "one.csv 1 missing-column",
    ]);
    assert.equal((await load(one, "--source", "bron", "--map", "ref=Kenmerk,granted=Betaald")).exit, 0);
    const two = write("two.csv", [renamed, inPart]);
    assert.equal((await load(two)).exit, 2);
    assert.equal((await load(two, "--source", "bron")).exit, 0);
    assert.match(readFileSync(join(lake, "mappings/bron.yaml"), "utf8"), /granted: Betaald/);
    assert.deepEqual((await load(two, "--map", "reff=Kenmerk")).findings, ["--map 0 unknown-column"]);
    assert.deepEqual((await load(two, "--source", "../bron")).findings, ["command line 0 flag-value"]);
  }));

test("a file that is not there, no file and no lake are usage, not a fault of ours", async () => {
  const errors: string[] = [];
  const terminal = { out: () => undefined, err: (text: string) => void errors.push(text) };
  for (const words of [
    ["load"],
    ["load", "claims"],
    ["load", "claims", "x.asc"],
    ["load", "bills", "x.asc", "--lake", "l"],
  ])
    assert.equal(await main(words, terminal), 2);
  assert.match(errors.at(-1)!, /load claims\|population\|regions\|contracts\|dossier\|signals BESTAND… --lake MAP/);
  await atDesk(async ({ lake }) => {
    assert.equal(await main(["load", "claims", "gone.asc", "--lake", lake], terminal), 2);
    assert.match(errors.at(-1)!, /gone\.asc/);
  });
});

test("people read what came in, what was refused by kind, and what is still needed", () =>
  atDesk(async ({ write, lake }) => {
    const path = write("march.asc", message);
    const said: Record<string, string> = {};
    for (const lang of ["nl", "en"]) {
      let text = "";
      const terminal = { out: (piece: string) => void (text += piece), err: () => undefined };
      await main(["load", "claims", path, "--lake", `${lake}-${lang}`, "--lang", lang], terminal);
      said[lang] = text;
    }
    assert.match(
      said["nl"]!,
      /march\.asc \(aw319 1\.4, bericht 428\)\n  2 nieuw, 0 geweigerd\n  2 in behandeling: gedeclareerd € 622,00/,
    );
    assert.match(said["nl"]!, /1 × no-region: De regio van deze cliënten is niet bekend/);
    assert.match(said["en"]!, /Still needed:\n- for `value`: what was granted/);
  }));
