/** A table for the terminal: columns under their heads, the first to the left and the others to the right. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((_, i) => Math.max(...[heads, ...rows].map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join("   ");
  return [heads, ...rows].map((row) => `  ${line(row)}`.trimEnd()).join("\n");
}
