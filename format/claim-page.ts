/**
 * Pages of claims: what every reader of claims writes, whatever kind of file the claims came in (`src/claim.ts` says what a page
 * holds). A page never holds more of a person than a pseudonym, a birth year, a sex and a region.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ClaimPage } from "../src/claim.ts";
import { NumberColumn, ParquetWriter, TextColumn, WordColumn } from "./parquet.ts";

/** The page of one month: give every column its value, then end the row. */
export class PageWriter {
  readonly line = new NumberColumn("int");
  readonly client = new WordColumn();
  readonly insurer = new WordColumn();
  readonly region = new WordColumn();
  readonly birthYear = new NumberColumn("int");
  readonly sex = new WordColumn();
  readonly provider = new WordColumn();
  readonly service = new WordColumn();
  readonly from = new NumberColumn("day");
  readonly last = new NumberColumn("day");
  readonly quantity = new NumberColumn("long");
  readonly unit = new WordColumn();
  readonly tariffCents = new NumberColumn("long", true);
  readonly claimedCents = new NumberColumn("long");
  readonly grantedCents = new NumberColumn("long", true);
  readonly status = new WordColumn();
  readonly ref = new TextColumn();
  readonly corrects = new TextColumn(true);
  readonly #writer: ParquetWriter;

  constructor(path: string) {
    this.#writer = new ParquetWriter(path, {
      line: this.line,
      client: this.client,
      insurer: this.insurer,
      region: this.region,
      birth_year: this.birthYear,
      sex: this.sex,
      provider: this.provider,
      service: this.service,
      from: this.from,
      last: this.last,
      quantity: this.quantity,
      unit: this.unit,
      tariff_cents: this.tariffCents,
      claimed_cents: this.claimedCents,
      granted_cents: this.grantedCents,
      status: this.status,
      ref: this.ref,
      corrects: this.corrects,
    });
  }

  endRow(): void {
    this.#writer.endRow();
  }

  close(): void {
    this.#writer.close();
  }
}

/** The pages of a file, or of a part of it: one per month, in a folder that is made when there is none. */
export class PageFolder {
  readonly #folder: string;
  readonly #prefix: string;
  readonly #pages = new Map<number, PageWriter>();

  constructor(folder: string, prefix: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#prefix = prefix;
  }

  /** The page of a month, YYYYMM. */
  of(month: number): PageWriter {
    const known = this.#pages.get(month);
    if (known !== undefined) return known;
    const page = new PageWriter(this.#path(month));
    this.#pages.set(month, page);
    return page;
  }

  /** Ends every page and tells what there is. */
  close(): Omit<ClaimPage, "linesBefore">[] {
    for (const page of this.#pages.values()) page.close();
    const months = [...this.#pages.keys()].toSorted((a, b) => a - b);
    return months.map((month) => ({ path: this.#path(month), month: toMonth(month) }));
  }

  #path(month: number): string {
    return join(this.#folder, `${this.#prefix}-${toMonth(month)}.parquet`);
  }
}

function toMonth(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, "0")}`;
}
