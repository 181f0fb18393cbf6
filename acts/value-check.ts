/**
 * `driehoek value POLICY --check`: what a scheme would do to providers, before it is published. On the claims of a lake, or, where there is
 * none yet, on a market that is made for it: then everything is fictitious but the scheme. A scheme that counts nothing from claims needs
 * neither; it is judged on the dossiers that it is given.
 */
import type { Finding } from "../src/finding.ts";
import type { Policy } from "../src/policy.ts";
import { readIndicators } from "../src/indicator.ts";
import { compilePolicy } from "../src/program.ts";
import { examineAmounts, scrutinise } from "../src/scrutiny.ts";
import type { AmountScrutiny, Scrutiny } from "../src/scrutiny.ts";
import { yearsOf } from "../src/value.ts";
import type { ExitCode, Progress } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import { chooseVersion } from "./policy-version.ts";
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
  readonly amounts?: readonly AmountScrutiny[];
  /** The market that was made, where no lake was given. */
  readonly market?: string;
}

const settings = { size: "region", seed: 1, years: [2022, 2023] } as const;
/** The first insurer of a market is the buyer. */
const buyer = "9001";

/** Exit 0 the scheme could be scrutinised, 4 nothing could be decided for anybody, 2 there is no policy or no lake. */
export async function valueCheck(effects: ValueCheckEffects, input: ValueCheckInput): Promise<ValueCheckAnswer> {
  const { market, lake: given, ...about } = input;
  const isMade = given === undefined && (await countsClaims(effects, about));
  const lake = isMade ? `${market}/lake` : given;
  if (isMade && (await effects.files.list(market)).length === 0)
    await makeMarketFolder(
      { ...effects, lake: await effects.openLake(`${market}/lake`) },
      { ...settings, out: market },
    );
  const insurers = about.insurers ?? (isMade ? [buyer] : undefined);
  const told = await value(effects, { ...about, ...(lake !== undefined && { lake }), ...(insurers && { insurers }) });
  const { findings, policy, on, reckoning, dossiers } = told;
  if (policy === undefined || on === undefined || reckoning === undefined || dossiers === undefined)
    return { exit: told.exit, findings };
  const program = compilePolicy(policy);
  const scrutinies = scrutinise(program, reckoning, dossiers);
  const amounts = examineAmounts(program, reckoning, dossiers);
  const isTold = scrutinies.some(({ atStake }) => atStake > 0) || amounts.some(({ decided }) => decided > 0);
  return { exit: isTold ? 0 : 4, findings, policy, on, scrutinies, amounts, ...(isMade && { market }) };
}

/** Whether some figure of the policy comes from claims; of a policy that cannot be read that is told later. */
async function countsClaims(effects: ValueCheckEffects, { folder, on }: Omit<ValueInput, "lake">): Promise<boolean> {
  const { policy } = await chooseVersion(effects, folder, on);
  return policy === undefined || readIndicators(policy).indicators.some((indicator) => yearsOf(indicator).length > 0);
}
