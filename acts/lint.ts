/**
 * Proving a policy before it is published: types, names and sources; sheets without gap or overlap; examples that come out as expected
 * and notice every small mistake; every statement of the text accounted for. A policy in force must be what was frozen.
 */
import { readBudget } from "../src/budget.ts";
import { readCoverage } from "../src/coverage.ts";
import type { Statement } from "../src/coverage.ts";
import { child, findingAt, readDocument } from "../src/document.ts";
import type { Node } from "../src/document.ts";
import { readExamples, runExample } from "../src/example.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readDataQuality } from "../src/data-quality.ts";
import { readIndicators } from "../src/indicator.ts";
import { readAlike } from "../src/round.ts";
import { readNoticed } from "../src/scrutiny.ts";
import { looseEndsOf } from "../src/loose-end.ts";
import { readMandates } from "../src/mandate.ts";
import { testMutants } from "../src/mutant.ts";
import { checkLock, hashOf, lockOf, readLock } from "../src/policy.ts";
import type { Policy, PolicyText } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import { readProcedures } from "../src/procedure.ts";
import { cliffsOf, proveSheet } from "../src/proof.ts";
import { readMirror } from "../src/mirror.ts";
import { readQuestionnaire } from "../src/questionnaire.ts";
import { uncheckedClaims } from "../src/value.ts";
import { coveragePage } from "../text/coverage.ts";
import type { LintReport } from "../text/lint.ts";
import type { ExitCode, Files } from "./effects.ts";
import { readPolicyFolder } from "./policy-folder.ts";

export interface LintEffects {
  readonly files: Files;
  /** Where the vocabulary of the installed program stands. */
  readonly installedFacts: string;
}

export interface LintInput {
  readonly folder: string;
  /** Without mutants it is quicker; the examples run all the same. They are not tried on a policy with errors. */
  readonly mutants?: boolean;
  /** Writes `policy.lock` when there is no error. */
  readonly freeze?: boolean;
  /** Writes `coverage.md`. */
  readonly coverage?: boolean;
}

export interface Linted {
  readonly exit: ExitCode;
  /** Errors first, then warnings. */
  readonly findings: readonly Finding[];
  /** Absent when the policy cannot be read. */
  readonly report?: LintReport;
}

/** Exit 0 without errors, 1 with, 2 when there is no policy to read. */
export async function lint({ files, installedFacts }: LintEffects, input: LintInput): Promise<Linted> {
  const { policy, remains, text, findings: read } = await readPolicyFolder(files, input.folder, installedFacts);
  if (policy === undefined || text === undefined) {
    const unusable = read.some(({ code }) => code === "no-policy" || code === "no-facts");
    return { exit: unusable ? 2 : 1, findings: inOrder([...read, ...lookFurther(text, remains)]) };
  }
  const findings = [...read];
  const checked = check(policy, input.mutants ?? true, findings);
  const written = await write(files, policy, text, { ...input, statements: checked.coverage }, findings);
  const justFrozen = written.includes(lockPath(policy));
  const lock = justFrozen ? undefined : readLock(text.chain.at(-1)!, []);
  findings.push(...lockFindings(policy, text, justFrozen));
  const hash = hashOf(lock ?? lockOf(policy, text));
  const report = { policy, ...checked, hash, frozen: justFrozen || lock !== undefined, written };
  return { exit: findings.some(isError) ? 1 : 0, findings: inOrder(findings), report };
}

/** Of a policy with faults: those in its indicators and its checks of claims, and which files could not be looked at yet. */
function lookFurther(text: PolicyText | undefined, remains: Policy | undefined): Finding[] {
  const own = text?.chain.at(-1);
  if (own === undefined) return [];
  const findings: Finding[] = [];
  if (remains !== undefined) {
    findings.push(...readIndicators(remains).findings);
    readDataQuality(remains, findings);
  }
  const wasRead =
    remains === undefined ? /^$/ : /^(policy|data-quality)\.yaml$|^facts\/|\.(sheet|conditions|formula)\.yaml$/;
  const left = [...own.files.keys()].flatMap((name) => {
    if (!name.endsWith(".yaml") || wasRead.test(name)) return [];
    if (remains === undefined || name !== "value-model.yaml") return [name];
    const beside = ["alike", "mirror", "noticed"].filter(
      (key) => child(remains.documents.get(name)!, key) !== undefined,
    );
    return beside.length > 0 ? [`${name} (${beside.join(", ")})`] : [];
  });
  if (left.length === 0) return findings;
  const expected = "the errors mended first; lint then looks at these";
  const unchecked = {
    code: "not-checked",
    severity: "warning",
    file: own.path,
    line: 0,
    found: left.join(", "),
    expected,
  };
  return [...findings, unchecked as Finding];
}

