/** What a load of claims took, what it refused and why, and what is still missing. */
import type { Finding } from "../../src/finding.ts";
import { groupDigits, moneyFigure } from "../figure.ts";
import type { Language } from "../text.ts";
import { claimFindingSentences } from "./claim-finding.ts";
import { loadFindingSentences } from "./finding.ts";
import { tellMissing, type ToldMissing } from "./missing.ts";

interface ToldClaims {
  readonly file: string;
  readonly reading: string;
  readonly added: boolean;
  readonly taken: number;
  readonly refused: number;
  readonly totals: {
    readonly pending: number;
    readonly granted: number;
    readonly rejected: number;
    readonly decided: number;
    readonly claimedCents: bigint;
    readonly grantedCents: bigint;
    readonly silent: number;
  };
}

const words = {
  nl: {
    taken: "regels opgenomen",
    refused: "geweigerd",
    silent: (count: string) => `(waarvan ${count} om een fout in een ander record)`,
    known: "stond er al; er is niets toegevoegd",
    pending: "in behandeling",
    granted: "toegekend",
    rejected: "afgewezen",
    decided: "over declaraties die er al waren",
    claimed: "gedeclareerd",
    cost: "toegekend",
    findings: "Bevindingen, per soort:",
    missing: "Nog nodig:",
  },
  en: {
    taken: "lines taken in",
    refused: "refused",
    silent: (count: string) => `(of which ${count} for a fault in another record)`,
    known: "was there already; nothing was added",
    pending: "pending",
    granted: "granted",
    rejected: "rejected",
    decided: "about claims that were there",
    claimed: "claimed",
    cost: "granted",
    findings: "Findings, by kind:",
    missing: "Still needed:",
  },
} as const;

/** The whole report of a load; the findings themselves are told elsewhere, one by one. */
export function tellClaims(
  loads: readonly ToldClaims[],
  findings: readonly Finding[],
  missing: readonly ToldMissing[],
  lang: Language,
): string {
  const word = words[lang];
  const kinds = tellKinds(findings, lang);
  return [
    ...loads.flatMap((load) => tellFile(load, lang)),
    ...(kinds.length === 0 ? [] : [word.findings, ...kinds]),
    ...(missing.length === 0 ? [] : [word.missing]),
    ...missing.map((gap) => `- ${tellMissing(gap, lang)}`),
  ].join("\n");
}

function tellFile({ file, reading, added, taken, refused, totals }: ToldClaims, lang: Language): string[] {
  const word = words[lang];
  const count = (number: number): string => groupDigits(String(number), lang);
  const silent = totals.silent === 0 ? "" : ` ${word.silent(count(totals.silent))}`;
  const states = (["pending", "granted", "rejected", "decided"] as const).filter((state) => totals[state] > 0);
  const money = `${word.claimed} ${moneyFigure(totals.claimedCents, lang)}, ${word.cost} ${moneyFigure(totals.grantedCents, lang)}`;
  return [
    `${file} (${reading})`,
    `  ${count(taken)} ${word.taken}${added ? "" : ` (${word.known})`}, ${count(refused)} ${word.refused}${silent}`,
    ...(taken === 0
      ? []
      : [`  ${states.map((state) => `${count(totals[state])} ${word[state]}`).join(", ")}; ${money}`]),
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
