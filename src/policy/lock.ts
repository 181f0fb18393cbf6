/**
 * Freezing a policy. `policy.lock` holds the SHA-256 of every file and of the facts the policy uses; the hash of the lock is the
 * hash of the policy, and stands in every receipt. In force, a policy with another lock is another policy.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { readsOf } from "../decision.ts";
import { toPlain } from "../datum.ts";
import { checkKeys, findingAt, quote, readDocument } from "../document.ts";
import type { Node } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Folder, Policy, PolicyText } from "../policy.ts";
import { canonical } from "../receipt.ts";
import { mentionedIn } from "./mention.ts";

export interface Lock {
  readonly format: "driehoek-lock/1";
  readonly policy: string;
  readonly files: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  /** The policies it extends, each with the hash of its files. */
  readonly base: Readonly<Record<string, string>>;
}

function hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The lock of a policy as its text stands now. */
export function lockOf(policy: Policy, { chain }: PolicyText): Lock {
  const [own, ...bases] = chain.toReversed();
  const read = [...policy.decisions.values()].flatMap((decision) => readsOf(decision).map(({ ref }) => ref));
  const used = new Set([...read, ...mentionedIn(policy)]);
  const facts = [...policy.vocabulary.values()]
    .filter(({ id }) => used.has(`fact.${id}`))
    .map(({ id, declaredAt }) => [id, hex(canonical(toPlain(declaredAt)))] as const);
  return {
    format: "driehoek-lock/1",
    policy: policy.id,
    files: filesIn(own!),
    facts: Object.fromEntries(facts),
    base: Object.fromEntries(bases.map((base) => [nameOf(base), hex(canonical(filesIn(base)))])),
  };
}

function filesIn({ files }: Folder): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...files].filter(([name]) => name !== "policy.lock").map(([name, text]) => [name, hex(text)]),
  );
}

/** `cz-wijkverpleging/2024`, wherever the folder stands. */
function nameOf({ path }: Folder): string {
  return path.split("/").slice(-2).join("/");
}

/** The hash of a policy: that of its lock's canonical bytes. */
export function hashOf(lock: Lock): string {
  return hex(canonical(lock));
}

/** The lock that stands in a folder; undefined when there is none, or with a finding when it cannot be read. */
export function readLock({ path, files }: Folder, findings: Finding[]): Lock | undefined {
  const text = files.get("policy.lock");
  const node = text === undefined ? undefined : readDocument(`${path}/policy.lock`, text, findings);
  if (node === undefined || !checkKeys(node, ["format", "policy", "files", "facts", "base"], [], findings))
    return undefined;
  return toPlain(node) as unknown as Lock;
}

/** What differs between the lock that was written and the text as it is; nothing when the policy is as it was frozen. */
export function checkLock(written: Lock, policy: Policy, text: PolicyText): Finding[] {
  const now = lockOf(policy, text);
  const lock = `${policy.folder}/policy.lock`;
  const baseOf = (name: string): string => text.chain.find((base) => nameOf(base) === name)?.path ?? lock;
  return [
    ...changed(written.files, now.files, (name) => `${policy.folder}/${name}`),
    ...changed(written.facts, now.facts, (id) => policy.vocabulary.get(id)?.declaredAt ?? lock),
    ...changed(written.base, now.base, baseOf),
  ];
}

type Hashes = Readonly<Record<string, string>>;

/** One finding for each name whose hash differs, in the file that it stands for, or where a fact is declared now. */
function changed(before: Hashes, after: Hashes, placeOf: (name: string) => string | Node): Finding[] {
  const expected = "the text as it was frozen; a policy in force changes only as a new version";
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Finding[] => {
    if (before[name] === after[name]) return [];
    const what = before[name] === undefined ? "added" : after[name] === undefined ? "gone" : "changed";
    const found = `${quote(name)} ${what} since the freeze`;
    const at = placeOf(name);
    if (typeof at !== "string") return [findingAt(at, "changed-in-force", found, expected)];
    return [{ code: "changed-in-force", severity: "file", file: at, line: 1, column: 1, found, expected }];
  });
}
