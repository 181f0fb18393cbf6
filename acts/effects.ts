/**
 * What acts may ask of the world. Every act receives its effects as first argument; the composition root `cli/main.ts` builds
 * the real ones, tests write their own by hand.
 */
import type { ClaimPage } from "../src/claim.ts";
import type { Finding } from "../src/finding.ts";
import type { RegionKeys } from "../src/region.ts";
import type { OpenedTable } from "../src/table.ts";
import type { ServiceGroup } from "../src/target-group.ts";

export interface Files {
  /** The bytes of a file; undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The file paths below a folder, sorted, relative to it; empty when there is none. */
  list(folder: string): Promise<string[]>;
  /** Writes a whole file, making its folders; a reader sees the old bytes or the new, never half. */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Adds text to the end of a file, which is made where there is none; on the disk when it returns. */
  append(path: string, text: string): Promise<void>;
}

/** A row as the lake returns it: integers as bigint, text as string. */
export type Row = Readonly<Record<string, bigint | string | boolean | null>>;

/** The claims lake: query text goes out, integers come back. */
export interface Lake {
  readonly folder: string;
  query(sql: string): Promise<Row[]>;
  /** Runs a statement that gives no rows, such as the making of a temporary table. */
  run(sql: string): Promise<void>;
  /** Whether a table of this name (a folder with Parquet files) is there. */
  holds(table: string): boolean;
  /** Writes the rows of a select to one Parquet file, `<table>/<name>.parquet`, whole or not at all. */
  write(path: string, select: string): Promise<void>;
  /**
   * Writes the claims of a select (its columns by name as in `src/claim.ts`) as one batch: a sorted file per month of
   * care. The same batch again replaces its files.
   */
  writeClaims(batch: string, select: string): Promise<void>;
  /** Brings the client sums up to date with the claims; costs nothing where they are. */
  keepSums(): Promise<void>;
  /** The key that turns a person into a pseudonym; only the door of the claims asks for it. */
  pseudonymKey(): Promise<Uint8Array>;
  /** Begins to take claims in. One intake at a time. */
  openIntake(): Promise<Intake>;
}

/** What those need of a lake who only ask it. */
export type AskedLake = Pick<Lake, "folder" | "query" | "run" | "holds" | "keepSums">;

/** A page of claims, and the batch that it belongs to. */
export interface StagedPage extends ClaimPage {
  readonly batch: string;
}

/** Claims on their way into the lake: staged, judged, published. */
export interface Intake {
  /** Where readers write their pages, each file in a folder of its own. */
  readonly folder: string;
  /** Makes the table `staged` of the pages: claims as the lake would hold them. The pages are gone afterwards. */
  stage(pages: readonly StagedPage[], groups: readonly ServiceGroup[]): Promise<void>;
  /**
   * Adds what is staged to the lake under a name, all of it or nothing, but for the lines in the table `left_out` (batch,
   * line); and gives the claims of the lake that the table `decided` names (provider, ref) its granted_cents and status.
   * A note per batch is kept as `batches/<batch>.json`.
   */
  publish(name: string, notes: Readonly<Record<string, unknown>>): Promise<void>;
  /** Clears up; what was not published is forgotten. */
  close(): Promise<void>;
}

/** Opens tables, whatever kind of file they came in. */
export interface Tables {
  open(path: string, options?: { sheet?: string }): Promise<OpenedTable>;
}

/** What stands at the door of the lake: whoever a claim is about stays outside. */
export interface ClaimDoor {
  /** A folder for the pages of this file; the reader makes it. */
  readonly folder: string;
  /** The pseudonym key of the lake. */
  readonly key: Uint8Array;
  /** Region by postcode. */
  readonly regions: RegionKeys;
  readonly threads: number;
}

/** What a file with claims gave. */
export interface ClaimReading {
  /** Of the file's bytes, lower-case hex. */
  readonly sha256: string;
  /** How it was read, for the report. */
  readonly reading: string;
  readonly findings: readonly Finding[];
  readonly pages: readonly ClaimPage[];
  /** Claim lines on the pages. */
  readonly taken: number;
  readonly refused: number;
  /** Of the refused, those whose cause has a finding elsewhere. */
  readonly silent: number;
  /** References of refused lines. */
  readonly refusedRefs: readonly string[];
  /** What the file calls the fields that lines are compared by. */
  readonly fields: Readonly<Record<ComparedField, string>>;
  /** The day that the message bears, 2024-09-15; absent where it bears none. */
  readonly sentOn?: string;
  /** How its columns were read, to be remembered for the next file of the source. */
  readonly mapping?: string;
}

export type ComparedField = "ref" | "corrects" | "client" | "claimed" | "service";

/** Reads one kind of file with claims. */
export interface ClaimReader {
  /** True when the file is of this kind, sound or not. */
  knows(path: string): Promise<boolean>;
  read(path: string, door: ClaimDoor): Promise<ClaimReading>;
}

export interface Clock {
  /** The instant of now, RFC 3339 in UTC. Only recorded (`known_at`, `issued_at`), never decided on. */
  now(): string;
}

export interface Progress {
  /** A line for the person who waits; goes to stderr. */
  say(text: string): void;
}

export type ExitCode = 0 | 1 | 2 | 3 | 4;
