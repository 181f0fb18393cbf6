/**
 * `driehoek value POLICY --check`: what a scheme would do to providers, before it is published. On the claims of a lake, or, where there is
 * none yet, on a market that is made for it: then everything is fictitious but the scheme.
 */
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import { scrutinise } from "../src/scrutiny.ts";
import type { Scrutiny } from "../src/scrutiny.ts";
import type { ExitCode, Progress } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import { value } from "./value.ts";
import type { ValueEffects, ValueInput } from "./value.ts";

export interface ValueCheckEffects extends ValueEffects {
  readonly progress: Progress;
}

export interface ValueCheckInput extends Omit<ValueInput, "lake"> {
  /** Without a lake a market is made in the folder `market`, once. */
  readonly lake?: string;
  readonly market: string;
}

export interface ValueCheckAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly policy?: Policy;
  readonly on?: string;
  readonly scrutinies?: readonly Scrutiny[];
  /** The market that was made, where no lake was given. */
  readonly market?: string;
}

const settings = { size: "region", seed: 1, years: [2022, 2023] } as const;
/** The first insurer of a market is the buyer. */
const buyer = "9001";

/** Exit 0 the scheme could be scrutinised, 4 no class could be decided for anybody, 2 there is no policy or no lake. */
export async function valueCheck(effects: ValueCheckEffects, input: ValueCheckInput): Promise<ValueCheckAnswer> {
  const { market, lake: given, ...about } = input;
  const lake = given ?? `${market}/lake`;
  if (given === undefined && (await effects.files.list(market)).length === 0)
    await makeMarketFolder({ ...effects, lake: await effects.openLake(lake) }, { ...settings, out: market });
  const insurers = about.insurers ?? (given === undefined ? [buyer] : undefined);
  const told = await value(effects, { ...about, lake, ...(insurers && { insurers }) });
  const { findings, policy, on, reckoning, dossiers } = told;
  if (policy === undefined || on === undefined || reckoning === undefined || dossiers === undefined)
    return { exit: told.exit, findings };
  const scrutinies = scrutinise(compilePolicy(policy), reckoning, dossiers);
  const exit = scrutinies.some(({ atStake }) => atStake > 0) ? 0 : 4;
  return { exit, findings, policy, on, scrutinies, ...(given === undefined && { market }) };
}
