/**
 * Whose a lake is. Claims name their insurer, agreements and insured often do; a buyer may have several. A round without `--insurer`
 * counts all of them, which is right only when they are all the buyer's: where claims, agreements and insured name different
 * insurers, it would compare people of one with agreements of another, and is refused.
 */
import type { Finding } from "../src/finding.ts";
import { query } from "../src/indicator.ts";
import type { AskedLake } from "./effects.ts";

const tables = ["claims", "contracts", "population"] as const;

/** What there is to say about the insurers in a lake, of which `own` are the buyer's, when that was said. */
export async function insurerFindings(
  lake: AskedLake,
  own: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  const named = new Map<string, readonly string[]>();
  for (const table of tables) {
    const insurers = lake.holds(table) ? await insurersIn(lake, table) : [];
    if (insurers.length > 0) named.set(table, insurers);
  }
  const all = [...new Set([...named.values()].flat())].toSorted();
  const say = (code: string, severity: Finding["severity"], found: string, expected: string): Finding[] => [
    { code, severity, file: lake.folder, line: 0, found, expected },
  ];
  if (own !== undefined) {
    const strange = own.filter((insurer) => all.length > 0 && !all.includes(insurer));
    return strange.flatMap((insurer) =>
      say("unknown-insurer", "warning", `\`${insurer}\``, `one of ${all.join(", ")}`),
    );
  }
  if (all.length < 2) return [];
  const found = [...named].map(([table, insurers]) => `${table} of ${insurers.join(", ")}`).join("; ");
  if ([...named.values()].every((insurers) => insurers.length === all.length))
    return say("several-insurers", "warning", found, `\`--insurer\` with the buyer's own, unless all of them are`);
  const likely = named.get("contracts") ?? named.get("population") ?? all.slice(0, 1);
  return say(
    "mixed-insurers",
    "file",
    found,
    `\`--insurer\` with the buyer's own, as \`--insurer ${likely.join(",")}\``,
  );
}

/** The insurers that a table names. Who counted all insurers together (`*`) names none. */
async function insurersIn(lake: AskedLake, table: (typeof tables)[number]): Promise<string[]> {
  if (table === "claims") await lake.keepSums();
  const rows = await lake.query(query.insurersIn(table));
  return rows.flatMap(({ insurer }) => (typeof insurer === "string" && insurer !== "*" ? [insurer] : []));
}
