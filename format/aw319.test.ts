import assert from "node:assert/strict";
import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import type { Finding } from "../src/finding.ts";
import { claimFindingSentences } from "../text/load.ts";
import { messageReader, readAw319 } from "./aw319.ts";
import { RecordShape } from "./aw319/content.ts";
import { divide } from "./aw319/division.ts";
import { readHeader } from "./aw319/header.ts";
import { fieldsOf, namedFields, type RecordCode } from "./aw319/layout.ts";
import { join as joinParts } from "./aw319/message.ts";
import { readPart } from "./aw319/reading.ts";
import { writeRecord } from "./aw319/write.ts";
import { sketchMessage, spoil, toFileBytes } from "./message-sketch.ts";

const folder = mkdtempSync(join(tmpdir(), "aw319-"));
after(() => rmSync(folder, { recursive: true }));
const door = {
  folder: join(folder, "pages"),
  key: Buffer.alloc(32, 7),
  regions: new Map([["50", "south"]]),
  threads: 2,
};

async function read(lines: readonly string[], lineEnd?: string) {
  const path = join(folder, "message.asc");
  writeFileSync(path, toFileBytes(lines, lineEnd));
  return readAw319(path, door);
}

function tell({ line, field, code }: Finding): string {
  return [line, field?.slice(0, 4), code].filter((part) => part !== undefined).join(" ");
}

const sound = sketchMessage(`
  111222333 1950-03-04 female 5038AB
  R1 1033 2024-03-05 4 x 550
  R2 1034 2024-03-06..2024-03-31 25 x 525
  - a comment with R2
  - and its second line
  R3 1033 2024-03-05 -4 x 550 of R1
  999999999 1938-12-31 male no V123
  R4 1037 2024-03-01 100 x 600
`);

test("a sound message has no findings, with CRLF and with LF", async () => {
  for (const lineEnd of ["\r\n", "\n"]) {
    const { findings, taken, refused } = await read(sound, lineEnd);
    assert.deepEqual(findings, []);
    assert.deepEqual([taken, refused], [4, 0]);
  }
});

test("the last line may do without a line end, and the end sign of old systems does no harm", async () => {
  const path = join(folder, "end.asc");
  writeFileSync(path, Buffer.concat([toFileBytes(sound).subarray(0, -2)]));
  assert.deepEqual((await readAw319(path, door)).findings, []);
  writeFileSync(path, Buffer.concat([toFileBytes(sound), Buffer.of(0x1a)]));
  assert.deepEqual((await readAw319(path, door)).findings, []);
});

