/**
 * Where the figures stand on which a choice rests: an indicator of the provider, or of one of its parts. Statistics of the peers are no
 * places: they are the same for everybody.
 */
import type { Datum } from "../datum.ts";
import { readsOf } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Frame } from "../formula.ts";
import { isOfPeers } from "../indicator.ts";
import type { Indicator } from "../indicator.ts";
import { cone } from "../program.ts";
import type { Program } from "../program.ts";
import type { Scrutinised } from "../scrutiny.ts";
import type { Figure, ProviderFigures } from "../value.ts";

export interface Place {
  /** The indicator by which people know the figure, with the part where there is one: `cost_ratio`, `admission_ratio/south`. */
  readonly name: string;
  readonly indicator: Indicator;
  readonly subject: string;
  readonly member: string;
}

/** The places that a choice reads, over all providers; a part that no provider has is none. */
export function placesOf({ program, decision, reckoning }: Scrutinised): readonly Place[] {
  const { policy } = program;
  const wanted = cone(policy, [decision], "needs");
  const reads = policy.order.filter(({ id }) => wanted.has(id)).flatMap(readsOf);
  const ids = new Set(
    reads.flatMap(({ ref }) => (ref.startsWith("indicator.") ? [ref.slice("indicator.".length)] : [])),
  );
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

function place(indicator: Indicator, member: string): Place {
  const { id, subject, method } = indicator;
  const of = method.kind === "of-part" ? (method.from.get(member) ?? member) : member === "" ? id : `${id}/${member}`;
  return { name: of, indicator, subject, member };
}

export function figureAt(
  { indicator: { id }, subject, member }: Place,
  { own, parts }: ProviderFigures,
): Figure | undefined {
  return subject === whole ? own.get(id) : parts.get(subject)?.get(member)?.get(id);
}

/** The frame in which a place stands for one provider, and its slot there. */
export function slotAt(
  { slots }: Program,
  frame: Frame,
  { indicator: { id }, subject, member }: Place,
): { readonly values: (Datum | undefined)[]; readonly slot: number } | undefined {
  const slot = slots.get(subject)?.get(`indicator.${id}`);
  const at = subject === whole ? frame : frame.parts.get(subject)?.find((part) => part.member === member);
  return slot === undefined || at === undefined ? undefined : { values: at.values, slot };
}
