/**
 * The kinds of market. In a `plain` one everything holds that a statistician likes to assume: clients come and are cared for one by
 * one, providers have nothing to do with each other, and a year is like the next. In an `unruly` one none of it does; what is
 * different there stands in `unrest.ts` and `merger.ts`.
 */
export const kindNames = ["plain", "unruly"] as const;
export type KindName = (typeof kindNames)[number];

export function isKindName(text: string): text is KindName {
  return (kindNames as readonly string[]).includes(text);
}