/** Line, record, field, what stands there; the finding; claim lines still taken in. */
const faults: readonly (readonly [number, RecordCode, string, string, string, number])[] = [
  [1, "01", "purpose", "X", "1 0105 unknown-code", 4],
  [1, "01", "softwareVersion", " 1", "1 0107 field-filling", 4],
  [1, "01", "insurer", "33 1", "1 0108 field-type", 4],
  [1, "01", "serviceBureau", "98000000", "1 0109 agb-code", 4],
  [1, "01", "institution", "00000000", "1 0112 field-missing", 4],
  [1, "01", "payee", "05", "1 0113 unknown-code", 4],
  [1, "01", "begin", "20240230", "1 0114 no-day", 4],
  [1, "01", "begin", "20240410", "1 0115 reversed-period", 4],
  [1, "01", "end", "20240230", "1 0115 no-day", 4],
  [1, "01", "invoice", "", "1 0116 field-missing", 4],
  [1, "01", "invoiceDate", "20240001", "1 0117 no-day", 4],
  [1, "01", "currency", "USD", "1 0119 unknown-code", 4],
  [1, "01", "reserve", "x", "1 0180 field-filling", 4],
  [2, "02", "id", "000000000003", "2 0202 record-number", 1],
  [2, "02", "id", "00000000000X", "2 0202 field-type", 1],
  [2, "02", "bsn", "111222334", "2 0203 eleven-test", 1],
  [2, "02", "bsn", "000000000", "2 0203 field-missing", 1],
  [2, "02", "insurer", "0000", "2 0204 field-missing", 1],
  [2, "02", "birthDate", "19500229", "2 0207 no-day", 1],
  [2, "02", "birthDate", "20250101", "2 0207 future-day", 1],
  [2, "02", "sex", "3", "2 0208 unknown-code", 1],
  [2, "02", "name1", "", "2 0210 field-missing", 1],
  [2, "02", "name1", "\tTab", "2 0210 field-type", 1],
  [2, "02", "nameUse2", "2", "2 0213 field-missing", 1],
  [2, "02", "initials", " A", "2 0215 field-filling", 1],
  [2, "02", "postcode", "0038AB", "2 0217 postcode", 1],
  [2, "02", "postcode", "", "2 0221 field-missing", 1],
  [2, "02", "deceased", "0", "2 0223 unknown-code", 1],
  [8, "02", "insuredNumber", "", "8 0205 field-missing", 3],
  [3, "04", "id", "000000000009", "3 0402 record-number", 3],
  [3, "04", "bsn", "123456782", "3 0403 broken-link", 3],
  [3, "04", "insurer", "3312", "3 0404 broken-link", 3],
  [3, "04", "forward", "0", "3 0407 unknown-code", 3],
  [3, "04", "begin", "20240301", "", 4],
  [3, "04", "begin", "20240229", "3 0414 outside-period", 3],
  [3, "04", "begin", "19500303", "3 0414 outside-period", 3],
  [3, "04", "begin", "20240332", "3 0414 no-day", 3],
  [3, "04", "end", "20240304", "3 0415 reversed-period", 3],
  [3, "04", "end", "20240401", "3 0415 outside-period", 3],
  [3, "04", "serviceList", "055", "3 0416 list-of-message", 3],
  [3, "04", "serviceList", "012", "3 0416 unknown-code", 3],
  [3, "04", "service", "", "3 0417 field-missing", 3],
  [3, "04", "quantity", "0000", "3 0418 field-missing", 3],
  [3, "04", "quantity", "  04", "3 0418 field-type", 3],
  [3, "04", "quantity", "0005", "3 0426 calculated-amount", 3],
  [3, "04", "unit", "02", "3 0419 unknown-code", 3],
  [3, "04", "provider", "00000001", "3 0420 agb-code", 3],
  [3, "04", "provider", "41000000", "3 0420 agb-code", 3],
  [3, "04", "specialism", "4100", "3 0421 unknown-code", 3],
  [3, "04", "referrer", "01000000", "3 0422 agb-code", 3],
  [3, "04", "settlementPct", "10000", "3 0424 unknown-code", 3],
  [3, "04", "tariff", "00000551", "3 0426 calculated-amount", 3],
  [3, "04", "calculated", "00002201", "3 0426 calculated-amount", 3],
  [3, "04", "calculatedSide", "C", "3 0430 unequal-sides", 3],
  [3, "04", "vatPct", "2100", "3 0428 vat-without-number", 3],
  [3, "04", "ref", "", "3 0431 field-missing", 3],
  [3, "04", "ref", " R1", "3 0431 field-filling", 3],
  [3, "04", "reserve", "  x", "3 0480 field-filling", 3],
  [7, "04", "corrects", "", "7 0432 field-missing", 3],
  [5, "98", "id", "000000000004", "5 9802 broken-link", 4],
  [5, "98", "textLine", "0002", "5 9803 record-number", 4],
  [5, "98", "text", "", "5 9804 field-missing", 4],
  [10, "99", "persons", "000003", "10 9902 trailer-total", 4],
  [10, "99", "debtors", "000001", "10 9903 trailer-total", 4],
  [10, "99", "claimLines", "000003", "10 9904 trailer-total", 4],
  [10, "99", "comments", "000001", "10 9905 trailer-total", 4],
  [10, "99", "details", "0000009", "10 9906 trailer-total", 4],
  [10, "99", "total", "00000000001", "10 9907 trailer-total", 4],
  [10, "99", "totalSide", "C", "10 9908 trailer-total", 4],
];

for (const [line, record, field, text, finding, kept] of faults) {
  test(`line ${line}, ${field} "${text}": ${finding || "is sound"}`, async () => {
    const { findings, taken } = await read(spoil(sound, line, record, field as never, text));
    assert.deepEqual(findings.map(tell), finding === "" ? [] : [finding]);
    assert.equal(taken, kept);
  });
}

test("a wrong claimed amount is one finding, and the trailer does not add up either", async () => {
  const { findings } = await read(spoil(sound, 3, "04", "claimed", "00002100"));
  assert.deepEqual(findings.map(tell), ["3 0429 claimed-amount", "10 9907 trailer-total"]);
});

test("every fault of a line is told", async () => {
  const twice = spoil(spoil(sound, 3, "04", "unit", "02"), 3, "04", "referrer", "01000000");
  assert.deepEqual((await read(twice)).findings.map(tell), ["3 0419 unknown-code", "3 0422 agb-code"]);
});

