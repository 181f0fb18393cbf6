/**
 * The policy that somebody means: the folder of one version, or the folder of its years, from which the day chooses. A version that is
 * named is taken whatever the day: before it is valid that is how a round is prepared, afterwards it is told.
 */
import { parseDay, toDayText } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { choosePolicy } from "../src/policy.ts";
import type { Choice, Policy, PolicyText } from "../src/policy.ts";
import type { Files } from "./effects.ts";
import { readPolicyFolder } from "./policy-folder.ts";

export interface ChosenVersion {
  readonly policy?: Policy;
  readonly text?: PolicyText;
  readonly findings: readonly Finding[];
  readonly why: Choice<Policy>["why"];
}

interface Effects {
  readonly files: Files;
  readonly installedFacts: string;
}

export async function chooseVersion(
  { files, installedFacts }: Effects,
  folder: string,
  on?: string,
): Promise<ChosenVersion> {
  const path = folder.replace(/\/+$/, "");
  const day = on === undefined ? undefined : parseDay(on);
  if ((await files.read(`${path}/policy.yaml`)) !== undefined) {
    const read = await readPolicyFolder(files, path, installedFacts);
    const findings = [...read.findings, ...expiry(read.policy, day)];
    return { ...read, findings, why: { code: "version-named", args: { folder: path } } };
  }
  const years = new Set(
    (await files.list(path)).filter((name) => /^[^/]+\/policy\.yaml$/.test(name)).map((name) => name.split("/")[0]!),
  );
  if (years.size === 0 || day === undefined) {
    const read = await readPolicyFolder(files, path, installedFacts);
    return { findings: read.findings, why: { code: "no-version", args: { folder: path } } };
  }
  const versions = await Promise.all(
    [...years].map((year) => readPolicyFolder(files, `${path}/${year}`, installedFacts)),
  );
  const readable = versions.flatMap(({ policy }) => policy ?? []);
  const { policy, why } = choosePolicy(readable, day);
  const chosen = versions.find((version) => version.policy === policy && policy !== undefined);
  if (chosen !== undefined) return { ...chosen, why };
  const findings = versions.flatMap((version) => version.findings.filter(isError));
  const place = { severity: "file" as const, file: path, line: 0 };
  return {
    findings: [
      ...findings,
      { code: why.code, ...place, found: `no version for ${on}`, expected: `a policy valid on ${on}` },
    ],
    why,
  };
}

/** A day on which a policy is no longer valid. */
function expiry(policy: Policy | undefined, day: Day | undefined): Finding[] {
  if (policy === undefined || day === undefined || day < policy.valid.until) return [];
  const { id, folder } = policy;
  const until = toDayText(policy.valid.until);
  return [
    {
      code: "policy-expired",
      severity: "warning",
      file: `${folder}/policy.yaml`,
      line: 0,
      found: `${toDayText(day)}, while ${id} is valid until ${until}`,
      expected: `a day before ${until}, or the folder of the years, from which the day chooses`,
    },
  ];
}
