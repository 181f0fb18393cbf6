import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";
import { readMandates, rulingOf } from "./mandate.ts";

const sound = `roles:
  - {id: purchaser, nl: Inkoper, en: Purchaser, alone: "1000.00", together: "5000.00", assumption: t}
  - {id: reader, nl: Meelezer, en: Reader, together: any, assumption: t}
  - {id: director, nl: Directeur, en: Director, alone: any, source: "mandaatregeling §2"}
mandates: {inkoper: purchaser, inkoper-2: purchaser, meelezer: reader, directeur: director}
`;

function read(text: string) {
  const findings: Finding[] = [];
  const documents = new Map([["mandate.yaml", readDocument("mandate.yaml", text, findings)!]]);
  const mandates = readMandates({ ...smallPolicy, documents }, findings);
  return { mandates, findings: findings.map(({ code, line, found }) => `${line} ${code}: ${found}`) };
}

function ruling(mandate: string, amount?: bigint, first?: string): string {
  const told = rulingOf(read(sound).mandates!, {
    mandate,
    ...(amount !== undefined && { amount }),
    ...(first !== undefined && { first }),
  });
  return told.kind === "refused" ? told.code : told.kind;
}

test("up to its amount a mandate decides alone, to the cent; above it waits for a second person", () => {
  assert.equal(ruling("inkoper", 100_000n), "alone");
  assert.equal(ruling("inkoper", 100_001n), "waits");
  assert.equal(ruling("inkoper", 500_000n, "inkoper-2"), "second");
  assert.equal(ruling("inkoper", 500_001n), "above-mandate");
  assert.equal(ruling("directeur", 10n ** 15n), "alone");
});

/** What is said of what lies above a mandate. */
function refused(mandate: string, amount: bigint, isForOne?: true): string {
  const told = rulingOf(read(sound).mandates!, { mandate, amount, ...(isForOne && { isForOne }) });
  return told.kind === "refused" ? `${told.found}: ${told.expected}` : told.kind;
}

test("above a mandate it is said by how much, how far it reaches, and who does decide it", () => {
  assert.equal(
    refused("inkoper", 500_001n),
    "5000.01 under mandate inkoper: at most 5000.00 with a second person under this mandate; this amount takes directeur alone, or meelezer with a second person",
  );
  assert.equal(
    refused("inkoper", 100_001n, true),
    "1000.01 under mandate inkoper: at most 1000.00 alone under this mandate; this amount takes directeur alone",
  );
  assert.equal(
    refused("meelezer", 1n, true),
    "0.01 under mandate meelezer: no amount under this mandate; this amount takes inkoper, inkoper-2, directeur alone",
  );
  const { mandates } = read(sound.replace("alone: any", 'alone: "9000.00"').replace("together: any, ", ""));
  const told = rulingOf(mandates!, { mandate: "directeur", amount: 900_001n });
  assert.equal(
    told.kind === "refused" && told.expected,
    "at most 9000.00 alone under this mandate; no mandate reaches this amount",
  );
});

test("four eyes are of two people: whoever was first is no second", () => {
  assert.equal(ruling("inkoper", 200_000n, "inkoper"), "same-person");
  assert.equal(ruling("meelezer", 200_000n, "inkoper"), "second");
});

test("who has no mandate decides nothing; what is no amount takes any mandate", () => {
  assert.equal(ruling("stagiair", 1n), "unknown-mandate");
  assert.equal(ruling("stagiair"), "unknown-mandate");
  assert.equal(ruling("inkoper"), "alone");
  assert.equal(ruling("meelezer", 1n), "waits");
});

test("a policy without the page gives out none", () => {
  assert.equal(readMandates(smallPolicy, []), undefined);
});

for (const [from, to, told] of [
  ["inkoper: purchaser", "inkoper: purchasr", "5 unknown-name: `purchasr`"],
  ['alone: "1000.00"', "alone: veel", "2 bad-value: `veel`"],
  ["together: any, assumption: t", "together: any", "3 no-source: neither `source` nor `assumption`"],
  ["id: reader", "id: director", "4 declared-twice: `director`"],
  ["mandates:", "mandate:", "5 unknown-key: `mandate`"],
] as const)
  test(`a page with ${JSON.stringify(to)} is refused`, () => {
    const { findings } = read(sound.replace(from, to));
    assert.equal(findings[0], told);
  });
