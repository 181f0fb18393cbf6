/**
 * Purity: `src` computes and does nothing else. Time, chance, input and output are arguments; what cannot be is a value in the
 * outcome, not an exception.
 */
import { lineAt, readCode } from "./code.ts";
import { isTest, roomOf, sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

/** What is banned in `src`, and what to write in its place. */
const banned: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\b/g, "take the day or the instant as an argument"],
  [/\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/g, "take a seed, or numbers drawn from one, as an argument"],
  [/\bprocess\b|\bglobalThis\b|\brequire\b/g, "take what you need as an argument"],
  [/\bconsole\b/g, "return findings or text; the command line prints"],
  [/\bfetch\b|\bXMLHttpRequest\b|\bWebSocket\b/g, "let an act read it through its effects and hand it in"],
  [/\bset(?:Timeout|Interval|Immediate)\b/g, "compute at once; waiting is for acts"],
  [/\.localeCompare\b|\.toLocale\w+|\bIntl\b/g, "compare by code unit; text for people is rendered in text/"],
  [/\bparseFloat\b|\.toFixed\b/g, "reckon with src/decimal.ts; floats round on their own"],
];

const thrown = /\bthrow\b/g;

export function checkPurity(tree: Tree): Complaint[] {
  const pure = sources(tree).filter(([path]) => roomOf(path) === "src" && !isTest(path));
  return pure.flatMap(([path, text]) => {
    const { bare } = readCode(text);
    const complaints = banned.flatMap(([pattern, instead]) => find(path, bare, pattern, instead));
    return path.endsWith("/assert.ts")
      ? complaints
      : [...complaints, ...find(path, bare, thrown, "return a finding or an outcome; a bug is an assert")];
  });
}

/** Names of the trade that look like a banned call are let through where they are a field or a key. */
function find(path: string, bare: string, pattern: RegExp, instead: string): Complaint[] {
  const found = [...bare.matchAll(pattern)].filter((match) => !isField(bare, match));
  return found.map((match) => `${path}:${lineAt(bare, match.index)}: ${match[0].trim()} is banned in src; ${instead}`);
}

function isField(bare: string, { 0: word, index }: RegExpExecArray): boolean {
  const isPlainWord = /^\w+$/.test(word);
  return isPlainWord && (/\.\s*$/.test(bare.slice(0, index)) || /^\??\s*:/.test(bare.slice(index + word.length)));
}
