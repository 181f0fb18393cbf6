/**
 * A whole purchasing round: read the policy, gather what is known, reckon the value model, propose for every provider, sign the
 * receipts, and write a report per recipient. Nothing in it decides for anybody: `decide --take` records what people do.
 *
 * The folder that it writes (INTERFACES, ROUND):
 *
 *     round.json  outcomes.ndjson  indicators.csv  data-quality.csv  head.json  sealed.json
 *     receipts/<provider>.json  receipts/<provider>.proof.json  report/overview.html  report/overview.csv
 *     mirror/<provider>.csv  mirror/<provider>.json
 *     report/<provider>.html  report/<provider>.json
 *     ledger.ndjson  the ceilings that people decided on, as entries of a ledger
 */
import { assert } from "../src/assert.ts";
import { qualityCsv } from "../src/data-quality.ts";
import { parseDay, toDayText, yearOf } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { hashOf, lockOf } from "../src/policy.ts";
import type { Choice, Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { canonical, fileBytes, receiptBytes, signLog } from "../src/receipt.ts";
import {
  alikeFindings,
  deliveredSelect,
  departuresIn,
  propose,
  publishedMeans,
  sealedLayer,
  standingOf,
  tally,
  toCsv,
  toDelivered,
  yearBefore,
} from "../src/round.ts";
import type { Before, Proposal, Round } from "../src/round.ts";
import type { Reckoning } from "../src/value.ts";
import { readWatch } from "../src/watch.ts";
import type { Clock, ExitCode, Files, Lake, Progress } from "./effects.ts";
import { gatherDossiers } from "./gather.ts";
import { insurerFindings } from "./insurer.ts";
import { keepAgreements } from "./ledger.ts";
import { chooseVersion } from "./policy-version.ts";
import { readTaken } from "./take.ts";
import { mirrorsFor, writeMirrors } from "./value-mirror.ts";
import { indicatorsFor, nobody, noLake, reckonedDossiers } from "./value.ts";
import { populationsOf } from "../src/value.ts";

export interface RunEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly installedFacts: string;
  openLake(folder: string): Promise<Lake>;
  signingKey(path?: string): Promise<Uint8Array>;
  /** Writes the reports; the faces know how a page looks. */
  readonly report: (
    round: Round,
  ) => AsyncIterable<readonly [path: string, page: string]> | Iterable<readonly [string, string]>;
}

export interface RunInput {
  readonly folder: string;
  readonly lake: string;
  readonly out: string;
  readonly on?: string;
  readonly dossier?: string;
  readonly key?: string;
  /** The buyer's own insurers by UZOVI code; without it every claim in the lake counts. */
  readonly insurers?: readonly string[];
}

export interface RunAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly round?: Round;
}

/** Exit 0 done, 4 done with gaps (something incomplete, a dossier line not used), 2 when there is nothing to run on. */
export async function run(effects: RunEffects, input: RunInput): Promise<RunAnswer> {
  const { files, progress } = effects;
  const { policy, text, why, findings: faults } = await chooseVersion(effects, input.folder, input.on);
  if (policy === undefined || text === undefined) return { exit: 2, findings: faults };
  const findings = [...faults];
  if (policy.round.length === 0) return { exit: 2, findings: [...findings, noRound(policy)] };
  if ((await files.read(`${input.lake}/lake.json`)) === undefined)
    return { exit: 2, findings: [...findings, noLake(input.lake)] };
  const on = input.on ?? toDayText(policy.valid.from);
  const lake = await effects.openLake(input.lake);
  findings.push(...(await insurerFindings(lake, input.insurers)));
  if (findings.some(isError)) return { exit: 2, findings };
  const gathered = await gatherDossiers(files, { policy, on: dayOf(on), lake: input.lake, dossier: input.dossier });
  progress.say(`${policy.id}: ${gathered.dossiers.size} providers`);
  const { reckoning, findings: told } = await indicatorsFor(lake, {
    policy,
    dossiers: gathered.dossiers,
    ...(input.insurers && { insurers: input.insurers }),
  });
  findings.push(...gathered.findings, ...told);
  if (reckoning === undefined) return { exit: 2, findings };
  const policyHash = hashOf(lockOf(policy, text));
  const [program, issuedAt] = [compilePolicy(policy), effects.clock.now()];
  const dossiers = reckonedDossiers(gathered.dossiers, reckoning, dayOf(on), issuedAt);
  const proposals = proposeAll(program, { policyHash, why, issuedAt }, dossiers, reckoning);
  if (proposals.length === 0) return { exit: 2, findings: [...findings, nobody(input.lake)] };
  findings.push(...alikeFindings(program, dossiers));
  const { reflected, findings: ofMirrors } = await mirrorsFor(
    lake,
    { policy, dossiers: gathered.dossiers, ...(input.insurers && { insurers: input.insurers }) },
    reckoning,
  );
  findings.push(...ofMirrors);
  const mirrors = reflected && { mirrors: reflected };
  const before = await readBefore(lake, policy, gathered.dossiers, input.insurers);
  const round = await write(effects, input, { policy, on, why, policyHash, proposals, reckoning, before, ...mirrors });
  const gaps =
    findings.some(isError) ||
    proposals.some(({ told: all }) => all.some(({ outcome }) => outcome.status === "incomplete"));
  return { exit: gaps ? 4 : 0, findings, round };
}

