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
  const place = finding.line === 0 ? [finding.file] : [finding.file, finding.line, finding.column ?? 1];
  const field = finding.field === undefined ? "" : ` ${finding.field}:`;
  return `${place.join(":")}: ${finding.code}:${field} found ${finding.found}, expected ${finding.expected}`;
}

/** The candidate nearest to a misspelt name, by edit distance, if it is near enough to be meant. Nothing is near to no name at all. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name === "") return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** What was expected in the place of a name: the one that was probably meant, or else `otherwise`. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(name, candidates);
  return near === undefined ? otherwise : `did you mean \`${near}\`?`;
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const substitution = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(i - 2, j - 2) + 1 : Infinity;
      rows[i]?.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, substitution, swap));
    }
  }
  return at(a.length, b.length);
}
