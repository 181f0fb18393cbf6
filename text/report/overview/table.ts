/**
 * The overview's table as CSV, for who reckons on: one row per provider with the figures of the page. As a spreadsheet in the reader's
 * language opens it: semicolons and decimal commas in Dutch, commas and points in English. An amount is in euro, with its cents.
 */
import { toDecimalText } from "../../../src/decimal.ts";
import { likelierOf } from "../../../src/round.ts";
import type { Position, Round, Told } from "../../../src/round.ts";
import type { Policy } from "../../../src/policy.ts";
import { choiceText, labelOf } from "../../label.ts";
import type { Language } from "../../text.ts";
import { shortOutcome } from "../../short-outcome.ts";

const words = {
  nl: {
    heads: (year: number) => ["AGB-code", "Naam", `Gerealiseerd ${year}`, `Afspraak ${year}`],
    sure: (decision: string) => `${decision}: kans`,
    likelier: (decision: string) => `${decision}: waarschijnlijker`,
    difference: "Verschil met afspraak",
  },
  en: {
    heads: (year: number) => ["AGB code", "Name", `Realised ${year}`, `Agreement ${year}`],
    sure: (decision: string) => `${decision}: chance`,
    likelier: (decision: string) => `${decision}: likelier`,
    difference: "Difference with agreement",
  },
} as const;

const marks = { nl: { separator: ";", point: "," }, en: { separator: ",", point: "." } } as const;

/** The table, its header first; it begins with a byte order mark, without which spreadsheets misread what is not ASCII. */
export function overviewTable({ policy, before }: Round, positions: readonly Position[], lang: Language): string {
  const say = words[lang];
  const decisions = policy.round.map(({ decision }) => decision);
  const ranked = new Set(positions.flatMap(({ proposal }) => proposal.told.flatMap(rankedOf)));
  const heads = decisions.flatMap((decision) => {
    const label = labelOf(decision, policy, lang);
    return ranked.has(decision) ? [label, say.sure(label), say.likelier(label)] : [label];
  });
  const rows = positions.map((position) => {
    const { proposal, name = "", realisedCents, agreementCents, proposedCents } = position;
    const known = proposedCents !== undefined && agreementCents !== undefined;
    const cells = decisions.flatMap((decision) => {
      const told = proposal.told.find((each) => each.decision === decision);
      return ranked.has(decision)
        ? [outcomeCell(told, policy, lang), ...sureCells(told, policy, lang)]
        : [outcomeCell(told, policy, lang)];
    });
    const stood = [proposal.provider, name, euros(realisedCents, lang), euros(agreementCents, lang)];
    return [...stood, ...cells, euros(known ? proposedCents - agreementCents : undefined, lang)];
  });
  const all = [[...say.heads(before.year), ...heads, say.difference], ...rows];
  const { separator } = marks[lang];
  return `\uFEFF${all.map((cells) => `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`).join("")}`;
}

function rankedOf({ decision, certainty }: Told): string[] {
  return certainty === undefined ? [] : [decision];
}

/** A number stands bare, without unit and groups; anything else as on the page. */
function outcomeCell(told: Told | undefined, policy: Policy, lang: Language): string {
  if (told === undefined) return "";
  const { decision, outcome } = told;
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (outcome.status !== "decided" || type?.kind !== "number") return shortOutcome(outcome, decision, policy, lang);
  if (type.form === "money") return euros(BigInt((outcome.value as { cents: string }).cents), lang);
  return String(outcome.value).replace(".", marks[lang].point);
}

/** In whole percents, as on the page. */
function sureCells(told: Told | undefined, policy: Policy, lang: Language): string[] {
  const { outcome, certainty } = told ?? {};
  if (told === undefined || outcome?.status !== "decided" || certainty === undefined) return ["", ""];
  const likelier = likelierOf(told);
  const share = Math.round((100 * (certainty.outcomes[String(outcome.value)] ?? 0)) / certainty.draws);
  return [String(share), likelier === undefined ? "" : choiceText(likelier, told.decision, policy, lang)];
}

function euros(cents: bigint | undefined, lang: Language): string {
  return cents === undefined ? "" : toDecimalText(cents, 2).replace(".", marks[lang].point);
}

/** Quoted where it must be; a text that a spreadsheet would take for a formula gets an apostrophe in front. */
function quoted(cell: string, separator: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
