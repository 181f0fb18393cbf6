/** `driehoek value POLICY --lake DIR`, and `driehoek value POLICY --check` */
import { valueCheck } from "../acts/value-check.ts";
import type { ValueCheckAnswer } from "../acts/value-check.ts";
import { choicesOf } from "../acts/value-choice.ts";
import { valueMirror } from "../acts/value-mirror.ts";
import type { ValueMirrorEffects } from "../acts/value-mirror.ts";
import { value } from "../acts/value.ts";
import type { ValueAnswer, ValueInput } from "../acts/value.ts";
import type { QualityVerdict } from "../src/data-quality.ts";
import { toJson } from "../src/datum.ts";
import type { Json } from "../src/datum.ts";
import { didYouMean } from "../src/finding.ts";
import type { Indicator } from "../src/indicator.ts";
import type { AmountScrutiny, Scrutiny } from "../src/scrutiny.ts";
import type { Figure, Reckoning } from "../src/value.ts";
import { tellChoice } from "../text/choice.ts";
import type { ToldChoice } from "../text/choice.ts";
import { mirrorPage } from "../text/report.ts";
import { tellScrutinies } from "../text/scrutiny.ts";
import { tellProvider, tellReckoning } from "../text/value.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

export const command: Command = {
  name: "value",
  flags: {
    check: {
      type: "boolean",
      nl: "beoordeel de regeling zelf: wie staat door toeval verkeerd, wat weegt echt mee; zonder --lake op een verzonnen markt",
      en: "judge the scheme itself: who is misplaced by chance, what really counts; without --lake on a market made up",
    },
    classes: {
      type: "boolean",
      nl: "ook de categorie van elke aanbieder en hoe zeker die is",
      en: "the class of every provider too, and how sure it is",
    },
    insurer: insurerFlag,
    mirror: {
      type: "boolean",
      nl: "schrijf in --out per aanbieder wat hij van zichzelf naast anderen te zien krijgt",
      en: "write into --out what each provider is shown of itself beside others",
    },
    provider: {
      type: "string",
      nl: "alles over één aanbieder, met intervallen en toelichting",
      en: "everything about one provider, with intervals and notes",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [folder, ...others] = words;
    const lake = textOf(flags, "lake");
    const isCheck = flags["check"] === true;
    if (folder === undefined || others.length > 0 || (lake === undefined && !isCheck)) return usage(lang);
    const insurers = insurersOf(flags);
    const about = { folder, ...givenTexts(flags, ["on", "dossier"]), ...(insurers && { insurers }) };
    if (isCheck) {
      const market = textOf(flags, "out") ?? marketFolder;
      return answerCheck(await valueCheck(world, { ...about, market, ...(lake !== undefined && { lake }) }), lang);
    }
    if (flags["mirror"] === true) return writeMirrorPages({ world, words, flags, lang }, { ...about, lake: lake! });
    const told = await value(world, { ...about, lake: lake! });
    const choices = flags["classes"] === true ? choicesOf(told) : [];
    return answer(told, textOf(flags, "provider"), choices, lang);
  },
};

async function writeMirrorPages(
  { world, flags, lang }: Call,
  about: ValueInput & { readonly lake: string },
): Promise<Answer> {
  const [out, provider] = [textOf(flags, "out"), textOf(flags, "provider")];
  if (out === undefined) return usage(lang);
  const page: ValueMirrorEffects["page"] = ({ policy, reckoning }, reflected, of) =>
    mirrorPage({ policy, reckoning, reflected }, of, lang);
  const told = await valueMirror({ ...world, page }, { ...about, out, ...(provider !== undefined && { provider }) });
  const { exit, findings, policy, on, count } = told;
  if (policy === undefined || on === undefined || count === undefined) return { exit, result: {}, findings, text: "" };
  const text = { nl: `${count} spiegels in ${out}`, en: `${count} mirrors in ${out}` }[lang];
  return { exit, result: { out, mirrors: count }, findings, on, policy: policy.id, text };
}

/** Where the market lies on which a scheme is judged when there are no claims. */
const marketFolder = "out/market-region-1";

function answerCheck(told: ValueCheckAnswer, lang: Call["lang"]): Answer {
  const { exit, findings, policy, on, scrutinies, amounts, market } = told;
  if (policy === undefined || on === undefined || scrutinies === undefined || amounts === undefined)
    return { exit, result: {}, findings, text: "" };
  const text = tellScrutinies({ policy, on, scrutinies, amounts, ...(market !== undefined && { market }) }, lang);
  const judged = { scrutinies: scrutinies.map(scrutinyJson), amounts: amounts.map(amountJson) };
  const result = { ...(market !== undefined && { market }), ...judged };
  return { exit, result, findings, on, policy: policy.id, text };
}

function scrutinyJson({ outcomes, cliffs, ...scrutiny }: Scrutiny): unknown {
  const amounts = cliffs.map(({ medianCents, mostCents, ...cliff }) => ({
    ...cliff,
    median_cents: String(medianCents),
    most_cents: String(mostCents),
  }));
  return { ...scrutiny, outcomes: Object.fromEntries(outcomes), cliffs: amounts };
}

function amountJson({ type, noticed, moved, ...amount }: AmountScrutiny): unknown {
  const { median, most, ...more } = moved ?? {};
  return {
    ...amount,
    ...(noticed !== undefined && { noticed: toJson(type, noticed) }),
    ...(median !== undefined &&
      most !== undefined && { moved: { ...more, median: toJson(type, median), most: toJson(type, most) } }),
  };
}

function answer(
  { exit, findings, policy, on, reckoning }: ValueAnswer,
  provider: string | undefined,
  choices: readonly ToldChoice[],
  lang: Call["lang"],
): Answer {
  if (policy === undefined || on === undefined || reckoning === undefined)
    return { exit, result: {}, findings, text: "" };
  const chosen = choices.map((choice) => choiceJson(choice, provider));
  const result = { ...toResult(reckoning, provider), ...(chosen.length > 0 && { choices: chosen }) };
  const told = { policy, on, reckoning };
  const figures = provider === undefined ? tellReckoning(told, lang) : tellProvider(told, provider, lang);
  const about = { on, policy: policy.id };
  const text = [figures, ...choices.map((choice) => tellChoice(choice, policy, lang, provider))].join("\n\n");
  const isOpen = choices.some(({ providers }) => providers.some(({ outcome }) => outcome.status === "incomplete"));
  if (figures !== undefined) return { exit: exit === 0 && isOpen ? 4 : exit, result, findings, ...about, text };
  const expected = didYouMean(provider!, reckoning.providers.keys(), "a provider with claims or a dossier");
  return {
    exit: 2,
    result: {},
    findings: [...findings, refuse("unknown-provider", provider!, expected)],
    ...about,
    text: "",
  };
}

/** Who has an outcome, and apart from them of whom it is not decided, with what is missing or why it is refused. */
function choiceJson({ decision, providers }: ToldChoice, only: string | undefined): unknown {
  const own = providers.filter(({ provider }) => only === undefined || provider === only);
  return {
    decision,
    providers: own.flatMap(({ provider, outcome, certainty, chanceUnknown = [] }) =>
      outcome.status === "decided"
        ? [
            {
              provider,
              outcome: outcome.value,
              ...(certainty && { certainty }),
              ...(chanceUnknown.length > 0 && { chanceUnknown }),
            },
          ]
        : [],
    ),
    open: own.flatMap(({ provider, outcome }) => (outcome.status === "decided" ? [] : [{ provider, ...outcome }])),
  };
}

/** All figures, or those of one provider: per provider its own and those of its parts, per region, and the notes per indicator. */
function toResult({ indicators, providers, regions, notes, verdicts }: Reckoning, only: string | undefined): object {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const all = (figures: ReadonlyMap<string, Figure>): Json =>
    Object.fromEntries([...figures].map(([id, figure]) => [id, figureJson(byId.get(id)!, figure)]));
  const chosen = [...providers].filter(([provider]) => only === undefined || provider === only);
  return {
    providers: chosen.map(([provider, { own, parts }]) => ({
      provider,
      figures: all(own),
      ...verdictsJson(verdicts?.get(provider)),
      parts: Object.fromEntries(
        [...parts].map(([kind, members]) => [
          kind,
          Object.fromEntries([...members].map(([member, figures]) => [member, all(figures)])),
        ]),
      ),
    })),
    ...(only === undefined && {
      regions: [...regions].map(([region, figures]) => ({ region, figures: all(figures) })),
    }),
    notes: Object.fromEntries([...notes].filter(([, own]) => own.length > 0)),
  };
}

/** What the checks found of a provider's claims; nothing where all pass. */
function verdictsJson(verdicts: readonly QualityVerdict[] = []): { readonly claims?: unknown } {
  const found = verdicts.filter(({ level }) => level !== "green");
  if (found.length === 0) return {};
  return {
    claims: found.map(({ check, year, level, measured, bound, months }) => ({
      check: check.id,
      year,
      level,
      measured: { n: String(measured.n), d: String(measured.d) },
      ...(bound && { bound: bound.key }),
      months: [...months],
    })),
  };
}

function figureJson({ type }: Indicator, { value: digits, interval, people, missing, made, notes }: Figure): Json {
  const ends = interval && {
    method: interval.method,
    low: toJson(type, interval.low),
    ...(interval.high !== undefined && { high: toJson(type, interval.high) }),
  };
  return {
    ...(digits === undefined ? { missing } : { value: toJson(type, digits) }),
    ...(ends && { interval: ends }),
    ...(people !== undefined && { people: String(people) }),
    ...(Object.keys(made).length > 0 && { made: { ...made } }),
    ...(notes.length > 0 && { notes: notes.map(({ code, args }) => ({ code, args: { ...args } })) }),
  };
}

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "Gebruik: driehoek value BELEID --lake MAP [--mirror --out MAP], of driehoek value BELEID --check",
    en: "Usage: driehoek value POLICY --lake DIR [--mirror --out DIR], or driehoek value POLICY --check",
  }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "value", expected)], text: "" };
}
