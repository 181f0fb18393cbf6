/**
 * What the engine says while it reads and reckons: what stands there, what was expected, how a file was read, how far the work is. It
 * says so in English, as `--json` keeps it for other programs; here it is told in the language of who reads. A phrase may have holes:
 *
 *     ["did you mean {}?", "bedoelt u {}?"]                      a hole takes any text; what it takes is told in Dutch if it is a phrase
 *     ["{!}, here or with --year", "{!}, hier of met --year"]    this one takes nothing but a phrase
 *     ["{.} of {.}", "{.} van {.}"]                              and these a phrase or a word, quoted or not
 *
 * What is nobody's phrase (a name, a value, the text of a file) stays as it is.
 */
import { claimPhrases } from "./phrase/claim.ts";
import { commandPhrases } from "./phrase/command.ts";
import { contractPhrases } from "./phrase/contract.ts";
import { policyPhrases } from "./phrase/policy.ts";
import { receiptPhrases } from "./phrase/receipt.ts";
import { tablePhrases } from "./phrase/table.ts";
import type { Language } from "./text.ts";

/** English, and the same in Dutch. */
export type Phrase = readonly [en: string, nl: string];

const phrases: readonly Phrase[] = [
  ...policyPhrases,
  ...tablePhrases,
  ...claimPhrases,
  ...commandPhrases,
  ...contractPhrases,
  ...receiptPhrases,
];

const whole = new Map(phrases.filter(([en]) => !/\{[!.]?\}/.test(en)));

interface Pattern {
  readonly shape: RegExp;
  /** What each hole takes: anything, `!` a phrase, `.` a phrase or a word. */
  readonly holes: readonly string[];
  readonly nl: string;
}

/** The phrases with holes, the one that says most first, so that no wider one takes what is meant for it. */
const patterns: readonly Pattern[] = phrases
  .filter(([en]) => /\{[!.]?\}/.test(en))
  .toSorted(([a], [b]) => b.replaceAll(/\{[!.]?\}/g, "").length - a.replaceAll(/\{[!.]?\}/g, "").length)
  .map(([en, nl]) => ({
    shape: toShape(en),
    holes: [...en.matchAll(/\{([!.]?)\}/g)].map(([, kind]) => kind ?? ""),
    nl,
  }));

function toShape(en: string): RegExp {
  const literal = en.split(/\{[!.]?\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join("(.+?)")}$`, "s");
}

/** What the engine said, for a reader of this language. */
export function inLanguage(text: string, lang: Language): string {
  return phraseIn(text, lang) ?? text;
}

/** The same, and undefined for English words that are nobody's phrase. */
export function phraseIn(text: string, lang: Language): string | undefined {
  return lang === "en" ? text : (toDutch(text) ?? (isName(text) ? text : undefined));
}

/** Undefined for what is no phrase. */
function toDutch(text: string): string | undefined {
  if (/^(`[^`]*`|"[^"]*")$/.test(text)) return undefined;
  const told = whole.get(text);
  if (told !== undefined) return told;
  for (const { shape, holes, nl } of patterns) {
    const taken = shape.exec(text)?.slice(1);
    if (taken === undefined) continue;
    const dutch = taken.map((part, i) => toDutch(part) ?? (takes(holes[i]!, part) ? part : undefined));
    if (!dutch.includes(undefined)) return fill(nl, dutch as string[]);
  }
  return undefined;
}

/** Whether a hole takes a text that is no phrase. */
function takes(hole: string, text: string): boolean {
  return hole === "" || (hole === "." && /^(`[^`]*`|"[^"]*"|\S+)$/.test(text));
}

function fill(nl: string, taken: readonly string[]): string {
  let next = 0;
  return nl.replaceAll(/\{[!.]?\}/g, () => taken[next++] ?? "");
}

/** Names, numbers and signs mean the same in every language; English gives itself away by the small words between them. */
function isName(text: string): boolean {
  return !/\b(a|an|and|as|at|be|by|each|for|from|how|in|is|must|no|not|nothing|of|on|one|or|that|the|to|what|where|who|with|without)\b/.test(
    text.replaceAll(/`[^`]*`|"[^"]*"/g, ""),
  );
}
