/**
 * Walks the records of a message, or of a part of it that starts with a person.
 *
 * What is sound goes to the pages; what is not gives findings. Three kinds of claim line are refused without a finding of their
 * own, because the cause has one already: lines of a person whose record is wrong, lines whose person may have stood in a record
 * that could not be read, and whatever stands behind the trailer.
 */
import type { Finding } from "../../src/finding.ts";
import type { PageFolder, PageWriter } from "../claim-page.ts";
import { ClaimLineReader, claimField, identityLength } from "./claim-line.ts";
import { commentFaults } from "./comment.ts";
import { numberIn, type FieldFault } from "./content.ts";
import { textAt, toFinding } from "./finding.ts";
import type { Header } from "./header.ts";
import { lineLength, namedFields, type Field } from "./layout.ts";
import { Numbering } from "./numbering.ts";
import { birthDateIn, ClientReader, personFaults, type Client, type Pseudonyms } from "./person.ts";
import { newTally } from "./tally.ts";
import { readTrailer, type Trailer } from "./trailer.ts";
import { daysIn, Words } from "./word.ts";

/** What a part needs to know of its surroundings. */
export interface PartSetting {
  /** The name of the file, for findings. */
  readonly file: string;
  readonly header: Header;
  /** The number of the detail record before the part; 0 at the start of the message. */
  readonly lastId: number;
  readonly pages: PageFolder;
  readonly pseudonyms: Pseudonyms;
  readonly regionOf: (postcode: string) => string | undefined;
}

/** The person above the claim lines. */
interface Person {
  readonly line: number;
  /** Undefined when the record is wrong. */
  readonly client: Client | undefined;
  readonly region: string;
  hasLines: boolean;
}

/** How a record behind the trailer is told. */
export const behindTrailer = { found: "a record behind the trailer", expected: "nothing behind record 99" };

const codes = { "01": 0x3031, "02": 0x3032, "04": 0x3034, "98": 0x3938, "99": 0x3939 };
const idField = namedFields("02").id;
const credit = "C".charCodeAt(0);

export class Part {
  readonly findings: Finding[] = [];
  readonly tally = newTally();
  /** References of claim lines that were refused: a credit of one of these is refused with it. */
  readonly refusedRefs: string[] = [];
  trailer: Trailer | undefined;

  readonly #setting: PartSetting;
  readonly #reader: ClaimLineReader;
  readonly #clients: ClientReader;
  readonly #numbering: Numbering;
  readonly #providers = new Words(claimField.provider);
  readonly #services = new Words(claimField.service);
  readonly #units = new Words(claimField.unit);
  #person: Person | undefined;
  /** Whether a record was lost since the last person, so that a line may belong to a person we did not see. */
  #isLost = false;
  #isBehindTrailer = false;

  constructor(setting: PartSetting) {
    this.#setting = setting;
    this.#reader = new ClaimLineReader(setting.header);
    this.#clients = new ClientReader(setting.pseudonyms);
    this.#numbering = new Numbering(setting.lastId);
  }

  /** Takes in the line at `at`, without its line end. */
  take(bytes: Uint8Array, at: number, length: number): void {
    this.tally.lines++;
    const record = bytes[at]! * 256 + bytes[at + 1]!;
    if (this.trailer !== undefined) this.#refuseBehindTrailer(record, length);
    else if (length !== lineLength) this.#lose("line-length", `${length} characters`, `${lineLength} characters`);
    else if (record === codes["04"]) this.#takeClaimLine(bytes, at);
    else if (record === codes["02"]) this.#takePerson(bytes, at);
    else if (record === codes["98"]) this.#takeComment(bytes, at);
    else if (record === codes["99"]) this.#takeTrailer(bytes, at);
    else if (record === codes["01"]) this.#find("record-order", "a second header", "one header, on line 1");
    else this.#lose("record-code", textAt(bytes, at, at + 2), "01, 02, 04, 98 or 99");
  }

  /** To be called behind the last line. */
  end(): void {
    this.#leavePerson();
  }

  #takePerson(bytes: Uint8Array, at: number): void {
    this.#leavePerson();
    this.tally.persons++;
    this.#isLost = false;
    const numbering = this.#numbering.next(idField, bytes, at);
    const faults = personFaults(bytes, at, this.#setting.header);
    const isSound = numbering === undefined && faults.length === 0;
    if (!isSound) this.#report(withFirst(numbering, faults), "record", bytes, at);
    const client = isSound ? this.#clients.read(bytes, at) : undefined;
    const region = client && this.#setting.regionOf(client.postcode);
    this.#person = { line: this.tally.lines, client, region: region ?? "unknown", hasLines: false };
    this.#reader.insured = isSound
      ? { identity: bytes.slice(at, at + identityLength), birthDate: birthDateIn(bytes, at) }
      : undefined;
  }

  /** A person without claim lines is a fault, unless the lines may have been lost. */
  #leavePerson(): void {
    const person = this.#person;
    if (person === undefined || person.hasLines || person.client === undefined || this.#isLost) return;
    this.#find("record-order", "a person without claim lines", "a record 04 below it", "record", person.line);
  }

