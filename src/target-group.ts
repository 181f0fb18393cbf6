/**
 * Target groups (doelgroepen): for whom a service of district nursing is meant. Claims say it by the code of the service, and
 * which code means which group changes over the years; so the list is text (`policy/codes/target-group.yaml`) and each line of
 * it holds for care that begins in its period.
 */
import { parseDay } from "./day.ts";
import { readBasis } from "./basis.ts";
import { child, checkKeys, childText, describe, findingAt, itemsOf, readDocument } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";

export interface ServiceGroup {
  readonly service: string;
  readonly targetGroup: string;
  /** The first day, and the first day after; days as `2024-01-31`. */
  readonly from: string;
  readonly until?: string;
}

/** Reads the list. A line that is wrong, or whose period overlaps one before it, is a finding and is left out. */
export function readServiceGroups(file: string, text: string, findings: Finding[]): ServiceGroup[] {
  const document = readDocument(file, text, findings);
  if (document === undefined || !checkKeys(document, ["groups"], [], findings)) return [];
  const groups: ServiceGroup[] = [];
  for (const item of itemsOf(child(document, "groups"), "groups", findings)) {
    const group = readGroup(item, findings);
    if (group === undefined) continue;
    const other = groups.find((earlier) => overlaps(earlier, group));
    if (other === undefined) groups.push(group);
    else
      findings.push(
        findingAt(item, "overlapping-period", `${group.service} from ${group.from}`, `a day outside ${period(other)}`),
      );
  }
  return groups;
}

function readGroup(item: Node, findings: Finding[]): ServiceGroup | undefined {
  const isWhole = checkKeys(
    item,
    ["service", "group", "from", "nl", "en"],
    ["until", "source", "assumption"],
    findings,
  );
  const basis = readBasis(item, findings);
  const days = ["from", "until"].map((key) => readDay(item, key, findings));
  if (!isWhole || basis === undefined || days.includes(false)) return undefined;
  const until = childText(item, "until");
  return {
    service: childText(item, "service")!,
    targetGroup: childText(item, "group")!,
    from: childText(item, "from")!,
    ...(until !== undefined && { until }),
  };
}

/** True for a day, or for none at all. */
function readDay(item: Node, key: string, findings: Finding[]): boolean {
  const node = child(item, key);
  if (node === undefined || (node.kind === "scalar" && parseDay(node.text) !== undefined)) return true;
  findings.push(findingAt(node, "bad-day", describe(node), "a day such as 2024-01-31", { field: key }));
  return false;
}

function overlaps(a: ServiceGroup, b: ServiceGroup): boolean {
  const isBefore = (one: ServiceGroup, other: ServiceGroup): boolean =>
    one.until !== undefined && one.until <= other.from;
  return a.service === b.service && !isBefore(a, b) && !isBefore(b, a);
}

function period({ from, until }: ServiceGroup): string {
  return until === undefined ? `${from} and later` : `${from} up to ${until}`;
}
