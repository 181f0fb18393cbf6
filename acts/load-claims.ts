/**
 * Takes in claims: messages as they come in (their lines are pending) and extracts of what was granted. Every line that is
 * sound and stands well beside the others goes into the lake, every other line is a finding. A file is a batch, known by the
 * hash of its bytes: the same file again adds nothing, and what was found in it is kept with it and told again. Who a claim is about stays
 * at the door.
 */
import { batchColumns } from "../src/batch-sum.ts";
import { emptyMapping, extractColumnNames, readMapping, withTold } from "../src/claim-extract.ts";
import type { ClaimMapping } from "../src/claim-extract.ts";
import { reusedReferences } from "../src/feed-sum.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { RegionKeys } from "../src/region.ts";
import { quoteText } from "../src/sql.ts";
import { readServiceGroups, type ServiceGroup } from "../src/target-group.ts";
import type { ClaimDoor, ClaimReader, ExitCode, Files, Intake, Lake, Progress } from "./effects.ts";
import { batchOf, gather, isUnusable, type Missing } from "./incoming.ts";
import { compare } from "./load-claims/comparison.ts";
import { missingFor, tellOutcomes, type ClaimLoad, type Outcome, type ReadFile } from "./load-claims/outcome.ts";

export type { ClaimLoad } from "./load-claims/outcome.ts";

export interface LoadClaimsEffects {
  readonly files: Files;
  readonly lake: Lake;
  readonly progress: Progress;
  readonly messages: ClaimReader;
  /** The reader of extracts with columns as this mapping says. */
  extracts(mapping: ClaimMapping): ClaimReader;
}

export interface LoadClaimsInput {
  readonly paths: readonly string[];
  /** Where the list of target groups stands (`policy/codes/target-group.yaml`). */
  readonly targetGroups: string;
  readonly threads: number;
  /** Whose extracts these are; how it names its columns is remembered under this name. */
  readonly source?: string | undefined;
  /** What the extracts call their columns, as far as it is to be told: `ref=Regelnummer,amounts=cents`. */
  readonly map?: string | undefined;
}

export interface LoadedClaims {
  /** One per file that could be used, in the order in which they were taken in. */
  readonly loads: readonly ClaimLoad[];
  readonly findings: readonly Finding[];
  readonly missing: readonly Missing[];
  readonly exit: ExitCode;
}

export async function loadClaims(effects: LoadClaimsEffects, input: LoadClaimsInput): Promise<LoadedClaims> {
  const { lake, files } = effects;
  const faults: Finding[] = [];
  const groups = await readGroups(files, input.targetGroups, faults);
  const mapping = await recall(files, lake, input, faults);
  if (faults.length > 0) return { loads: [], findings: faults, missing: [], exit: 2 };
  const intake = await lake.openIntake();
  try {
    const regions = await regionsByPostcode(lake);
    const door = { key: await lake.pseudonymKey(), regions, threads: input.threads };
    const outcomes: Outcome[] = [];
    // Claims come in before what was decided about them.
    for (const [reader, paths] of await byReader([effects.messages, effects.extracts(mapping)], input.paths)) {
      const { fresh, known } = await readAll(effects, reader, paths, { intake, door });
      outcomes.push(...known, ...(await takeIn(lake, intake, fresh, groups)));
      await remember(files, lake, input.source, fresh);
    }
    await lake.keepSums();
    const findings = outcomes.flatMap((outcome) => outcome.findings);
    const loads = outcomes.filter((outcome) => !isUnusable(outcome.findings)).map(({ load }) => load);
    return { loads, findings, missing: await missingFor(lake, regions.size > 0), exit: exitOf(outcomes) };
  } finally {
    await intake.close();
  }
}

async function readGroups(files: Files, path: string, findings: Finding[]): Promise<ServiceGroup[]> {
  return readServiceGroups(path, new TextDecoder().decode(await files.read(path)), findings);
}

/** How the source names its columns: as remembered, changed by what is told now. */
async function recall(
  files: Files,
  lake: Lake,
  { source, map }: LoadClaimsInput,
  findings: Finding[],
): Promise<ClaimMapping> {
  const path = mappingPath(lake, source ?? "");
  const bytes = source === undefined ? undefined : await files.read(path);
  const text = new TextDecoder().decode(bytes);
  const known = bytes === undefined ? emptyMapping : readMapping(path, text, extractColumnNames, findings);
  const { mapping, refused } =
    map === undefined ? { mapping: known, refused: [] } : withTold(known, map, extractColumnNames);
  const expected = `${extractColumnNames.join(", ")}, amounts or dates, each with = and what the source calls it`;
  const told = { code: "unknown-column", severity: "file", file: "--map", line: 0, expected } as const;
  findings.push(...refused.map((found) => ({ ...told, found: `\`${found}\`` })));
  return mapping;
}

async function remember(
  files: Files,
  lake: Lake,
  source: string | undefined,
  read: readonly ReadFile[],
): Promise<void> {
  const mapping = read.map(({ reading }) => reading.mapping).findLast((text) => text !== undefined);
  if (source !== undefined && mapping !== undefined) await files.write(mappingPath(lake, source), mapping);
}

function mappingPath(lake: Lake, source: string): string {
  return `${lake.folder}/mappings/${source}.yaml`;
}

/** Files by the first reader that knows them; the last one takes what nobody knows. */
async function byReader(readers: readonly ClaimReader[], paths: readonly string[]): Promise<[ClaimReader, string[]][]> {
  const chosen = new Map(readers.map((reader) => [reader, [] as string[]]));
  for (const path of paths) {
    let first = readers.at(-1)!;
    for (const reader of readers.toReversed()) if (await reader.knows(path)) first = reader;
    chosen.get(first)!.push(path);
  }
  return [...chosen];
}

