/** `driehoek load claims FILE… --lake DIR`: claim messages and extracts of granted claims. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Lake } from "../../acts/effects.ts";
import { loadClaims } from "../../acts/load-claims.ts";
import { messageReader } from "../../format/aw319.ts";
import { tellClaims } from "../../text/load.ts";
import type { Answer, Call } from "../command.ts";

const targetGroups = fileURLToPath(new URL("../../policy/codes/target-group.yaml", import.meta.url));

/** Loads all files together: a credit may take back a line of another file. */
export async function loadClaimFiles(
  paths: readonly string[],
  lake: Lake,
  { world, flags, lang }: Call,
): Promise<Answer> {
  const threads = typeof flags["threads"] === "string" ? Number(flags["threads"]) : availableParallelism();
  const effects = { ...world, lake, readers: [messageReader] };
  const { loads, findings, missing, exit } = await loadClaims(effects, { paths, targetGroups, threads });
  return { exit, result: { loads, missing }, findings, text: tellClaims(loads, findings, missing, lang) };
}
