/** A share in percent, in a column. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(7);
}
