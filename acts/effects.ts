/**
 * What acts may ask of the world. Every act receives its effects as first argument; the composition root `cli/main.ts` builds
 * the real ones, tests write their own by hand.
 */
import type { OpenedTable } from "../src/table.ts";

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
   * Writes the claims of a select (its columns by name as in `lake/claim-table.ts`) as one batch: a sorted file per month of
   * care. The same batch again replaces its files.
   */
  writeClaims(batch: string, select: string): Promise<void>;
}

/** Opens tables, whatever kind of file they came in. */
export interface Tables {
  open(path: string, options?: { sheet?: string }): Promise<OpenedTable>;
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