/** What happens to the lines of the sound message, and the findings that come of it; claim lines taken, refused and silent. */
const structures: readonly (readonly [string, (lines: string[]) => string[], string[], readonly number[]])[] = [
  ["a short line", (l) => l.with(3, l[3]!.slice(1)), ["4 line-length"], [3, 0, 0]],
  ["a long line", (l) => l.with(3, `${l[3]} `), ["4 line-length"], [3, 0, 0]],
  ["an empty line", (l) => l.toSpliced(3, 0, ""), ["4 line-length"], [4, 0, 0]],
  [
    "two short lines as long as one",
    (l) => l.with(2, `${l[2]!.slice(0, 154)}\n${l[2]!.slice(155)}`),
    ["3 line-length", "4 line-length"],
    [3, 0, 0],
  ],
  ["an unknown record", (l) => l.with(3, `07${l[3]!.slice(2)}`), ["4 record-code"], [3, 0, 0]],
  ["a person that cannot be read", (l) => l.with(7, l[7]!.slice(1)), ["8 line-length"], [3, 1, 1]],
  ["a second header", (l) => l.toSpliced(7, 0, l[0]!), ["8 record-order"], [4, 0, 0]],
  [
    "a claim line before any person",
    (l) => [l[0]!, l[8]!.replace("000000000006", "000000000001"), ...l.slice(1)],
    ["2 record-order", "3 0202 record-number", "11 9904 trailer-total", "11 9907 trailer-total"],
    [1, 4, 3],
  ],
  [
    "a person without claim lines",
    (l) => l.toSpliced(8, 1),
    ["8 record-order", "9 9904 trailer-total", "9 9907 trailer-total"],
    [3, 0, 0],
  ],
  [
    "a line left out",
    (l) => l.toSpliced(2, 1),
    ["3 0402 record-number", "9 9904 trailer-total", "9 9907 trailer-total"],
    [2, 1, 0],
  ],
  ["no trailer", (l) => l.slice(0, -1), ["9 record-order"], [4, 0, 0]],
  ["lines behind the trailer", (l) => [...l, l[7]!, l[8]!], ["11 record-order"], [4, 1, 1]],
];

for (const [what, change, expected, counts] of structures) {
  test(`${what}: ${expected.join(", ")}`, async () => {
    const { findings, taken, refused, silent } = await read(change([...sound]));
    assert.deepEqual(findings.map(tell), expected);
    assert.deepEqual([taken, refused, silent], counts);
  });
}

test("a message larger than a piece of reading is read as one, a person's lines on both sides of the cut", async () => {
  const lines = ["A", "B", "C"].map((ref) => (i: number) => `${ref}${i} 1033 2024-03-05 4 x 550`);
  const people = Array.from({ length: 7000 }, (_, i) =>
    [`${i % 9 < 5 ? "111222333" : "123456782"} 1950-03-04 female 5038AB`, ...lines.map((line) => line(i))].join("\n"),
  );
  const { findings, taken } = await read(sketchMessage(people.join("\n")));
  assert.deepEqual([findings, taken], [[], 21_000]);
});

test("a file without a header of this standard is refused as a whole", async () => {
  for (const lines of [
    [],
    ["x"],
    sound.slice(1),
    spoil(sound, 1, "01", "message", "101"),
    spoil(sound, 1, "01", "subversion", "03"),
  ]) {
    const { findings, taken, pages } = await read(lines);
    assert.deepEqual(findings.map(tell), ["1 not-aw319"]);
    assert.deepEqual([taken, pages], [0, []]);
  }
});

test("every kind of finding is catalogued, in Dutch and in English", () => {
  const told = [...faults.map(([, , , , finding]) => finding), ...structures.flatMap(([, , findings]) => findings)];
  const codes = new Set(told.flatMap((finding) => (finding === "" ? [] : [finding.split(" ").at(-1)!])));
  for (const code of [...codes, "not-aw319", "test-message"]) {
    const sentence = claimFindingSentences[code];
    assert.ok(sentence !== undefined && sentence.nl !== sentence.en, code);
  }
});

test("a finding never shows who a person is", async () => {
  const personal: [number, RecordCode, string, string][] = [
    [2, "02", "bsn", "111222334"],
    [2, "02", "birthDate", "19500229"],
    [2, "02", "name1", " Geheim"],
    [2, "02", "postcode", "5038A1"],
    [3, "04", "bsn", "123456782"],
    [3, "04", "insuredNumber", " V99"],
    [5, "98", "text", " Geheim"],
  ];
  for (const [line, record, field, text] of personal) {
    const [finding] = (await read(spoil(sound, line, record, field as never, text))).findings;
    assert.match(finding!.found, /^\*+$/);
    assert.doesNotMatch(finding!.expected, /Geheim|V99|\d{9}(?<!999999999)|5038/);
  }
});

