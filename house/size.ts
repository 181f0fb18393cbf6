/**
 * Sizes: a function fits on one screen and a file is read in one sitting. The limits are ceilings, not aims: half of the files
 * should stay under 100 lines.
 */
import { readCode } from "./code.ts";
import { roomOf, sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

const functionLines = 70;
const fileLines = 400;

/** The checker of receipts is one file on purpose, so that an auditor reads one file. */
const verifierLines = 500;

/** Where a function with a body begins: a declaration, an arrow, or a method. Prettier sets each at the start or end of a line. */
const declaration = /^\s*(export\s+)?(default\s+)?(async\s+)?function\b/;
const arrow = /=> \{$/;
const method = /^\s*((static|async|get|set|override|private|readonly)\s+)*\*?#?\w+(<.*>)?\(.*\{$/;
const control = /^\s*(\}\s*)?(else|if|for|while|switch|catch|do|try|with|return)\b/;

export interface FunctionSpan {
  readonly line: number;
  readonly lines: number;
}

/** The functions of a source with a body of more than one line. Reads layout, not grammar: the source must be formatted. */
export function functionsOf(source: string): FunctionSpan[] {
  const lines = readCode(source)
    .bare.split("\n")
    .map((line) => line.trimEnd());
  return lines.flatMap((line, start) => {
    if (!opensFunction(line)) return [];
    const length = lines.slice(start + 1).findIndex((later) => indent(later) === indent(line) && closes(later));
    return length < 0 ? [] : [{ line: start + 1, lines: length + 2 }];
  });
}

function opensFunction(line: string): boolean {
  return declaration.test(line) || arrow.test(line) || (method.test(line) && !control.test(line));
}

/** A closing brace that ends a body, not one that ends a list of parameters or a type on the way to it. */
function closes(line: string): boolean {
  return /^\s*\}(?!:| =|.*\{$)/.test(line);
}

function indent(line: string): number {
  return line.trim() === "" ? -1 : line.search(/\S/);
}

/** True for a file with code to test: a table of data or a list of types has none. */
export function hasFunctions(source: string): boolean {
  const { bare } = readCode(source);
  return (
    /\bfunction\b|=>\s*[^;]*[({]/.test(bare.replaceAll(/^\s*(export )?(interface|type)\b[^]*?\n(\}|.*;)$/gm, "")) ||
    /\bclass\b/.test(bare)
  );
}

export function checkSizes(tree: Tree): Complaint[] {
  return [
    ...sources(tree).flatMap(([path, text]) => [...checkFile(path, text), ...checkFunctions(path, text)]),
    ...checkVerifier(tree),
  ];
}

function checkFile(path: string, text: string): Complaint[] {
  const lines = countLines(text);
  if (lines <= fileLines || !hasFunctions(text)) return [];
  const folder = path.replace(/(\.test)?\.\w+$/, "/");
  return [`${path}: ${lines} lines, more than ${fileLines}; give it a folder ${folder} and keep the file as its door`];
}

function checkFunctions(path: string, text: string): Complaint[] {
  const long = functionsOf(text).filter(({ lines }) => lines > functionLines);
  return long.map(
    ({ line, lines }) =>
      `${path}:${line}: a function of ${lines} lines, more than ${functionLines}; name its steps and split it there`,
  );
}

function checkVerifier(tree: Tree): Complaint[] {
  const python = [...tree].filter(
    ([path, text]) => roomOf(path) === "verifier" && path.endsWith(".py") && countLines(text) > verifierLines,
  );
  return python.map(
    ([path, text]) =>
      `${path}: ${countLines(text)} lines, more than ${verifierLines}; an auditor reads it in one sitting, so make it shorter`,
  );
}

function countLines(text: string): number {
  return text.trimEnd().split("\n").length;
}
