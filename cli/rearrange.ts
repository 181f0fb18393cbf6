/** `driehoek rearrange POLICY --on DAY [--lake DIR] [--dossier FILE] [--take ROUND --mandate M]` */
import { rearrange } from "../acts/rearrange.ts";
import type { RearrangeAnswer, RegionMoved } from "../acts/rearrange.ts";
import { toInstantText } from "../src/day.ts";
import type { Policy } from "../src/policy.ts";
import type { Phase } from "../src/procedure.ts";
import { tellRearrangement } from "../text/rearrange.ts";
import { givenTexts, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "rearrange",
  flags: {
    take: {
      type: "string",
      nl: "leg de herschikking vast in deze ronde (map), vanaf --on",
      en: "record the rearrangement in this round (folder), from --on",
    },
    mandate: {
      type: "string",
      nl: "onder welk mandaat; een rol, geen naam",
      en: "under which mandate; a role, not a name",
    },
    reason: { type: "string", nl: "waarom", en: "why" },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [folder, ...others] = words;
    const [on, round] = [textOf(flags, "on"), textOf(flags, "take")];
    if (folder === undefined || others.length > 0 || on === undefined) return usage(lang);
    const answer = await rearrange(world, {
      folder,
      on,
      ...givenTexts(flags, ["lake", "dossier"]),
      ...(round !== undefined && { take: { round, ...givenTexts(flags, ["mandate", "reason"]) } }),
    });
    return toAnswer(answer, on, lang);
  },
};

function toAnswer(
  { exit, findings, policy, procedure, regions, taken }: RearrangeAnswer,
  on: string,
  lang: Call["lang"],
): Answer {
  const told =
    policy === undefined || procedure === undefined || regions.length === 0
      ? ""
      : tellRearrangement({ policy, procedure, on, regions, taken: taken.length }, lang);
  const phases =
    procedure === undefined || policy === undefined ? [] : procedure.phases.map((phase) => phaseJson(phase, policy));
  const result = { phases, regions: regions.map(regionJson), ...(taken.length > 0 && { taken }) };
  return { exit, findings, on, ...(policy && { policy: policy.id }), text: told, result };
}

function phaseJson({ id, by, deliverable }: Phase, { deliverables }: Policy): object {
  const window = deliverable === undefined ? undefined : deliverables.get(deliverable);
  return { id, by, ...(window && { opens: toInstantText(window.opens), closes: toInstantText(window.closes) }) };
}

function regionJson({ region, moved, apart }: RegionMoved): object {
  const money = (cents: bigint): object => ({ cents });
  const sums = moved && {
    budget: money(moved.budget),
    agreed: money(moved.agreed),
    given: money(moved.given),
    asked: money(moved.asked),
    granted: money(moved.granted),
    kept: money(moved.kept),
    left: money(moved.left),
    providers: moved.providers.map(({ provider, agreed, gives, asks, gets, after }) => ({
      provider,
      agreed: money(agreed),
      gives: money(gives),
      asks: money(asks),
      gets: money(gets),
      after: money(after),
    })),
  };
  return { region, ...sums, apart };
}

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "driehoek rearrange BELEID --on DAG [--dossier BESTAND] [--lake MAP]",
    en: "driehoek rearrange POLICY --on DAY [--dossier FILE] [--lake DIR]",
  }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "rearrange", expected)], text: "" };
}
