/**
 * What the lake is asked for mirror figures: clients, cost and its squares of every provider, in each target group, month or region. Who
 * counts is who counts in the cost indicator; in a month a client counts when, credits taken off, more than nothing was granted. All of it
 * comes from the sums that the lake keeps (`src/client-sum.ts`), so a client who moved is of one region, as in the value model. The text
 * keeps to the subset of `src/indicator/query.ts`.
 */
import type { Counted } from "../indicator.ts";
import { ofInsurers, quoteText } from "../sql.ts";
import type { MirrorAxis } from "../mirror.ts";

/** Where the sums of an axis lie, and which column is its member. */
const sources: Readonly<Record<Exclude<MirrorAxis, "all">, readonly [table: string, member: string]>> = {
  group: ["client_year", "target_group"],
  month: ["client_month", "month"],
  region: ["client_year", "region"],
};

/** Per provider and member of the axis; a client counts once in each. */
export function mirrorSums(
  axis: Exclude<MirrorAxis, "all">,
  { year, ageUnder, targetGroups }: Counted,
  insurers: readonly string[] | undefined,
): string {
  const [table, member] = sources[axis];
  const conditions = [`year = ${year}`];
  if (ageUnder !== undefined) conditions.push(`${year} - birth_year >= ${ageUnder}`);
  if (targetGroups.length > 0) conditions.push(`target_group NOT IN (${targetGroups.map(quoteText).join(", ")})`);
  return `SELECT provider, CAST(member AS VARCHAR) AS member, COUNT(*) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents,
  CAST(SUM(CAST(cents AS DECIMAL(18,0)) * CAST(cents AS DECIMAL(18,0))) AS DECIMAL(38,0)) AS cents_squared
FROM (
  SELECT client, provider, ${member} AS member, SUM(cents) AS cents
  FROM ${table}
  WHERE ${conditions.join(" AND ")}${ofInsurers(insurers)}
  GROUP BY client, provider, ${member}
) AS person
WHERE cents > 0
GROUP BY provider, member
ORDER BY provider, member`;
}
