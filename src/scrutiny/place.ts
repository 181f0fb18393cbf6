/**
 * Where the figures stand on which a decision rests: an indicator of the provider, or of one of its parts. Statistics of the peers are no
 * places: they are the same for everybody. A decision that rests on no indicator rests on facts as they were submitted.
 */
import type { Datum } from "../datum.ts";
import { readsOf } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Frame } from "../formula.ts";
import { isOfPeers } from "../indicator.ts";
import type { Indicator } from "../indicator.ts";
import { cone } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import type { Examined } from "../scrutiny.ts";
import { restsOn } from "../value.ts";
import type { Figure, ProviderFigures } from "../value.ts";

export interface Place {
  /**
   * The indicator or fact by which people know it, with the part where there is one: `cost_ratio`, `admission_ratio/south`,
   * `fact.rate@2024/one`.
   */
  readonly name: string;
  /** `indicator.cost_ratio`, `fact.rate@2024` */
  readonly key: string;
  readonly subject: string;
  readonly member: string;
}

/** The places that a decision reads, over all providers; a part that no provider has is none. */
export function placesOf(examined: Examined): readonly Place[] {
  const { program, decision, judged } = examined;
  const { policy } = program;
  const wanted = cone(policy, [decision], "needs");
  const reads = policy.order.filter(({ id }) => wanted.has(id)).flatMap(readsOf);
  const ids = new Set(
    reads.flatMap(({ ref }) => (ref.startsWith("indicator.") ? [ref.slice("indicator.".length)] : [])),
  );
  if (ids.size === 0) return factsIn(reads, judged);
  return placesIn(ids, examined);
}

/** The places on which a decision rests in the end: those that it reads, and those of which the figures that it reads were made. */
export function restingPlacesOf(examined: Examined): readonly Place[] {
  const { program, decision, reckoning } = examined;
  const through = restsOn([`decision.${decision}`], reckoning.indicators, program.policy);
  const read = new Map(placesOf(examined).map((each) => [each.name, each]));
  // A figure of a region reaches a provider in a mean of its own.
  const made = placesIn(through, examined).filter(({ subject }) => subject !== "region");
  return [...read.values(), ...made.filter(({ name }) => !read.has(name))];
}

function placesIn(ids: ReadonlySet<string>, { reckoning }: Examined): readonly Place[] {
  return reckoning.indicators
    .filter(({ id, method }) => ids.has(id) && !isOfPeers(method))
    .flatMap((indicator) =>
      membersOf(indicator, reckoning.providers.values()).map((member) => place(indicator, member)),
    );
}

function membersOf({ id, subject }: Indicator, providers: Iterable<ProviderFigures>): readonly string[] {
  if (subject === whole) return [""];
  const members = new Set<string>();
  for (const { parts } of providers)
    for (const [member, figures] of parts.get(subject) ?? []) if (figures.has(id)) members.add(member);
  return [...members];
}

function place({ id, subject, method }: Indicator, member: string): Place {
  const of = method.kind === "of-part" ? (method.from.get(member) ?? member) : member === "" ? id : `${id}/${member}`;
  return { name: of, key: `indicator.${id}`, subject, member };
}

/** Every fact that is read, once; of a part for every part that somebody has. */
function factsIn(
  reads: ReturnType<typeof readsOf>,
  judged: readonly { readonly dossier: Dossier }[],
): readonly Place[] {
  const facts = new Map(reads.filter(({ ref }) => ref.startsWith("fact.")).map((read) => [read.key, read]));
  return [...facts.values()].flatMap(({ key, subject }): Place[] => {
    if (subject === whole) return [{ name: key, key, subject, member: "" }];
    const members = new Set(judged.flatMap(({ dossier }) => [...(dossier.parts.get(subject)?.keys() ?? [])]));
    return [...members].toSorted().map((member) => ({ name: `${key}/${member}`, key, subject, member }));
  });
}

/** The figure of a provider at a place; a fact is none. */
export function figureAt({ key, subject, member }: Place, { own, parts }: ProviderFigures): Figure | undefined {
  const id = key.slice("indicator.".length);
  if (!key.startsWith("indicator.")) return undefined;
  return subject === whole ? own.get(id) : parts.get(subject)?.get(member)?.get(id);
}

/** The frame in which a place stands for one provider, and its slot there. */
export function slotAt(
  { slots }: Program,
  frame: Frame,
  { key, subject, member }: Place,
): { readonly values: (Datum | undefined)[]; readonly slot: number } | undefined {
  const slot = slots.get(subject)?.get(key);
  const at = subject === whole ? frame : frame.parts.get(subject)?.find((part) => part.member === member);
  return slot === undefined || at === undefined ? undefined : { values: at.values, slot };
}
