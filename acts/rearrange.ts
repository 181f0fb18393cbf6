/**
 * Rearranging the room of a region between its providers during the year, as a procedure of the policy declares it: what each gives
 * back and asks is decided per provider, and what there is goes round within the region's budget to the cent. Proposes; with a
 * mandate and a round a person takes it, and every agreement that changes has one more entry in the ledger of that round.
 */
import { parseDay, yearOf } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { readMandates, rulingOf } from "../src/mandate.ts";
import type { Policy } from "../src/policy.ts";
import { chooseProcedure } from "../src/procedure.ts";
import type { Move, Procedure } from "../src/procedure.ts";
import { compilePolicy } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { ratio, zero } from "../src/ratio.ts";
import { rearrange as divide } from "../src/rearrangement.ts";
import type { Moved, Position, Rearranged } from "../src/rearrangement.ts";
import { keyOf } from "../src/request.ts";
import type { TakenDecision } from "../src/round.ts";
import { Teller } from "../src/trace.ts";
import type { Clock, ExitCode, Files } from "./effects.ts";
import { gatherDossiers } from "./gather.ts";
import { keepRearranged } from "./ledger.ts";
import { chooseVersion } from "./policy-version.ts";
import { outsideMandate, readTaken } from "./take.ts";

export interface RearrangeEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
}

export interface RearrangeInput {
  readonly folder: string;
  /** The day: what is known then, and from when on what is taken holds. */
  readonly on: string;
  readonly lake?: string;
  readonly dossier?: string;
  /** Takes it: the round in which that is recorded, and the mandate under which. */
  readonly take?: { readonly round: string; readonly mandate?: string; readonly reason?: string };
}

/** A region with its providers; without a division where it is not known what is agreed there. */
export interface RegionMoved {
  readonly region: string;
  readonly moved?: Rearranged;
  /** Who stands apart, with the names of what is not known of it. */
  readonly apart: readonly { readonly provider: string; readonly missing: readonly string[] }[];
}

export interface RearrangeAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly policy?: Policy;
  readonly procedure?: Procedure;
  readonly regions: readonly RegionMoved[];
  readonly taken: readonly TakenDecision[];
}

/** Exit 0 divided or taken, 4 divided with somebody or a region apart, 2 nothing to divide, or nothing that may be taken. */
export async function rearrange(effects: RearrangeEffects, input: RearrangeInput): Promise<RearrangeAnswer> {
  const { policy, findings: faults } = await chooseVersion(effects, input.folder, input.on);
  const findings = [...faults];
  const procedure = policy && chooseProcedure(policy, { does: "rearranges" }, findings);
  if (policy === undefined || procedure?.rearranges === undefined) return { exit: 2, findings, regions: [], taken: [] };
  const on = parseDay(input.on)!;
  const gathered = await gatherDossiers(effects.files, { policy, on, lake: input.lake, dossier: input.dossier });
  findings.push(...gathered.findings);
  const regions = divideAll(compilePolicy(policy), procedure.rearranges, [...gathered.dossiers.values()], findings);
  if (regions.length === 0) findings.push(nobody(input));
  if (regions.length === 0 || findings.some(({ severity }) => severity === "file"))
    return { exit: 2, findings, policy, procedure, regions, taken: [] };
  const taking = input.take && { ...input, policy, move: procedure.rearranges, take: input.take };
  const taken = taking === undefined ? [] : await takeAll(effects, taking, regions, findings);
  if (input.take !== undefined && findings.some(({ severity }) => severity === "file"))
    return { exit: 2, findings, policy, procedure, regions, taken };
  const gaps = findings.some(isError) || regions.some(({ apart, moved }) => apart.length > 0 || moved === undefined);
  return { exit: gaps ? 4 : 0, findings, policy, procedure, regions, taken };
}

function nobody({ lake, dossier, folder }: RearrangeInput): Finding {
  const place = dossier ?? lake ?? folder;
  const expected = "providers with a region of the policy (`--dossier`, `load dossier`)";
  return { code: "no-providers", severity: "file", file: place, line: 0, found: "nobody in a region", expected };
}

interface Place {
  readonly provider: string;
  readonly region: string;
  readonly position?: Position;
  readonly agreed?: bigint;
  readonly missing: readonly string[];
}

function divideAll(program: Program, move: Move, dossiers: readonly Dossier[], findings: Finding[]): RegionMoved[] {
  const { policy } = program;
  const budgets = policy.parameters.get(move.budget)!.values!;
  const share = move.newcomers === undefined ? undefined : policy.parameters.get(move.newcomers);
  const newcomers =
    share?.value === undefined || share.type.kind !== "number"
      ? zero
      : ratio(share.value as bigint, 10n ** BigInt(share.type.scale));
  const places = dossiers.flatMap((dossier) => placeOf(program, move, dossier, findings) ?? []);
  const regions = Map.groupBy(places, ({ region }) => region);
  return [...budgets].flatMap(([region, budget]) => {
    const own = regions.get(region) ?? [];
    if (own.length === 0) return [];
    const apart = own.flatMap(({ provider, missing }) => (missing.length === 0 ? [] : [{ provider, missing }]));
    const positions = own.flatMap(positionOf);
    // Without every agreement nobody knows what the region has left.
    if (positions.length < own.length) return [{ region, apart }];
    return [{ region, moved: divide(budget as bigint, positions, newcomers), apart }];
  });
}

