/**
 * Two policies beside each other in the terminal: who goes from which outcome to which, and the euros in all, by region and by
 * provider.
 */
import type { Amounts, Change, Comparison, Given, Unknown } from "../src/comparison.ts";
import type { Policy } from "../src/policy.ts";
import { groupDigits, moneyFigure, toFigure } from "./figure.ts";
import { labelOf, nameOf } from "./label.ts";
import { columns } from "./column.ts";
import type { Language } from "./text.ts";

export interface ToldComparison {
  readonly before: Policy;
  readonly after: Policy;
  /** Where each was read from: two versions of one policy bear one name. */
  readonly folders: { readonly before: string; readonly after: string };
  readonly comparison: Comparison;
  readonly unknown: Unknown;
}

const words = {
  nl: {
    head: (before: string, after: string) => `Van ${before} naar ${after}`,
    providers: (count: string) => `${count} ${count === "1" ? "aanbieder" : "aanbieders"}`,
    same: "voor niemand anders",
    changed: (count: string) => `voor ${count} ${count === "1" ? "aanbieder" : "aanbieders"} anders`,
    only: (policy: string, decisions: string) => `Alleen in ${policy}: ${decisions}.`,
    open: { unknown: "onbekend", not_at_issue: "niet aan de orde" },
    amounts: ["", "voor", "na", "verschil"],
    total: "Alle aanbieders met beide bedragen",
    oneSided: (count: string) =>
      count === "1"
        ? "1 aanbieder heeft maar in een van beide een bedrag; die telt niet mee."
        : `${count} aanbieders hebben maar in een van beide een bedrag; zij tellen niet mee.`,
    regions: ["regio", "voor", "na", "verschil"],
    noRegion: "geen regio",
    unknown: "onbekend",
    providersMost: ["aanbieder", "voor", "na", "verschil"],
    more: (count: string) => `… en nog ${count}; met --json staan zij er allemaal.`,
    who: (list: string) => `  ${list}`,
    gaps: "Niet bekend, voor of na",
    nobody: "niet te berekenen",
  },
  en: {
    head: (before: string, after: string) => `From ${before} to ${after}`,
    providers: (count: string) => `${count} ${count === "1" ? "provider" : "providers"}`,
    same: "the same for everybody",
    changed: (count: string) => `another outcome for ${count} ${count === "1" ? "provider" : "providers"}`,
    only: (policy: string, decisions: string) => `In ${policy} only: ${decisions}.`,
    open: { unknown: "unknown", not_at_issue: "not at issue" },
    amounts: ["", "before", "after", "difference"],
    total: "All providers with both amounts",
    oneSided: (count: string) =>
      count === "1"
        ? "1 provider has an amount in one of the two only and is not counted."
        : `${count} providers have an amount in one of the two only; they are not counted.`,
    regions: ["region", "before", "after", "difference"],
    noRegion: "no region",
    unknown: "unknown",
    providersMost: ["provider", "before", "after", "difference"],
    more: (count: string) => `… and ${count} more; --json has them all.`,
    who: (list: string) => `  ${list}`,
    gaps: "Not known, before or after",
    nobody: "cannot be reckoned",
  },
} as const;

/** So many providers are listed by name; more do not help a reader. */
const listed = 20;

/** Of what is not known a few names show where to look. */
const few = 5;