type Checked = Omit<LintReport, "policy" | "hash" | "frozen" | "written">;

/** Everything that can be said about a policy from its text alone. */
function check(policy: Policy, mutants: boolean, findings: Finding[]): Checked {
  const sheets = policy.order.filter((decision) => decision.kind === "sheet");
  const proofs = sheets.map((sheet) => proveSheet(policy, sheet));
  const indicators = readIndicators(policy);
  findings.push(...proofs.flatMap((proof) => proof.findings), ...indicators.findings);
  readAlike(policy, findings);
  readNoticed(policy, findings);
  const quality = readDataQuality(policy, findings);
  findings.push(...uncheckedClaims(indicators.indicators, quality));
  readMirror(policy, indicators.indicators, findings);
  findings.push(...policy.order.flatMap((decision) => cliffsOf(policy, decision)));
  findings.push(...readProcedures(policy).findings);
  const budget = policy.documents.get("budget.yaml");
  if (budget !== undefined) readBudget(budget, policy, findings);
  readMandates(policy, findings);
  const questions = policy.documents.get("questions.yaml");
  if (questions !== undefined) readQuestionnaire(questions, policy, findings);
  const { vague, open, findings: loose } = looseEndsOf(policy);
  findings.push(...loose);
  const coverage = readCoverage(policy, findings);
  const tested = runExamples(policy, mutants, findings);
  return {
    sheets: sheets.length,
    proven: proofs.flatMap(({ sheet, proven }) => (proven ? [sheet] : [])),
    ...tested,
    vague,
    open,
    ...(coverage && { coverage }),
  };
}

/** Runs the policy's own examples; those of its base are run there, and here they only help to notice mistakes. */
function runExamples(policy: Policy, mutants: boolean, findings: Finding[]): Pick<Checked, "examples" | "mutants"> {
  const isOwn = ({ file }: Node): boolean => file.startsWith(`${policy.folder}/`);
  const faults: Finding[] = [];
  const examples = readExamples(policy, faults);
  findings.push(...faults.filter(({ file }) => file.startsWith(`${policy.folder}/`)));
  const program = compilePolicy(policy);
  const own = examples.filter(({ declaredAt }) => isOwn(declaredAt));
  findings.push(...own.flatMap((example) => runExample(program, example) ?? []));
  if (!mutants || findings.some(isError)) return { examples: own.length };
  const { tried, same, survivors } = testMutants(program, examples, isOwn);
  findings.push(...survivors);
  return { examples: own.length, mutants: { tried, same, survived: survivors.length } };
}

function lockPath({ folder }: Policy): string {
  return `${folder}/policy.lock`;
}

/** Writes what was asked for: the page of coverage, and the lock when nothing stands in its way. */
async function write(
  files: Files,
  policy: Policy,
  text: PolicyText,
  wish: Pick<LintInput, "freeze" | "coverage"> & { readonly statements: readonly Statement[] | undefined },
  findings: readonly Finding[],
): Promise<string[]> {
  const written: string[] = [];
  const put = async (path: string, content: string): Promise<void> => {
    await files.write(path, content);
    written.push(path);
  };
  const { statements } = wish;
  if (wish.coverage === true && statements !== undefined)
    await put(`${policy.folder}/coverage.md`, coveragePage(policy.id, statements));
  const locked = text.chain.at(-1)!.files.has("policy.lock");
  const mayFreeze = policy.status === "draft" || !locked;
  if (wish.freeze === true && mayFreeze && !findings.some(isError))
    await put(lockPath(policy), `${JSON.stringify(lockOf(policy, text), null, 2)}\n`);
  return written;
}

/** In force, a policy has a lock and is what the lock says. A draft may differ from an earlier lock. */
function lockFindings(policy: Policy, text: PolicyText, justFrozen: boolean): Finding[] {
  if (policy.status === "draft" || justFrozen) return [];
  const own = text.chain.at(-1)!;
  const findings: Finding[] = [];
  const lock = readLock(own, findings);
  if (lock !== undefined) return checkLock(lock, policy, text);
  if (findings.length > 0) return findings;
  const header = readDocument(`${own.path}/policy.yaml`, own.files.get("policy.yaml") ?? "", []);
  const status = header && child(header, "status");
  const expected = "policy.lock, made with `driehoek lint --freeze`";
  return status === undefined
    ? []
    : [findingAt(status, "not-frozen", "`in-force` without policy.lock", expected, { field: "status" })];
}

function inOrder(findings: readonly Finding[]): Finding[] {
  const weight = (finding: Finding): number => (isError(finding) ? 0 : 1);
  return findings.toSorted(
    (a, b) =>
      weight(a) - weight(b) ||
      (a.file === b.file ? a.line - b.line || (a.column ?? 0) - (b.column ?? 0) : a.file < b.file ? -1 : 1),
  );
}
