/**
 * How large a market is. `tiny` is for tests and first looks, `region` for a purchasing round that one can read through,
 * `country` for the whole of the Netherlands.
 */
export const sizeNames = ["tiny", "region", "country"] as const;
export type SizeName = (typeof sizeNames)[number];

export interface Size {
  /** People insured in the year of the rates. */
  readonly insured: number;
  readonly regions: number;
  readonly insurers: number;
  readonly providers: number;
  /** Into how many claim lines the care of one client in one month is cut, when it is billed by time. */
  readonly linesPerMonth: number;
  /** How many months of care a provider claims in one batch: a part of a year. */
  readonly batchMonths: number;
  /** How many months are drawn at once, which is a matter of memory alone: some batches, within a year. */
  readonly periodMonths: number;
}

export const sizes: Readonly<Record<SizeName, Size>> = {
  tiny: {
    insured: 60_000,
    regions: 2,
    insurers: 2,
    providers: 16,
    linesPerMonth: 4,
    batchMonths: 12,
    periodMonths: 12,
  },
  region: {
    insured: 1_000_000,
    regions: 4,
    insurers: 4,
    providers: 120,
    linesPerMonth: 4,
    batchMonths: 1,
    periodMonths: 12,
  },
  country: {
    insured: 17_461_901,
    regions: 31,
    insurers: 6,
    providers: 1550,
    linesPerMonth: 24,
    batchMonths: 1,
    periodMonths: 1,
  },
};

export function isSizeName(text: string): text is SizeName {
  return (sizeNames as readonly string[]).includes(text);
}
