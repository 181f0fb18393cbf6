/** `driehoek request POLICY --lake DIR --on DAY [--provider P] [--grant AMOUNT | --decline]` */
import { request } from "../acts/request.ts";
import type { Answering, RequestAnswer } from "../acts/request.ts";
import { expectationOf } from "../src/datum.ts";
import type { Type } from "../src/datum.ts";
import { parseInstant } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import type { Request } from "../src/request.ts";
import { centsCell } from "../src/table.ts";
import { euro } from "../src/unit.ts";
import { tellRequest, tellRequests } from "../text/request.ts";
import { givenTexts, insurerFlag, insurersOf, refuse, textOf } from "./argument.ts";
import type { FlagValues } from "./argument.ts";
import type { Answer, Call, Command, World } from "./command.ts";
import { isReceived, receivedFlag } from "./radar.ts";
import { requestJson } from "./request/json.ts";

export const command: Command = {
  name: "request",
  flags: {
    provider: { type: "string", nl: "alles over één verzoek", en: "everything about one request" },
    round: {
      type: "string",
      nl: "de ronde waarvan de besluiten gelden, en waarin het antwoord wordt vastgelegd",
      en: "the round whose decisions count, and in which the answer is recorded",
    },
    insurer: insurerFlag,
    received: receivedFlag,
    grant: { type: "string", nl: "ken dit bedrag toe, vanaf --on", en: "grant this amount, from --on" },
    decline: { type: "boolean", nl: "ken niets toe", en: "grant nothing" },
    "known-at": {
      type: "string",
      nl: "sinds wanneer het antwoord bekend is; anders sinds nu",
      en: "since when the answer is known; otherwise since now",
    },
    mandate: {
      type: "string",
      nl: "onder welk mandaat; een rol, geen naam",
      en: "under which mandate; a role, not a name",
    },
    reason: {
      type: "string",
      nl: "waarom; verplicht bij een ander antwoord dan het voorstel",
      en: "why; required with another answer than the proposal",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const [policy, procedure, ...others] = words;
    const [lake, on] = [textOf(flags, "lake"), textOf(flags, "on")];
    const refused = refusedAnswer(flags);
    if (refused !== undefined) return { exit: 2, result: {}, findings: [refused], text: "" };
    if (policy === undefined || others.length > 0 || lake === undefined || on === undefined || !isUsable(flags))
      return usage(lang);
    const insurers = insurersOf(flags);
    const effects = { ...world, openLake: (path: string) => world.openLake(path) };
    const answer = await request(effects, {
      policy,
      lake,
      on,
      ...(procedure !== undefined && { procedure }),
      ...givenTexts(flags, ["provider", "round", "dossier", "received"]),
      ...(insurers && { insurers }),
      ...answering(flags),
    });
    const out = textOf(flags, "out");
    if (out !== undefined) await writeRequests(world, out, answer, lang);
    return toAnswer(answer, { on, isOne: textOf(flags, "provider") !== undefined }, lang);
  },
};

/** An answer is one answer, and what is granted is an amount above nothing; why it is not, otherwise. */
function refusedAnswer(flags: FlagValues): Finding | undefined {
  const grant = textOf(flags, "grant");
  if (grant === undefined) return undefined;
  if (flags["decline"] === true) return refuse("usage", "--grant --decline", "`--grant` or `--decline`");
  const cents = centsOf(grant);
  const place = { severity: "file" as const, file: "--grant", line: 0, found: `\`${grant}\`` };
  if (cents === undefined) return { code: "bad-value", ...place, expected: expectationOf(money) };
  return cents > 0n ? undefined : { code: "bad-value", ...place, expected: "an amount above nothing" };
}

const money: Type = { kind: "number", form: "money", scale: 2, unit: euro };

/** An answer is about one request, in a round. */
function isUsable(flags: FlagValues): boolean {
  const [grant, decline] = [textOf(flags, "grant"), flags["decline"] === true];
  const knownAt = textOf(flags, "known-at");
  if (knownAt !== undefined && parseInstant(knownAt) === undefined) return false;
  if (!isReceived(flags)) return false;
  const answers = grant !== undefined || decline;
  return !answers || (textOf(flags, "provider") !== undefined && textOf(flags, "round") !== undefined);
}

function centsOf(amount: string): bigint | undefined {
  return centsCell.read(amount, ".");
}

function answering(flags: FlagValues): { answer?: Answering } {
  const grant = textOf(flags, "grant");
  if (grant === undefined && flags["decline"] !== true) return {};
  const knownAt = textOf(flags, "known-at");
  return {
    answer: {
      ...(knownAt !== undefined && { knownAt }),
      ...(grant !== undefined && { grant: centsOf(grant)! }),
      ...givenTexts(flags, ["mandate", "reason"]),
    },
  };
}

/** A file for people and one for programs, per provider. */
async function writeRequests(
  { files }: World,
  out: string,
  { requests, policy }: RequestAnswer,
  lang: Call["lang"],
): Promise<void> {
  for (const each of policy === undefined ? [] : requests) {
    await files.write(`${out}/${each.provider}.txt`, `${tellRequest(each, policy!, lang)}\n`);
    await files.write(`${out}/${each.provider}.json`, `${JSON.stringify(requestJson(each), null, 2)}\n`);
  }
}

function toAnswer(
  { exit, findings, policy, requests, taken }: RequestAnswer,
  { on, isOne }: { readonly on: string; readonly isOne: boolean },
  lang: Call["lang"],
): Answer {
  const told = (of: readonly Request[]): string =>
    isOne ? of.map((each) => tellRequest(each, policy!, lang)).join("\n") : tellRequests(of, policy!, lang);
  const text = policy === undefined || requests.length === 0 ? "" : told(requests);
  const result = { requests: requests.map(requestJson), ...(taken && { taken }) };
  return { exit, findings, on, ...(policy && { policy: policy.id }), text, result };
}

function usage(lang: Call["lang"]): Answer {
  const expected = {
    nl: "driehoek request BELEID --lake MAP --on DAG [--provider P --round MAP --grant BEDRAG]",
    en: "driehoek request POLICY --lake DIR --on DAY [--provider P --round DIR --grant AMOUNT]",
  }[lang];
  return { exit: 2, result: {}, findings: [refuse("usage", "request", expected)], text: "" };
}
