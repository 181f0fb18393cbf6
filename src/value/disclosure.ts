/**
 * The rule of disclosure, in one place: when a figure made of many tells its reader of one. Whoever is among the many knows its own part
 * and takes it out; of who is left there must be enough, with people enough, and none may make up more than a share (the dominance rule of
 * statistical offices; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4). What goes to one provider is judged as that
 * provider reads it; what goes to everybody, as each of the peers and somebody who is none of them would read it.
 */
import { powerOfTen, toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { toJson } from "../datum.ts";
import type { Policy } from "../policy.ts";
import { compare } from "../ratio.ts";
import { leftTo, wholly } from "./behind.ts";
import type { Behind, Counted, Left } from "./behind.ts";

/** From how many others and people on, and up to which share of one, a figure is told. */
export interface Disclosure {
  readonly peersLeast: bigint;
  /** Absent where the policy asks none. */
  readonly peopleLeast?: bigint;
  readonly shareMost: Ratio;
  /** The share as the policy writes it. */
  readonly shareText: string;
}

/** What the policy says under `publish`; nothing where it does not. */
export function disclosureOf({ publish, parameters }: Policy): Disclosure | undefined {
  const of = (id: string | undefined): bigint | undefined => {
    const value = parameters.get(id ?? "")?.value;
    return typeof value === "bigint" ? value : undefined;
  };
  const [peersLeast, most, peopleLeast] = [of(publish?.peersLeast), of(publish?.shareMost), of(publish?.peopleLeast)];
  const type = parameters.get(publish?.shareMost ?? "")?.type;
  if (peersLeast === undefined || most === undefined || type?.kind !== "number") return undefined;
  const shareMost = toRatio(most, powerOfTen(type.scale))!;
  return {
    peersLeast,
    shareMost,
    shareText: String(toJson(type, most)),
    ...(peopleLeast !== undefined && { peopleLeast }),
  };
}

export type Telling = "few_peers" | "few_people" | "dominant_peer";

/** Why a figure tells a reader of one of the others, and what is left of it to that reader. */
export interface Told {
  readonly why: Telling;
  readonly left: Left;
}

/** Why a figure made of these tells this reader of one of the others; nothing when it does not. */
export function tellsTo(reader: string, strata: readonly Counted[], limits: Disclosure): Told | undefined {
  const left = leftTo(reader, strata);
  const { others, people, share } = left;
  if (others < limits.peersLeast) return { why: "few_peers", left };
  if (people !== undefined && people < (limits.peopleLeast ?? 0n)) return { why: "few_people", left };
  return share !== undefined && compare(share, limits.shareMost) > 0 ? { why: "dominant_peer", left } : undefined;
}

/**
 * The same of a figure that everybody may read. Each peer leaves as many others; the fewest people are left to who has the most of them,
 * the largest share to the second largest; so these read for all, beside one who is no peer.
 */
export function tellsSomebody(behind: Behind, limits: Disclosure): Told | undefined {
  const most = [...(behind.people ?? [])].toSorted(([, a], [, b]) => Number(b - a)).slice(0, 1);
  const second = behind.largest.slice(1).map(({ provider }) => provider);
  const readers = [
    ...second,
    ...behind.largest.map(({ provider }) => provider),
    ...most.map(([provider]) => provider),
    nobody,
  ];
  return readers.map((reader) => tellsTo(reader, wholly(behind), limits)).find((told) => told !== undefined);
}

/** No provider is called this. */
const nobody = "";

export type Hidden = Telling | "tells_another";

/**
 * Which parts of a whole are not told to a reader who is told the whole: those that tell of one of the others, and as many more as it takes
 * until what the whole says of all of them together tells of nobody (complementary suppression): the smallest one that is enough, or else
 * the largest and on from there. Where all parts are hidden, the whole still says what they come to.
 */
export function hiddenFrom(
  reader: string,
  parts: ReadonlyMap<string, readonly Counted[]>,
  limits: Disclosure,
): ReadonlyMap<string, Told | "tells_another"> {
  const hidden = new Map<string, Told | "tells_another">();
  for (const [part, strata] of parts) {
    const told = tellsTo(reader, strata, limits);
    if (told !== undefined) hidden.set(part, told);
  }
  const isTold = (...more: readonly string[]): boolean =>
    tellsTo(
      reader,
      [...hidden.keys(), ...more].flatMap((part) => parts.get(part)!),
      limits,
    ) !== undefined;
  while (hidden.size > 0 && hidden.size < parts.size && isTold()) {
    const left = [...parts.keys()].filter((part) => !hidden.has(part));
    const rising = left.toSorted((a, b) => Number(sizeOf(parts.get(a)!, reader) - sizeOf(parts.get(b)!, reader)));
    hidden.set(rising.find((part) => !isTold(part)) ?? rising.at(-1)!, "tells_another");
  }
  return hidden;
}

/** How large a part is: by its people, or where they were not counted by how many others it has. */
function sizeOf(strata: readonly Counted[], reader: string): bigint {
  const { people, others } = leftTo(reader, strata);
  return people ?? others;
}
