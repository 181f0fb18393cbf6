/**
 * The claims of a market as files: one message per batch, in the folder `claims`, and per provider and period what was granted, in
 * the folder `granted`. When asked for, one fault of every kind is planted
 * on the way, each in the first file that has room for it and no fault yet.
 */
import { faultKinds, grantHeader, plant, toGrants, toMessages } from "../../src/market.ts";
import type { Market, Message, Period, PlaceOf, Planted } from "../../src/market.ts";
import type { Files, Row } from "../effects.ts";

/** How claim messages are written; the composition root takes it from `format/aw319`. */
export interface ClaimFormat {
  /** The lines of a message, without line ends. */
  write(message: Message): Iterable<string>;
  readonly placeOf: PlaceOf;
}

export class MessageFolder {
  readonly planted: Planted[] = [];
  count = 0;
  readonly #files: Files;
  readonly #out: string;
  readonly #market: Market;
  readonly #format: ClaimFormat;
  readonly #waiting: string[];

  constructor(files: Files, out: string, market: Market, format: ClaimFormat, dirty: boolean) {
    this.#files = files;
    this.#out = out;
    this.#market = market;
    this.#format = format;
    this.#waiting = dirty ? [...faultKinds] : [];
  }

  /** Writes the messages of a period and what was decided about them, made of the rows of `messageSelect`. */
  async write(period: Period, rows: readonly Row[]): Promise<void> {
    const corrected = new Set(rows.flatMap((row) => (typeof row["corrects"] === "string" ? [row["corrects"]] : [])));
    for (const message of toMessages(this.#market, rows)) {
      const file = `claims/${message.batch}.asc`;
      const lines = this.#spoil(file, [...this.#format.write(message)], corrected);
      await this.#files.write(`${this.#out}/${file}`, lines.map((line) => `${line}\r\n`).join(""));
      this.count++;
    }
    for (const [provider, own] of Map.groupBy(rows, (row) => row["provider"])) {
      const grants = [grantHeader, ...toGrants(this.#market, own)].map((cells) => `${cells.join(",")}\n`);
      await this.#files.write(`${this.#out}/granted/${String(provider)}-${labelOf(period)}.csv`, grants.join(""));
    }
  }

  #spoil(file: string, lines: readonly string[], corrected: ReadonlySet<string>): readonly string[] {
    const kind = this.#waiting[0];
    if (kind === undefined) return lines;
    const spoiled = plant(kind, file, lines, { placeOf: this.#format.placeOf, corrected });
    if (spoiled.planted === undefined) return lines;
    this.planted.push(spoiled.planted);
    this.#waiting.shift();
    return spoiled.lines;
  }
}

/** A period by its year, or by its first month as 2023-01. */
function labelOf({ first, months }: Period): string {
  const year = String(Math.floor(first / 12));
  return months === 12 ? year : `${year}-${String((first % 12) + 1).padStart(2, "0")}`;
}
