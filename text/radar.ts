/** The radar told to people: a line per provider, everything about one, or only what everybody may know. Dutch first. */
import { toDayText } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import type { Balance } from "../src/ledger.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import type { Watched } from "../src/radar.ts";
import type { Watch } from "../src/watch.ts";
import { columns } from "./column.ts";
import { moneyFigure, shareFigure, toFigure } from "./figure.ts";
import { labelOf, nameOf } from "./label.ts";
import { tellOutcome } from "./outcome.ts";
import { toGround } from "./reason.ts";
import { shortOutcome } from "./short-outcome.ts";
import type { Language } from "./text.ts";

export interface ToldSight extends Watched {
  readonly balances: readonly Balance[];
  readonly request?: Outcome;
}

export interface ToldRadar {
  readonly on?: string;
  readonly policy?: Policy;
  readonly watch?: Watch;
  readonly seen: readonly ToldSight[];
}

const words = {
  nl: {
    head: (on: string) => `Radar, met wat op ${on} bekend was`,
    heads: [
      "aanbieder",
      "plafond",
      "gedeclareerd",
      "nog te komen",
      "verwacht over het jaar",
      "band van 80 %",
      "vol op",
    ],
    band: (low: string, high: string) => `${low} tot ${high}`,
    open: { "stop-reported": "opnamestop gemeld", "ceiling-reached": "plafond bereikt", open: "open" },
    publicHeads: ["aanbieder", "ruimte"],
    given: (text: string, ground: string) => `${text} [${ground}]`,
    expected: (text: string, on: string, ground: string) => `${text}: verwacht op ${on} [${ground}]`,
    provider: (id: string, on: string) => `Aanbieder ${id}, met wat op ${on} bekend was`,
    ceiling: "Plafond",
    claimed: "Gedeclareerd",
    of: (share: string) => `(${share} van het plafond)`,
    late: "Geleverd en nog niet gedeclareerd, geschat",
    credits:
      "Een min bij nog te komen: naar verwachting wordt over de maanden die voorbij zijn meer gecrediteerd dan nog gedeclareerd.",
    credited: "Naar verwachting per saldo te crediteren over maanden die voorbij zijn",
    year: "Verwacht over het jaar",
    in80: (band: string) => `, in acht van de tien gevallen ${band}`,
    full: "Plafond vol",
    notFull: "naar verwachting niet dit jaar",
    between: (early: string, late: string) => `, tussen ${early} en ${late}`,
    afterYear: "het einde van het jaar",
    accounts: (contract: string) => `Rekening ${contract}`,
    account: (pending: string, posted: string, excess: string, voided: string) =>
      `wacht ${pending}, geboekt ${posted}, boven het plafond ${excess}, afgewezen ${voided}`,
    all: "met alle verzekeraars",
    clients: "Nieuwe cliënten per maand",
    even: "niet ongelijker dan toeval, naast het seizoen van de anderen",
    uneven: (month: number, clients: number, expected: string) =>
      `maand ${month} had er ${clients} waar het seizoen er ${expected} zou geven; dat is geen toeval`,
    counts: {
      given: "gewaarschuwd",
      expected: "waarschuwing verwacht",
      full: "plafond naar verwachting vol dit jaar",
    },
  },
  en: {
    head: (on: string) => `Radar, with what was known on ${on}`,
    heads: ["provider", "ceiling", "claimed", "still to come", "expected for the year", "band of 80 %", "full on"],
    band: (low: string, high: string) => `${low} to ${high}`,
    open: { "stop-reported": "intake stop reported", "ceiling-reached": "ceiling reached", open: "open" },
    publicHeads: ["provider", "room"],
    given: (text: string, ground: string) => `${text} [${ground}]`,
    expected: (text: string, on: string, ground: string) => `${text}: expected on ${on} [${ground}]`,
    provider: (id: string, on: string) => `Provider ${id}, with what was known on ${on}`,
    ceiling: "Ceiling",
    claimed: "Claimed",
    of: (share: string) => `(${share} of the ceiling)`,
    late: "Delivered and not yet claimed, estimated",
    credits:
      "A minus at still to come: about the months that are over more is expected to be credited than still claimed.",
    credited: "Expected to be credited on balance about months that are over",
    year: "Expected for the year",
    in80: (band: string) => `, in eight of ten cases ${band}`,
    full: "Ceiling used up",
    notFull: "not this year, as expected",
    between: (early: string, late: string) => `, between ${early} and ${late}`,
    afterYear: "the end of the year",
    accounts: (contract: string) => `Account ${contract}`,
    account: (pending: string, posted: string, excess: string, voided: string) =>
      `pending ${pending}, posted ${posted}, above the ceiling ${excess}, voided ${voided}`,
    all: "with all insurers",
    clients: "New clients per month",
    even: "no less even than chance, beside the season of the others",
    uneven: (month: number, clients: number, expected: string) =>
      `month ${month} had ${clients} where the season would give ${expected}; that is no chance`,
    counts: {
      given: "warned",
      expected: "warning expected",
      full: "ceiling expected to be used up this year",
    },
  },
} as const;

export interface RadarView {
  /** Only what may be public. */
  readonly isPublic: boolean;
  /** Everything about the one provider that is seen. */
  readonly isOne: boolean;
}

export function tellRadar(told: ToldRadar, { isPublic, isOne }: RadarView, lang: Language): string {
  const say = words[lang];
  if (isPublic)
    return columns(
      say.publicHeads,
      told.seen.map(({ provider, open }) => [provider, say.open[open]]),
    );
  return isOne ? tellOne(told, told.seen[0]!, lang) : tellAll(told, lang);
}

function dayText(day: Day, lang: Language): string {
  return toFigure({ kind: "day" }, toDayText(day), lang);
}

