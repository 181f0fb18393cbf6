import assert from "node:assert/strict";
import { test } from "node:test";
import { html, toPage } from "./html.ts";

test("html escapes what is filled in, and nothing twice", () => {
  const item = html`<li>${"a < b & 'c'"}</li>`;
  const escaped = "<li>a &lt; b &amp; &#39;c&#39;</li>";
  assert.equal(html`<ul>${[item, item]}</ul>`.text, `<ul>${escaped}${escaped}</ul>`);
  assert.equal(html`${undefined}${false}${12n}${["<", ">"]}`.text, "12&lt;&gt;");
});

test("a page names its language and fetches nothing", () => {
  const page = toPage({ lang: "nl", title: "Voorstel", body: html`<h1>Voorstel</h1>` });
  assert.match(page, /^<!doctype html>\s*<html lang="nl">/);
  assert.doesNotMatch(page, /<script|https?:|url\(/);
});