test("a test message is taken in with a warning", async () => {
  const { findings, taken } = await read(spoil(sound, 1, "01", "purpose", "T"));
  assert.deepEqual([findings.map(tell), findings[0]?.severity, taken], [["1 0105 test-message"], "warning", 4]);
});

test("a claim message is known by its name or its first record", async () => {
  const names = [
    ["a.asc", "x"],
    ["b.txt", sound[0]!],
    ["c.csv", "01;bsn;bedrag"],
    ["d.csv", "agb,bedrag\n"],
  ] as const;
  const known: boolean[] = [];
  for (const [name, text] of names) {
    writeFileSync(join(folder, name), text);
    known.push(await messageReader.knows(join(folder, name)));
  }
  assert.deepEqual(known, [true, true, false, false]);
});

test("fields lie end to end over all 310 positions of each record", () => {
  for (const code of ["01", "02", "04", "98", "99"] as const) {
    const fields = fieldsOf(code);
    assert.deepEqual(
      fields.map(({ start }) => start),
      [0, ...fields.slice(0, -1).map(({ end }) => end)],
    );
    assert.equal(fields.at(-1)!.end, 310);
  }
});

test("what is written into a claim line is read back", () => {
  const digits = (width: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${width - 1}}$`));
  const words = fc.stringMatching(/^[!-~][ -~]{0,18}[!-~]$/);
  const values = fc.record({
    bsn: digits(9),
    tariff: digits(8),
    begin: digits(8),
    service: fc.stringMatching(/^[!-~]{1,5}$/),
    ref: words,
  });
  const field = namedFields("04");
  fc.assert(
    fc.property(values, (given) => {
      const line = writeRecord("04", given);
      for (const name of Object.keys(given) as (keyof typeof given)[])
        assert.equal(line.slice(field[name].start, field[name].end).trimEnd(), given[name]);
      assert.equal(line.length, 310);
    }),
  );
});

test("a record is sound when none of its fields is at fault, whatever stood before it", () => {
  const shape = new RecordShape("04");
  const field = fc.constantFrom(...fieldsOf("04"));
  const spot = fc.record({ field, position: fc.nat(20), byte: fc.constantFrom(0, 0x20, 0x30, 0x31, 0x41, 0xff) });
  const turn = fc.record({ spots: fc.array(spot, { maxLength: 2 }), isFresh: fc.boolean(), at: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 20 }), (turns) => {
      const [blank, start] = [Buffer.alloc(320), Buffer.from(sound[2]!, "latin1")];
      let record = start;
      for (const { spots, isFresh, at } of turns) {
        record = Buffer.from(isFresh ? start : record);
        for (const {
          field: { start: first, end },
          position,
          byte,
        } of spots)
          record[Math.min(first + position, end - 1)] = byte;
        const bytes = isFresh ? Buffer.from(blank) : blank;
        bytes.set(record, at);
        assert.equal(shape.isSound(bytes, at), shape.faults(bytes, at).length === 0);
      }
    }),
    { numRuns: 500 },
  );
});

/** Many people, their lines, and faults strewn among them. */
function manyLines(): string[] {
  const people = Array.from({ length: 600 }, (__, i) => {
    const lines = Array.from(
      { length: 1 + (i % 5) },
      (_, j) => `R${i}-${j} 103${2 + (j % 7)} 2024-03-05 ${1 + j} x 550`,
    );
    return ["111222333 1950-03-04 female 5038AB", ...lines].join("\n");
  });
  const lines = sketchMessage(people.join("\n"));
  return lines.map((line, i) => {
    if (i === 0 || i % 37 !== 0) return line;
    return i % 2 === 0 ? line.slice(0, 300) : line.slice(0, 14) + "123456782" + line.slice(23);
  });
}

test("a message read in parts gives what it gives as a whole", () => {
  const path = join(folder, "many.asc");
  const lines = manyLines();
  writeFileSync(path, toFileBytes([...lines, lines[1]!, lines[2]!]));
  const file = openSync(path, "r");
  const { header } = readHeader(Buffer.from(lines[0]!));
  const results = [1, 2, 3, 5].map((parts) => {
    const cuts = divide({ file, from: 312, to: fstatSync(file).size }, parts);
    assert.equal(cuts.length, parts);
    const orders = cuts.map((cut, i) => ({ ...door, name: "many.asc", cut, header, prefix: `${parts}-${i}` }));
    const { tally, findings, refusedRefs } = joinParts("many.asc", orders.map(readPart));
    return { tally, findings, refusedRefs };
  });
  closeSync(file);
  assert.ok(results[0]!.findings.length > 40);
  for (const result of results) assert.deepEqual(result, results[0]);
});
