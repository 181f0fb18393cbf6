/**
 * Takes in signals of a shortage, from the sheet that the desk for mediation keeps. The register is one journal in the lake
 * (`signals/journal.ndjson`) that only grows: a signal is known by its reference, and the same one again adds nothing.
 */
import { dayOf, parseInstant } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import { readSignals, receiveSignal, signalKinds, signalSheet, writeSignals } from "../src/signal.ts";
import type { Signal, SignalKind } from "../src/signal.ts";
import { matchHeader, readRows } from "../src/table.ts";
import type { Clock, Files, Lake, Progress, Tables } from "./effects.ts";
import { isUnusable, refusedLines, toLoad, unusable } from "./incoming.ts";
import type { Load } from "./incoming.ts";

export interface LoadSignalsEffects {
  readonly tables: Tables;
  readonly files: Files;
  readonly lake: Lake;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface SignalTotals {
  readonly regions: number;
  /** Of what was taken: new in the register, and there already. */
  readonly first: number;
  readonly again: number;
  /** New signals by kind. */
  readonly kinds: Readonly<Record<SignalKind, number>>;
}

export async function loadSignals(
  effects: LoadSignalsEffects,
  { path, knownAt = effects.clock.now() }: { readonly path: string; readonly knownAt?: string | undefined },
): Promise<Load<"signals", SignalTotals>> {
  const { files, lake } = effects;
  const { table, findings: opening } = await effects.tables.open(path);
  const findings: Finding[] = [...opening];
  if (table === undefined) return unusable(findings);
  const { places, findings: heading } = matchHeader(table, signalSheet);
  findings.push(...heading);
  if (isUnusable(findings)) return unusable(findings);
  effects.progress.say(`${table.file}: ${table.reading}`);
  const register = (await readRegister(files, lake.folder)) ?? [];
  const held = new Map(register.map((signal) => [signal.ref, signal]));
  const regions = await regionsOf(lake);
  const reception = { today: dayOf(parseInstant(knownAt)!), knownAt, origin: table.file, regions };
  const kept: Signal[] = [];
  let again = 0;
  for await (const { line, values } of readRows(table, signalSheet, places, findings)) {
    const received = receiveSignal(values, held, reception);
    if ("refused" in received) findings.push({ severity: "line", file: table.file, line, ...received.refused });
    else if ("kept" in received) kept.push(received.kept);
    else again += 1;
  }
  if (kept.length > 0) await files.append(registerPath(lake.folder), writeSignals(kept));
  const countOf = (kind: SignalKind): number => kept.filter((signal) => signal.kind === kind).length;
  const kinds = Object.fromEntries(signalKinds.map((kind) => [kind, countOf(kind)])) as SignalTotals["kinds"];
  const totals = { regions: new Set(kept.map(({ region }) => region)).size, first: kept.length, again, kinds };
  const done = { added: kept.length > 0, taken: kept.length + again, refused: refusedLines(findings), totals };
  return toLoad("signals", table, { ...done, missing: [] }, findings);
}

/** The register of a lake; undefined where none is kept, which is not the same as one without signals. */
export async function readRegister(files: Files, lake: string): Promise<readonly Signal[] | undefined> {
  const bytes = await files.read(registerPath(lake));
  return bytes && readSignals(new TextDecoder().decode(bytes));
}

function registerPath(lake: string): string {
  return `${lake}/signals/journal.ndjson`;
}

/** The regions of the regions table, where there is one. */
async function regionsOf(lake: Lake): Promise<ReadonlySet<string> | undefined> {
  if (!lake.holds("regions")) return undefined;
  const rows = await lake.query("SELECT DISTINCT region FROM regions ORDER BY region");
  return new Set(rows.map(({ region }) => String(region)));
}
