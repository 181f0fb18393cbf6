/**
 * Regions: which region a postcode or a gemeente lies in. No such table is built in; the buyer supplies the one it purchases by
 * (zorgkantoorregio's as a rule) and `load regions` puts it in the lake, one row per key:
 *
 *     batch     the load that it came with, and the line of its file
 *     kind      postcode or gemeente
 *     key       `5038AB`, `5038`, `50` or a CBS code `GM0014` or a name as `toGemeenteKey` writes it
 *     region    the region's name, as the table of the buyer spells it
 *
 * A postcode belongs to the region of its longest key: 5038AB before 5038 before 50.
 */
export const regionColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["kind", "VARCHAR"],
  ["key", "VARCHAR"],
  ["region", "VARCHAR"],
] as const;

/** The region of each key of one kind. */
export type RegionKeys = ReadonlyMap<string, string>;

/** `5038 ab` is `5038AB`; the first two, three or four digits alone will do. Undefined for anything else. */
export function toPostcodeKey(text: string): string | undefined {
  const key = text.replaceAll(/\s/g, "").toUpperCase();
  return /^([1-9]\d{1,3}|[1-9]\d{3}[A-Z]{2})$/.test(key) ? key : undefined;
}

/** A gemeente's name as Vektis writes it, upper case without diacritics: `'s-Hertogenbosch` is `S HERTOGENBOSCH`. */
export function toGemeenteKey(name: string): string {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
  return plain.replaceAll(/[^A-Z0-9]+/g, " ").trim();
}

/** A CBS code of a gemeente, `GM0014`, whether written so or as `14`; undefined for anything else. */
export function toGemeenteCode(text: string): string | undefined {
  const digits = /^(?:GM)?(\d{1,4})$/i.exec(text)?.[1];
  return digits === undefined ? undefined : `GM${digits.padStart(4, "0")}`;
}

/** The region in which a postcode lies; undefined when no key of the table covers it. */
export function regionOfPostcode(keys: RegionKeys, postcode: string): string | undefined {
  const key = toPostcodeKey(postcode);
  if (key === undefined) return undefined;
  const lengths = [6, 4, 3, 2].filter((length) => length <= key.length);
  return lengths.map((length) => keys.get(key.slice(0, length))).find((region) => region !== undefined);
}