/** Whole euros: an estimate has no cents. */
function euros(cents: number, lang: Language): string {
  return moneyFigure(BigInt(Math.round(cents / 100)) * 100n, lang).replace(/[.,]00$/, "");
}

function tellAll({ on = "", policy, watch, seen }: ToldRadar, lang: Language): string {
  const say = words[lang];
  const request = policy && watch?.request !== undefined ? { policy, id: watch.request } : undefined;
  const heads = [...say.heads, ...(request ? [labelOf(request.id, request.policy, lang).toLowerCase()] : [])];
  const rows = seen.map((each) => [
    ...rowOf(each, lang),
    ...(request && each.request ? [shortOutcome(each.request, request.id, request.policy, lang)] : []),
  ]);
  const counted = (state: string): number =>
    seen.filter(({ warnings }) => warnings.some((warning) => warning.state === state)).length;
  const isCredited = seen.some(({ forecast }) => forecast !== undefined && forecast.late < 0);
  const full = seen.filter(({ exhausted }) => exhausted?.on !== undefined).length;
  return [
    say.head(toFigure({ kind: "day" }, on, lang)),
    columns(heads, rows),
    ...(isCredited ? [say.credits] : []),
    "",
    `${say.counts.given}: ${counted("given")} · ${say.counts.expected}: ${counted("expected")} · ${say.counts.full}: ${full}`,
  ].join("\n");
}

function rowOf({ provider, ceiling, claimed, forecast, exhausted }: ToldSight, lang: Language): string[] {
  const say = words[lang];
  const band = forecast?.band;
  return [
    provider,
    ceiling === undefined ? "–" : moneyFigure(ceiling, lang),
    moneyFigure(claimed, lang),
    forecast === undefined ? "–" : euros(forecast.late, lang),
    forecast === undefined ? "–" : euros(forecast.expected, lang),
    band === undefined ? "–" : say.band(euros(band.low, lang), euros(band.high, lang)),
    exhausted?.on === undefined ? "–" : dayText(exhausted.on, lang),
  ];
}

function tellOne({ on = "", policy, watch }: ToldRadar, seen: ToldSight, lang: Language): string {
  const say = words[lang];
  const { ceiling, claimed, forecast, warnings, balances, delivered, open } = seen;
  const share = ceiling === undefined ? "" : ` ${say.of(shareFigure(claimed, ceiling, lang))}`;
  const lines = [
    ...(ceiling === undefined ? [] : [`${say.ceiling}: ${moneyFigure(ceiling, lang)}`]),
    `${say.claimed}: ${moneyFigure(claimed, lang)}${share}`,
    ...(delivered !== undefined && policy && watch?.delivered !== undefined
      ? [`${nameOf(`fact.${watch.delivered}`, policy, lang)}: ${moneyFigure(delivered, lang)}`]
      : []),
    ...(forecast === undefined ? [] : [lateLine(forecast, lang), yearLine(forecast, lang)]),
    ...exhaustionLine(seen, lang),
    ...warnings.map(({ warning, state, on: day }) => {
      const ground = toGround(warning.basis, policy, lang).replace(/^ ?\[|\]$/g, "");
      if (state === "given" || day === undefined) return say.given(warning[lang], ground);
      return say.expected(warning[lang], dayText(day, lang), ground);
    }),
    ...intakeLines(seen, lang),
    ...balances.map(({ insurer, pending, posted, excess, voided }) => {
      const [a = "", b = "", c = "", d = ""] = [pending, posted, excess, voided].map((cents) =>
        moneyFigure(cents, lang),
      );
      return `${say.accounts(insurer ?? say.all)}: ${say.account(a, b, c, d)}`;
    }),
    say.open[open],
  ];
  const asked = policy && watch?.request !== undefined && seen.request;
  const outcome = asked
    ? ["", labelOf(watch.request, policy, lang), ...tellOutcome(asked, watch.request, policy, lang)]
    : [];
  return [
    say.provider(seen.provider, toFigure({ kind: "day" }, on, lang)),
    ...lines.map((line) => `  ${line}`),
    ...outcome,
  ].join("\n");
}

function lateLine({ late }: NonNullable<ToldSight["forecast"]>, lang: Language): string {
  const say = words[lang];
  return late < 0 ? `${say.credited}: ${euros(-late, lang)}` : `${say.late}: ${euros(late, lang)}`;
}

function yearLine({ expected, band }: NonNullable<ToldSight["forecast"]>, lang: Language): string {
  const say = words[lang];
  const around = band === undefined ? "" : say.in80(say.band(euros(band.low, lang), euros(band.high, lang)));
  return `${say.year}: ${euros(expected, lang)}${around}`;
}

function exhaustionLine({ exhausted }: ToldSight, lang: Language): string[] {
  const say = words[lang];
  if (exhausted === undefined) return [];
  const { on, earliest, latest } = exhausted;
  const day = on === undefined ? say.notFull : dayText(on, lang);
  const last = latest === undefined ? say.afterYear : dayText(latest, lang);
  return [`${say.full}: ${day}${earliest === undefined ? "" : say.between(dayText(earliest, lang), last)}`];
}

function intakeLines({ intake }: ToldSight, lang: Language): string[] {
  const say = words[lang];
  if (intake === undefined || intake.months.length === 0) return [];
  const { fullest, isEven, months } = intake;
  const judged =
    isEven || fullest === undefined
      ? say.even
      : say.uneven(
          fullest.month + 1,
          fullest.clients,
          fullest.expected.toFixed(1).replace(".", lang === "nl" ? "," : "."),
        );
  return [`${say.clients}: ${months.join(" ")}; ${judged}`];
}
