/** The quality of the claims on a page: of one provider for itself, and of all for the purchaser. */
import type { QualityVerdict } from "../../src/data-quality.ts";
import type { Verdicts } from "../../src/value.ts";
import { levelText, tellVerdict, verdictText } from "../data-quality.ts";
import type { Language } from "../text.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

const words = {
  nl: {
    title: "Kwaliteit van de declaraties",
    columns: ["Controle", "Uitkomst", "Gevonden"],
    passed: (count: number) => `${count} controles zonder bevinding.`,
    blocked: "Zolang een controle tegenhoudt, wordt niets verteld dat uit deze declaraties is geteld.",
    all: (count: number) => `Van ${count} aanbieders zijn de declaraties getoetst; er is niets gevonden.`,
    some: (red: number, amber: number, count: number) =>
      `Van ${count} aanbieders zijn de declaraties getoetst: van ${red} houdt een controle de kengetallen tegen, bij ${amber} is iets na te vragen.`,
    provider: "Aanbieder",
  },
  en: {
    title: "Quality of the claims",
    columns: ["Check", "Outcome", "Found"],
    passed: (count: number) => `${count} checks without a finding.`,
    blocked: "As long as a check blocks, nothing is told that was counted from these claims.",
    all: (count: number) => `The claims of ${count} providers were checked; nothing was found.`,
    some: (red: number, amber: number, count: number) =>
      `The claims of ${count} providers were checked: of ${red} a check blocks the figures, of ${amber} something is to be asked.`,
    provider: "Provider",
  },
} as const;

/** What a provider reads of its own claims; nothing where none were judged. */
export function claimSection(verdicts: readonly QualityVerdict[], lang: Language): Html | undefined {
  if (verdicts.length === 0) return undefined;
  const say = words[lang];
  const found = verdicts.filter(({ level }) => level !== "green");
  const row = (verdict: QualityVerdict): Html =>
    html`<tr><td>${verdict.check[lang]}</td><td>${levelText(verdict.level, lang)}</td><td>${verdictText(verdict, lang)}</td></tr>`;
  return html`<section><h2>${say.title}</h2>
${
  found.length > 0 &&
  html`<table><thead><tr>${say.columns.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${found.map(row)}</tbody></table>`
}
${found.some(({ level }) => level === "red") && html`<p>${say.blocked}</p>`}
<p>${say.passed(verdicts.length - found.length)}</p></section>`;
}

/** What the purchaser reads of all claims: how many providers, and who with what. */
export function claimOverview(verdicts: Verdicts | undefined, lang: Language): Html | undefined {
  if (verdicts === undefined || verdicts.size === 0) return undefined;
  const say = words[lang];
  const found = [...verdicts].flatMap(([provider, own]) => {
    const told = own.filter(({ level }) => level !== "green");
    return told.length === 0 ? [] : [{ provider, told }];
  });
  const blocked = found.filter(({ told }) => told.some(({ level }) => level === "red")).length;
  const lead = found.length === 0 ? say.all(verdicts.size) : say.some(blocked, found.length - blocked, verdicts.size);
  const row = ({ provider, told }: (typeof found)[number]): Html =>
    html`<tr><th scope="row"><a href="${provider}.html">${provider}</a></th><td>${told.map((verdict) => html`${tellVerdict(verdict, lang)}<br />`)}</td></tr>`;
  return html`<section><h2>${say.title}</h2><p>${lead}</p>
${
  found.length > 0 &&
  html`<div class="wide"><table><thead><tr><th scope="col">${say.provider}</th><th scope="col">${say.columns[2]}</th></tr></thead>
<tbody>${found.map(row)}</tbody></table></div>`
}</section>`;
}
