/** The coverage of a policy as a page: each statement of the published text, and where it went. */
import type { Statement, Treatment } from "../src/coverage.ts";
import { treatments } from "../src/coverage.ts";

const words: Readonly<Record<Treatment, { readonly nl: string; readonly en: string }>> = {
  rule: { nl: "uitgevoerd door een regel", en: "executed by a rule" },
  commitment: { nl: "vastgelegd als toezegging", en: "recorded as a commitment" },
  person: { nl: "overgelaten aan een mens", en: "left to a person" },
  "out-of-scope": { nl: "buiten het bereik", en: "out of scope" },
};

/** `coverage.md`, made from `coverage.yaml`; the same statements give the same page. */
export function coveragePage(policy: string, statements: readonly Statement[]): string {
  const counts = countTreatments(statements).map(([as, count]) => `| ${words[as].nl} | ${words[as].en} | ${count} |`);
  const rows = statements.map(
    ({ source, nl, en, as, ...where }) =>
      `| ${[source, nl, en, words[as].nl, placeOf(where)].map(escape).join(" | ")} |`,
  );
  return [
    `# Dekking van ${policy}`,
    "",
    "Elke normatieve uitspraak van de tekst, en waar zij bleef. Gemaakt uit `coverage.yaml` door `driehoek lint --coverage`.",
    "Every normative statement of the text, and where it went.",
    "",
    "| hoe | how | uitspraken |",
    "|---|---|--:|",
    ...counts,
    `| samen | together | ${statements.length} |`,
    "",
    "| bron | de tekst zegt | the text says | hoe | waar |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** How many statements went each way. */
export function countTreatments(statements: readonly Statement[]): [Treatment, number][] {
  return treatments.map((as) => [as, statements.filter((statement) => statement.as === as).length]);
}

function placeOf({ rules, who, why }: Pick<Statement, "rules" | "who" | "why">): string {
  return [rules.map((rule) => `\`${rule}\``).join(", "), who ?? "", why ?? ""].filter(Boolean).join("; ");
}

function escape(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}
