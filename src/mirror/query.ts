/**
 * What the lake is asked for mirror figures: clients, cost and its squares of every provider, in each target group, month or region. Who
 * counts is who counts in the cost indicator; in a month a client counts when, credits taken off, more than nothing was granted.
 * The text keeps to the subset of `src/indicator/query.ts`.
 */
import type { Counted } from "../indicator.ts";
import { ofInsurers, quoteText } from "../sql.ts";
import type { MirrorAxis } from "../mirror.ts";

const members: Readonly<Record<Exclude<MirrorAxis, "all">, string>> = {
  group: "target_group",
  month: `EXTRACT(MONTH FROM "from")`,
  region: "region",
};

/** Per provider and member of the axis; a client counts once in each. */
export function mirrorSums(
  axis: Exclude<MirrorAxis, "all">,
  { year, ageUnder, targetGroups }: Counted,
  insurers: readonly string[] | undefined,
): string {
  const conditions = [`"from" >= DATE '${year}-01-01' AND "from" < DATE '${year + 1}-01-01'`];
  if (ageUnder !== undefined) conditions.push(`${year} - birth_year >= ${ageUnder}`);
  if (targetGroups.length > 0) conditions.push(`target_group NOT IN (${targetGroups.map(quoteText).join(", ")})`);
  return `SELECT provider, CAST(member AS VARCHAR) AS member, COUNT(*) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents,
  CAST(SUM(CAST(cents AS DECIMAL(18,0)) * CAST(cents AS DECIMAL(18,0))) AS DECIMAL(38,0)) AS cents_squared
FROM (
  SELECT client, provider, ${members[axis]} AS member, SUM(granted_cents) AS cents
  FROM claims
  WHERE ${conditions.join(" AND ")}${ofInsurers(insurers)}
  GROUP BY client, provider, ${members[axis]}
) AS person
WHERE cents > 0
GROUP BY provider, member
ORDER BY provider, member`;
}
