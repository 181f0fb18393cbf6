/**
 * The answer to a request: a person with a mandate grants room or declines, as the program proposes or otherwise with a reason. It
 * is one line in the decisions of the round; what is granted is one more entry in the ledger of the lake, and of the round where
 * that set the ceiling. Above what one person may decide it waits for a second, who grants the same from the same day: until then
 * it is no answer, and in no ledger.
 */
import { parseDay, yearOf } from "../../src/day.ts";
import type { Finding } from "../../src/finding.ts";
import type { Balance } from "../../src/ledger.ts";
import { balances } from "../../src/ledger.ts";
import { readMandates } from "../../src/mandate.ts";
import type { Outcome } from "../../src/outcome.ts";
import type { Policy } from "../../src/policy.ts";
import type { Request } from "../../src/request.ts";
import type { TakenDecision } from "../../src/round.ts";
import type { Clock, Files } from "../effects.ts";
import { keepSupplement, readJournal, roundLedger, supplementOf } from "../ledger.ts";
import type { Sighted } from "../radar.ts";
import { outOfOrder, outsideMandate, readTaken, recordTaken, underMandate } from "../take.ts";

export interface Answering {
  /** What is granted, in cents; absent for a refusal. */
  readonly grant?: bigint;
  /** Under which mandate; a role, not a name. */
  readonly mandate?: string;
  readonly reason?: string;
  /** Since when the answer is known; without it since it is recorded. */
  readonly knownAt?: string;
}

export interface AnswerInput {
  readonly policy: Policy;
  readonly lake: string;
  readonly round?: string;
  /** The day of the answer: what is granted is for care from that day on. */
  readonly on: string;
  readonly answer: Answering;
}

interface Effects {
  readonly files: Files;
  readonly clock: Clock;
}

/** Records the answer to the one request that is told. */
export async function recordAnswer(
  effects: Effects,
  input: AnswerInput,
  [request]: readonly Request[],
  [seen]: readonly Sighted[],
): Promise<{ readonly taken?: TakenDecision; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const { round = "", answer, on } = input;
  const say = (code: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "file", file: round, line: 0, found, expected });
  if (request?.decision === undefined || request.outcome === undefined || seen === undefined) {
    say("left-to-talks", "a change that is talked about apart", "an agreement of its own (`load contracts --replace`)");
    return { findings };
  }
  const before = await readTaken(effects.files, round);
  const answered = before.find(
    ({ provider, decision, verdict, waits }) =>
      provider === request.provider && decision === request.decision && verdict !== "send-on" && waits !== true,
  );
  if (answered !== undefined)
    say("answered-already", `answered on ${answered.on ?? answered.at}`, "one answer to a request");
  if (!answer.mandate) say("no-mandate", "no mandate", "the mandate under which it is decided, as `--mandate inkoper`");
  const asProposed = isProposed(request.outcome, answer.grant !== undefined);
  if (!asProposed && !answer.reason) say("no-reason", "an answer other than the proposal", "`--reason` with why");
  const draft = toTaken(request, answer, { on, at: answer.knownAt ?? effects.clock.now(), asProposed });
  const early = outOfOrder(before, draft);
  if (early !== undefined) findings.push(early);
  const mandates = readMandates(input.policy, findings);
  const ruled = underMandate({ taken: before, ...(mandates && { mandates }) }, draft);
  if (answer.mandate && ruled.kind === "refused") findings.push(outsideMandate(ruled, { round }));
  const contract = await contractOf(effects.files, round, seen);
  if (answer.grant !== undefined && contract === "none")
    say("no-ceiling", `no ceiling of ${seen.provider}`, "an agreement (`load contracts`) or a ceiling of the round");
  if (answer.grant !== undefined && contract === "several")
    say("several-contracts", "contracts with several insurers", "`--insurer` with the one that grants");
  if (findings.length > 0 || ruled.kind === "refused") return { findings };
  const taken = ruled.line;
  await recordTaken(effects, { round, policy: input.policy }, [taken]);
  if (typeof contract === "object") {
    const insurer = contract.insurer === undefined ? {} : { insurer: contract.insurer };
    for (const supplement of supplementOf(taken, yearOf(parseDay(on)!)))
      await keepSupplement(effects.files, input.lake, { ...supplement, ...insurer });
  }
  return { taken, findings };
}

/** Whether the answer is what the program proposes: yes to all conditions that hold, no to a refusal. */
function isProposed({ status }: Outcome, grants: boolean): boolean {
  return status === (grants ? "decided" : "refused");
}

function toTaken(
  { provider, decision = "", outcome }: Request,
  { grant, mandate = "", reason }: Answering,
  { on, at, asProposed }: { readonly on: string; readonly at: string; readonly asProposed: boolean },
): TakenDecision {
  return {
    provider,
    decision,
    verdict: asProposed ? "take" : "change",
    proposed: outcome!,
    ...(!asProposed && { value: grant !== undefined }),
    mandate,
    ...(reason && { reason }),
    ...(grant !== undefined && { grants: { cents: String(grant) } }),
    on,
    at,
  };
}

/** The contract in the lake that a supplement belongs to; `round` where only the round set a ceiling. */
async function contractOf(
  files: Files,
  round: string,
  { provider, balances: held }: Sighted,
): Promise<Balance | "round" | "none" | "several"> {
  const agreed = held.filter(({ room }) => room !== undefined);
  if (agreed.length > 1) return "several";
  if (agreed[0] !== undefined) return agreed[0];
  const decided = balances(await readJournal(files, roundLedger(round)));
  return decided.some((balance) => balance.provider === provider) ? "round" : "none";
}
