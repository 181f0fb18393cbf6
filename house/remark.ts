/** Remarks that may not stay: work left undone without an issue, and traces of one machine or one registry. */
import { lineAt, readCode } from "./code.ts";
import { sources } from "./tree.ts";
import type { Complaint, Tree } from "./tree.ts";

const unfinished = /\b(FIXME|XXX|HACK)\b/g;
const withoutIssue = /\bTODO\b(?!\(#\d+\))/g;

/** Notes of undone work in comments. */
export function checkRemarks(tree: Tree): Complaint[] {
  return sources(tree).flatMap(([path, text]) => {
    const { comments } = readCode(text);
    return [
      ...find(path, comments, unfinished, "finish it before it is merged"),
      ...find(path, comments, withoutIssue, "write TODO(#<issue>), or do it now"),
    ];
  });
}

const machinePath = /(?<![\w.@])\/(?:home|root|Users|work|mnt|opt)\/\w|\b[A-Z]:\\\w/g;
const registry = /\bregistry\.[a-z]+\.|\bnpmrc\b|_auth[T]oken|"resolve[d]":/g;

/** Paths of one machine, and hosts of package registries, in any file. */
export function checkTraces(tree: Tree): Complaint[] {
  return [...tree].flatMap(([path, text]) => [
    ...find(path, text, machinePath, "write it relative to the repository"),
    ...find(path, text, registry, "run npm with omit-lockfile-registry-resolved, and name no registry"),
  ]);
}

function find(path: string, text: string, pattern: RegExp, instead: string): Complaint[] {
  return [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)}: ${match[0]}; ${instead}`);
}
