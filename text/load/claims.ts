/** What a load of claims took, what it refused and why, and what is still missing. */
import type { Finding } from "../../src/finding.ts";
import { groupDigits, moneyFigure } from "../figure.ts";
import { inLanguage } from "../phrase.ts";
import type { Language } from "../text.ts";
import { claimFindingSentences } from "./claim-finding.ts";
import { loadFindingSentences } from "./finding.ts";
import { tellMissing, type ToldMissing } from "./missing.ts";

export interface ToldClaims {
  readonly file: string;
  readonly reading: string;
  readonly added: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly totals: ClaimTotals;
}

/** What came into the lake from one file; counts are numbers of lines. */
export interface ClaimTotals {
  readonly pending: number;
  readonly granted: number;
  readonly rejected: number;
  /** Claims that the lake held as pending, and that this file decided. */
  readonly decided: number;
  /** What was claimed in the lines that wait for a decision. */
  readonly pendingCents: bigint;
  /** What was claimed in the lines that this file judges: brought as granted or rejected, or decided. */
  readonly judgedCents: bigint;
  /** Of the lines that this file brought, and of those that it decided. */
  readonly grantedCents: bigint;
  /** Of the refused lines, those whose cause is told at another record. */
  readonly silent: number;
}

const words = {
  nl: {
    fresh: "nieuw",
    judged: "beslist",
    known: "al bekend",
    refused: "geweigerd",
    before: "eerder geweigerd",
    silent: (count: string) => `(waarvan ${count} om een fout in een ander record)`,
    pending: (count: string, amount: string) => `${count} in behandeling: gedeclareerd ${amount}`,
    granted: "toegekend",
    rejected: "afgewezen",
    decided: "beslist over declaraties die er al waren",
    amounts: (claimed: string, granted: string) => `gedeclareerd ${claimed}, toegekend ${granted}`,
    others: (count: string) => `… en ${count} andere bestanden, waarvan geen regel is geweigerd`,
    together: (files: string, lines: string) => `Samen ${files} bestanden met ${lines} regels`,
    findings: "Bevindingen, per soort:",
    missing: "Nog nodig:",
  },
  en: {
    fresh: "new",
    judged: "decided",
    known: "known already",
    refused: "refused",
    before: "refused before",
    silent: (count: string) => `(of which ${count} for a fault in another record)`,
    pending: (count: string, amount: string) => `${count} pending: claimed ${amount}`,
    granted: "granted",
    rejected: "rejected",
    decided: "decided, of claims that were there",
    amounts: (claimed: string, granted: string) => `claimed ${claimed}, granted ${granted}`,
    others: (count: string) => `… and ${count} other files, of which no line is refused`,
    together: (files: string, lines: string) => `Together ${files} files with ${lines} lines`,
    findings: "Findings, by kind:",
    missing: "Still needed:",
  },
} as const;

/** So many files are told one by one; of more, only those with a refused line. */
const mostFiles = 20;

/** The whole report of a load; the findings themselves are told elsewhere, one by one. */
export function tellClaims(
  loads: readonly ToldClaims[],
  findings: readonly Finding[],
  missing: readonly ToldMissing[],
  lang: Language,
): string {
  const word = words[lang];
  const count = (number: number): string => groupDigits(String(number), lang);
  const told = loads.length > mostFiles ? loads.filter(({ refused }) => refused > 0) : loads;
  const kinds = tellKinds(findings, lang);
  return [
    ...told.flatMap((load) => [`${load.file} (${inLanguage(load.reading, lang)})`, ...tellLines([load], lang)]),
    ...(told.length === 0 || told.length === loads.length ? [] : [word.others(count(loads.length - told.length))]),
    ...(loads.length > 1 ? tellTotal(loads, lang) : []),
    ...(kinds.length === 0 ? [] : [word.findings, ...kinds]),
    ...(missing.length === 0 ? [] : [word.missing]),
    ...missing.map((gap) => `- ${tellMissing(gap, lang)}`),
  ].join("\n");
}

