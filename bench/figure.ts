/** Figures as a bench prints them. */

/** A large number with a comma per thousand. */
export function count(number: number): string {
  return Math.round(number).toLocaleString("en-GB").padStart(12);
}

/** How many times one thing is another. */
export function ratio(number: number): string {
  return `${number.toFixed(2)} ×`;
}

export function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