export function tellComparison(told: ToldComparison, lang: Language): string {
  const { before, after, folders, comparison } = told;
  const say = words[lang];
  const { providers, decisions, only, changes, amounts, oneSided, total } = comparison;
  const isOneName = before.id === after.id;
  const [was, is] = [
    isOneName ? `${before.id} (${folders.before})` : before.id,
    isOneName ? `${after.id} (${folders.after})` : after.id,
  ];
  const labels = (ids: readonly string[], policy: Policy) => ids.map((id) => labelOf(id, policy, lang)).join(", ");
  const oneSide = [
    ...(only.before.length > 0 ? [say.only(was, labels(only.before, before))] : []),
    ...(only.after.length > 0 ? [say.only(is, labels(only.after, after))] : []),
  ];
  const blocks = [
    `${say.head(was, is)}; ${say.providers(whole(providers, lang))}`,
    ...(oneSide.length > 0 ? [oneSide.join("\n")] : []),
    ...decisions.map((id) =>
      tellDecision(
        id,
        changes.filter(({ decision }) => decision === id),
        { before, after },
        lang,
      ),
    ),
  ];
  if (amounts.size > 0)
    blocks.push(
      [
        columns(say.amounts, [row(say.total, total, lang)]),
        ...(oneSided.length > 0 ? [say.oneSided(whole(oneSided.length, lang))] : []),
      ].join("\n"),
      tellRegions(comparison, lang),
      tellProviders(amounts, lang),
    );
  blocks.push(tellUnknown(told, lang));
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** Why not everything is known for everybody: what, of how many, and the first of them. */
function tellUnknown({ before, after, unknown }: ToldComparison, lang: Language): string {
  const say = words[lang];
  if (unknown.size === 0) return "";
  const lines = [...unknown].map(([ref, who]) => {
    const [root, id = ""] = ref.split(".");
    const isYoung = (root === "decision" ? after.decisions : after.indicators).has(id);
    const first = `${who.slice(0, few).join(", ")}${who.length > few ? " …" : ""}`;
    const count = who.length === 0 ? say.nobody : `${whole(who.length, lang)} (${first})`;
    return say.who(`${nameOf(ref, isYoung ? after : before, lang)}: ${count}`);
  });
  return [`${say.gaps}:`, ...lines].join("\n");
}

function tellDecision(
  id: string,
  changes: readonly Change[],
  { before, after }: Pick<ToldComparison, "before" | "after">,
  lang: Language,
): string {
  const say = words[lang];
  const head = `${labelOf(id, after, lang)}: ${changes.length === 0 ? say.same : say.changed(whole(changes.length, lang))}`;
  const type = after.names.find(`decision.${id}`)?.type;
  if (changes.length === 0 || type?.kind === "number") return head;
  const moves = Map.groupBy(
    changes,
    (change) => `${outcome(change.before, id, before, lang)} → ${outcome(change.after, id, after, lang)}`,
  );
  const rows = [...moves].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return [
    head,
    ...rows.flatMap(([move, own]) => [
      `  ${move}: ${whole(own.length, lang)}`,
      `    ${own
        .slice(0, listed)
        .map(({ provider }) => provider)
        .join(", ")}${own.length > listed ? " …" : ""}`,
    ]),
  ].join("\n");
}

function outcome(given: Given, id: string, policy: Policy, lang: Language): string {
  if ("open" in given) return words[lang].open[given.open];
  const type = policy.names.find(`decision.${id}`)?.type;
  return type === undefined ? String(given.value) : toFigure(type, given.value, lang, policy.units);
}

function tellRegions({ regions, noRegion }: Comparison, lang: Language): string {
  const say = words[lang];
  if (regions.size === 0) return "";
  const rows = [...regions].map(([region, own]) => row(region === "unknown" ? say.unknown : region, own, lang));
  const rest = noRegion.beforeCents === 0n && noRegion.afterCents === 0n ? [] : [row(say.noRegion, noRegion, lang)];
  return columns(say.regions, [...rows, ...rest]);
}

function tellProviders(amounts: Comparison["amounts"], lang: Language): string {
  const say = words[lang];
  const size = ({ beforeCents, afterCents }: Amounts): bigint =>
    afterCents > beforeCents ? afterCents - beforeCents : beforeCents - afterCents;
  const changed = [...amounts].filter(([, own]) => size(own) > 0n);
  const most = changed.toSorted(([a, x], [b, y]) =>
    size(x) === size(y) ? (a < b ? -1 : 1) : size(x) > size(y) ? -1 : 1,
  );
  if (most.length === 0) return "";
  return [
    columns(
      say.providersMost,
      most.slice(0, listed).map(([provider, own]) => row(provider, own, lang)),
    ),
    ...(most.length > listed ? [say.more(whole(most.length - listed, lang))] : []),
  ].join("\n");
}

function row(name: string, { beforeCents, afterCents }: Amounts, lang: Language): string[] {
  const difference = afterCents - beforeCents;
  const sign = difference > 0n ? "+" : "";
  return [
    name,
    moneyFigure(beforeCents, lang),
    moneyFigure(afterCents, lang),
    `${sign}${moneyFigure(difference, lang)}`,
  ];
}

function whole(count: number, lang: Language): string {
  return groupDigits(String(count), lang);
}
