/** Notes on a figure as sentences. */
import type { Note } from "../src/value.ts";
import type { Language } from "./text.ts";

/** Codes with `{argument}` in braces, Dutch first. */
export const noteSentences: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  direction_not_stated: {
    nl: "De tekst zegt niet welke richting beter is.",
    en: "The text does not say which direction is better.",
  },
};

export function noteText({ code, args }: Note, lang: Language): string {
  const template = noteSentences[code]?.[lang];
  if (template !== undefined) return template.replace(/\{(\w+)\}/g, (_, name: string) => args[name] ?? "");
  const told = Object.entries(args).map(([name, value]) => `${name} ${value}`);
  return [code.replaceAll("_", " "), ...told].join(", ");
}
