/** `driehoek radar --lake DIR --on DAY` */
import { radar } from "../acts/radar.ts";
import type { RadarAnswer, Seen } from "../acts/radar.ts";
import { parseDay, toDayText } from "../src/day.ts";
import { tellRadar } from "../text/radar.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { FlagValues } from "./argument.ts";
import type { Answer, Call, Command, Flag } from "./command.ts";

export const receivedFlag: Flag = {
  type: "string",
  nl: "de dag waarop declaraties binnenkwamen waarvan het bestand geen dag draagt (JJJJ-MM-DD)",
  en: "the day on which claims came in whose file bears none (YYYY-MM-DD)",
};

/** Whether `--received` is a day, where it is given. */
export function isReceived(flags: FlagValues): boolean {
  const received = textOf(flags, "received");
  return received === undefined || parseDay(received) !== undefined;
}

export const command: Command = {
  name: "radar",
  flags: {
    policy: {
      type: "string",
      nl: "het beleid: op zijn voorwaarden wordt gewaarschuwd en over extra ruimte beslist",
      en: "the policy: on its terms is warned, and decided on more room",
    },
    round: {
      type: "string",
      nl: "een ronde waarvan de vastgestelde plafonds gelden",
      en: "a round whose ceilings, as people decided, count",
    },
    provider: { type: "string", nl: "alles over één aanbieder", en: "everything about one provider" },
    public: { type: "boolean", nl: "alleen wat openbaar mag zijn", en: "only what may be public" },
    insurer: insurerFlag,
    received: receivedFlag,
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [lake, on] = [textOf(flags, "lake"), textOf(flags, "on")];
    if (words.length > 0 || lake === undefined || on === undefined || !isReceived(flags)) return usage(lang);
    const insurers = insurersOf(flags);
    const optional = givenTexts(flags, ["policy", "round", "dossier", "received"]);
    const effects = { ...world, openLake: (path: string) => world.openLake(path) };
    const answer = await radar(effects, { lake, on, ...optional, ...(insurers && { insurers }) });
    const provider = textOf(flags, "provider");
    const seen = answer.seen.filter((each) => provider === undefined || each.provider === provider);
    if (answer.seen.length > 0 && seen.length === 0) return nobody(provider!);
    return toAnswer({ ...answer, seen }, { isPublic: flags["public"] === true, provider }, lang);
  },
};

interface Wanted {
  readonly isPublic: boolean;
  readonly provider: string | undefined;
}

function toAnswer(answer: RadarAnswer, { isPublic, provider }: Wanted, lang: Call["lang"]): Answer {
  const { exit, findings, on, policy, seen } = answer;
  const text = seen.length === 0 ? "" : tellRadar(answer, { isPublic, isOne: provider !== undefined }, lang);
  const about = { ...(on !== undefined && { on }), ...(policy && { policy: policy.id }) };
  const result = { providers: seen.map(isPublic ? toPublic : toResult) };
  return { exit, findings, ...about, text, result };
}

function toPublic({ provider, open }: Seen): unknown {
  return { provider, room: open };
}

function toResult(seen: Seen): unknown {
  const { provider, year, ceiling, claimed, forecast, exhausted, warnings, intake, delivered, stop, open } = seen;
  const money = (cents: bigint | number): unknown => ({ cents: String(cents) });
  return {
    provider,
    year,
    ...(ceiling !== undefined && { ceiling: money(ceiling) }),
    claimed: money(claimed),
    ...(forecast && {
      late: money(forecast.late),
      expected: money(forecast.expected),
      ...(forecast.band && { band: { low: money(forecast.band.low), high: money(forecast.band.high), percent: 80 } }),
    }),
    ...(exhausted && {
      exhausted: Object.fromEntries(Object.entries(exhausted).map(([key, day]) => [key, toDayText(day as number)])),
    }),
    warnings: warnings.map(({ warning, state, on }) => ({
      id: warning.id,
      state,
      ...(on !== undefined && { on: toDayText(on) }),
    })),
    ...(intake && { new_clients: intake.months, even: intake.isEven }),
    ...(delivered !== undefined && { delivered: money(delivered) }),
    ...(stop !== undefined && { stop_reported: stop }),
    room: open,
    accounts: seen.balances.map(({ insurer, room, pending, posted, excess, voided }) => ({
      ...(insurer !== undefined && { insurer }),
      ...(room !== undefined && { room: money(room) }),
      pending: money(pending),
      posted: money(posted),
      excess: money(excess),
      voided: money(voided),
    })),
    ...(seen.request && { request: seen.request }),
  };
}

function nobody(provider: string): Answer {
  const finding = refuse("no-providers", provider, "a provider with claims or an agreement");
  return { exit: 2, result: {}, findings: [finding], text: "" };
}

function usage(lang: Call["lang"]): Answer {
  const expected = { nl: "driehoek radar --lake MAP --on DAG", en: "driehoek radar --lake DIR --on DAY" }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "radar", expected)], text: "" };
}
