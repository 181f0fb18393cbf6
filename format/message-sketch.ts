/**
 * Claim messages sketched in a few words, for whoever wants to see one or to spoil it. A line that starts with a BSN is a person,
 * one that starts with a dash is a comment, every other one is a claim line:
 *
 *     111222333 1950-03-04 female 5038AB
 *     R1 1033 2024-03-05 4 x 550
 *     R2 1034 2024-03-06..2024-03-31 25 x 525
 *     - a comment with R2
 *     R3 1033 2024-03-05 -4 x 550 of R1
 *
 * What is not said is as usual: a message of district nursing about March 2024, in units of five minutes.
 */
import { fieldsOf, writeMessage, type FieldName, type PersonClaims, type RecordCode, type Values } from "./aw319.ts";

const usualHeader: Values<"01"> = {
  message: "428",
  purpose: "P",
  insurer: "3311",
  institution: "41000001",
  payee: "01",
  begin: "20240301",
  end: "20240331",
  invoice: "F2024-03",
  invoiceDate: "20240405",
};

const personWords =
  /^(?<bsn>\d{9}) (?<birth>\S+) (?<sex>male|female)(?: (?<postcode>\d{4}[A-Z]{2}))?(?: no (?<insured>\S+))?$/;
const claimWords =
  /^(?<ref>\S+) (?<service>\S+) (?<begin>[\d-]+)(?:\.\.(?<end>[\d-]+))? (?<side>-?)(?<quantity>\d+) x (?<tariff>\d+)(?: of (?<corrects>\S+))?$/;

/** The lines of a message, without line ends. */
export function sketchMessage(text: string, header: Values<"01"> = {}): string[] {
  const claims: { person: Values<"02">; lines: (Values<"04"> & { comments: string[] })[] }[] = [];
  for (const line of text.split("\n").map((words) => words.trim())) {
    const [person, claim] = [personWords.exec(line)?.groups, claimWords.exec(line)?.groups];
    if (person !== undefined) claims.push({ person: toPerson(person), lines: [] });
    else if (claim !== undefined) claims.at(-1)?.lines.push({ ...toClaim(claim), comments: [] });
    else if (line.startsWith("- ")) claims.at(-1)?.lines.at(-1)?.comments.push(line.slice(2));
  }
  return [...writeMessage({ ...usualHeader, ...header }, claims satisfies PersonClaims[])];
}

type Words = Readonly<Record<string, string>>;

function toPerson({ bsn = "", birth = "", sex = "", postcode = "", insured = "" }: Words): Values<"02"> {
  return {
    bsn,
    insurer: "3311",
    insuredNumber: insured,
    birthDate: toDigits(birth),
    sex: sex === "male" ? 1 : 2,
    name1: "Voorbeeld",
    initials: "A",
    postcode,
    country: postcode === "" ? "BE" : "",
  };
}

function toClaim({
  ref = "",
  service = "",
  begin = "",
  end = begin,
  side,
  quantity,
  tariff,
  corrects,
}: Words): Values<"04"> {
  const amount = Number(quantity) * Number(tariff);
  const direction = side === "-" ? "C" : "D";
  return {
    begin: toDigits(begin),
    end: toDigits(end),
    serviceList: "065",
    service,
    quantity: Number(quantity),
    unit: "07",
    provider: "41000001",
    tariff: Number(tariff),
    calculated: amount,
    calculatedSide: direction,
    claimed: amount,
    claimedSide: direction,
    ref,
    corrects: corrects ?? "",
  };
}

function toDigits(day: string): string {
  return day.replaceAll("-", "");
}

/** A message in which other text stands in a field of one line (1-based), whatever that does to the line. */
export function spoil<Code extends RecordCode>(
  lines: readonly string[],
  line: number,
  code: Code,
  field: FieldName<Code>,
  text: string,
): string[] {
  const { start, end } = fieldsOf(code).find(({ name }) => name === field)!;
  const spoiled = (old: string): string => old.slice(0, start) + text.padEnd(end - start) + old.slice(end);
  return lines.map((old, i) => (i === line - 1 ? spoiled(old) : old));
}

/** A message as a file holds it. */
export function toFileBytes(lines: readonly string[], lineEnd = "\r\n"): Uint8Array {
  return Buffer.from(lines.map((line) => line + lineEnd).join(""), "latin1");
}
