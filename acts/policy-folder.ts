/**
 * Reading a policy from where it stands: its own folder, the folders it extends, and the vocabulary they share. Every act that
 * decides begins here.
 *
 *     const { policy, text, findings } = await readPolicyFolder(files, "policy/cz-wijkverpleging/2024", installedFacts);
 */
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { extendsOf, readPolicy } from "../src/policy.ts";
import type { Folder, Policy, PolicyText } from "../src/policy.ts";
import type { Files } from "./effects.ts";

export interface PolicyFolder {
  /** What was read, as text; absent when a policy of the chain is not there. */
  readonly text?: PolicyText;
  /** Absent when a fault leaves nothing to decide with. */
  readonly policy?: Policy;
  /** What could be read of a policy with faults, to look for more of them. */
  readonly remains?: Policy;
  readonly findings: readonly Finding[];
}

/**
 * Reads the policy in a folder with the policies it extends. The vocabulary is the nearest `facts/` beside or above the folder
 * (`policy/<buyer>-<care>/facts`, then `policy/facts`); where there is none, `installedFacts`, that of the installed program.
 */
export async function readPolicyFolder(files: Files, folder: string, installedFacts?: string): Promise<PolicyFolder> {
  const path = tidy(folder);
  const findings: Finding[] = [];
  const chain = await readChain(files, path, findings);
  if (chain === undefined) return { findings };
  const facts = await readFacts(files, path, installedFacts, findings);
  const text = { chain, facts };
  if (findings.some(isError)) return { text, findings };
  const read = readPolicy(text);
  return { text, ...read };
}

/** The policy texts of a chain, base first; undefined when one is not there or the chain comes back to itself. */
async function readChain(files: Files, path: string, findings: Finding[]): Promise<Folder[] | undefined> {
  const chain: Folder[] = [];
  for (let at: string | undefined = path; at !== undefined;) {
    const own = await readFolder(files, at, findings);
    const header = own.files.get("policy.yaml");
    const from = chain[0];
    if (header === undefined) {
      findings.push(from === undefined ? noPolicy(own) : fromExtends(from, "no-base", "a folder with a policy.yaml"));
      return undefined;
    }
    chain.unshift(own);
    const base = extendsOf(header);
    at = base === undefined ? undefined : tidy(`${at}/${base}`);
    if (chain.some((known) => known.path === at)) {
      findings.push(fromExtends(own, "extends-itself", "a policy that does not extend this one"));
      return undefined;
    }
  }
  return chain;
}

function noPolicy({ path, files }: Folder): Finding {
  const found = files.size === 0 ? "no policy text" : "no policy.yaml";
  return {
    code: "no-policy",
    severity: "file",
    file: path,
    line: 0,
    found,
    expected: "the folder of a policy, with a policy.yaml",
  };
}

/** A finding about the line in which a policy names its base. */
function fromExtends({ path, files }: Folder, code: string, expected: string): Finding {
  const lines = (files.get("policy.yaml") ?? "").split("\n");
  const line = lines.findIndex((text) => text.startsWith("extends:"));
  const found = `\`${lines[line]?.replace(/^extends:\s*/, "") ?? ""}\``;
  return { code, severity: "file", file: `${path}/policy.yaml`, line: line + 1, field: "extends", found, expected };
}

async function readFacts(
  files: Files,
  path: string,
  installedFacts: string | undefined,
  findings: Finding[],
): Promise<Folder> {
  const candidates = [`${path}/../facts`, `${path}/../../facts`, ...(installedFacts ? [installedFacts] : [])];
  for (const candidate of candidates.map(tidy)) {
    const facts = await readFolder(files, candidate, findings);
    if (facts.files.size > 0) return facts;
  }
  const at = tidy(`${path}/../../facts`);
  const expected = "the vocabulary, policy/facts, above the policy";
  findings.push({ code: "no-facts", severity: "file", file: at, line: 0, found: "no facts", expected });
  return { path: at, files: new Map() };
}

/** The policy text of a folder: YAML and the lock. Pages made from it are no part of it. */
async function readFolder(files: Files, path: string, findings: Finding[]): Promise<Folder> {
  const names = (await files.list(path)).filter((name) => name.endsWith(".yaml") || name === "policy.lock");
  const texts = new Map<string, string>();
  for (const name of names) {
    const bytes = (await files.read(`${path}/${name}`)) ?? new Uint8Array();
    const text = toText(bytes);
    const file = `${path}/${name}`;
    if (text !== undefined) texts.set(name, text);
    else findings.push({ code: "not-utf8", severity: "file", file, line: 0, found: "other bytes", expected: "UTF-8" });
  }
  return { path, files: texts };
}

function toText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A path without `.`, and with `..` taken back where that can be. */
function tidy(path: string): string {
  const kept: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    const last = kept.at(-1);
    if (part === "." || (part === "" && kept.length > 0)) continue;
    if (part === ".." && last !== undefined && last !== ".." && last !== "") kept.pop();
    else kept.push(part);
  }
  return kept.join("/") || ".";
}
