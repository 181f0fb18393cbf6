import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsBsn, isBsn, mask, personalColumn, toColumnName } from "./privacy.ts";

test("a BSN passes the eleven test", () => {
  assert.ok(isBsn("111222333") && isBsn("123456782"));
  for (const digits of ["111222334", "000000000", "11122233", "1112223330"]) assert.ok(!isBsn(digits), digits);
});

test("what reads as a BSN is starred out, with or without marks between the digits", () => {
  assert.equal(mask("cliënt 111222333 verhuisd"), "cliënt ********* verhuisd");
  assert.equal(mask("1234.56.782"), "****.**.***");
  assert.equal(mask("AGB 41123456, 2024-01-15, 111222334"), "AGB 41123456, 2024-01-15, 111222334");
  const money = { kind: "number", form: "money", scale: 2, unit: "euro" } as const;
  for (const amount of ["1420000.00", "1.420.000.00", "142000000"]) {
    assert.ok(holdsBsn(amount), `${amount} as text`);
    assert.ok(!holdsBsn(amount, money), `${amount} as an amount`);
  }
  assert.ok(holdsBsn("cliënt 111222333", money), "text is no amount");
  assert.ok(holdsBsn("111222333", { kind: "number", form: "int", scale: 0, unit: "" }), "nor are bare digits a count");
  assert.ok(holdsBsn("zie 123456782") && !holdsBsn("zie 123456789"));
});

test("a column about a person is known by its header", () => {
  const kinds = { BSN: "bsn", "Naam ": "name", Voornaam: "name", "Adres (straat)": "address", Straatnaam: "address" };
  for (const [header, kind] of Object.entries(kinds)) assert.equal(personalColumn(header), kind, header);
  assert.equal(personalColumn("Geboortedatum"), "birth date");
  assert.equal(personalColumn("Cliënt-nummer"), "insured or client number");
  for (const header of ["gemeentenaam", "naamgeving", "aantal_bsn_x", "provider", "insured_days", "region"])
    assert.equal(personalColumn(header), undefined, header);
});

test("a header is a plain name", () => {
  assert.equal(toColumnName(" Omzet (€) "), "omzet");
  assert.equal(toColumnName("Cliënt-nummer"), "client_nummer");
});