/** Of whom it is not known what it gives or asks keeps what it has. */
function positionOf({ provider, position, agreed }: Place): Position[] {
  if (position !== undefined) return [position];
  return agreed === undefined ? [] : [{ provider, agreed, gives: 0n, asks: 0n }];
}

function placeOf(program: Program, move: Move, dossier: Dossier, findings: Finding[]): Place | undefined {
  const { policy } = program;
  const { provider } = dossier;
  const region = dossier.values.get(keyOf(policy, move.region))?.value;
  const budgets = policy.parameters.get(move.budget)!.values!;
  if (typeof region !== "string" || !budgets.has(region)) {
    const found = region === undefined ? `no region of ${provider}` : `\`${String(region)}\` of ${provider}`;
    const expected = `one of ${[...budgets.keys()].join(", ")}`;
    findings.push({ code: "no-such-region", severity: "record", file: policy.folder, line: 0, found, expected });
    return undefined;
  }
  const teller = new Teller(program, dossier);
  const key = keyOf(policy, move.agreed);
  const agreed = dossier.values.get(key)?.value as bigint | undefined;
  const [gives, asks] = [move.gives, move.asks].map((decision) => {
    const outcome = teller.tell(decision);
    return outcome.status === "incomplete" ? outcome.missing : centsOf(outcome);
  }) as [bigint | readonly string[], bigint | readonly string[]];
  const unknown = [gives, asks].flatMap((each) => (typeof each === "bigint" ? [] : each));
  const missing = [...new Set([...(agreed === undefined ? [key] : []), ...unknown])];
  if (agreed === undefined || typeof gives !== "bigint" || typeof asks !== "bigint")
    return { provider, region, missing, ...(agreed !== undefined && { agreed }) };
  if (gives < 0n || gives > agreed || asks < 0n) {
    const found = `${provider} gives ${gives} and asks ${asks} cents of ${agreed}`;
    const expected = "nothing below zero, and no more given than is agreed";
    findings.push({ code: "bad-move", severity: "record", file: policy.folder, line: 0, found, expected });
    return { provider, region, agreed, missing };
  }
  return { provider, region, position: { provider, agreed, gives, asks }, missing };
}

function centsOf(outcome: { readonly status: string; readonly value?: unknown }): bigint {
  return BigInt((outcome.value as { cents: string }).cents);
}

interface Taking extends RearrangeInput {
  readonly policy: Policy;
  readonly move: Move;
  readonly take: NonNullable<RearrangeInput["take"]>;
}

/** Records every change as a decision of the round, and as an entry in its ledger; all of them or none. */
async function takeAll(
  effects: RearrangeEffects,
  { policy, move, take, on }: Taking,
  regions: readonly RegionMoved[],
  findings: Finding[],
): Promise<readonly TakenDecision[]> {
  const say = (code: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "file", file: take.round, line: 0, found, expected });
  if (!take.mandate) say("no-mandate", "no mandate", "the mandate under which it is decided, as `--mandate inkoper`");
  const earlier = (await readTaken(effects.files, take.round)).filter(({ decision }) =>
    [move.gives, move.asks].includes(decision),
  );
  if (earlier.length > 0)
    say("answered-already", `taken on ${earlier[0]!.on ?? earlier[0]!.at}`, "one rearrangement in a round");
  const changed = regions.flatMap(({ moved }) => (moved?.providers ?? []).filter((each) => each.after !== each.agreed));
  // To take room away weighs as much as to give it.
  const amounts = changed.map(({ agreed, after }) => (after < agreed ? agreed - after : after - agreed));
  const amount = amounts.reduce((largest, each) => (each > largest ? each : largest), 0n);
  if (take.mandate) findings.push(...refusalsOf(policy, { ...take, mandate: take.mandate, amount }));
  if (findings.some(({ severity }) => severity === "file")) return [];
  const at = effects.clock.now();
  const taken = changed.map((each) => toTaken(each, move, { ...take, on, at }));
  await effects.files.append(
    `${take.round}/decisions.ndjson`,
    taken.map((each) => `${JSON.stringify(each)}\n`).join(""),
  );
  await keepRearranged(effects.files, { round: take.round, year: yearOf(parseDay(on)!) }, changed, taken);
  return taken;
}

/**
 * Why these changes may not be taken under a mandate; they are taken together or not at all, so no second person can join for one
 * of them.
 */
function refusalsOf(
  policy: Policy,
  { round, mandate, amount }: { readonly round: string; readonly mandate: string; readonly amount: bigint },
): Finding[] {
  const findings: Finding[] = [];
  const mandates = readMandates(policy, findings);
  const ruling = mandates && rulingOf(mandates, { mandate, amount, isForOne: true });
  return ruling?.kind === "refused" ? [...findings, outsideMandate(ruling, { round })] : findings;
}

function toTaken(
  { provider, agreed, after, gets }: Moved,
  { gives, asks }: Move,
  { mandate = "", reason, on, at }: Taking["take"] & { readonly on: string; readonly at: string },
): TakenDecision {
  const cents = String(after - agreed);
  return {
    provider,
    decision: gets > 0n ? asks : gives,
    verdict: "take",
    proposed: { status: "decided", value: { cents } },
    mandate,
    ...(reason && { reason }),
    grants: { cents },
    on,
    at,
  };
}
