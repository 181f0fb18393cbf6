/** `driehoek run POLICY --lake DIR --out DIR` */
import { run } from "../acts/run.ts";
import type { RunAnswer } from "../acts/run.ts";
import { tally } from "../src/round.ts";
import { roundPages } from "../text/report.ts";
import { tellRound } from "../text/round.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "run",
  flags: {
    insurer: insurerFlag,
    key: {
      type: "string",
      nl: "het bestand met de sleutel waarmee de rekenbonnen worden getekend",
      en: "the file with the key that signs the receipts",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [folder, ...others] = words;
    const [lake, out] = [textOf(flags, "lake"), textOf(flags, "out")];
    if (folder === undefined || others.length > 0 || lake === undefined || out === undefined) return usage(lang);
    const insurers = insurersOf(flags);
    const optional = givenTexts(flags, ["on", "dossier", "key"]);
    const effects = {
      ...world,
      openLake: (path: string) => world.openLake(path),
      report: (round: Parameters<typeof roundPages>[0]) => roundPages(round, lang),
    };
    return answer(await run(effects, { folder, lake, out, ...optional, ...(insurers && { insurers }) }), out, lang);
  },
};

function answer({ exit, findings, round }: RunAnswer, out: string, lang: Call["lang"]): Answer {
  if (round === undefined) return { exit, result: {}, findings, text: "" };
  const { policy, on, proposals } = round;
  const result = { out, providers: proposals.length, tally: tally(proposals) };
  return { exit, result, findings, on, policy: policy.id, text: tellRound(round, out, lang) };
}

function usage(lang: Call["lang"]): Answer {
  const expected = { nl: "driehoek run BELEID --lake MAP --out MAP", en: "driehoek run POLICY --lake DIR --out DIR" };
  return { exit: 2, result: {}, findings: [refuse("usage", "run", expected[lang])], text: "" };
}
