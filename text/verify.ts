/** The verdict on a receipt as a person reads it: one line on the steps, one on the proof. */
import type { Verdict } from "../src/receipt.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    same: (steps: number) => `gelijk tot op de cent, ${steps} stappen`,
    malformed: "geen goede rekenbon",
    step: (place: string, decision: string, op: string) => `verschilt bij stap ${place} van ${decision} (${op})`,
    outcome: (place: string, decision: string) => `verschilt in uitkomst ${place}, ${decision}`,
    figures: (found: string, expected: string) => `gevonden ${found}, verwacht ${expected}`,
    proven: (place: number, size: number, log: string, at: string) =>
      `bewezen: rekenbon ${place} van ${size} in de lijst ${log}, getekend op ${at}`,
    key: { true: "gepubliceerde sleutel", false: "sleutel niet gepubliceerd" },
    unproven: "geen bewijs: niets toont dat deze bytes zo zijn uitgegeven",
    broken: "het bewijs klopt niet",
  },
  en: {
    same: (steps: number) => `same to the cent, ${steps} steps`,
    malformed: "not a well-formed receipt",
    step: (place: string, decision: string, op: string) => `differs at step ${place} of ${decision} (${op})`,
    outcome: (place: string, decision: string) => `differs at outcome ${place}, ${decision}`,
    figures: (found: string, expected: string) => `found ${found}, expected ${expected}`,
    proven: (place: number, size: number, log: string, at: string) =>
      `proven: receipt ${place} of ${size} in the log ${log}, signed at ${at}`,
    key: { true: "published key", false: "key not published" },
    unproven: "no proof: nothing shows that these bytes were issued",
    broken: "the proof does not hold",
  },
} as const;

/** The two lines of a verdict. */
export function tellVerdict(verdict: Verdict, lang: Language): string {
  const { file } = verdict;
  return `${file}: ${tellSteps(verdict, lang)}\n  ${tellProof(verdict, lang)}\n`;
}

function tellSteps({ receipt, difference }: Verdict, lang: Language): string {
  const say = words[lang];
  if (receipt === undefined) return say.malformed;
  if (difference === undefined) return say.same(receipt.steps.length);
  const { field, decision, op, found, expected } = difference;
  const number = /\d+/.exec(field)?.[0] ?? field;
  const place = op === undefined ? say.outcome(number, decision) : say.step(number, decision, op);
  return `${place}: ${say.figures(found, expected)}`;
}

function tellProof({ proof, published, findings, file }: Verdict, lang: Language): string {
  const say = words[lang];
  if (findings.some((finding) => finding.file !== file)) return say.broken;
  if (proof === undefined) return say.unproven;
  const { index, size, log, at, key } = proof;
  return `${say.proven(index + 1, size, log, at)}; ${say.key[`${published}`]} ${key}`;
}
