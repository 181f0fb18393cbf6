/** `driehoek load claims|population|regions|contracts|dossier|signals FILE… --lake DIR` */
import { refuse } from "./argument.ts";
import type { Answer, Call, Command } from "./command.ts";
import { claimFlags, loadClaimFiles } from "./load/claims.ts";
import { isTableKind, loadTables, tableFlags, tableKinds } from "./load/table.ts";

const kinds = ["claims", ...tableKinds].join("|");

export const command: Command = {
  name: "load",
  flags: { ...claimFlags, ...tableFlags },
  async run(call: Call): Promise<Answer> {
    const [kind, ...paths] = call.words;
    const folder = call.flags["lake"];
    const isKnown = kind === "claims" || isTableKind(kind);
    if (!isKnown || paths.length === 0 || typeof folder !== "string") return usage(call.words);
    const lake = await call.world.openLake(folder);
    return kind === "claims" ? loadClaimFiles(paths, lake, call) : loadTables(kind, paths, lake, call);
  },
};

function usage(words: readonly string[]): Answer {
  const finding = refuse("usage", ["load", ...words].join(" "), `load ${kinds} FILE… --lake DIR`);
  return { exit: 2, result: {}, findings: [finding], text: "" };
}