  #takeClaimLine(bytes: Uint8Array, at: number): void {
    this.tally.claimLines++;
    const person = this.#person;
    const numbering = this.#numbering.next(claimField.id, bytes, at);
    if (person !== undefined) person.hasLines = true;
    if (person?.client !== undefined && numbering === undefined && this.#reader.isSound(bytes, at)) {
      this.#addMoney(this.#reader.line.isCredit, this.#reader.line.claimed);
      this.#write(bytes, at, person.client, person.region);
    } else this.#refuse(withFirst(numbering, this.#reader.faults(bytes, at)), bytes, at);
  }

  #refuse(faults: readonly FieldFault[], bytes: Uint8Array, at: number): void {
    this.tally.refused++;
    this.refusedRefs.push(textAt(bytes, at + claimField.ref.start, at + claimField.ref.end).trimEnd());
    if (faults.some(({ field, code }) => moneyFields.has(field.name) && unreadable.has(code)))
      this.tally.isSure = false;
    else this.#addMoney(bytes[at + claimField.claimedSide.start] === credit, numberIn(claimField.claimed, bytes, at));
    const own = this.#isLost ? faults.filter((fault) => fault.code !== "broken-link") : faults;
    this.#report(own, "line", bytes, at);
    if (own.length > 0) return;
    const isOrphan = this.#person === undefined && !this.#isLost;
    if (isOrphan) this.#find("record-order", "a claim line without a person", "a record 02 above it", "line");
    else this.tally.silent++;
  }

  #addMoney(isCredit: boolean, cents: number): void {
    this.tally.total += isCredit ? -cents : cents;
  }

  #write(bytes: Uint8Array, at: number, client: Client, region: string): void {
    const { begin, end, isCredit, quantity, tariff, claimed } = this.#reader.line;
    const sign = isCredit ? -1 : 1;
    const page = this.#setting.pages.of(Math.floor(begin / 100));
    page.line.add(this.tally.lines);
    page.client.add(client.pseudonym);
    page.insurer.add(client.insurer);
    page.region.add(region);
    page.birthYear.add(client.birthYear);
    page.sex.add(client.sex);
    page.provider.add(this.#providers.in(bytes, at));
    page.service.add(this.#services.in(bytes, at));
    page.from.add(daysIn(begin));
    page.last.add(daysIn(end));
    page.quantity.add(sign * quantity);
    page.unit.add(this.#units.in(bytes, at));
    page.tariffCents.add(tariff);
    page.claimedCents.add(sign * claimed);
    page.grantedCents.add(undefined);
    page.status.add("pending");
    addText(page.ref, claimField.ref, bytes, at);
    addText(page.corrects, claimField.corrects, bytes, at);
    page.endRow();
    this.tally.taken++;
  }

  #takeComment(bytes: Uint8Array, at: number): void {
    this.tally.comments++;
    this.#report(commentFaults(bytes, at, this.#numbering), "record", bytes, at);
    if (this.#numbering.comments !== undefined) this.#numbering.comments++;
  }

  #takeTrailer(bytes: Uint8Array, at: number): void {
    this.#leavePerson();
    this.#person = undefined;
    this.trailer = readTrailer(this.tally.lines, bytes, at);
  }

  /** An empty line, or the end sign of old systems, does no harm. */
  #refuseBehindTrailer(record: number, length: number): void {
    if (length < 2) return;
    if (!this.#isBehindTrailer) this.#find("record-order", behindTrailer.found, behindTrailer.expected);
    this.#isBehindTrailer = true;
    if (record !== codes["04"] || length !== lineLength) return;
    this.tally.refused++;
    this.tally.silent++;
  }

  /** A record that cannot be read: what it was, and whose, is not known. */
  #lose(what: string, found: string, expected: string): void {
    this.#find(what, found, expected);
    this.tally.isSure = false;
    this.#isLost = true;
    this.#numbering.lose();
  }

  #find(
    what: string,
    found: string,
    expected: string,
    severity: Finding["severity"] = "record",
    line = this.tally.lines,
  ): void {
    this.findings.push({ code: what, severity, file: this.#setting.file, line, found, expected });
  }

  #report(faults: readonly FieldFault[], severity: Finding["severity"], bytes: Uint8Array, at: number): void {
    const place = { file: this.#setting.file, line: this.tally.lines, bytes, at };
    for (const fault of faults) this.findings.push(toFinding(fault, severity, place));
  }
}

const moneyFields: ReadonlySet<string> = new Set(["claimed", "claimedSide"]);
const unreadable: ReadonlySet<string> = new Set(["field-type", "field-missing", "unknown-code"]);

function withFirst(first: FieldFault | undefined, others: readonly FieldFault[]): readonly FieldFault[] {
  return first === undefined ? others : [first, ...others];
}

/** Adds the text of a field, without its filling, to a column. */
function addText(column: PageWriter["ref"], field: Field, bytes: Uint8Array, at: number): void {
  let end = at + field.end;
  while (end > at + field.start && bytes[end - 1] === 0x20) end--;
  column.add(bytes, at + field.start, end);
}
