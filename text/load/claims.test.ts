import assert from "node:assert/strict";
import { test } from "node:test";
import { tellClaims } from "./claims.ts";
import type { ToldClaims } from "./claims.ts";

const nothing = {
  pending: 0,
  granted: 0,
  rejected: 0,
  decided: 0,
  pendingCents: 0n,
  judgedCents: 0n,
  grantedCents: 0n,
};

function claims(file: string, load: Partial<ToldClaims>, totals: Partial<ToldClaims["totals"]> = {}): ToldClaims {
  const common = { file, reading: "csv", added: true, taken: 0, refused: 0 };
  return { ...common, ...load, totals: { ...nothing, silent: 0, ...totals } };
}

const message = claims("a.asc", { taken: 3, refused: 1 }, { pending: 3, pendingCents: 62_200n, silent: 1 });
const extract = claims("b.csv", { taken: 2 }, { decided: 2, judgedCents: 62_200n, grantedCents: 60_000n });
const again = claims("c.csv", { taken: 7, added: false }, { granted: 7, judgedCents: 9_900n, grantedCents: 9_900n });

test("a file tells what is new or decided, what waits and what was decided; a feed of decisions tells what had been claimed", () => {
  assert.equal(
    tellClaims([message], [], [], "nl"),
    "a.asc (csv)\n  3 nieuw, 1 geweigerd (waarvan 1 om een fout in een ander record)\n  3 in behandeling: gedeclareerd € 622,00",
  );
  assert.equal(
    tellClaims([extract], [], [], "en"),
    "b.csv (csv)\n  2 decided, 0 refused\n  2 decided, of claims that were there: claimed € 622.00, granted € 600.00",
  );
});

test("a file that was loaded before brings nothing new, and its amounts are not counted again", () => {
  assert.equal(tellClaims([again], [], [], "nl"), "c.csv (csv)\n  0 nieuw, 7 al bekend, 0 geweigerd");
  const dirty = claims("d.csv", { taken: 7, refused: 2, added: false });
  assert.equal(
    tellClaims([dirty], [], [], "nl"),
    "d.csv (csv)\n  0 nieuw, 7 al bekend, 2 eerder geweigerd, 0 geweigerd",
  );
});

test("several files end with their total", () => {
  const lines = tellClaims([message, extract, again], [], [], "nl").split("\n");
  assert.deepEqual(lines.slice(-4), [
    "Samen 3 bestanden met 13 regels",
    "  3 nieuw, 2 beslist, 7 al bekend, 1 geweigerd (waarvan 1 om een fout in een ander record)",
    "  3 in behandeling: gedeclareerd € 622,00",
    "  2 beslist over declaraties die er al waren: gedeclareerd € 622,00, toegekend € 600,00",
  ]);
});

test("of many files only those with a refused line are named", () => {
  const many = Array.from({ length: 1500 }, (_, i) => claims(`${i}.csv`, { taken: 1 }, { granted: 1 }));
  const lines = tellClaims([...many, message], [], [], "nl").split("\n");
  assert.equal(lines[0], "a.asc (csv)");
  assert.equal(lines[3], "… en 1.500 andere bestanden, waarvan geen regel is geweigerd");
  assert.equal(lines[4], "Samen 1.501 bestanden met 1.504 regels");
  assert.equal(tellClaims(many, [], [], "nl").split("\n")[0], "Samen 1.500 bestanden met 1.500 regels");
});
