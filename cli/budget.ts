/** `driehoek budget POLICY --round DIR --lake DIR [--budget FILE]` */
import { budget } from "../acts/budget.ts";
import type { Fitted } from "../acts/budget.ts";
import { recordOf } from "../src/budget.ts";
import type { Clash, Room } from "../src/budget.ts";
import { tellBudget } from "../text/budget.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "budget",
  flags: {
    round: { type: "string", nl: "de map van de ronde", en: "the folder of the round" },
    budget: {
      type: "string",
      nl: "wat er te besteden is; anders budget.yaml van het beleid",
      en: "what there is to spend; otherwise budget.yaml of the policy",
    },
    insurer: insurerFlag,
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [folder, ...others] = words;
    const [round, lake] = [textOf(flags, "round"), textOf(flags, "lake")];
    if (folder === undefined || others.length > 0 || round === undefined || lake === undefined) return usage(lang);
    const insurers = insurersOf(flags);
    const effects = { ...world, openLake: (path: string) => world.openLake(path) };
    const optional = { ...givenTexts(flags, ["budget", "dossier", "out"]), ...(insurers && { insurers }) };
    const { exit, findings, fitted } = await budget(effects, { folder, round, lake, ...optional });
    if (fitted === undefined) return { exit, findings, result: {}, text: "" };
    const about = { on: fitted.on, policy: fitted.policy.id };
    return { exit, findings, ...about, result: toResult(fitted), text: tellBudget(fitted, lang) };
  },
};

function toResult({ policy, on, budget: declared, layout, fitting }: Fitted): unknown {
  if (fitting.kind === "clash") return { clashes: fitting.reasons.map(clashJson) };
  const { bytes } = recordOf({ policy: policy.id, on, decision: declared.proposal }, fitting, layout);
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

function clashJson(clash: Clash): object {
  const short = { cents: clash.short };
  if (clash.code === "floor-above-cap") {
    const { provider, region, floor, cap } = clash.portion;
    return {
      code: clash.code,
      provider,
      ...(region && { region }),
      floor: { cents: floor },
      cap: { cents: cap },
      short,
    };
  }
  const floors = clash.code === "floors-above-budget" ? { floors: { cents: clash.floors } } : {};
  return { code: clash.code, ...roomJson(clash.room), ...floors, short };
}

function roomJson({ region, budget: amount, newcomers, reserved }: Room): object {
  const cents = Object.entries({ budget: amount, newcomers, reserved }).map(([key, own]) => [key, { cents: own }]);
  return { ...(region && { region }), ...Object.fromEntries(cents) };
}

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "driehoek budget BELEID --round MAP --lake MAP",
    en: "driehoek budget POLICY --round DIR --lake DIR",
  }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "budget", expected)], text: "" };
}
