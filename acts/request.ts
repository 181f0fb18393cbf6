/**
 * A request in a procedure, such as extra contracting: filled in beforehand with every proof that the lake, the dossier, the
 * ledger, the round and the register of signals hold, per provider. The program decides nothing: a person answers, with a mandate
 * and a reason, and what is granted raises the ceiling from that day on, as a new entry in the ledgers. What was decided and on
 * what stays in `decisions.ndjson` of the round.
 */
import { parseDay, yearOf } from "../src/day.ts";
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { chooseProcedure } from "../src/procedure.ts";
import type { Procedure } from "../src/procedure.ts";
import { blankDossier, compilePolicy } from "../src/program.ts";
import type { Dossier } from "../src/program.ts";
import { composeRequest } from "../src/request.ts";
import type { Request } from "../src/request.ts";
import type { TakenDecision } from "../src/round.ts";
import type { Clock, ExitCode, Files, Lake } from "./effects.ts";
import { answersIn, evidenceFor, waitingIn, watchLake } from "./radar.ts";
import type { RadarInput, Sighted } from "./radar.ts";
import { recordAnswer } from "./request/answer.ts";
import type { Answering } from "./request/answer.ts";

export type { Answering } from "./request/answer.ts";

export interface RequestEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
  openLake(folder: string): Promise<Lake>;
}

export interface RequestInput extends RadarInput {
  readonly policy: string;
  /** Which procedure; needed where the policy has more than one that decides. */
  readonly procedure?: string;
  /** Only this one; without it every provider with claims or an agreement. */
  readonly provider?: string;
  /** Answers the request of that provider. */
  readonly answer?: Answering;
}

export interface RequestAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly policy?: Policy;
  readonly requests: readonly Request[];
  /** What was recorded, when an answer was given. */
  readonly taken?: TakenDecision;
}

/** Exit 0 told or recorded, 4 told with something missing, 2 nothing to tell, or an answer that cannot be given. */
export async function request(world: RequestEffects, input: RequestInput): Promise<RequestAnswer> {
  const effects = openingOnce(world);
  const sight = await watchLake(effects, input);
  const { policy, findings: seen } = sight;
  if (policy === undefined || sight.seen.length === 0) return { exit: 2, findings: seen, requests: [] };
  const findings = [...seen];
  const procedure = chooseProcedure(policy, { does: "decides", named: input.procedure }, findings);
  const chosen = sight.seen.filter(({ provider }) => input.provider === undefined || input.provider === provider);
  if (chosen.length === 0) findings.push(nobody(input));
  if (procedure === undefined || chosen.length === 0) return { exit: 2, findings, policy, requests: [] };
  const known = { policy, procedure, dossiers: sight.dossiers, taken: sight.taken };
  const told = await tell(effects, input, known, chosen);
  if (input.answer === undefined) {
    const gaps = told.some(({ outcome }) => outcome?.status === "incomplete");
    return { exit: gaps ? 4 : 0, findings, policy, requests: told };
  }
  const recorded = await recordAnswer(effects, { ...input, policy, answer: input.answer }, told, chosen);
  findings.push(...recorded.findings);
  if (recorded.taken === undefined) return { exit: 2, findings, policy, requests: told };
  const requests = await tell(effects, input, { ...known, taken: [...known.taken, recorded.taken] }, chosen);
  return { exit: 0, findings, policy, requests, taken: recorded.taken };
}

/** The radar and the proofs ask the same lake. */
function openingOnce(effects: RequestEffects): RequestEffects {
  const opened = new Map<string, Promise<Lake>>();
  const openLake = (folder: string): Promise<Lake> =>
    opened.getOrInsertComputed(folder, () => effects.openLake(folder));
  return { files: effects.files, clock: effects.clock, installedFacts: effects.installedFacts, openLake };
}

function nobody({ lake, provider = "" }: RequestInput): Finding {
  const expected = "a provider with claims or an agreement";
  return { code: "no-providers", severity: "file", file: lake, line: 0, found: `\`${provider}\``, expected };
}

interface Known {
  readonly policy: Policy;
  readonly procedure: Procedure;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly taken: readonly TakenDecision[];
}

async function tell(
  effects: RequestEffects,
  input: RequestInput,
  { policy, procedure, dossiers, taken }: Known,
  chosen: readonly Sighted[],
): Promise<Request[]> {
  const on = parseDay(input.on)!;
  const program = compilePolicy(policy);
  const [answers, waiting] = [answersIn(procedure, taken), waitingIn(procedure, taken)];
  const prove = await evidenceFor(effects, { ...input, on, year: yearOf(on), policy, procedure, taken, answers });
  return chosen.map((seen) => {
    const { provider } = seen;
    const dossier = dossiers.get(provider) ?? blankDossier(provider, on);
    const given = { answer: answers.get(provider), waiting: waiting.get(provider) };
    return composeRequest(program, { procedure, dossier, evidence: prove(seen), ...given });
  });
}
