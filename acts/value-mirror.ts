/**
 * `driehoek value POLICY --mirror`: what every provider is shown of itself beside others, as data and as a page of its own. A round writes
 * the same into its folder, by `mirrorsFor`.
 */
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import type { Indicator } from "../src/indicator.ts";
import { mirrorCsv, mirrorJson, readMirror, reflect } from "../src/mirror.ts";
import type { ReflectedMirrors } from "../src/mirror.ts";
import type { Policy } from "../src/policy.ts";
import type { Reckoning } from "../src/value.ts";
import type { ExitCode, Files, Lake } from "./effects.ts";
import { value } from "./value.ts";
import type { ValueEffects, ValueInput, ValueQuestion } from "./value.ts";

const tables = ["claims", "contracts"];

/** The mirrors of all providers, on a lake that was reckoned before; none where the policy declares none. */
export async function mirrorsFor(
  lake: Lake,
  question: ValueQuestion,
  reckoning: Reckoning,
): Promise<{ readonly reflected?: ReflectedMirrors; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const mirror = readMirror(question.policy, reckoning.indicators, findings);
  if (mirror === undefined) return { findings };
  const held = new Set(tables.filter((table) => lake.holds(table)));
  const asking = reflect({ ...question, mirror, reckoning, tables: held });
  let step = asking.next();
  while (!step.done) step = asking.next(await lake.query(step.value.sql));
  return { reflected: { of: mirror.of, mirrors: step.value }, findings };
}

/** Writes the mirror of each provider as `<folder>/<provider>.csv` and `.json`. */
export async function writeMirrors(files: Files, folder: string, { of, mirrors }: ReflectedMirrors): Promise<void> {
  for (const [provider, mirror] of mirrors) {
    await files.write(`${folder}/${provider}.csv`, mirrorCsv(mirror, of.type));
    await files.write(`${folder}/${provider}.json`, `${JSON.stringify(mirrorJson(mirror, of.type), null, 2)}\n`);
  }
}

/** One provider's page, as the faces make it. */
export interface MirrorPage {
  readonly policy: Policy;
  readonly on: string;
  readonly reckoning: Reckoning;
  readonly of: Indicator;
}

export interface ValueMirrorEffects extends ValueEffects {
  page(about: MirrorPage, reflected: ReflectedMirrors, provider: string): string;
}

export interface ValueMirrorInput extends ValueInput {
  readonly lake: string;
  readonly out: string;
  /** One provider alone. */
  readonly provider?: string;
}

export interface ValueMirrorAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly policy?: Policy;
  readonly on?: string;
  /** How many mirrors were written. */
  readonly count?: number;
}

/**
 * Exit 0 written, 4 written with a gap in what is known, 2 the policy declares no mirror, nobody said whose claims count, or there
 * is nothing to reckon with.
 */
export async function valueMirror(effects: ValueMirrorEffects, input: ValueMirrorInput): Promise<ValueMirrorAnswer> {
  const { out, provider: only, ...about } = input;
  const told = await value(effects, { ...about, isForProviders: true });
  const { policy, on, reckoning, dossiers } = told;
  if (policy === undefined || on === undefined || reckoning === undefined || dossiers === undefined)
    return { exit: told.exit, findings: told.findings };
  const lake = await effects.openLake(about.lake);
  const question = { policy, dossiers, ...(about.insurers && { insurers: about.insurers }) };
  const { reflected, findings: faults } = await mirrorsFor(lake, question, reckoning);
  const findings = [...told.findings, ...faults];
  if (reflected === undefined) return { exit: 2, findings: [...findings, ...noMirror(policy, faults)] };
  const { of } = reflected;
  const chosen = [...reflected.mirrors].filter(([provider]) => only === undefined || provider === only);
  await writeMirrors(effects.files, out, { of, mirrors: new Map(chosen) });
  for (const [provider] of chosen) {
    const page = effects.page({ policy, on, reckoning, of }, reflected, provider);
    await effects.files.write(`${out}/${provider}.html`, page);
  }
  return { exit: told.exit, findings, policy, on, count: chosen.length };
}

function noMirror({ folder }: Policy, faults: readonly Finding[]): Finding[] {
  if (faults.some(isError)) return [];
  const expected = "`mirror` in value-model.yaml: whose cost is shown, and from how many people on";
  const file = `${folder}/value-model.yaml`;
  return [{ code: "no-mirror", severity: "file", file, line: 0, found: "no `mirror`", expected }];
}
