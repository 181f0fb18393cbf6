/** The year of a contract as its claims in a lake tell it: by batch, month of care and part, in one order. */
import { countSelect, toRealisedRows, waitingSelect } from "../../src/contract.ts";
import type { ClaimSource, Contract, RealisedRow } from "../../src/contract.ts";
import type { Finding } from "../../src/finding.ts";
import type { Lake } from "../effects.ts";

export interface ClaimQuestion {
  readonly provider?: string | undefined;
  readonly insurers?: readonly string[] | undefined;
}

/** The rows; none where the contract counts nothing from claims or nobody is named, which is told. */
export async function rowsFromClaims(
  lake: Lake,
  { claims, file }: Contract,
  asked: ClaimQuestion,
  findings: Finding[],
): Promise<readonly RealisedRow[]> {
  const say = (code: string, severity: Finding["severity"], found: string, expected: string): void =>
    void findings.push({
      code,
      severity,
      file: code === "waiting-claims" ? lake.folder : file,
      line: 0,
      found,
      expected,
    });
  const provider = asked.provider ?? claims?.provider;
  if (claims === undefined || provider === undefined) {
    const expected =
      claims === undefined ? "`claims:` with how each fact is counted" : "`provider:` there, or --provider";
    say("no-claim-source", "file", "nothing that says which claims count", expected);
    return [];
  }
  const claimant = { provider, insurers: asked.insurers ?? claims.insurers, isDated: lake.holds("batches") };
  const [known] = await lake.query(waitingSelect(claims, claimant));
  if (known?.["lines"] === 0n) {
    say("no-own-claims", "record", `no claims of ${provider} in its period`, "claims of the contract (`load claims`)");
    return [];
  }
  if (known?.["waiting"] !== 0n)
    say(
      "waiting-claims",
      "record",
      `${known?.["waiting"]} lines without a decision`,
      "a decision on each (`load claims`)",
    );
  return askAll(lake, claims, claimant);
}

async function askAll(
  lake: Lake,
  claims: ClaimSource,
  claimant: Parameters<typeof countSelect>[2],
): Promise<readonly RealisedRow[]> {
  const rows: RealisedRow[] = [];
  for (const counted of claims.facts)
    rows.push(...toRealisedRows(counted, await lake.query(countSelect(claims, counted, claimant)), lake.folder));
  return rows;
}
