import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../house/small-round.ts";
import type { Parameter, Policy } from "../src/policy.ts";
import type { TakenDecision } from "../src/round.ts";
import { roundPages } from "./report.ts";
import { tellRound } from "./round.ts";
import { funnelFigure } from "./report/funnel.ts";
import type { Funnel } from "./report/funnel.ts";
import type { Language } from "./text.ts";

/** Words of others that end up on a page: where a fact comes from, and why somebody departed from a proposal. */
const hostile = `<script>alert("x")</script>`;
const taken: TakenDecision = {
  provider: "42000001",
  decision: "class",
  verdict: "change",
  proposed: { status: "decided", value: "B" },
  value: "A",
  mandate: "inkoper",
  reason: hostile,
  at: "2024-01-03T09:00:00Z",
};
const round = holdSmallRound(hostile, [taken]);
const pages: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  nl: pagesIn("nl"),
  en: pagesIn("en"),
};
const all = [...pages.nl.entries(), ...pages.en.entries()];

function pagesIn(lang: Language): ReadonlyMap<string, string> {
  return new Map([...roundPages(round, lang)].filter(([name]) => name.endsWith(".html")));
}

/** A page as it is read: without tags, white space as one space. */
function read(name: string, lang: Language): string {
  const page = pages[lang].get(name)!.replace(/<style>[^]*?<\/style>/, "");
  return page.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

test("one page for the purchaser, and a page and its data per provider", () => {
  assert.deepEqual(
    [...roundPages(round, "nl")].map(([name]) => name),
    [
      "overview.html",
      "overview.csv",
      "42000001.json",
      "42000001.html",
      "42000002.json",
      "42000002.html",
      "42000003.json",
      "42000003.html",
    ],
  );
});

test("what waits for a second person is no decision, and its provider is not told of it", () => {
  const pageWith = (line: TakenDecision): string =>
    new Map(roundPages(holdSmallRound("upload", [line]), "nl")).get("42000001.html")!;
  const spoken: TakenDecision = { ...taken, reason: "een gesprek" };
  assert.match(pageWith(spoken), /een gesprek/);
  assert.doesNotMatch(pageWith({ ...spoken, waits: true }), /een gesprek/);
});

test("the data of a provider have every way in which an outcome would have been another", () => {
  const files = new Map(roundPages(round, "nl"));
  const { provider, decisions } = JSON.parse(files.get("42000001.json")!) as {
    provider: string;
    decisions: readonly { decision: string; counterfactuals: readonly object[] }[];
  };
  assert.equal(provider, "42000001");
  assert.deepEqual(decisions.find(({ decision }) => decision === "class")?.counterfactuals, [
    { changes: [{ ref: "indicator.register_share", from: "62.5000", to: "80.0000" }], value: "A" },
  ]);
  assert.ok(!files.get("42000001.json")!.includes("42000002"));
});

test("every page says its language, has one heading of the first rank, and runs and fetches nothing", () => {
  for (const [lang, of] of Object.entries(pages))
    for (const [name, page] of of) {
      assert.match(page, new RegExp(`^<!doctype html>\\s*<html lang="${lang}">`), name);
      assert.equal(page.match(/<h1>/g)?.length, 1, name);
      assert.match(page, /<title>[^<]+<\/title>/, name);
      assert.doesNotMatch(page, /<script|<link|<iframe|\son\w+=|javascript:|(src|href)="(https?:)?\/\//i, name);
    }
});

test("headings do not skip a rank", () => {
  for (const [name, page] of all) {
    const ranks = [...page.matchAll(/<h([1-6])>/g)].map(([, rank]) => Number(rank));
    for (const [i, rank] of ranks.entries()) assert.ok(i === 0 || rank <= ranks[i - 1]! + 1, `${name}: h${rank}`);
  }
});

test("every header of a table says what it heads, and every row is as wide as its head", () => {
  for (const [name, page] of all) {
    for (const [head] of page.matchAll(/<th\b[^>]*>/g)) assert.match(head, /scope="(col|row)"/, name);
    for (const [table] of page.matchAll(/<table>[^]*?<\/table>/g)) {
      const rows = [...table.matchAll(/<tr>[^]*?<\/tr>/g)].map(([row]) => row.match(/<t[hd]\b/g)?.length);
      assert.equal(new Set(rows).size, 1, `${name}: ${rows.join(" ")}`);
    }
  }
});

test("what others wrote is text and never markup", () => {
  const escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;";
  const page = pages.nl.get("42000001.html")!;
  assert.ok(page.includes(`<td>${escaped}, 20 mei 2023 14:00</td>`), page);
  assert.ok(page.includes(`gewijzigd → de beste – ${escaped}`));
  assert.ok(pages.nl.get("overview.html")!.includes("Zorg &amp; Zekerheid"));
});

test("the provider reads why, how sure, what would have changed it, and what people decided", () => {
  const page = read("42000001.html", "nl");
  assert.match(page, / voor aanbieder 42000001, Zorg &amp; Zo /);
  assert.match(page, /Categorie de andere Hoe zeker: de andere \d+ %/);
  assert.match(page, /In het register 62,5 % waardemodel/);
  assert.match(page, /Grens van A 80 % beleid \[aanname: ruim boven de helft\]/);
  assert.match(page, /In het register: 80 % in plaats van 62,5 % → de beste/);
  assert.match(page, /De inkoper laat Groei open: niet gepubliceerd\. \[003 §2\.2\.4\]/);
  assert.match(page, /Wat mensen besloten Categorie: gewijzigd → de beste – .* \[inkoper, 3 januari 2024 10:00\]/);
  assert.match(page, /Aannames waarop dit rust .* ruim boven de helft /);
  assert.match(page, new RegExp(`Hash van de rekenbon: ${round.leaves[0]}`));
});

test("and in English", () => {
  const page = read("42000002.html", "en");
  assert.match(
    page,
    /Admission Refused\. This is not met: Asked: in before 1 June 2023 00:00; found: 1 June 2023 00:00\./,
  );
  assert.match(page, /Preferences, which never refuse The provider is large: unknown/);
  assert.doesNotMatch(page, /What people decided/);
});

test("figures stand with interval, persons, the mean of the peers, and what is to know of them", () => {
  const page = read("42000001.html", "nl");
  assert.match(
    page,
    /In het register \(2022\) De tekst zegt niet welke richting beter is\. 62,5 % 48,3627 % – 74,7848 % 48 76,25 % /,
  );
  assert.match(
    read("42000003.html", "nl"),
    /In het register \(2022\) Niet berekend; dit ontbreekt: [^.]*Verzorgenden \(2022\)[^.]*\. De tekst [^.]*\. onbekend – – 76,25 % /,
  );
});

test("where the peers come to nothing for a reason of their own, the page says it once", () => {
  const { reckoning } = round;
  const why = { code: "too_few_peers", args: {} };
  const providers = [...reckoning.providers].map(([provider, figures]) => {
    const lone = { missing: ["indicator.register_share"], made: {}, notes: [why] };
    return [provider, { ...figures, own: new Map([...figures.own, ["register_mean", lone]]) }] as const;
  });
  const alone = { ...round, reckoning: { ...reckoning, providers: new Map(providers) } };
  const page = new Map(roundPages(alone, "nl")).get("42000001.html")!;
  assert.match(page, /Er is maar één aanbieder om mee te vergelijken: dat geeft geen standaardafwijking\./);
  assert.doesNotMatch(pages.nl.get("42000001.html")!, /maar één aanbieder/);
});

test("where a mean would tell the figure of a peer, the page shows it nowhere and keeps the receipt that holds it", () => {
  const parameter = (value: bigint, form: string): Parameter =>
    ({ value, type: { kind: "number", form, scale: 0, unit: "" } }) as unknown as Parameter;
  const parameters = new Map([
    ...round.policy.parameters,
    ["least", parameter(3n, "int")],
    ["most", parameter(1n, "percent")],
  ]);
  const publish = { peersLeast: "least", shareMost: "most" };
  const policy: Policy = { ...round.policy, publish, parameters };
  const withheld = new Map(roundPages({ ...round, policy }, "nl"));
  const page = withheld.get("42000001.html")!;
  assert.ok(pages.nl.get("42000001.html")!.includes("76,25 %"));
  assert.ok(!page.includes("76,25 %"));
  assert.match(page, /Daarom gaat hij niet naar u/);
  assert.ok(!page.includes("npx driehoek verify") && page.includes(round.leaves[0]!));
  for (const told of [withheld.get("overview.html")!, tellRound({ ...round, policy }, "out", "nl")])
    assert.match(told, /De rekenbonnen gaan niet naar de aanbieders/);
  assert.doesNotMatch(pages.nl.get("overview.html")!, /De rekenbonnen gaan niet/);
});

test("an English page has the policy's assumptions in English, and says of what it has in Dutch alone that it is Dutch", () => {
  const english = new Map([["ruim boven de helft", "well above half"]]);
  const page = new Map(roundPages({ ...round, policy: { ...round.policy, english } }, "en")).get("42000001.html")!;
  assert.match(page, /well above half/);
  assert.doesNotMatch(page, /ruim boven de helft/);
  assert.match(page, /assumption: <span lang="nl">een voorkeur<\/span> \(the policy&#39;s own words, in Dutch\)/);
  assert.match(pages.en.get("42000001.html")!, /<span lang="nl">ruim boven de helft<\/span>/);
  assert.doesNotMatch(pages.nl.get("42000001.html")!, /<span lang="nl">|in Dutch/);
});

test("a provider's page names no other", () => {
  for (const { provider } of round.proposals)
    for (const { provider: other } of round.proposals)
      if (other !== provider)
        assert.ok(!pages.nl.get(`${provider}.html`)!.includes(other), `${provider} sees ${other}`);
});

test("the overview counts departures, and has a row per provider with its reasons", () => {
  const page = read("overview.html", "nl");
  assert.match(page, /Mensen weken 1 keer af van het voorstel\./);
  assert.match(page, /Toelating geweigerd 1 /);
  assert.match(page, /Wat het vaakst ontbreekt Groei: 3 /);
  assert.match(page, / 42000002 .* geweigerd Gevraagd: binnen vóór 1 juni 2023 00:00; .* de beste \d+ % /);
  assert.match(pages.nl.get("overview.html")!, /<a href="42000003\.html">42000003<\/a>/);
});

test("a funnel is drawn without a script, and says in words how many lie outside", () => {
  const limits = [10, 100, 1000].map((clients) => ({ clients, low95: 0.9, high95: 1.1, low998: 0.8, high998: 1.2 }));
  const points = [
    { provider: "42000001", clients: 50, value: 1.06 },
    { provider: "42000002", clients: 500, value: 1.5, class: "B" },
  ];
  const funnel: Funnel = { label: `Kosten <${hostile}>`, target: 1, points, limits };
  const { text } = funnelFigure(funnel, "nl");
  assert.match(text, /<svg [^]*<\/svg>/);
  assert.doesNotMatch(text, /<script/);
  assert.match(text, /aria-label="Kosten [^"]*: 2; 1"/);
  assert.match(text, /○ B · × zonder categorie<br \/>/);
  assert.match(text, /Buiten de grenzen van 99,8 %: 42000002\./);
  assert.match(funnelFigure({ ...funnel, points: points.slice(0, 1) }, "en").text, /Nobody lies outside/);
  assert.match(funnelFigure(funnel, "en").text, /Funnel: within it/);
});
