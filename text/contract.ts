/** A settlement told to people: who is paid what, why, what is still to be discussed, and where the contract has edges. Dutch first. */
import type { Basis } from "../src/basis.ts";
import type {
  Comparison,
  Contract,
  Edges,
  Explanation,
  PayCurve,
  Realised,
  Settlement,
  Worth,
} from "../src/contract.ts";
import { valueAt } from "../src/curve.ts";
import type { Ratio } from "../src/ratio.ts";
import { compare, negate, ratio, round, sign } from "../src/ratio.ts";
import { amountText, percentText, stepText } from "./contract/step.ts";
import { moneyFigure } from "./figure.ts";
import { toGround } from "./reason.ts";
import type { Language } from "./text.ts";

export { tellFilling, tellVariation } from "./contract/filling.ts";
export { payPlot } from "./contract/plot.ts";

/** What a year was read from, and which facts stood there. */
export interface YearSource {
  readonly file: string;
  readonly facts: readonly string[];
}

export interface ToldSettlement {
  readonly contract: Contract;
  readonly realised: Realised;
  /** What the year was read from; nothing where it is the plan. */
  readonly sources: readonly YearSource[];
  readonly settlement: Settlement;
  readonly explanation: readonly Explanation[];
  readonly edges: Edges;
  readonly curve: PayCurve;
  /** What one euro more of care pays, at this year and just behind. */
  readonly marginal?: Ratio;
}

const words = {
  nl: {
    year: "Afgerekend over",
    and: " en ",
    plan: "Afgerekend over het plan van het contract",
    pay: (payee: string, amount: string) => `${payee} krijgt ${amount}`,
    balance: (prepaid: string, left: string) => `; vooraf betaald ${prepaid}, nog te betalen ${left}`,
    repay: (prepaid: string, left: string) => `; vooraf betaald ${prepaid}, terug te betalen ${left}`,
    unknown: (payee: string, missing: string) => `${payee}: niet te berekenen zonder ${missing}`,
    discuss: (term: string, stake: string) =>
      `Te bespreken: ${term}, ${stake}. Daarover is nog niets afgesproken, dus er staat geen bedrag.`,
    carried: "Gedragen door",
    instalments: (count: number, each: string) => `In ${count} termijnen: ${each}`,
    advantage: {
      provider: (amount: string) => `Voordeel voor de aanbieder: ${amount} meer betaald dan er is geleverd`,
      buyer: (amount: string) => `Voordeel voor de inkoper: ${amount} minder betaald dan er is geleverd`,
      none: "Betaald is wat er is geleverd",
      open: (amount: string) => `; ${amount} van wat is geleverd telt daarin nog niet mee, omdat erover wordt overlegd`,
    },
    next: (amount: string) => `Uitgangspunt voor volgend jaar: ${amount}`,
    why: "Waarom",
    edges: "Randen",
    planned: "Randen, rond het plan",
    marginal: (amount: string) => `Een euro zorg meer brengt ${amount} op`,
    noCliffs: "Geen kliffen: nergens verandert een beetje zorg het bedrag met een sprong",
    cliff: (place: string, before: string, at: string, behind: string) =>
      `Klif bij ${place}: ervoor ${before}, precies daar ${at}, erna ${behind}`,
    noStretches: "Nergens brengt minder leveren meer op",
    stretch: (from: string, to: string, most: string) =>
      `Tussen ${from} en ${to} brengt minder leveren meer op, tot ${most}`,
    worth: (amount: string) => `${amount} aan zorg`,
    ofYear: (share: string) => `${share} van de zorg van dit jaar`,
    endless: "het oneindige",
    duties: "Plichten",
  },
  en: {
    year: "Settled over",
    and: " and ",
    plan: "Settled over the plan of the contract",
    pay: (payee: string, amount: string) => `${payee} is paid ${amount}`,
    balance: (prepaid: string, left: string) => `; paid before ${prepaid}, still to be paid ${left}`,
    repay: (prepaid: string, left: string) => `; paid before ${prepaid}, to be paid back ${left}`,
    unknown: (payee: string, missing: string) => `${payee}: cannot be reckoned without ${missing}`,
    discuss: (term: string, stake: string) =>
      `To be discussed: ${term}, ${stake}. Nothing was agreed on it yet, so there is no figure.`,
    carried: "Carried by",
    instalments: (count: number, each: string) => `In ${count} instalments: ${each}`,
    advantage: {
      provider: (amount: string) => `The provider has the advantage: paid ${amount} more than was delivered`,
      buyer: (amount: string) => `The buyer has the advantage: paid ${amount} less than was delivered`,
      none: "Paid is what was delivered",
      open: (amount: string) =>
        `; ${amount} of what was delivered does not count in that yet, because it is to be discussed`,
    },
    next: (amount: string) => `Next year starts from ${amount}`,
    why: "Why",
    edges: "Edges",
    planned: "Edges, around the plan",
    marginal: (amount: string) => `One euro of care more brings in ${amount}`,
    noCliffs: "No cliffs: nowhere does a little care change the amount by a jump",
    cliff: (place: string, before: string, at: string, behind: string) =>
      `Cliff at ${place}: before it ${before}, exactly there ${at}, behind it ${behind}`,
    noStretches: "Nowhere does delivering less bring in more",
    stretch: (from: string, to: string, most: string) =>
      `Between ${from} and ${to} delivering less brings in more, up to ${most}`,
    worth: (amount: string) => `${amount} of care`,
    ofYear: (share: string) => `${share} of the care of this year`,
    endless: "infinity",
    duties: "Duties",
  },
} as const;

