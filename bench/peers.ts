/**
 * The cost indicators of a policy by us, and the same figures by R's data.table, pandas and PostgreSQL as Debian ships them: from
 * files on disk to the answer, loading and starting up included, two threads each, in one run. What is asked of 10 million claim
 * lines of one year:
 *
 *     cost        per provider and target group: clients of 18 and over with more than nothing granted, and their cents
 *     cost_ratio  per provider: its cents over what its clients would cost at the contracted providers' mean per target group
 *     quartile    per target group but prevention: first and third of the clients' cost at contracted providers
 *     outliers    per provider: clients, and those above q3 (q3 / q1)³ in a target group with twenty clients or more
 *     in_care     per region, sex and age: clients in care
 *
 * Ours is the whole of `driehoek value`: intervals, notes, dossiers and all other indicators too, and the sums that a lake keeps
 * made anew. A peer reads a CSV with only the columns that it needs, in the order of the lake: Debian's pandas reads no Parquet.
 * The sums are compared to the cent. The processor's time stands beside, because a busy machine stretches the clock.
 */
import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLake } from "../lake/lake.ts";
import { quoteText } from "../src/sql.ts";
import { count, ratio, seconds } from "./figure.ts";
import { marketOf, policyFolder, threads } from "./market.ts";
import { differences, ownAnswer, peerAnswer } from "./peers/answer.ts";
import { findPostgres, startPostgres } from "./peers/postgres.ts";
import { runTimed } from "./peers/timed.ts";
import type { Timed } from "./peers/timed.ts";

interface Peer {
  readonly name: string;
  /** So many times faster we are to be. */
  readonly bar: number;
  /** How Debian installs it. */
  readonly packages: string;
  isPresent(): boolean;
  run(folder: string): Promise<Timed>;
}

const script = (file: string): string => `bench/peers/${file}`;
const works = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** Debian's own Python, which has Debian's packages, before any other. */
const pythons = ["/usr/bin/python3", "python3"];
const pythonWithPandas = (): string | undefined => pythons.find((python) => works(python, "-c", "import pandas"));

const peers: readonly Peer[] = [
  {
    name: "R data.table",
    bar: 5,
    packages: "r-cran-data.table",
    isPresent: () => works("Rscript", "-e", "library(data.table)"),
    run: (folder) => runTimed("Rscript", [script("data-table.R"), folder, String(threads)]),
  },
  {
    name: "pandas",
    bar: 30,
    packages: "python3-pandas",
    isPresent: () => pythonWithPandas() !== undefined,
    run: (folder) => runTimed(pythonWithPandas()!, [script("data-frame.py"), folder]),
  },
  {
    name: "PostgreSQL",
    bar: 20,
    packages: "postgresql",
    isPresent: () => findPostgres() !== undefined,
    run: (folder) => runDatabase(findPostgres()!, folder),
  },
];

/** The database is started beforehand and ended afterwards, outside the clock; what its processes cost the processor counts. */
async function runDatabase(bin: string, folder: string): Promise<Timed> {
  const server = await startPostgres(bin);
  const files = ["claims", "peers"].flatMap((name) => ["-v", `${name}=${join(folder, `${name}.csv`)}`]);
  const flags = [
    "-X",
    "-q",
    "-t",
    "--csv",
    "-v",
    "ON_ERROR_STOP=1",
    "-h",
    server.socket,
    "-U",
    "bench",
    "-d",
    "postgres",
  ];
  const told = await runTimed(join(bin, "psql"), [...flags, ...files, "-f", script("database.sql")]);
  const processorMilliseconds = told.processorMilliseconds + (await server.stop());
  return { ...told, processorMilliseconds };
}

export async function benchPeers(millions = 10): Promise<void> {
  const market = await marketOf(millions);
  const folder = await mkdtemp(join(tmpdir(), "bench-peers-"));
  try {
    await chmod(folder, 0o755);
    console.log(`  ${threads} threads; ours is \`driehoek value ${policyFolder}\``);
    // Sums that the lake keeps would be an answer made beforehand, so they are put away, and then the making of them counts.
    await rm(`${market}/lake/sums`, { recursive: true, force: true });
    const own = await runOurs(`${market}/lake`);
    tell("ours, from the claims", own);
    tell("ours once more, from the sums that the lake keeps by now", await runOurs(`${market}/lake`));
    const asked = ownAnswer(own.printed);
    const { answer, withheld } = asked;
    const lines = await exportCsv(`${market}/lake`, folder, withheld);
    console.log(
      `  ${count(lines).trim()} claim lines; ${withheld.size} providers do not pass the gate and are nobody's peer`,
    );
    for (const peer of peers) {
      if (!peer.isPresent()) {
        console.log(
          `  ABSENT: ${peer.name}, so nothing is known of it here. Install it: apt-get install ${peer.packages}`,
        );
        continue;
      }
      const told = await peer.run(folder);
      if (told.status !== 0) throw new Error(`${peer.name} failed: ${told.complaint}`);
      tell(peer.name, told);
      const [wall, processor] = [
        told.milliseconds / own.milliseconds,
        told.processorMilliseconds / own.processorMilliseconds,
      ];
      console.log(
        `  ${ratio(wall)} as long as ours (bar ${ratio(peer.bar)}), ${ratio(processor)} the processor's time`,
      );
      tellDifferences(answer.size, differences(answer, peerAnswer(told.printed, asked)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The claims as the peers read them, and the contracted providers but for those of whom nothing is told. */
async function exportCsv(folder: string, out: string, withheld: ReadonlySet<string>): Promise<number> {
  const lake = await openLake(folder, { threads });
  const columns = "client, provider, target_group, region, sex, birth_year, granted_cents";
  const exported = {
    claims: `SELECT ${columns} FROM claims`,
    peers: `SELECT DISTINCT provider FROM contracts WHERE year = 2022 AND provider NOT IN (${[...withheld, ""].map(quoteText).join(", ")})`,
  };
  for (const [name, select] of Object.entries(exported))
    await lake.run(`COPY (${select}) TO ${quoteText(join(out, `${name}.csv`))} (FORMAT csv, HEADER)`);
  const [row] = await lake.query("SELECT count(*) AS lines FROM claims");
  await lake.close();
  return Number(row!["lines"]);
}

async function runOurs(lake: string): Promise<Timed> {
  const args = ["cli/driehoek.mjs", "value", policyFolder, "--lake", lake, "--threads", String(threads), "--json"];
  const own = await runTimed(process.execPath, args);
  if (own.status !== 0 && own.status !== 4) throw new Error(`driehoek value failed: ${own.complaint}`);
  return own;
}

function tell(name: string, { milliseconds, processorMilliseconds }: Timed): void {
  console.log(`  ${seconds(milliseconds).padStart(8)}, ${seconds(processorMilliseconds)} of the processor: ${name}`);
}

function tellDifferences(figures: number, found: readonly string[]): void {
  if (found.length === 0) return console.log(`  agrees with ours on all ${figures} figures`);
  process.exitCode = 1;
  console.log(
    `  DIFFERS on ${found.length} of ${figures} figures:\n${found
      .slice(0, 10)
      .map((line) => `    ${line}`)
      .join("\n")}`,
  );
}
