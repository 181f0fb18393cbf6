/** What something rests on, in a page: what the policy has in Dutch alone says so, and is marked as Dutch for who has it read aloud. */
import type { Policy } from "../../src/policy.ts";
import { assumed, policyWords } from "../reason.ts";
import type { Grounded } from "../reason.ts";
import type { Language } from "../text.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** The paragraph, or that it is an assumption and why; undefined for what rests on nothing of its own. */
export function groundHtml({ source, assumption }: Grounded, policy: Policy, lang: Language): Html | undefined {
  if (source !== undefined) return html`${source}`;
  return assumption === undefined ? undefined : html`${assumed[lang]}: ${assumptionHtml(assumption, policy, lang)}`;
}

export function assumptionHtml(assumption: string, { english }: Policy, lang: Language): Html {
  const { text, note } = policyWords(assumption, english.get(assumption), lang);
  return note === "" ? html`${text}` : html`<span lang="nl">${text}</span>${note}`;
}
