/**
 * A hundred thousand random policies: each is made, decided, explained, written down and replayed here, and recomputed by the
 * checker in Python, which reads the receipts as they come. `npm run bench random-policies -- 5000` tries fewer.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { tryPolicy } from "../house/random-policy.ts";
import { count, seconds } from "./figure.ts";

export async function benchRandomPolicies(policies = 100_000): Promise<void> {
  const from = performance.now();
  const checker = spawn("python3", ["verifier/check.py", "--batch", "-"], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = once(checker, "close");
  let [decisions, problems] = [0, 0];
  for (let seed = 0; seed < policies; seed++) {
    const attempt = tryPolicy(seed);
    decisions += attempt.decisions;
    if (attempt.problem !== undefined) console.log(`  seed ${seed}: ${attempt.problem}`, problems++);
    const { receipt = "" } = attempt;
    if (!checker.stdin.write(receipt)) await once(checker.stdin, "drain");
    if (seed % 10_000 === 9999) console.error(`  ${count(seed + 1)} policies, ${seconds(performance.now() - from)}`);
  }
  checker.stdin.end();
  const [status] = (await ended) as [number];
  const took = seconds(performance.now() - from);
  console.log(`  ${count(policies)} policies with ${count(decisions)} decisions   ${took}`);
  console.log(
    `  ${problems} problems here; the checker in Python ${status === 0 ? "agrees on all" : "DIFFERS, see above"}`,
  );
}
