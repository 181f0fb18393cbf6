/**
 * The dossier as a lake keeps it: one file of lines per batch, every version ever told. What comes in is received in the order in
 * which it became known, after what is held already.
 */
import { parseInstant } from "../src/day.ts";
import { FactHistory } from "../src/fact-version.ts";
import type { FactVersion, Reception, Terms } from "../src/fact-version.ts";
import type { Files } from "./effects.ts";

/** All versions by batch. */
export type HeldDossier = ReadonlyMap<string, readonly FactVersion[]>;

export function dossierPath(lakeFolder: string, batch: string): string {
  return `${lakeFolder}/dossier/${batch}.ndjson`;
}

export async function heldDossier(files: Files, lakeFolder: string): Promise<HeldDossier> {
  const held = new Map<string, FactVersion[]>();
  for (const name of (await files.list(`${lakeFolder}/dossier`)).filter((path) => path.endsWith(".ndjson"))) {
    const bytes = (await files.read(`${lakeFolder}/dossier/${name}`)) ?? new Uint8Array();
    const lines = new TextDecoder()
      .decode(bytes)
      .split("\n")
      .filter((line) => line !== "");
    held.set(
      name.replace(/\.ndjson$/, ""),
      lines.map((line) => JSON.parse(line) as FactVersion),
    );
  }
  return held;
}

/** Keeps the versions of a batch, a line each. */
export async function keepVersions(
  files: Files,
  lakeFolder: string,
  batch: string,
  versions: readonly FactVersion[],
): Promise<void> {
  const lines = versions.map((version) => `${JSON.stringify(version)}\n`);
  await files.write(dossierPath(lakeFolder, batch), lines.join(""));
}

/** What becomes of each version, in the order in which they were sent. A `correcting` sender replaces the last version. */
export function receiveVersions(
  sent: readonly FactVersion[],
  held: HeldDossier,
  terms: Terms,
  correcting: boolean,
): Reception[] {
  const history = new FactHistory(terms);
  for (const version of [...held.values()].flat().toSorted(byInstant)) history.receive(version);
  const inOrder = [...sent.entries()].toSorted(([, a], [, b]) => byInstant(a, b));
  const received = inOrder.map(([i, version]) => [i, history.receive(version, correcting)] as const);
  return received.toSorted(([a], [b]) => a - b).map(([, reception]) => reception);
}

function byInstant(a: FactVersion, b: FactVersion): number {
  return (parseInstant(a.known_at) ?? 0) - (parseInstant(b.known_at) ?? 0);
}
