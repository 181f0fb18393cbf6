/** A rearrangement told to the care office: per region what there is and where it goes, per provider what changes. Dutch first. */
import { toInstantText } from "../src/day.ts";
import type { Policy } from "../src/policy.ts";
import type { Phase, Procedure } from "../src/procedure.ts";
import type { Moved, Rearranged } from "../src/rearrangement.ts";
import { columns } from "./column.ts";
import { moneyFigure, toFigure } from "./figure.ts";
import { nameOf } from "./label.ts";
import { toGround } from "./reason.ts";
import type { Language } from "./text.ts";

export interface ToldRegion {
  readonly region: string;
  readonly moved?: Rearranged;
  readonly apart: readonly { readonly provider: string; readonly missing: readonly string[] }[];
}

const words = {
  nl: {
    by: { provider: "de aanbieder", buyer: "de inkoper", both: "samen" },
    window: (opens: string, closes: string) => `, van ${opens} tot ${closes}`,
    head: (name: string, on: string) => `${name}, met wat op ${on} bekend was`,
    heads: ["aanbieder", "afgesproken", "geeft", "vraagt", "krijgt", "wordt"],
    sums: (budget: string, agreed: string, given: string, asked: string) =>
      `budget ${budget}, afgesproken ${agreed}, komt vrij ${given}, gevraagd ${asked}`,
    kept: (granted: string, kept: string, left: string) =>
      `verdeeld ${granted}; voor nieuwe toetreders ${kept}; daarna nog niet afgesproken ${left}`,
    over: (short: string) => `er is ${short} meer afgesproken dan er is; er wordt niets verdeeld`,
    unknown: "niet te verdelen: niet van iedereen is bekend wat is afgesproken",
    apart: (provider: string, missing: string) => `${provider} doet niet mee; niet bekend: ${missing}`,
    taken: (count: number) => `Vastgelegd: ${count} afspraken gewijzigd.`,
  },
  en: {
    by: { provider: "the provider", buyer: "the buyer", both: "together" },
    window: (opens: string, closes: string) => `, from ${opens} to ${closes}`,
    head: (name: string, on: string) => `${name}, with what was known on ${on}`,
    heads: ["provider", "agreed", "gives", "asks", "gets", "becomes"],
    sums: (budget: string, agreed: string, given: string, asked: string) =>
      `budget ${budget}, agreed ${agreed}, comes free ${given}, asked ${asked}`,
    kept: (granted: string, kept: string, left: string) =>
      `divided ${granted}; for newcomers ${kept}; not agreed afterwards ${left}`,
    over: (short: string) => `${short} more is agreed than there is; nothing is divided`,
    unknown: "cannot be divided: it is not known of everybody what is agreed",
    apart: (provider: string, missing: string) => `${provider} takes no part; not known: ${missing}`,
    taken: (count: number) => `Recorded: ${count} agreements changed.`,
  },
} as const;

export interface ToldRearrangement {
  readonly policy: Policy;
  readonly procedure: Procedure;
  readonly on: string;
  readonly regions: readonly ToldRegion[];
  readonly taken: number;
}

export function tellRearrangement(
  { policy, procedure, on, regions, taken }: ToldRearrangement,
  lang: Language,
): string {
  const say = words[lang];
  return [
    say.head(procedure[lang], toFigure({ kind: "day" }, on, lang)),
    ...procedure.phases.map((phase) => `  ${phaseLine(phase, policy, lang)}`),
    ...regions.flatMap((region) => ["", ...regionLines(region, policy, lang)]),
    ...(taken === 0 ? [] : ["", say.taken(taken)]),
  ].join("\n");
}

/** A phase with who acts and its one window. */
function phaseLine({ deliverable, by, basis, ...label }: Phase, policy: Policy, lang: Language): string {
  const say = words[lang];
  const window = deliverable === undefined ? undefined : policy.deliverables.get(deliverable);
  const at = (instant: number): string => toFigure({ kind: "instant" }, toInstantText(instant), lang);
  const open = window === undefined ? "" : say.window(at(window.opens), at(window.closes));
  return `${label[lang]} – ${say.by[by]}${open} [${toGround(basis, policy, lang)}]`;
}

function regionLines({ region, moved, apart }: ToldRegion, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  const aside = apart.map(({ provider, missing }) =>
    say.apart(provider, missing.map((ref) => nameOf(ref, policy, lang)).join("; ")),
  );
  const told = moved === undefined ? [say.unknown] : sumLines(moved, lang);
  const table =
    moved === undefined
      ? []
      : [
          columns(
            say.heads,
            moved.providers.map((each) => rowOf(each, lang)),
          ),
        ];
  return [region, ...[...told, ...aside].map((line) => `  ${line}`), ...table];
}

function sumLines({ budget, agreed, given, asked, granted, kept, left }: Rearranged, lang: Language): string[] {
  const say = words[lang];
  const money = (cents: bigint): string => moneyFigure(cents, lang);
  const rest = left < 0n ? say.over(money(-left)) : say.kept(money(granted), money(kept), money(left));
  return [say.sums(money(budget), money(agreed), money(given), money(asked)), rest];
}

function rowOf({ provider, agreed, gives, asks, gets, after }: Moved, lang: Language): string[] {
  return [provider, ...[agreed, gives, asks, gets, after].map((cents) => moneyFigure(cents, lang))];
}
