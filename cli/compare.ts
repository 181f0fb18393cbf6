/** `driehoek compare POLICY_A POLICY_B --lake DIR` */
import { comparePolicies } from "../acts/compare.ts";
import type { CompareAnswer } from "../acts/compare.ts";
import type { Amounts } from "../src/comparison.ts";
import { tellComparison } from "../text/comparison.ts";
import type { ToldComparison } from "../text/comparison.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "compare",
  flags: {
    insurer: insurerFlag,
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [before, after, ...others] = words;
    const lake = textOf(flags, "lake");
    if (before === undefined || after === undefined || others.length > 0 || lake === undefined) return usage(lang);
    const insurers = insurersOf(flags);
    const about = { lake, ...givenTexts(flags, ["on", "dossier"]), ...(insurers && { insurers }) };
    return answer(await comparePolicies(world, { before, after, ...about }), { before, after }, lang);
  },
};

function answer(
  { exit, findings, before, after, comparison, unknown }: CompareAnswer,
  folders: ToldComparison["folders"],
  lang: Call["lang"],
): Answer {
  if (before === undefined || after === undefined || comparison === undefined || unknown === undefined)
    return { exit, result: {}, findings, text: "" };
  const { changes, amounts, total, regions, noRegion, ...told } = comparison;
  const result = {
    before: before.id,
    after: after.id,
    folders,
    ...told,
    unknown: Object.fromEntries(unknown),
    changes: changes.map(({ before: was, after: is, ...about }) => ({
      ...about,
      ...("value" in was ? { before: was.value } : { before_open: was.open }),
      ...("value" in is ? { after: is.value } : { after_open: is.open }),
    })),
    amounts: [...amounts].map(([provider, own]) => ({ provider, ...amountsJson(own) })),
    total: amountsJson(total),
    regions: [...regions].map(([region, own]) => ({ region, ...amountsJson(own) })),
    no_region: amountsJson(noRegion),
  };
  const text = tellComparison({ before, after, folders, comparison, unknown }, lang);
  return { exit, result, findings, policy: after.id, text };
}

function amountsJson({ beforeCents, afterCents }: Amounts): Readonly<Record<string, string>> {
  return { before_cents: String(beforeCents), after_cents: String(afterCents) };
}

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "Gebruik: driehoek compare BELEID_A BELEID_B --lake MAP",
    en: "Usage: driehoek compare POLICY_A POLICY_B --lake DIR",
  }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "compare", expected)], text: "" };
}