function dayOf(on: string): Day {
  const day = parseDay(on);
  assert(day !== undefined, `Cannot hold a round on ${on}: it is no day`);
  return day;
}

interface Issue {
  readonly policyHash: string;
  readonly why: Choice<Policy>["why"];
  readonly issuedAt: string;
}

/** Every provider with a dossier or with claims; who has claims and no dossier is told what is missing. */
function proposeAll(program: Program, issue: Issue, dossiers: readonly Dossier[], reckoning: Reckoning): Proposal[] {
  const { policy } = program;
  const peers = { sums_sha256: sealedLayer(reckoning).sha256, values: publishedMeans(reckoning, policy) };
  const populations = populationsOf(reckoning);
  return dossiers.map((dossier) => {
    const figures = reckoning.providers.get(dossier.provider);
    const reckoned = figures && { figures, indicators: reckoning.indicators, populations };
    return propose(program, dossier, { policy, ...issue, peers, sealed: peers.sums_sha256 }, reckoned);
  });
}

/** What stood in the year before: the agreements as the dossiers tell them, and where care was granted. */
export async function readBefore(
  lake: Lake,
  policy: Policy,
  dossiers: ReadonlyMap<string, Dossier>,
  insurers: readonly string[] | undefined,
): Promise<Before> {
  const year = yearBefore(policy);
  const rows = lake.holds("claims") ? await lake.query(deliveredSelect(year, insurers)) : [];
  const providers = new Map([...dossiers].map(([provider, dossier]) => [provider, standingOf(dossier, year)]));
  return { year, providers, delivered: rows.map(toDelivered) };
}

interface Held extends Pick<Round, "policy" | "on" | "proposals" | "reckoning" | "before" | "mirrors"> {
  readonly why: Choice<Policy>["why"];
  readonly policyHash: string;
}

async function write(effects: RunEffects, { out, key, folder, insurers }: RunInput, held: Held): Promise<Round> {
  const { files } = effects;
  const { policy, on, why, policyHash, proposals, reckoning, before, mirrors } = held;
  const taken = await readTaken(files, out);
  const { watch } = readWatch(policy);
  if (watch?.ceiling !== undefined)
    await keepAgreements(effects, { round: out, decision: watch.ceiling, year: yearOf(policy.valid.from) }, taken);
  const receipts = proposals.map(({ receipt }) => receiptBytes(receipt));
  const issuedAt = proposals[0]!.receipt.issued_at;
  const { head, proofs } = signLog(receipts, {
    log: policy.id,
    at: issuedAt,
    secretKey: await effects.signingKey(key),
  });
  for (const [i, { provider }] of proposals.entries()) {
    await files.write(`${out}/receipts/${provider}.json`, receipts[i]!);
    await files.write(`${out}/receipts/${provider}.proof.json`, fileBytes({ ...proofs[i]! }));
  }
  await files.write(`${out}/head.json`, fileBytes({ ...head }));
  await files.write(`${out}/sealed.json`, sealedLayer(reckoning).bytes);
  await files.write(`${out}/outcomes.ndjson`, outcomeLines(proposals));
  await files.write(`${out}/indicators.csv`, toCsv(reckoning));
  if (reckoning.verdicts) await files.write(`${out}/data-quality.csv`, qualityCsv(reckoning.verdicts));
  const summary = {
    format: "driehoek-round/1",
    policy: { id: policy.id, hash: policyHash, folder },
    on,
    issued_at: issuedAt,
  };
  const { changed: departures, sentOn, waiting } = departuresIn(taken);
  const people = { taken: taken.length, departures, sent_on: sentOn, waiting };
  const counts = { providers: proposals.length, tally: tally(proposals), ...people };
  await files.write(`${out}/round.json`, `${JSON.stringify({ ...summary, why_version: why, ...counts }, null, 2)}\n`);
  const leaves = proofs.map(({ leaf }) => leaf);
  if (mirrors) await writeMirrors(files, `${out}/mirror`, mirrors);
  const about = { ...(insurers && { insurers }), ...(mirrors && { mirrors }) };
  const round = { policy, on, proposals, reckoning, ...about, before, leaves, taken };
  for await (const [path, page] of effects.report(round)) await files.write(`${out}/report/${path}`, page);
  return round;
}

function outcomeLines(proposals: readonly Proposal[]): string {
  const lines = proposals.flatMap(({ provider, told }) =>
    told.map(({ decision, outcome, certainty }) =>
      canonical({ provider, decision, outcome: outcome as never, ...(certainty && { certainty: { ...certainty } }) }),
    ),
  );
  return `${lines.join("\n")}\n`;
}

function noRound({ folder, id }: Policy): Finding {
  const expected = "`round: […]` in policy.yaml: the decisions that a round takes";
  return {
    code: "no-round",
    severity: "file",
    file: `${folder}/policy.yaml`,
    line: 0,
    found: `no round in ${id}`,
    expected,
  };
}
