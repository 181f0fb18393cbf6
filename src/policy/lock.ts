/**
 * Freezing a policy. `policy.lock` holds the SHA-256 of every file and of the facts the policy uses; the hash of the lock is the
 * hash of the policy, and stands in every receipt. In force, a policy with another lock is another policy.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { readsOf } from "../decision.ts";
import { toPlain } from "../datum.ts";
import { quote } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Folder, Policy, PolicyText } from "../policy.ts";
import { canonical } from "../receipt.ts";

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
  const used = new Set([...policy.decisions.values()].flatMap((decision) => readsOf(decision).map(({ ref }) => ref)));
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

/** What differs between the lock that was written and the text as it is; nothing when the policy is as it was frozen. */
export function checkLock(written: Lock, now: Lock, folder: string): Finding[] {
  const found: Finding[] = [];
  const expected = "the text as it was frozen; a policy in force changes only as a new version";
  const report = (file: string, what: string): void => {
    found.push({ code: "changed-in-force", severity: "file", file, line: 1, column: 1, found: what, expected });
  };
  for (const [kind, place] of [
    ["files", (name: string) => `${folder}/${name}`],
    ["facts", () => `${folder}/policy.lock`],
    ["base", () => `${folder}/policy.lock`],
  ] as const) {
    for (const name of new Set([...Object.keys(written[kind]), ...Object.keys(now[kind])])) {
      const [before, after] = [written[kind][name], now[kind][name]];
      if (before === after) continue;
      const what = before === undefined ? "added" : after === undefined ? "gone" : "changed";
      report(place(name), `${quote(name)} ${what} since the freeze`);
    }
  }
  return found;
}
