/**
 * What is known of every provider on a day: the versions that the lake's dossier keeps, and a dossier beside it if one is named. What
 * belongs to a deliverable counts as it was known before that closed; all else as it was known by the end of the day.
 */
import { addDays, parseInstant, startOfDay, toInstantText } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { addLine, emptySupply, toDossier } from "../src/dossier.ts";
import type { DossierLine, Supply } from "../src/dossier.ts";
import { knownBefore } from "../src/fact-version.ts";
import type { Finding } from "../src/finding.ts";
import type { Deliverable, Policy } from "../src/policy.ts";
import type { Dossier } from "../src/program.ts";
import type { Files } from "./effects.ts";
import { dossierPath, heldDossier } from "./held-dossier.ts";

export interface Gathered {
  /** By provider, sorted. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly findings: readonly Finding[];
}

interface PlacedLine extends DossierLine {
  readonly file: string;
  readonly line: number;
}

export interface GatherInput {
  readonly policy: Policy;
  readonly on: Day;
  /** The folder of the lake, and a dossier file beside it. */
  readonly lake?: string | undefined;
  readonly dossier?: string | undefined;
}

export async function gatherDossiers(files: Files, input: GatherInput): Promise<Gathered> {
  const findings: Finding[] = [];
  const lines = await readAllLines(files, input, findings);
  const supplies = new Map<string, Supply>();
  for (const line of countingLines(lines, input, findings)) {
    const provider = line.subject.split("/")[0]!;
    const supply = supplies.get(provider) ?? supplies.set(provider, emptySupply()).get(provider)!;
    const expected = addLine(line, input.policy, supply);
    if (expected !== undefined)
      findings.push(atLine(line, "bad-value", `${line.fact} ${JSON.stringify(line.value)}`, expected));
  }
  const sorted = [...supplies].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    dossiers: new Map(sorted.map(([provider, supply]) => [provider, toDossier(provider, input.on, supply)])),
    findings,
  };
}

async function readAllLines(files: Files, { lake, dossier }: GatherInput, findings: Finding[]): Promise<PlacedLine[]> {
  const held = lake === undefined ? [] : [...(await heldDossier(files, lake))];
  const all = held.flatMap(([batch, versions]) =>
    versions.map((version, i) => ({ ...version, file: dossierPath(lake!, batch), line: i + 1 })),
  );
  if (dossier === undefined) return all;
  const bytes = await files.read(dossier);
  if (bytes === undefined) {
    findings.push({
      code: "no-file",
      severity: "file",
      file: dossier,
      line: 0,
      found: "no file",
      expected: "a dossier",
    });
    return all;
  }
  const lines = new TextDecoder().decode(bytes).split("\n");
  return [...all, ...lines.flatMap((text, i) => readLine(text, dossier, i + 1, findings))];
}

function readLine(text: string, file: string, line: number, findings: Finding[]): PlacedLine[] {
  if (text.trim() === "") return [];
  try {
    return [{ ...(JSON.parse(text) as DossierLine), file, line }];
  } catch {
    const expected = "one JSON object per line, as `load dossier` checks it";
    findings.push({ code: "bad-json", severity: "line", file, line, found: "something else", expected });
    return [];
  }
}

/** Of each fact the version that counts; a version that came after its window closed is told. */
function countingLines(lines: readonly PlacedLine[], { policy, on }: GatherInput, findings: Finding[]): PlacedLine[] {
  const windows = new Map(
    [...policy.deliverables.values()].flatMap((deliverable) =>
      deliverable.facts.map((fact) => [fact, deliverable] as const),
    ),
  );
  const endOfDay = startOfDay(addDays(on, 1) ?? on);
  const counting: PlacedLine[] = [];
  for (const [deliverable, own] of Map.groupBy(lines, ({ fact }) => windows.get(fact))) {
    const before = deliverable === undefined ? endOfDay : Math.min(deliverable.closes, endOfDay);
    counting.push(...knownBefore(own, before));
    if (deliverable !== undefined) findings.push(...own.flatMap((line) => lateness(line, deliverable)));
  }
  return counting;
}

function lateness(line: PlacedLine, { id, closes, basis }: Deliverable): Finding[] {
  if ((parseInstant(line.known_at) ?? 0) < closes) return [];
  const ground = "source" in basis ? ` [${basis.source}]` : "";
  const expected = `${id} before ${toInstantText(closes)}${ground}; the version before it counts`;
  return [
    {
      ...atLine(line, "late-fact", `${line.fact} of ${line.subject}, known at ${line.known_at}`, expected),
      severity: "warning",
    },
  ];
}

function atLine({ file, line }: PlacedLine, code: string, found: string, expected: string): Finding {
  return { code, severity: "line", file, line, found, expected };
}
