/**
 * A finding: one thing that is wrong, or worth knowing, about an input.
 *
 * Every door of the house (policy text, claim files, tables, receipts) reports with this one shape: where it is, what was
 * found and what was expected. One cause gives one finding. `code` is stable and catalogued in `text/`.
 */
export interface Finding {
  readonly code: string;
  readonly severity: "file" | "record" | "line" | "warning";
  readonly file: string;
  /** 1-based; 0 when the whole file is meant. */
  readonly line: number;
  /** 1-based. */
  readonly column?: number;
  readonly field?: string;
  /** What stands there, masked for BSN, name and address. */
  readonly found: string;
  readonly expected: string;
}

/** True for a finding that makes its file, record or line unusable. */
export function isError(finding: Finding): boolean {
  return finding.severity !== "warning";
}

/** One line per finding, as compilers print them: `file:line:column: code: found …, expected …`. */
export function toLine(finding: Finding): string {
  const place = [finding.file, finding.line, finding.column].filter((part) => part !== undefined && part !== 0).join(":");
  const field = finding.field === undefined ? "" : ` ${finding.field}:`;
  return `${place}: ${finding.code}:${field} found ${finding.found}, expected ${finding.expected}`;
}

/** The candidate nearest to a misspelt name, by edit distance, if it is near enough to be meant. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
