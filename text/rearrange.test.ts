import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { readDocument } from "../src/document.ts";
import { readProcedures } from "../src/procedure.ts";
import { ratio } from "../src/ratio.ts";
import { rearrange } from "../src/rearrangement.ts";
import { tellRearrangement } from "./rearrange.ts";

const document = readDocument(
  "p",
  "{id: move, nl: Herschikking, en: Rearrangement, phases: [{id: form, by: both, nl: Formulier, en: Form, deliverable: data, source: '003 §2'}]}",
  [],
)!;
const documents = new Map([["p.procedure.yaml", document]]);
const procedure = readProcedures({ ...smallPolicy, documents }).procedures.get("move")!;
const about = { policy: smallPolicy, procedure, on: "2024-10-01", taken: 0 };

const moved = rearrange(
  200_000n,
  [
    { provider: "75000001", agreed: 100_000n, gives: 20_000n, asks: 0n },
    { provider: "75000002", agreed: 90_000n, gives: 0n, asks: 50_000n },
  ],
  ratio(1n, 10n),
);

test("a region is told with what there is, where it goes, and who stands apart", () => {
  const apart = [{ provider: "75000003", missing: ["fact.staff@2024"] }];
  const text = tellRearrangement({ ...about, regions: [{ region: "Oost", moved, apart }], taken: 2 }, "nl");
  assert.deepEqual(text.split("\n"), [
    "Herschikking, met wat op 1 oktober 2024 bekend was",
    "  Formulier – samen, van 2 mei 2023 00:00 tot 1 juni 2023 00:00 [003 §2]",
    "",
    "Oost",
    "  budget € 2.000,00, afgesproken € 1.900,00, komt vrij € 200,00, gevraagd € 500,00",
    "  verdeeld € 270,00; voor nieuwe toetreders € 30,00; daarna nog niet afgesproken € 30,00",
    "  75000003 doet niet mee; niet bekend: Verzorgenden (2024)",
    "  aanbieder   afgesproken      geeft     vraagt     krijgt        wordt",
    "  75000001     € 1.000,00   € 200,00     € 0,00     € 0,00     € 800,00",
    "  75000002       € 900,00     € 0,00   € 500,00   € 270,00   € 1.170,00",
    "",
    "Vastgelegd: 2 afspraken gewijzigd.",
  ]);
});

test("a region that is short says so, and one that cannot be divided says why", () => {
  const short = rearrange(100n, [{ provider: "75000001", agreed: 300n, gives: 0n, asks: 0n }], ratio(0n));
  const regions = [
    { region: "Oost", moved: short, apart: [] },
    { region: "West", apart: [{ provider: "75000002", missing: ["fact.staff@2024"] }] },
  ];
  const text = tellRearrangement({ ...about, regions }, "en");
  assert.match(text, /€ 2\.00 more is agreed than there is; nothing is divided/);
  assert.match(
    text,
    /West\n {2}cannot be divided: it is not known of everybody what is agreed\n {2}75000002 takes no part/,
  );
  assert.doesNotMatch(text, /Recorded/);
});
