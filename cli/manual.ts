/**
 * What `--help` says: the manual page that stands beside the act, and the flags that the command knows. A page opens with
 * `# driehoek <name> …` and one paragraph; that paragraph is also the command's line in the list of commands.
 */
import { fileURLToPath } from "node:url";
import type { Files } from "../acts/effects.ts";
import type { Language } from "../text/text.ts";
import { commonFlags } from "./argument.ts";
import type { Command, Flag } from "./command.ts";

/** The list of commands, one line each. */
export async function listCommands(files: Files, names: readonly string[], lang: Language): Promise<string> {
  const summaries = await Promise.all(names.map(async (name) => firstSentence(await readPage(files, name))));
  const lines = names.map((name, i) => `  ${name.padEnd(9)} ${summaries[i]}`);
  const words = {
    nl: ["Driehoek: open platform voor zorginkoop.", "Opdrachten", "`driehoek OPDRACHT --help` toont het handboek."],
    en: ["Driehoek: the open platform for care purchasing.", "Commands", "`driehoek COMMAND --help` shows the manual."],
  }[lang];
  return `${words[0]}\n\n${words[1]}\n${lines.join("\n")}\n\n${words[2]}\n`;
}

/** The manual page of one command, with its flags. */
export async function manualPage(files: Files, command: Command, lang: Language): Promise<string> {
  const page = (await readPage(files, command.name)) ?? `# driehoek ${command.name}\n`;
  const own = Object.entries(command.flags);
  const common = Object.entries(commonFlags).filter(([name]) => !Object.hasOwn(command.flags, name));
  const heading = { nl: ["Vlaggen", "Vlaggen van elke opdracht"], en: ["Flags", "Flags of every command"] }[lang];
  const lists = [own, common].map((flags, i) => (flags.length === 0 ? "" : `\n${heading[i]}\n${list(flags, lang)}`));
  return page + lists.join("");
}

function list(flags: readonly (readonly [string, Flag])[], lang: Language): string {
  return flags.map(([name, flag]) => `  --${name.padEnd(12)} ${flag[lang]}\n`).join("");
}

async function readPage(files: Files, name: string): Promise<string | undefined> {
  const bytes = await files.read(fileURLToPath(new URL(`../acts/${name}.md`, import.meta.url)));
  return bytes && new TextDecoder().decode(bytes);
}

function firstSentence(page = ""): string {
  const paragraph = page.split(/\n\s*\n/).find((block) => block.trim() !== "" && !block.startsWith("#")) ?? "";
  const line = paragraph.replaceAll(/\s+/g, " ").replaceAll("`", "").trim();
  return /^.*?[.:](?= |$)/.exec(line)?.[0].slice(0, -1) ?? line;
}
