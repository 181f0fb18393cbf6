/** The steps of a term as phrases: what it took, what it was led past, and what was left. */
import type { Contract, Realised, Step } from "../../src/contract.ts";
import { toDecimalText } from "../../src/decimal.ts";
import { compare, ratio, round } from "../../src/ratio.ts";
import type { Ratio } from "../../src/ratio.ts";
import { groupDigits, moneyFigure } from "../figure.ts";
import type { Language } from "../text.ts";

export interface Telling {
  readonly contract: Contract;
  readonly realised: Realised;
  readonly lang: Language;
}

const words = {
  nl: {
    and: " en ",
    total: (parts: number, name: string) => `${name} van ${parts} samen`,
    above: (bound: string) => `wat boven ${bound} ligt`,
    below: (bound: string) => `wat onder ${bound} ontbreekt`,
    at_least: (bound: string) => `ten minste ${bound}`,
    at_most: (bound: string) => `hoogstens ${bound}`,
    share: (share: string) => `daarvan ${share}`,
    held: "aan de voorwaarde is voldaan",
    failed: (tests: string) => `niets, want ${tests} gaat niet op`,
    not: "niet",
    rounded: "afgerond op hele centen",
    nothing: "niets te bespreken",
    waits: (stake: string) => `te bespreken over ${stake}, nog geen bedrag`,
    agreed: (stake: string) => `na overleg over ${stake}`,
    is: (amount: string) => `= ${amount}`,
  },
  en: {
    and: " and ",
    total: (parts: number, name: string) => `${name} of ${parts} together`,
    above: (bound: string) => `what lies above ${bound}`,
    below: (bound: string) => `what lacks below ${bound}`,
    at_least: (bound: string) => `at least ${bound}`,
    at_most: (bound: string) => `at most ${bound}`,
    share: (share: string) => `of that ${share}`,
    held: "the condition is met",
    failed: (tests: string) => `nothing, because ${tests} does not hold`,
    not: "not",
    rounded: "rounded to whole cents",
    nothing: "nothing to discuss",
    waits: (stake: string) => `to be discussed on ${stake}, no figure yet`,
    agreed: (stake: string) => `after talks on ${stake}`,
    is: (amount: string) => `= ${amount}`,
  },
} as const;

/** One step as a phrase that ends in what is left; the first says where the amount comes from. */
export function stepText(step: Step, first: boolean, telling: Telling): string {
  const { lang } = telling;
  const is = words[lang].is(amountText(step.value, lang));
  const phrase = phraseOf(step, telling);
  if (first && step.code === "amount") return amountText(step.value, lang);
  return waits(step, telling) ? phrase : `${phrase} ${is}`;
}

function phraseOf(step: Step, telling: Telling): string {
  const { contract, lang } = telling;
  const say = words[lang];
  const name = (id: string): string => nameText(contract, id, lang);
  switch (step.code) {
    case "amount":
      return "";
    case "of":
      return name(step.name);
    case "prices":
      return step.lines
        .map((line) => `${quantityText(line.quantity, lang)} ${name(line.fact)} × ${amountText(line.cents, lang)}`)
        .join(" + ");
    case "sum":
      return step.of.map(({ name: id, sign }, i) => `${sign < 0 ? "− " : i === 0 ? "" : "+ "}${name(id)}`).join(" ");
    case "total":
      return say.total(step.parts, name(step.name));
    case "above":
    case "below":
    case "at_least":
    case "at_most":
      return say[step.code](boundText(step, telling));
    case "share":
      return say.share(
        `${percentText(step.share, lang)}${step.name === undefined ? "" : ` (${rateText(contract, step.name, lang)})`}`,
      );
    case "when":
      return step.failed.length === 0
        ? say.held
        : say.failed(step.failed.map((test) => `“${testText(test, telling)}”`).join(say.and));
    case "round":
      return say.rounded;
    case "discuss":
      return discussText(step, telling);
  }
}

/** What talks have not settled has no figure to end in. */
function waits(step: Step, { realised }: Telling): boolean {
  return step.code === "discuss" && step.stake.n !== 0n && !realised.own.has(step.name);
}

function discussText(step: Step & { code: "discuss" }, telling: Telling): string {
  const { lang } = telling;
  const say = words[lang];
  const stake = amountText(step.stake, lang);
  if (step.stake.n === 0n) return say.nothing;
  return waits(step, telling) ? say.waits(stake) : say.agreed(stake);
}

function boundText({ name, bound }: { readonly name?: string; readonly bound: Ratio }, telling: Telling): string {
  const amount = amountText(bound, telling.lang);
  return name === undefined ? amount : `${nameText(telling.contract, name, telling.lang)} ${amount}`;
}

/** A test by the names of what it tests: `not conditions_met` as “niet aan de voorwaarden voldaan”. */
function testText(test: string, { contract, lang }: Telling): string {
  return test
    .split(" ")
    .map((word) => (word === "not" ? words[lang].not : nameText(contract, word, lang)))
    .join(" ");
}

/** A term or fact by the name that the contract gives it, in the middle of a sentence. */
function nameText({ terms, facts }: Contract, id: string, lang: Language): string {
  const label = terms.find((term) => term.id === id)?.[lang] ?? facts.get(id)?.[lang];
  return label === undefined ? id : lowerFirst(label);
}

function rateText(contract: Contract, id: string, lang: Language): string {
  const shares = contract.terms.flatMap((term) => term.shares);
  const rate = shares.find((share) => share.kind === "rate" && share.rate.id === id);
  const label = rate?.kind === "rate" ? rate.rate[lang] : nameText(contract, id, lang);
  return lowerFirst(label);
}

/** A label in the middle of a sentence; the Dutch IJ is one letter. */
function lowerFirst(label: string): string {
  return label.replace(/^(IJ|.)/, (letter) => letter.toLowerCase());
}

function quantityText(quantity: unknown, lang: Language): string {
  return groupDigits(String(quantity), lang);
}

/** An amount of cents; what is no whole cent is shown to a hundredth of one, and says so. */
export function amountText(cents: Ratio, lang: Language): string {
  if (cents.d === 1n) return moneyFigure(cents.n, lang);
  const fine = toDecimalText(round("half_up", ratio(cents.n * 100n, cents.d)), 4);
  const exact = compare(ratio(BigInt(fine.replace(".", "")), 100n), cents) === 0;
  return `${exact ? "" : "≈ "}€ ${groupDigits(fine, lang)}`;
}

/** A fraction as a percentage, to a ten-thousandth of a percent; more digits say that they go on. */
export function percentText(share: Ratio, lang: Language): string {
  const digits = round("half_up", ratio(share.n * 1_000_000n, share.d));
  const text = toDecimalText(digits, 4).replace(/\.?0+$/, "");
  const exact = compare(ratio(digits, 1_000_000n), share) === 0;
  return `${exact ? "" : "≈ "}${groupDigits(text, lang)} %`;
}
