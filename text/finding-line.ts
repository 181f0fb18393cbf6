/**
 * A finding on one line, as compilers print them: where it is, its code, what was found and what was expected, in the language of who
 * reads. `--json` keeps the finding itself, whose words are English.
 */
import type { Finding } from "../src/finding.ts";
import { toLine } from "../src/finding.ts";
import { contractFindingSentences } from "./contract-finding.ts";
import { explainCode } from "./finding.ts";
import { claimFindingSentences, loadFindingSentences } from "./load.ts";
import { inLanguage, phraseIn } from "./phrase.ts";
import { roundFindingSentences } from "./round.ts";
import type { Language } from "./text.ts";

/**
 * `file:line:column: code: field: gevonden …, verwacht …`. Where what was expected has no words in the language, such as the message of
 * a library, the sentence of the code stands in its place.
 */
export function tellFinding(finding: Finding, lang: Language): string {
  if (lang === "en") return toLine(finding);
  const { file, line, column, code, field, found, expected } = finding;
  const place = line === 0 ? inLanguage(file, lang) : [file, line, column ?? 1].join(":");
  const about = field === undefined ? "" : ` ${field}:`;
  const [wanted, sentence] = [phraseIn(expected, lang), sentenceOf(code, lang)];
  return `${place}: ${code}:${about} gevonden ${inLanguage(found, lang)}${ending(wanted, sentence ?? expected)}`;
}

/** A question is asked as one. */
function ending(wanted: string | undefined, otherwise: string): string {
  if (wanted === undefined) return `. ${otherwise}`;
  return wanted.startsWith("bedoelt u") ? `; ${wanted}` : `, verwacht ${wanted}`;
}

/** What a code means and what to do about it, whatever the finding is about. */
function sentenceOf(code: string, lang: Language): string | undefined {
  const own = claimFindingSentences[code] ?? loadFindingSentences[code] ?? roundFindingSentences[code];
  return (own ?? contractFindingSentences[code])?.[lang] ?? explainCode(code, lang);
}
