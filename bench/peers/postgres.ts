/**
 * A PostgreSQL of our own for one bench: in a temporary folder, on a Unix socket in it, deaf to the network. It refuses to run as the
 * superuser of the machine, and is then run as `nobody`. It lives as long as its standard input stays open, so that it ends with the
 * bench, however the bench ends.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { processorTime } from "./timed.ts";

const debian = "/usr/lib/postgresql";
const patienceMilliseconds = 20_000;

/** Memory enough for these claims, no care for a power failure, and two processes at work on a query: the one asked and one helper. */
const settings = {
  listen_addresses: "",
  shared_buffers: "2GB",
  work_mem: "512MB",
  maintenance_work_mem: "512MB",
  max_parallel_workers_per_gather: "1",
  max_wal_size: "4GB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};

const shell = `"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; times >&2`;

/** The folder of PostgreSQL's programs, the newest where Debian keeps several; undefined when there is none. */
export function findPostgres(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const told = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim() ?? "";
  return [...versions.map((version) => join(debian, version, "bin")), told].find((bin) =>
    existsSync(join(bin, "initdb")),
  );
}

export interface Server {
  /** The folder of its socket. */
  readonly socket: string;
  /** Ends it; how long the processor worked for it, in milliseconds. */
  stop(): Promise<number>;
}

export async function startPostgres(bin: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "bench-postgres-"));
  const user = await givenAway(folder);
  const data = join(folder, "data");
  const make = ["-D", data, "-U", "bench", "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync"];
  const made = spawnSync(join(bin, "initdb"), make, { ...user, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`Cannot make a database: ${made.stderr}`);
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const serve = ["-c", shell, "sh", join(bin, "postgres"), "-D", data, "-k", folder, ...flags];
  const server = spawn("sh", serve, { ...user, cwd: folder, stdio: ["pipe", "ignore", "pipe"] });
  const [closed, complaint] = [once(server, "close"), text(server.stderr)];
  const stop = async (): Promise<number> => {
    server.stdin.end();
    await closed;
    await rm(folder, { recursive: true });
    return processorTime(await complaint);
  };
  const until = performance.now() + patienceMilliseconds;
  while (spawnSync(join(bin, "pg_isready"), ["-q", "-h", folder]).status !== 0) {
    if (performance.now() < until) await setTimeout(100);
    else throw new Error(`Cannot start PostgreSQL: ${await stop().then(() => complaint)}`);
  }
  return { socket: folder, stop };
}

/** Gives a folder to `nobody` where we are the superuser; whose server it then is. */
async function givenAway(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  const [uid, gid] = [idOf("-u"), idOf("-g")];
  await chown(folder, uid, gid);
  return { uid, gid };
}
