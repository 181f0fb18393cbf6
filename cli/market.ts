/** `driehoek market --size tiny|region|country [--kind plain|unruly] --seed N --out DIR` */
import { makeMarketFolder } from "../acts/market.ts";
import type { ClaimFormat, MarketResult } from "../acts/market.ts";
import type { Finding } from "../src/finding.ts";
import { isKindName, isSizeName, kindNames, personsMost, sizeNames, sizes } from "../src/market.ts";
import type { KindName, SizeName } from "../src/market.ts";
import { fieldsOf, writeMessage } from "../format/aw319.ts";
import type { RecordCode } from "../format/aw319.ts";
import { tellMarket } from "../text/market.ts";
import { refuse } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";

const aw319: ClaimFormat = {
  write: ({ header, claims }) => writeMessage(header, claims),
  placeOf: (record, name) => fieldsOf(record as RecordCode).find((field) => field.name === name)!,
};

/** The years of claims that the example policies need: one to look back at, one to build on. */
const usualYears = "2022-2023";

export const command: Command = {
  name: "market",
  flags: {
    size: { type: "string", nl: "tiny, region of country", en: "tiny, region or country" },
    kind: {
      type: "string",
      nl: "plain, of unruly: een markt waarin niet geldt wat een statisticus aanneemt",
      en: "plain, or unruly: a market in which nothing holds that a statistician assumes",
    },
    draw: {
      type: "string",
      nl: "een getal: dezelfde markt, maar met ander toeval bij cliënten en antwoorden",
      en: "a number: the same market, with other chance in clients and answers",
    },
    monthly: {
      type: "boolean",
      nl: "laat aanbieders elke maand declareren; bij tiny is dat anders eens per jaar",
      en: "let providers claim every month; in tiny that is otherwise once a year",
    },
    years: { type: "string", nl: "de jaren met zorg, als 2022-2023", en: "the years of care, as 2022-2023" },
    format: { type: "string", nl: "aw319: schrijf ook declaratiebestanden", en: "aw319: write claim files too" },
    dirty: {
      type: "boolean",
      nl: "verstop in die bestanden van elke fout één",
      en: "plant one of every fault in those files",
    },
  },
  async run({ world, words, flags, lang }: Call): Promise<Answer> {
    const { size, kind, years, out, findings } = readInput(words, flags);
    if (size === undefined || kind === undefined || years === undefined || findings.length > 0)
      return unusable(findings);
    const held = await world.files.list(out);
    if (held.length > 0) return unusable([refuse("market-folder", out, "an empty or new folder")]);
    const on = flags["on"];
    const input = {
      size: flags["monthly"] === true ? { ...sizes[size], batchMonths: 1 } : size,
      kind,
      years,
      out,
      seed: Number(flags["seed"] ?? 1),
      ...(flags["draw"] !== undefined && { draw: Number(flags["draw"]) }),
      ...(typeof on === "string" && { known: toMonthNumber(on) }),
      ...(flags["format"] !== undefined && { format: aw319 }),
      dirty: flags["dirty"] === true,
    };
    const lake = await world.openLake(`${out}/lake`);
    const made = await makeMarketFolder({ ...world, lake }, input);
    return { exit: 0, result: resultOf(made), findings: [], text: tellMarket({ ...made, out }, lang) };
  },
};

interface Input {
  readonly size?: SizeName;
  readonly kind?: KindName;
  readonly years?: readonly number[];
  readonly out: string;
  readonly findings: readonly Finding[];
}

function readInput(words: readonly string[], flags: Call["flags"]): Input {
  const [size, out, format] = [flags["size"] ?? "tiny", flags["out"], flags["format"]];
  const kind = String(flags["kind"] ?? "plain");
  const findings: Finding[] = words.map((word) => refuse("usage", word, "flags only, as --size tiny --seed 7 --out m"));
  if (typeof out !== "string") findings.push(refuse("usage", "no --out", "--out DIR: the folder of the market"));
  if (!isSizeName(String(size))) findings.push(refuse("flag-value", `--size ${size}`, sizeNames.join(", ")));
  if (!isKindName(kind)) findings.push(refuse("flag-value", `--kind ${kind}`, kindNames.join(", ")));
  const years = toYears(String(flags["years"] ?? usualYears));
  if (years === undefined)
    findings.push(
      refuse("flag-value", `--years ${flags["years"]}`, "a year, or years as 2022-2023, from 2018 to 2029"),
    );
  if (format !== undefined && format !== "aw319") findings.push(refuse("flag-value", `--format ${format}`, "aw319"));
  if (flags["dirty"] === true && format === undefined)
    findings.push(refuse("usage", "--dirty", "--dirty with --format aw319: the faults go in the claim files"));
  if (isSizeName(String(size)) && format !== undefined && sizes[size as SizeName].insured > personsMost)
    findings.push(refuse("flag-value", `--format aw319 --size ${size}`, "claim files for tiny or region"));
  return {
    size: size as SizeName,
    ...(isKindName(kind) && { kind }),
    ...(years && { years }),
    out: String(out),
    findings,
  };
}

function toYears(text: string): readonly number[] | undefined {
  const match = /^(20\d\d)(?:-(20\d\d))?$/.exec(text);
  if (match === null) return undefined;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (first < 2018 || last > 2029 || first > last) return undefined;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The month of a day, as year × 12 + month - 1. */
function toMonthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function unusable(findings: readonly Finding[]): Answer {
  return { exit: 2, result: {}, findings, text: "" };
}

function resultOf({ market, lines, clients, grantedCents, calibration, messages, planted }: MarketResult): unknown {
  const { sizeName: size, kind, seed, draw, years } = market;
  const counts = { insured: market.size.insured, providers: market.providers.length, clients, lines, messages };
  return {
    size,
    kind,
    seed,
    draw,
    years,
    ...counts,
    granted_cents: grantedCents,
    calibration,
    planted: planted.length,
  };
}
