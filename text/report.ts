/** The pages of a round: the purchaser's overview, and one page per provider that holds nothing of its peers but published means. */
import { counterfactualJson } from "../src/counterfactual.ts";
import { toJson } from "../src/datum.ts";
import type { Json, NumberType } from "../src/datum.ts";
import { powerOfTen, roundQuotient } from "../src/decimal.ts";
import { isOfPeers } from "../src/indicator.ts";
import type { Indicator } from "../src/indicator.ts";
import type { Policy } from "../src/policy.ts";
import type { Proposal, Round } from "../src/round.ts";
import { partsToldToItself, toldToItself, withheldIn } from "../src/value.ts";
import type { Figure, Note, ProviderFigures, Reckoning } from "../src/value.ts";
import { groupDigits, intervalText, toFigure } from "./figure.ts";
import { indicatorLabel, nameOf, partLabel } from "./label.ts";
import type { Language } from "./text.ts";
import { noteText, tableName } from "./note.ts";
import { mirrorSection } from "./report/mirror.ts";
import { overviewReport } from "./report/overview.ts";
import { countedText } from "./report/counted.ts";
import { providerReport } from "./report/provider.ts";
import type { ReportedFigure } from "./report/provider.ts";
import { withYears } from "./report/year.ts";

export { mirrorPage } from "./report/mirror.ts";

/** Every page, and the overview's table, with its path in the report folder. */
export function* roundPages(round: Round, lang: Language): Generator<readonly [path: string, page: string]> {
  const { policy, on, proposals, leaves, taken, before, mirrors: reflected } = round;
  yield* overviewReport(round, lang);
  const withheld = withheldIn(round.reckoning, policy);
  for (const [i, proposal] of proposals.entries()) {
    const { provider } = proposal;
    const receipt = { file: `receipts/${provider}.json`, leaf: leaves[i]! };
    // What waits for a second person is no decision yet.
    const own = taken.filter((decision) => decision.provider === provider && decision.waits === undefined);
    const figures = reportedFigures(round, withheld, provider, lang);
    const verdicts = round.reckoning.verdicts?.get(provider) ?? [];
    const mirror = reflected && mirrorSection({ policy, reckoning: round.reckoning, reflected }, provider, lang);
    const { name } = before.providers.get(provider) ?? {};
    const report = {
      policy,
      on,
      proposal,
      ...(name !== undefined && { name }),
      figures,
      receipt,
      withheld,
      verdicts,
      mirror,
      taken: own,
    };
    yield [`${provider}.json`, provided(proposal)];
    yield [`${provider}.html`, providerReport(report, lang)];
  }
}

/** What a provider can have as data: its outcomes, and every way in which each would have been another. */
function provided({ provider, told }: Proposal): string {
  const decisions = told.map(({ decision, outcome, counterfactuals }) => ({
    decision,
    outcome,
    counterfactuals: counterfactuals.map(counterfactualJson),
  }));
  return `${JSON.stringify({ format: "driehoek/1", provider, decisions }, null, 2)}\n`;
}

