/**
 * Recomputing receipts. Whoever was given one (a provider, or an auditor or court where means in it are withheld from providers)
 * asks whether it is right to the cent and whether it was issued as it lies there; the answer needs nothing but the file, its proof
 * and the published keys.
 *
 * A buyer publishes its keys in `keys.yaml` beside its policies. Which buyer a receipt is of, its policy says; so the keys that came with
 * this program are found without being named. Where a buyer published keys, a receipt that another key signed does not hold; where it
 * published none, that is said.
 */
import type { Finding } from "../src/finding.ts";
import { judge, parseKeys, parseReceipt } from "../src/receipt.ts";
import type { FileBytes, Verdict } from "../src/receipt.ts";
import type { ExitCode, Files } from "./effects.ts";

export interface VerifyInput {
  /** The paths of the receipts; a path of a proof is passed over, so that a whole folder can be named. */
  readonly receipts: readonly string[];
  /** The proof of a single receipt, where it does not lie beside it as `<name>.proof.json`. */
  readonly proof?: string;
  /** The buyer's `keys.yaml`, instead of the one beside the policies of this installation. */
  readonly keys?: string;
}

export interface Verified {
  /** 0 when all receipts hold, 1 when one differs or is no receipt, 2 when a file is not there. */
  readonly exit: ExitCode;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
}

interface Effects {
  readonly files: Files;
  readonly installedFacts: string;
}

export async function verify(
  { files, installedFacts }: Effects,
  { receipts, proof, keys }: VerifyInput,
): Promise<Verified> {
  const named = keys === undefined ? undefined : await readKeys(files, keys);
  if (named !== undefined && named.findings.length > 0) return { exit: 2, verdicts: [], findings: named.findings };
  const verdicts: Verdict[] = [];
  const absent: Finding[] = [];
  for (const file of receipts.filter((path) => !path.endsWith(".proof.json"))) {
    const bytes = await files.read(file);
    const beside = proof ?? file.replace(/(\.json)?$/, ".proof.json");
    const proven = await files.read(beside);
    if (bytes === undefined) absent.push(noFile(file, "a receipt"));
    else if (proven === undefined && proof !== undefined) absent.push(noFile(proof, "the proof of the receipt"));
    else {
      const published = named?.keys ?? (await installedKeys(files, installedFacts, { file, bytes }));
      verdicts.push(judge({ file, bytes }, proven && { file: beside, bytes: proven }, published));
    }
  }
  const findings = [...absent, ...verdicts.flatMap((verdict) => verdict.findings)];
  const exit = absent.length > 0 ? 2 : verdicts.every(({ holds }) => holds) ? 0 : 1;
  return { exit, verdicts, findings };
}

/** The keys that the buyer of a receipt published beside its policies; undefined where it published none. */
async function installedKeys(
  files: Files,
  installedFacts: string,
  { file, bytes }: FileBytes,
): Promise<ReadonlySet<string> | undefined> {
  const parsed = parseReceipt(bytes, file);
  if (!("value" in parsed)) return undefined;
  const buyer = parsed.value.policy.id.replace(/-\d{4}$/, "");
  if (!/^[a-z0-9_.-]+$/.test(buyer)) return undefined;
  const path = installedFacts.replace(/facts$/, `${buyer}/keys.yaml`);
  const text = await files.read(path);
  const keys = text === undefined ? undefined : parseKeys(path, new TextDecoder().decode(text)).keys;
  return keys === undefined || keys.size === 0 ? undefined : keys;
}

async function readKeys(files: Files, path: string): Promise<ReturnType<typeof parseKeys>> {
  const bytes = await files.read(path);
  if (bytes === undefined) return { keys: new Set(), findings: [noFile(path, "a keys.yaml with published keys")] };
  return parseKeys(path, new TextDecoder().decode(bytes));
}

function noFile(file: string, expected: string): Finding {
  return { code: "no-file", severity: "file", file, line: 0, found: "no such file", expected };
}
