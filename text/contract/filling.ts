/** A filled lump sum told as a price list, or every reason why it cannot be filled; and how much of observed differences may be filling. */
import type { Filling, Unfillable, Variation } from "../../src/filling.ts";
import { ratio, round } from "../../src/ratio.ts";
import { moneyFigure } from "../figure.ts";
import type { Language } from "../text.ts";
import { percentText } from "./step.ts";

const words = {
  nl: {
    head: (sum: string, factor: string) =>
      `${sum} gevuld: elke prijs is ${factor} van zijn referentie, tenzij een grens hem vasthoudt`,
    dearer: (count: bigint) => `, waarvan ${count} een cent meer`,
    held: { at_least: " (ondergrens)", at_most: " (maximum)" },
    warning: "Deze prijzen zijn ingevuld en niet gevonden; vergelijk ze niet met die van een ander contract.",
    "filling-too-high": (sum: string, most: string) =>
      `Niet te vullen: tegen de hoogste prijzen is ${most} te bereiken en gevraagd is ${sum}.`,
    "filling-too-low": (sum: string, least: string) =>
      `Niet te vullen: tegen de laagste prijzen is het al ${least} en gevraagd is ${sum}.`,
    "filling-bounds": (product: string) => `Niet te vullen: voor ${product} ligt de ondergrens boven het maximum.`,
    "filling-no-volume": (sum: string) =>
      `Niet te vullen: er is geen product met volume en referentieprijs dat ${sum} kan dragen.`,
    variation: (share: string) =>
      `Van de prijsvariatie is ten hoogste ${share} fictief: die zit binnen contracten en valt in hun totaal weg.`,
    alike: "Alle prijzen zijn gelijk; er is geen variatie om te verdelen.",
    level: (contract: string, share: string) => `${contract}: ${share} van het gemiddelde niveau`,
  },
  en: {
    head: (sum: string, factor: string) =>
      `${sum} filled: every price is ${factor} of its reference, unless a bound holds it`,
    dearer: (count: bigint) => `, of which ${count} a cent more`,
    held: { at_least: " (floor)", at_most: " (maximum)" },
    warning: "These prices were filled in and not found; do not compare them with those of another contract.",
    "filling-too-high": (sum: string, most: string) =>
      `Cannot be filled: the highest prices bring in ${most} and ${sum} is asked.`,
    "filling-too-low": (sum: string, least: string) =>
      `Cannot be filled: the lowest prices already bring in ${least} and ${sum} is asked.`,
    "filling-bounds": (product: string) => `Cannot be filled: the floor of ${product} lies above its maximum.`,
    "filling-no-volume": (sum: string) =>
      `Cannot be filled: no product with a volume and a reference price can carry ${sum}.`,
    variation: (share: string) =>
      `Of the variation in price at most ${share} is fictitious: it lies within contracts and cancels out in their totals.`,
    alike: "All prices are alike; there is no variation to divide.",
    level: (contract: string, share: string) => `${contract}: ${share} of the mean level`,
  },
} as const;

export function tellFilling(
  sum: bigint,
  filling: Filling,
  labels: ReadonlyMap<string, { readonly nl: string; readonly en: string }>,
  lang: Language,
): string {
  const say = words[lang];
  const label = (id: string): string => labels.get(id)?.[lang] ?? id;
  if (filling.kind === "unfillable")
    return `${filling.reasons.map((reason) => tellReason(reason, label, lang)).join("\n")}\n`;
  const lines = filling.products.map(({ id, price, dearer, volume, heldBy }) => {
    const more = dearer === 0n ? "" : say.dearer(dearer);
    return `  ${volume} × ${label(id)} à ${moneyFigure(price, lang)}${heldBy === undefined ? "" : say.held[heldBy]}${more}`;
  });
  const factor = percentText(toHundredth(filling.factor), lang);
  return `${[say.head(moneyFigure(sum, lang), factor), ...lines, say.warning].join("\n")}\n`;
}

function tellReason(
  { code, sum, product, reachable }: Unfillable,
  label: (id: string) => string,
  lang: Language,
): string {
  const say = words[lang];
  const asked = moneyFigure(sum, lang);
  if (code === "filling-bounds") return say[code](label(product ?? ""));
  return code === "filling-no-volume" ? say[code](asked) : say[code](asked, moneyFigure(reachable ?? 0n, lang));
}

/** The level of each contract, and which part of the differences in price may be filling. */
export function tellVariation({ levels, fictitiousAtMost }: Variation, lang: Language): string {
  const say = words[lang];
  const told = [...levels].map(
    ([contract, level]) => `  ${say.level(contract, percentText(toHundredth(level), lang))}`,
  );
  const share =
    fictitiousAtMost === undefined ? say.alike : say.variation(percentText(toHundredth(fictitiousAtMost), lang));
  return `${[share, ...told].join("\n")}\n`;
}

/** To a hundredth of a percent, for show. */
function toHundredth({ n, d }: { readonly n: bigint; readonly d: bigint }): { readonly n: bigint; readonly d: bigint } {
  return ratio(round("half_up", ratio(n * 10_000n, d)), 10_000n);
}