/** So often does a load say how far it is. */
const mostSaid = 20;

/**
 * Reads every file to its pages, one that was given twice once. Of a file that the lake knows, what was found when it came in is
 * told again.
 */
async function readAll(
  { lake, files, progress }: LoadClaimsEffects,
  reader: ClaimReader,
  paths: readonly string[],
  { intake, door }: { readonly intake: Intake; readonly door: Omit<ClaimDoor, "folder"> },
): Promise<{ fresh: ReadFile[]; known: Outcome[] }> {
  const fresh: ReadFile[] = [];
  const known: Outcome[] = [];
  const stride = Math.ceil(paths.length / mostSaid);
  for (const [place, path] of paths.entries()) {
    const reading = await reader.read(path, { ...door, folder: `${intake.folder}/${place}` });
    const read = { file: path.slice(path.lastIndexOf("/") + 1), batch: batchOf(reading.sha256), reading };
    const done = place + 1;
    if (done % stride === 0) progress.say(`${done} of ${paths.length}: ${read.file}`);
    if (fresh.some(({ batch }) => batch === read.batch) || known.some(({ load }) => load.batch === read.batch))
      continue;
    const note = await readNote(files, lake, read.batch);
    if (note === undefined) fresh.push(read);
    else known.push(toKnown(note, read));
  }
  return { fresh, known };
}

async function regionsByPostcode(lake: Lake): Promise<RegionKeys> {
  if (!lake.holds("regions")) return new Map();
  const rows = await lake.query("SELECT key, region FROM regions WHERE kind = 'postcode' ORDER BY ALL");
  return new Map(rows.map((row) => [String(row["key"]), String(row["region"])]));
}

/** What the lake noted of a batch when it came in; undefined for a new one. */
async function readNote(files: Files, lake: Lake, batch: string): Promise<Note | undefined> {
  const bytes = await files.read(`${lake.folder}/batches/${batch}.json`);
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as Note);
}

/** A load as it is noted: with its cents as text, since JSON has no integers of that size, and with what was found. */
type Note = Omit<ClaimLoad, "totals"> & {
  readonly totals: Omit<ClaimLoad["totals"], Amount> & { readonly [Name in Amount]: string };
  /** Absent in a lake of before findings were noted; then what the reader finds is told. */
  readonly findings?: readonly Finding[];
};

type Amount = "pendingCents" | "judgedCents" | "grantedCents";

function toNote({ load, findings }: Outcome): Note {
  const { pendingCents, judgedCents, grantedCents, ...counts } = load.totals;
  const amounts = { pendingCents: `${pendingCents}`, judgedCents: `${judgedCents}`, grantedCents: `${grantedCents}` };
  return { ...load, totals: { ...counts, ...amounts }, findings };
}

/** A file that the lake knows, under the name that it has now. A lake that is older than an amount holds a note without it. */
function toKnown({ findings, ...note }: Note, { file, reading }: ReadFile): Outcome {
  const amount = (name: Amount): bigint => BigInt(note.totals[name] ?? 0);
  const [pendingCents, judgedCents, grantedCents] = [
    amount("pendingCents"),
    amount("judgedCents"),
    amount("grantedCents"),
  ];
  return {
    load: { ...note, file, added: false, totals: { ...note.totals, pendingCents, judgedCents, grantedCents } },
    findings: (findings ?? reading.findings).map((finding) => ({ ...finding, file })),
  };
}

/** Stages, compares and publishes what was read. */
async function takeIn(
  lake: Lake,
  intake: Intake,
  files: readonly ReadFile[],
  groups: readonly ServiceGroup[],
): Promise<Outcome[]> {
  const pages = files.flatMap(({ batch, reading }) => reading.pages.map((page) => ({ ...page, batch })));
  if (pages.length === 0) return tellOutcomes(lake, files, undefined);
  const batches = files.map(({ batch }) => batch);
  await intake.stage(pages, groups);
  const outcomes = await tellOutcomes(lake, files, await compare(lake, batches));
  await keepReused(lake);
  const added = outcomes.filter(({ load }) => load.added);
  const notes = Object.fromEntries(added.map((outcome) => [outcome.load.batch, toNote(outcome)]));
  // Files that come in together share a file per month in the lake, named after the first of them.
  const name = added[0]?.load.batch;
  if (name === undefined) return outcomes;
  await intake.publish(name, notes);
  await keepDates(lake, name, files);
  return outcomes;
}

/** Counts per batch the lines that used a reference again; what is refused tells of a feed as much as what comes in. */
async function keepReused(lake: Lake): Promise<void> {
  const lines = "(SELECT staged.* FROM staged SEMI JOIN reused USING (batch, line)) AS refused";
  for (const { batch } of await lake.query("SELECT DISTINCT batch FROM reused ORDER BY batch"))
    await lake.write(
      `reused_reference/${batch}.parquet`,
      `SELECT * FROM (${reusedReferences(lines)}) WHERE batch = ${quoteText(String(batch))}`,
    );
}

/** When each batch was sent, for those that watch how claims run off. */
async function keepDates(lake: Lake, name: string, files: readonly ReadFile[]): Promise<void> {
  const dated = files.flatMap(({ batch, reading: { sentOn } }) => (sentOn === undefined ? [] : [[batch, sentOn]]));
  if (dated.length === 0) return;
  await gather(lake, batchColumns, dated);
  await lake.write(`batches/${name}.parquet`, "SELECT batch, received_on FROM incoming ORDER BY batch");
}

/** Unusable when no line of any file is in the lake; done with gaps when anything was refused. */
function exitOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.every(({ load }) => load.taken === 0)) return 2;
  return outcomes.some(({ findings }) => findings.some(isError)) ? 4 : 0;
}
