/** What a lake still lacks, and which command will ask for it. */
import { groupDigits } from "../figure.ts";
import type { Language } from "../text.ts";

/** A gap with its code and arguments; `act` is the command that will ask. */
export interface ToldMissing {
  readonly act: string;
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

/** By code, with `{argument}` in braces, Dutch first. */
export const missingSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  "no-claims": { nl: "declaraties (`load claims`)", en: "claims (`load claims`)" },
  "no-granted": {
    nl: "wat er is toegekend: gedeclareerde regels zijn nog geen kosten",
    en: "what was granted: claimed lines are no cost yet",
  },
  "no-postcode-regions": {
    nl: "de regio's per postcode, te laden vóór de declaraties: de postcode zelf blijft buiten het lake",
    en: "the regions by postcode, to be loaded before the claims: the postcode itself stays outside the lake",
  },
  "no-contracts": { nl: "overeenkomsten (`load contracts`)", en: "agreements (`load contracts`)" },
  "no-population": { nl: "de verzekerden (`load population`)", en: "the insured (`load population`)" },
  "no-own-population": {
    nl: "de eigen verzekerden: een opnameratio vergelijkt declaraties met verzekerden van dezelfde verzekeraar",
    en: "the buyer's own insured: an admission ratio compares claims with insured of the same insurer",
  },
  "no-ses": {
    nl: "de sociaal-economische status: zonder die is de opnameratio er niet voor gecorrigeerd",
    en: "social-economic status: without it the admission ratio is not corrected for it",
  },
  "no-regions": {
    nl: "de regio's (`load regions`, daarna dit bestand opnieuw): zonder is van een gemeente geen regio bekend",
    en: "the regions (`load regions`, then this file again): without them a gemeente has no region",
  },
  "no-region-for-gemeente": {
    nl: "de regio van {count} gemeenten, waaronder {gemeenten}",
    en: "the region of {count} gemeenten, among them {gemeenten}",
  },
  "population-before-regions": {
    nl: "{count} gemeenten zijn geladen voordat hun regio bekend was; laad dat bestand opnieuw",
    en: "{count} gemeenten were loaded before their region was known; load that file again",
  },
  "fact-untold": {
    nl: "{fact}: niet verteld door {providers} van de {of} aanbieders",
    en: "{fact}: not told by {providers} of the {of} providers",
  },
};

/** One gap as a line, the command that will ask in front; a code that is not in the catalogue stands as it is. */
export function tellMissing({ act, code, args }: ToldMissing, lang: Language): string {
  const sentence = missingSentences[code]?.[lang] ?? code;
  const told = sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = args[name] ?? "";
    return /^\d+$/.test(value) ? groupDigits(value, lang) : value;
  });
  return `${{ nl: "voor", en: "for" }[lang]} \`${act}\`: ${told}`;
}