function tellTotal(loads: readonly ToldClaims[], lang: Language): string[] {
  const lines = loads.reduce((sum, { taken, refused }) => sum + taken + refused, 0);
  const [files, read] = [loads.length, lines].map((number) => groupDigits(String(number), lang));
  return [words[lang].together(files!, read!), ...tellLines(loads, lang)];
}

/**
 * How many lines are new, decide of claims that were there, are known and are refused, and what the new ones say in euros. What
 * waits and what was decided stand apart: the same claim may be in both, once as it was sent and once as it was decided.
 */
function tellLines(loads: readonly ToldClaims[], lang: Language): string[] {
  const word = words[lang];
  const count = (number: number): string => groupDigits(String(number), lang);
  const sum = (of: readonly ToldClaims[], value: (load: ToldClaims) => number): number =>
    of.reduce((total, load) => total + value(load), 0);
  const fresh = loads.filter(({ added }) => added);
  const isKnown = ({ added, taken }: ToldClaims): boolean => !added && taken > 0;
  const [known, read] = [loads.filter(isKnown), loads.filter((load) => !isKnown(load))];
  const before = sum(known, ({ refused }) => refused);
  const silent = sum(read, ({ totals }) => totals.silent);
  const taken = sum(fresh, (load) => load.taken);
  // A decision about a claim that was there is no new claim.
  const decided = sum(fresh, ({ totals }) => totals.decided);
  const lines = [
    ...(taken > decided || decided === 0 ? [`${count(taken - decided)} ${word.fresh}`] : []),
    ...(decided > 0 ? [`${count(decided)} ${word.judged}`] : []),
    ...(known.length > 0 ? [`${count(sum(known, (load) => load.taken))} ${word.known}`] : []),
    ...(before > 0 ? [`${count(before)} ${word.before}`] : []),
    `${count(sum(read, ({ refused }) => refused))} ${word.refused}${silent === 0 ? "" : ` ${word.silent(count(silent))}`}`,
  ];
  return [
    lines.join(", "),
    ...tellAmounts(
      fresh.map(({ totals }) => totals),
      lang,
    ),
  ].map((line) => `  ${line}`);
}

function tellAmounts(totals: readonly ClaimTotals[], lang: Language): string[] {
  const word = words[lang];
  const count = (number: number): string => groupDigits(String(number), lang);
  const lines = (state: "pending" | "granted" | "rejected" | "decided"): number =>
    totals.reduce((sum, own) => sum + own[state], 0);
  const cents = (of: (own: ClaimTotals) => bigint): string =>
    moneyFigure(
      totals.reduce((sum, own) => sum + of(own), 0n),
      lang,
    );
  const waiting = totals.some(({ pending }) => pending > 0);
  const judged = (["granted", "rejected", "decided"] as const).filter((state) => lines(state) > 0);
  const amounts = word.amounts(
    cents(({ judgedCents }) => judgedCents),
    cents(({ grantedCents }) => grantedCents),
  );
  return [
    ...(waiting
      ? [
          word.pending(
            count(lines("pending")),
            cents(({ pendingCents }) => pendingCents),
          ),
        ]
      : []),
    ...(judged.length > 0
      ? [`${judged.map((state) => `${count(lines(state))} ${word[state]}`).join(", ")}: ${amounts}`]
      : []),
  ];
}

/** Each kind of finding once, the most frequent first: how often, and what it means. */
function tellKinds(findings: readonly Finding[], lang: Language): string[] {
  const kinds = [...Map.groupBy(findings, ({ code }) => code)].toSorted(
    ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
  );
  return kinds.map(([code, { length }]) => {
    const sentence = claimFindingSentences[code]?.[lang] ?? loadFindingSentences[code]?.[lang] ?? "";
    return `- ${groupDigits(String(length), lang)} × ${code}: ${sentence}`;
  });
}
