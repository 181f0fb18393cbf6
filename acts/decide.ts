/**
 * Deciding one thing about one provider: read the policy and the facts, decide, say why and what would have changed it, and sign
 * the receipt when asked for.
 */
import { counterfactuals } from "../src/counterfactual.ts";
import type { Counterfactual } from "../src/counterfactual.ts";
import { decisionOf } from "../src/decision.ts";
import { parseDay, toDayText } from "../src/day.ts";
import { readDocument } from "../src/document.ts";
import { addLine, emptySupply, readSupply, toDossier } from "../src/dossier.ts";
import type { DossierLine, Supply } from "../src/dossier.ts";
import { didYouMean, isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { whole } from "../src/formula.ts";
import type { Outcome } from "../src/outcome.ts";
import { hashOf, lockOf } from "../src/policy.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import { fileBytes, receiptBytes, signLog } from "../src/receipt.ts";
import { Teller, toReceipt } from "../src/trace.ts";
import type { TraceEntry } from "../src/trace.ts";
import type { Clock, ExitCode, Files } from "./effects.ts";
import { chooseVersion } from "./policy-version.ts";

export interface DecideEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
  signingKey(path?: string): Promise<Uint8Array>;
}

export interface DecideInput {
  /** The folder of a policy, or of its years: then `on` chooses. */
  readonly folder: string;
  readonly decision: string;
  /** A member, for a decision about a part. */
  readonly part?: string;
  readonly on?: string;
  readonly facts: string;
  readonly provider?: string;
  /** Where to write the receipt and its proof; nothing is written without it. */
  readonly out?: string;
  readonly key?: string;
}

export interface Decided {
  readonly policy: Policy;
  readonly on: string;
  readonly outcome: Outcome;
  readonly trace: readonly TraceEntry[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly receipt?: string;
}

export interface DecideAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly decided?: Decided;
}

/** Exit 0 decided, 1 refused, 2 unusable policy, facts or question, 4 incomplete. */
export async function decide(effects: DecideEffects, input: DecideInput): Promise<DecideAnswer> {
  const chosen = await chooseVersion(effects, input.folder, input.on);
  const { policy, text } = chosen;
  if (policy === undefined || text === undefined) return { exit: 2, findings: chosen.findings };
  const findings = [...chosen.findings];
  const supply = await readFacts(effects.files, input.facts, policy, findings);
  const on = dayOfDecision(input, policy, findings);
  checkQuestion(policy, input, supply, findings);
  if (findings.some(isError) || on === undefined) return { exit: 2, findings };
  const program = compilePolicy(policy);
  const dossier = toDossier(input.provider ?? "provider", on, supply);
  const teller = new Teller(program, dossier);
  const outcome = teller.tell(input.decision, input.part);
  const found = counterfactuals(program, dossier, {
    decision: input.decision,
    ...(input.part && { member: input.part }),
  });
  const heading = {
    policy,
    policyHash: hashOf(lockOf(policy, text)),
    why: chosen.why,
    subject: dossier.provider,
    on,
  };
  const issuedAt = effects.clock.now();
  const receipt =
    input.out === undefined
      ? undefined
      : await writeReceipt(effects, input, toReceipt(teller.record(), { ...heading, issuedAt }));
  const decided = {
    policy,
    on: toDayText(on),
    outcome,
    trace: teller.trace(),
    counterfactuals: found,
    ...(receipt && { receipt }),
  };
  return { exit: { decided: 0, refused: 1, incomplete: 4 }[outcome.status] as ExitCode, findings, decided };
}

/** Facts as JSON or YAML, or as the lines of a dossier (NDJSON). */
async function readFacts(files: Files, path: string, policy: Policy, findings: Finding[]): Promise<Supply> {
  const supply = emptySupply();
  const bytes = await files.read(path);
  if (bytes === undefined) {
    findings.push({ code: "no-file", severity: "file", file: path, line: 0, found: "no file", expected: "the facts" });
    return supply;
  }
  const text = new TextDecoder().decode(bytes);
  if (/^\s*\{\s*"fact"\s*:/.test(text)) readLines(path, text, policy, supply, findings);
  else {
    const document = readDocument(path, text, findings);
    if (document !== undefined) readSupply(document, policy, path, supply, findings);
  }
  return supply;
}

function readLines(path: string, text: string, policy: Policy, supply: Supply, findings: Finding[]): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const place = { severity: "line" as const, file: path, line: i + 1 };
    try {
      const expected = addLine(JSON.parse(line) as DossierLine, policy, supply);
      if (expected !== undefined) findings.push({ code: "bad-value", ...place, found: line.slice(0, 80), expected });
    } catch {
      findings.push({ code: "bad-json", ...place, found: line.slice(0, 80), expected: "one JSON object per line" });
    }
  }
}

/** The day asked for; without one, the first day of the policy. */
function dayOfDecision({ on }: DecideInput, { valid }: Policy, findings: Finding[]): number | undefined {
  if (on === undefined) return valid.from;
  const day = parseDay(on);
  if (day !== undefined) return day;
  findings.push({
    code: "bad-day",
    severity: "file",
    file: "--on",
    line: 0,
    found: `\`${on}\``,
    expected: "the day of the decision, as `2024-09-15`",
  });
  return undefined;
}

function checkQuestion(policy: Policy, { decision, part }: DecideInput, supply: Supply, findings: Finding[]): void {
  const known = decisionOf(`decision.${decision}`, policy.decisions);
  const place = { severity: "file" as const, file: policy.folder, line: 0 };
  if (known === undefined) {
    const ids = [...policy.decisions.keys()];
    const expected = didYouMean(decision, ids, `one of ${ids.join(", ")}`);
    findings.push({ code: "unknown-decision", ...place, found: `\`${decision}\``, expected });
    return;
  }
  if (known.subject === whole) return;
  const members = policy.subjects.get(known.subject) ?? [...(supply.parts.get(known.subject)?.keys() ?? [])];
  if (part !== undefined && members.includes(part)) return;
  const expected = `--part with one of ${members.join(", ") || `the ${known.subject}s in the facts`}`;
  findings.push({ code: "unknown-part", ...place, found: part === undefined ? "no part" : `\`${part}\``, expected });
}

async function writeReceipt(
  effects: DecideEffects,
  { out, key }: DecideInput,
  receipt: ReturnType<typeof toReceipt>,
): Promise<string> {
  const bytes = receiptBytes(receipt);
  const secretKey = await effects.signingKey(key);
  const { proofs } = signLog([bytes], { log: receipt.policy.id, at: receipt.issued_at, secretKey });
  const path = `${out}/${receipt.subject}.json`;
  await effects.files.write(path, bytes);
  await effects.files.write(path.replace(/\.json$/, ".proof.json"), fileBytes({ ...proofs[0]! }));
  return path;
}
