/**
 * A program run to its end: what it printed, how long that took, and how much time the processor spent on it. The shell around it reckons
 * the latter (`times`: its own, then that of what it started), because Node does not tell it of other processes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { text } from "node:stream/consumers";

export interface Timed {
  readonly printed: string;
  /** What it complained of. */
  readonly complaint: string;
  readonly status: number | null;
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
}

const shell = `"$@"; status=$?; times >&2; exit $status`;

export async function runTimed(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Timed> {
  const from = performance.now();
  const child = spawn("sh", ["-c", shell, "sh", program, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const closed = once(child, "close");
  const [printed, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await closed) as [number | null];
  const milliseconds = performance.now() - from;
  return { printed, complaint, status, milliseconds, processorMilliseconds: processorTime(complaint) };
}

/** Of the last line that `times` printed, `0m1.204s 0m0.310s`: user and system time of what the shell started. */
export function processorTime(printed: string): number {
  const last = printed.trimEnd().split("\n").at(-1) ?? "";
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}