export function tellSettlement(told: ToldSettlement, lang: Language): string {
  const { contract } = told;
  const say = words[lang];
  const blocks = [
    [`${contract[lang]} (${contract.form})`, sourceText(told, lang)],
    tellPayments(told, lang),
    [say.why, ...told.explanation.map((each) => `  ${tellTerm(contract, told.realised, each, lang)}`)],
    [
      told.settlement.missing.length === 0 ? say.edges : say.planned,
      ...tellEdges(told, lang).map((line) => `  ${line}`),
    ],
    ...(contract.duties.length === 0
      ? []
      : [[say.duties, ...contract.duties.map((duty) => `  ${duty[lang]} [${groundText(duty.basis, lang)}]`)]]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** One source by its name; of several, also which facts each told. */
function sourceText({ contract, sources }: ToldSettlement, lang: Language): string {
  const say = words[lang];
  if (sources.length === 0) return say.plan;
  const named = sources.map(({ file, facts }) => {
    const labels = facts.map((id) => contract.facts.get(id)?.[lang] ?? id).join(", ");
    return sources.length === 1 ? file : `${file} (${labels})`;
  });
  return `${say.year} ${named.join(say.and)}`;
}

function tellPayments({ contract, settlement }: ToldSettlement, lang: Language): string[] {
  const say = words[lang];
  const { payments, open, carried, instalments, worth, nextYear, missing } = settlement;
  const names = missing.map((name) => missingText(contract, name, lang)).join(", ");
  const paid = payments.map(({ payee, cents, prepaid, balance }) => {
    if (cents === undefined) return say.unknown(partyText(contract, payee, lang), names);
    const line = say.pay(partyText(contract, payee, lang), moneyFigure(cents, lang));
    if (prepaid === undefined || balance === undefined) return line;
    const left = moneyFigure(balance < 0n ? -balance : balance, lang);
    return line + (balance < 0n ? say.repay : say.balance)(moneyFigure(prepaid, lang), left);
  });
  const talks = open.map(({ term, stake }) => say.discuss(labelOf(contract, term, lang), amountText(stake, lang)));
  return [
    ...paid,
    ...talks,
    ...(carried === undefined
      ? []
      : [
          `${say.carried} ${[...carried].map(([who, cents]) => `${partyText(contract, who, lang)} ${moneyFigure(cents, lang)}`).join(", ")}`,
        ]),
    ...(instalments === undefined ? [] : [say.instalments(instalments.length, runs(instalments, lang))]),
    ...(worth === undefined ? [] : [advantageText(worth, lang)]),
    ...(nextYear === undefined ? [] : [say.next(moneyFigure(nextYear, lang))]),
  ];
}

/** `11 × € 10,00, 1 × € 9,99`. */
function runs(amounts: readonly bigint[], lang: Language): string {
  const alike = Map.groupBy(amounts, (cents) => cents);
  return [...alike].map(([cents, all]) => `${all.length} × ${moneyFigure(cents, lang)}`).join(", ");
}

function advantageText({ advantage, undecided }: Worth, lang: Language): string {
  const say = words[lang].advantage;
  const side = sign(advantage);
  const size = amountText(side < 0 ? negate(advantage) : advantage, lang);
  const told = side === 0 ? say.none : (side < 0 ? say.buyer : say.provider)(size);
  return sign(undecided) === 0 ? told : told + say.open(amountText(undecided, lang));
}

function tellTerm(contract: Contract, realised: Realised, explanation: Explanation, lang: Language): string {
  const { term, part, steps, basis } = explanation;
  const name = labelOf(contract, term, lang);
  const about = part === undefined ? name : `${name}, ${part}`;
  const told = steps.map((step, i) => stepText(step, i === 0, { contract, realised, lang }));
  return `${about}: ${told.filter((text) => text !== "").join("; ")} [${groundText(basis, lang)}]`;
}

function groundText(basis: Basis, lang: Language): string {
  const ground = toGround(basis, undefined, lang);
  return basis.choice === undefined ? ground : `${ground}; ${basis.choice}`;
}

function tellEdges({ edges, curve, marginal }: ToldSettlement, lang: Language): string[] {
  const say = words[lang];
  const place = (volume: Ratio): string => placeText(curve, volume, lang);
  const cliffs = edges.cliffs.map(({ place: at, before, at: there, behind }) =>
    say.cliff(place(at), amountText(before ?? there, lang), amountText(there, lang), amountText(behind, lang)),
  );
  const stretches = edges.stretches.map(({ from, to, most }) =>
    say.stretch(
      place(from),
      to === undefined ? say.endless : place(to),
      most === undefined ? say.endless : amountText(most, lang),
    ),
  );
  return [
    ...(marginal === undefined ? [] : [say.marginal(amountText(ratio(marginal.n * 100n, marginal.d), lang))]),
    ...(cliffs.length === 0 ? [say.noCliffs] : cliffs),
    ...(stretches.length === 0 ? [say.noStretches] : stretches),
  ];
}

/** A volume as the worth of its care where the contract says that, and else as a share of the year. */
function placeText({ delivered }: PayCurve, volume: Ratio, lang: Language): string {
  if (delivered !== undefined) return words[lang].worth(amountText(valueAt(delivered, volume), lang));
  return words[lang].ofYear(percentText(volume, lang));
}

function labelOf({ terms }: Contract, id: string, lang: Language): string {
  return terms.find((term) => term.id === id)?.[lang] ?? id;
}

/** `used[anna]` by its name: “gebruikte zorg (anna)”. */
function missingText({ facts }: Contract, name: string, lang: Language): string {
  const [, id = name, part] = /^([^[]+)(?:\[(.*)\])?$/.exec(name) ?? [];
  const label = facts.get(id)?.[lang] ?? id;
  return part === undefined ? label : `${label} (${part})`;
}

/** A party by the name that the contract gives it, or by its own word. */
function partyText({ parties }: Contract, id: string, lang: Language): string {
  return parties.get(id)?.[lang] ?? id.replaceAll("_", " ");
}

const comparing = {
  nl: {
    head: (count: number, spread: string, seed: number) =>
      `Vergeleken op hetzelfde jaar, en op ${count} toekomsten waarin de zorg met een standaardafwijking van ${spread} meer of minder wordt (begin van het toeval: ${seed})`,
    columns: ["", "dit jaar", "gemiddeld", "spreiding", "risico bij inkoper"],
    assumed: (form: string, facts: string) => `Voor ${form} is uit het eigen plan genomen: ${facts}`,
    dearer: (form: string, amount: string) => `${form} kost gemiddeld ${amount} meer`,
    alike: "Beide kosten gemiddeld evenveel",
  },
  en: {
    head: (count: number, spread: string, seed: number) =>
      `Compared on the same year, and on ${count} futures in which care is more or less by a standard deviation of ${spread} (where chance starts: ${seed})`,
    columns: ["", "this year", "mean", "spread", "risk with buyer"],
    assumed: (form: string, facts: string) => `For ${form} its own plan was taken for: ${facts}`,
    dearer: (form: string, amount: string) => `${form} costs ${amount} more on average`,
    alike: "Both cost the same on average",
  },
} as const;

/** Two forms side by side: what each pays, how much that varies, and which part of a euro of care the buyer carries. */
export function tellComparison({ futures, sides }: Comparison, lang: Language): string {
  const say = comparing[lang];
  const rows = sides.map(({ contract, settlement, mean, deviation, carriedByBuyer }) => {
    const paid = settlement.payments.reduce((all, { cents }) => all + (cents ?? 0n), 0n);
    const risk = carriedByBuyer === undefined ? "–" : percentText(tenths(carriedByBuyer), lang);
    return [contract.form, ...[paid, mean, deviation].map((cents) => moneyFigure(cents, lang)), risk];
  });
  const table = [[...say.columns], ...rows];
  const widths = say.columns.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  const assumed = sides.flatMap(({ contract, assumed: facts }) =>
    facts.length === 0 ? [] : [say.assumed(contract.form, facts.join(", "))],
  );
  const spread = percentText(ratio(BigInt(futures.spread), 1000n), lang);
  const apart = sides[0].mean - sides[1].mean;
  const dearest = sides[apart > 0n ? 0 : 1].contract.form;
  const verdict = apart === 0n ? say.alike : say.dearer(dearest, moneyFigure(apart < 0n ? -apart : apart, lang));
  return `${[say.head(futures.count, spread, futures.seed), "", ...lines, "", verdict, ...assumed].join("\n")}\n`;
}

/** A share to a tenth of a percent, for show; what is told as exact is not led through here. */
function tenths(share: Ratio): Ratio {
  const permille = round("half_up", ratio(share.n * 1000n, share.d));
  return compare(share, ratio(permille, 1000n)) === 0 ? share : ratio(permille, 1000n);
}
