/** Whose claims a mean is taken over: those of the insurers for whom the round was held, or all that the lake has. */
import type { Language } from "../text.ts";

const words = {
  nl: {
    of: (insurers: string) => `Gemiddelde over de declaraties van ${insurers}.`,
    all: "Gemiddelde over alle declaraties die zijn geladen.",
  },
  en: {
    of: (insurers: string) => `Mean over the claims of ${insurers}.`,
    all: "Mean over all claims that were loaded.",
  },
} as const;

/** `insurers` by their codes (UZOVI); without them every claim counts. */
export function countedText(insurers: readonly string[] | undefined, lang: Language): string {
  return insurers === undefined ? words[lang].all : words[lang].of(insurers.join(", "));
}
