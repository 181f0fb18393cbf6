/** What can hold of a line; each word is a condition in the query text. */
export const lineFaults = [
  "pending",
  "no_target_group",
  "no_region",
  "no_sex",
  "no_birth_year",
  "impossible_age",
  "no_reference",
  "duplicate_reference",
  "no_amount",
  "amount_differs",
  "granted_above_claimed",
  "period_reversed",
  "credit",
  "above_tariff",
  "without_tariff",
] as const;
export type LineFault = (typeof lineFaults)[number];
