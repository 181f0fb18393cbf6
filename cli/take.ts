/** `driehoek decide POLICY DECISION --take ROUND --provider P --mandate M [--verdict change --value V --reason R]` */
import { take } from "../acts/take.ts";
import { givenTexts, textOf } from "./argument.ts";
import type { Answer, Call, Flag } from "./command.ts";

export const takeFlags: Readonly<Record<string, Flag>> = {
  take: {
    type: "string",
    nl: "neem het voorstel van deze ronde (map) over, of wijk ervan af",
    en: "take the proposal of this round (folder), or depart from it",
  },
  verdict: { type: "string", nl: "take (standaard), change of send-on", en: "take (the default), change or send-on" },
  value: { type: "string", nl: "wat het wordt, bij change", en: "what it becomes, with change" },
  mandate: {
    type: "string",
    nl: "onder welk mandaat; een rol, geen naam",
    en: "under which mandate; a role, not a name",
  },
  reason: { type: "string", nl: "waarom; verplicht bij change", en: "why; required with change" },
};

export async function takeDecision({ world, words, flags, lang }: Call): Promise<Answer> {
  const text = (name: string): string => textOf(flags, name) ?? "";
  const [policy = "", decision = ""] = words;
  const input = {
    round: text("take"),
    policy,
    provider: text("provider"),
    decision,
    verdict: text("verdict") || "take",
    ...givenTexts(flags, ["value", "mandate", "reason"]),
  };
  const { exit, findings, taken } = await take(world, input);
  const told = {
    nl: `Vastgelegd: ${decision} van ${input.provider}, ${input.verdict}.`,
    en: `Recorded: ${decision} of ${input.provider}, ${input.verdict}.`,
  };
  return { exit, result: taken ?? {}, findings, text: taken === undefined ? "" : told[lang] };
}
