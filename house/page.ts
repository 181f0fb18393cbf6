/** Pages: what the documents say exists, exists; and what exists has its page. */
import { posix } from "node:path";
import { conceptOf } from "./arrow.ts";
import { rooms } from "./plan.ts";
import { roomOf } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

/** Every command has a manual page beside its act, and every page its command. */
export function checkManuals(tree: Tree, commands: readonly string[]): Complaint[] {
  const pages = [...tree.keys()]
    .filter((path) => /^acts\/[^/]+\.md$/.test(path))
    .map((path) => posix.basename(path, ".md"));
  return [
    ...commands
      .filter((name) => !pages.includes(name))
      .map((name) => `cli/main.ts: ${name} has no manual; write acts/${name}.md`),
    ...pages
      .filter((name) => !commands.includes(name))
      .map((name) => `acts/${name}.md: there is no command ${name}; add it to cli/main.ts`),
  ];
}

const link = /(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)/g;
const mentioned = /`([a-z.]+\/[\w./-]+\.(?:ts|mjs|md|yaml|py|json))`/g;

/** Links lead to a file and a heading; a path in backquotes that begins with a room is a file. */
export function checkLinks(tree: Tree): Complaint[] {
  return pagesOf(tree).flatMap(([path, text]) => {
    const links = [...text.matchAll(link)].map(([, target = ""]) => target).filter((target) => !/^\w+:/.test(target));
    const broken = links.filter((target) => !leadsSomewhere(tree, path, target));
    const named = [...text.matchAll(mentioned)].map(([, name = ""]) => name);
    const absent = named.filter((name) => roomOf(name) in rooms && !tree.has(name));
    return [
      ...broken.map((target) => `${path}: the link ${target} leads nowhere; mend it or take it out`),
      ...absent.map((name) => `${path}: names ${name}, which does not exist; mend it or take it out`),
    ];
  });
}

function leadsSomewhere(tree: Tree, page: string, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const path = file === "" ? page : posix.join(posix.dirname(page), file).replace(/\/$/, "");
  const text = tree.get(path);
  if (text === undefined) return [...tree.keys()].some((other) => other.startsWith(`${path}/`));
  return heading === undefined || headingsOf(text).includes(heading);
}

/** The anchors of a page, as GitHub makes them. */
function headingsOf(text: string): string[] {
  const titles = [...text.matchAll(/^#+ +(.+)$/gm)].map(([, title = ""]) => title);
  return titles.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

export interface Noun {
  readonly line: number;
  readonly dutch: string;
  readonly identifier: string;
  readonly room: string;
}

/** The rows of the glossary: `| Nederlands | identifier | what it is | source | room |`. */
export function nounsOf(glossary: string): Noun[] {
  return glossary.split("\n").flatMap((row, i) => {
    const [, dutch = "", identifier = "", , , room = ""] = row
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", ""));
    return !row.startsWith("|") || dutch === "Nederlands" || /^-+$/.test(dutch)
      ? []
      : [{ line: i + 1, dutch, identifier, room }];
  });
}

/** The glossary and the code name the same things: each noun stands in its room, and each concept of `src` has a noun. */
export function checkGlossary(tree: Tree): Complaint[] {
  const nouns = nounsOf(tree.get("GLOSSARY.md") ?? "");
  const concepts = new Set(
    [...tree.keys()].filter((path) => roomOf(path) === "src").map((path) => `src/${conceptOf(path)}`),
  );
  const described = new Set(nouns.map(({ room }) => room));
  return [
    ...nouns.flatMap((noun) => checkNoun(tree, noun)),
    ...[...concepts]
      .filter((room) => !described.has(room))
      .map((room) => `GLOSSARY.md: has no noun of ${room}; add what it is in the trade`),
    ...repeated(nouns).map(
      ({ line, identifier }) => `GLOSSARY.md:${line}: ${identifier} stands here twice; keep one word for it`,
    ),
  ];
}

function checkNoun(tree: Tree, { line, identifier, room }: Noun): Complaint[] {
  const files = [...tree].filter(
    ([path]) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`),
  );
  if (files.length === 0) return [`GLOSSARY.md:${line}: there is no room ${room}; name the file without its ending`];
  const word = new RegExp(`(?<![A-Za-z0-9])${identifier.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&")}(?![A-Za-z0-9])`);
  return files.some(([path, text]) => word.test(text) || word.test(path))
    ? []
    : [
        `GLOSSARY.md:${line}: ${room} does not say ${identifier}; use the word of the code, or the code the word of the trade`,
      ];
}

function repeated(nouns: readonly Noun[]): Noun[] {
  return nouns.filter((noun, i) => nouns.findIndex((other) => other.identifier === noun.identifier) < i);
}

/** Documents in Markdown, those of the house and those of each room. */
function pagesOf(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => path.endsWith(".md"));
}