function reportedFigures(
  { policy, reckoning, insurers }: Round,
  withheld: ReadonlyMap<string, Note>,
  provider: string,
  lang: Language,
): ReportedFigure[] {
  const figures = reckoning.providers.get(provider);
  if (figures === undefined) return [];
  return reckoning.indicators.flatMap((indicator) => {
    const { id, subject, type, method } = indicator;
    if (isOfPeers(method)) return unknownOfPeers(indicator, figures, policy, lang);
    if (method.kind === "of-part") return [];
    const label = withYears(indicatorLabel(id, policy, lang), indicator, reckoning.indicators);
    const counted = method.kind === "mean-per-person-against-peers" ? [countedText(insurers, lang)] : [];
    const peers = peerMean(reckoning, withheld, provider, { id, type });
    const common = { label, ...(peers && { peers: toFigure(type, peers, lang, policy.units) }) };
    const tell = (figure: Figure, notes: readonly Note[], part?: string): ReportedFigure => ({
      ...common,
      ...(part && { part: partLabel(`${subject}/${part}`, policy, lang) }),
      ...shown(figure, type, policy, lang),
      notes: [
        ...lackOf(figure, policy, lang),
        ...counted,
        ...[...figure.notes, ...notes].map((note) => noteText(note, lang, policy)),
      ],
    });
    const ofAll = reckoning.notes.get(id) ?? [];
    if (subject === "provider") return [tell(toldToItself(provider, figures.own.get(id)!, policy), ofAll)];
    const members = [...(figures.parts.get(subject) ?? [])].flatMap(([member, own]): [string, Figure][] =>
      own.has(id) ? [[member, own.get(id)!]] : [],
    );
    const told = [...partsToldToItself(provider, new Map(members), policy)];
    return told.map(([member, figure], i) => tell(figure, i === 0 ? ofAll : [], member));
  });
}

/**
 * What the peers come to stands beside other figures; where it cannot be told for a reason of its own, that stands here, once for
 * all parts.
 */
function unknownOfPeers(
  { id, subject }: Indicator,
  { own, parts }: ProviderFigures,
  policy: Policy,
  lang: Language,
): ReportedFigure[] {
  const ofParts = [...(parts.get(subject) ?? [])].map(([, figures]) => figures.get(id));
  const unknown = [own.get(id), ...ofParts].filter((figure) => figure !== undefined && figure.value === undefined);
  const notes = new Set(unknown.flatMap((figure) => figure!.notes.map((note) => noteText(note, lang, policy))));
  return notes.size === 0 ? [] : [{ label: indicatorLabel(id, policy, lang), notes: [...notes] }];
}

/** What a figure that is not known waits for, by name. */
function lackOf({ value, missing }: Figure, policy: Policy, lang: Language): string[] {
  if (value !== undefined || missing.length === 0) return [];
  const names = missing.map((ref) => tableName(ref, lang) ?? nameOf(ref, policy, lang));
  return [noteText({ code: "not_reckoned", args: { missing: names.join(", ") } }, lang)];
}

function shown(
  { value, interval, people }: Figure,
  type: NumberType,
  { units }: Policy,
  lang: Language,
): Partial<ReportedFigure> {
  const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, units);
  return {
    ...(value !== undefined && { value: figure(value) }),
    ...(interval && { interval: intervalText(interval, figure, lang) }),
    ...(people !== undefined && { people: groupDigits(people.toString(), lang) }),
  };
}

/**
 * The published mean of an indicator over the peers: its own, or where the policy collects the indicators as parts. There a
 * percentage stands as its fraction; it is told in the indicator's own form and decimals, rounded half up.
 */
function peerMean(
  { indicators, providers }: Reckoning,
  withheld: ReadonlyMap<string, Note>,
  provider: string,
  { id, type }: { readonly id: string; readonly type: NumberType },
): Json | undefined {
  const figures = providers.get(provider);
  for (const { id: mean, subject, type: kept, method } of indicators) {
    if (method.kind !== "peer-mean") continue;
    const own = method.of.key === `indicator.${id}` ? figures?.own.get(mean) : undefined;
    const row = indicators.find(({ id: of }) => method.of.key === `indicator.${of}`)?.method;
    const member = row?.kind === "of-part" ? [...row.from].find(([, meant]) => meant === id)?.[0] : undefined;
    const value = (
      own ??
      figures?.parts
        .get(subject)
        ?.get(member ?? "")
        ?.get(mean)
    )?.value;
    if (withheld.has(`indicator.${mean}${own === undefined ? `[${member}]` : ""}`)) return undefined;
    if (value !== undefined) return toJson(type, roundQuotient("half_up", type.scale, value, powerOfTen(kept.scale)));
  }
  return undefined;
}
