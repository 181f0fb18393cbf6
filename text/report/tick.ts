/** What stands along the axis of a plot: numbers with the decimal sign of the reader's language. */
import type { Language } from "../text.ts";

const locales = { nl: "nl-NL", en: "en-GB" } as const;

export function tickText(lang: Language): (value: number) => string {
  return (value) => value.toLocaleString(locales[lang]);
}
