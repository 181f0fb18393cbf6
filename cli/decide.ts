/** `driehoek decide POLICY DECISION --facts FILE [--on DAY]` */
import { decide } from "../acts/decide.ts";
import type { Decided } from "../acts/decide.ts";
import { counterfactualJson } from "../src/counterfactual.ts";
import { tellDecision } from "../text/decision.ts";
import { givenTexts, refuse } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";
import { takeDecision, takeFlags } from "./take.ts";

export const command: Command = {
  name: "decide",
  flags: {
    facts: {
      type: "string",
      nl: "de feiten: JSON, YAML of een dossier (NDJSON)",
      en: "the facts: JSON, YAML or a dossier (NDJSON)",
    },
    part: {
      type: "string",
      nl: "over welk onderdeel, voor een besluit over een onderdeel",
      en: "which part, for a decision about a part",
    },
    provider: {
      type: "string",
      nl: "de aanbieder, zoals hij op de rekenbon staat",
      en: "the provider, as named on the receipt",
    },
    ...takeFlags,
    key: {
      type: "string",
      nl: "het bestand met de sleutel waarmee de rekenbon wordt getekend",
      en: "the file with the key that signs the receipt",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    if (typeof flags["take"] === "string") return takeDecision({ world, words, flags, lang });
    const [folder, decision, ...others] = words;
    const facts = flags["facts"];
    if (folder === undefined || decision === undefined || typeof facts !== "string" || others.length > 0)
      return usage(lang);
    const optional = givenTexts(flags, ["on", "part", "provider", "out", "key"]);
    const { exit, findings, decided } = await decide(world, { folder, decision, facts, ...optional });
    if (decided === undefined) return { exit, result: {}, findings, text: "" };
    const told = tellDecision({ ...decided, decision }, lang);
    return { exit, result: resultOf(decided), findings, on: decided.on, policy: decided.policy.id, text: told };
  },
};

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "driehoek decide BELEID BESLUIT --facts BESTAND [--on DAG]",
    en: "driehoek decide POLICY DECISION --facts FILE [--on DAY]",
  };
  return { exit: 2, result: {}, findings: [refuse("usage", "decide", expected[lang])], text: "" };
}

function resultOf({ outcome, trace, counterfactuals, receipt }: Decided): unknown {
  return { outcome, trace, counterfactuals: counterfactuals.map(counterfactualJson), ...(receipt && { receipt }) };
}
