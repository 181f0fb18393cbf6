/**
 * On which figures a decision rests, and what is known of the chance in them. A figure with an interval of its own can be drawn.
 * One that is made of such figures moves with them and is reckoned again in every draw, where it can be reckoned of its provider
 * alone. What the peers come to together is held fixed, and so is what was submitted. Of whatever else the chance is not known, and
 * then neither is how sure the decision is: not to know of chance is not to have none.
 */
import { decisionOf, readsOf } from "../decision.ts";
import type { Indicator, Method, Operand, PeerRank, OfPart } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { cone } from "../program.ts";
import type { Figure } from "./figure.ts";
import type { ProviderFigures } from "./provider.ts";
import type { OfOwner } from "./submitted.ts";
import { isUncertain } from "./truth.ts";

/** The kinds that follow from amounts of their owner, given how the others stand. */
export type Again = OfOwner | OfPart | PeerRank;

function isAgain(method: Method): method is Again {
  return ["proportion", "rate", "difference", "position", "nps", "fact", "of-part", "peer-rank"].includes(method.kind);
}

/** The indicators and decisions from which a figure is made, by name. */
function sourcesOf(method: Method): readonly string[] {
  const keys = (...operands: readonly Operand[]): readonly string[] => operands.map(({ key }) => key);
  switch (method.kind) {
    case "proportion":
    case "rate":
    case "rate-against-peers":
      return keys(...method.numerator, ...method.denominator);
    case "difference":
      return keys(...method.of, ...method.less);
    case "position":
      return keys(method.of, method.from, method.to);
    case "nps":
      return keys(...method.promoters, ...method.passives, ...method.critics);
    case "fact":
    case "peer-rank":
      return keys(method.of);
    case "weighted-mean":
      return [`indicator.${method.of}`];
    case "of-part":
      return [...method.from.values()].map((id) => `indicator.${id}`);
    default:
      return [];
  }
}

/** The ids of all indicators on which these names rest, through other indicators and through decisions. */
export function restsOn(refs: Iterable<string>, indicators: readonly Indicator[], policy: Policy): ReadonlySet<string> {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const found = new Set<string>();
  const decided = new Set<string>();
  const visit = (ref: string): void => {
    const [id, indicator] = [ref.slice("indicator.".length), byId.get(ref.slice("indicator.".length))];
    if (ref.startsWith("indicator.") && indicator !== undefined && !found.has(id)) {
      found.add(id);
      for (const source of sourcesOf(indicator.method)) visit(source);
    }
    const decision = ref.startsWith("decision.") ? decisionOf(ref, policy.decisions)?.id : undefined;
    if (decision === undefined || decided.has(decision)) return;
    for (const needed of cone(policy, [decision], "needs")) {
      decided.add(needed);
      for (const read of readsOf(policy.decisions.get(needed)!)) if (read.ref.startsWith("indicator.")) visit(read.ref);
    }
  };
  for (const ref of refs) visit(ref);
  return found;
}

/** A figure that is reckoned again in every draw, after the decisions from which it is made. */
export interface Step {
  readonly indicator: Indicator;
  readonly method: Again;
  readonly needs: ReadonlySet<string>;
}

export interface Chances {
  /** The indicators that are drawn, or reckoned again. */
  readonly moving: ReadonlySet<string>;
  readonly again: readonly Step[];
  /** Those of which the chance is not known. */
  readonly unknown: readonly string[];
}

/** The chance in the figures of a provider on which a decision rests. */
export function chancesOf(
  ref: string,
  { own, parts }: ProviderFigures,
  indicators: readonly Indicator[],
  policy: Policy,
): Chances {
  const reached = restsOn([ref], indicators, policy);
  const moving = new Set<string>();
  const unknown: string[] = [];
  const again: Step[] = [];
  for (const indicator of indicators) {
    const { id, subject, method } = indicator;
    if (!reached.has(id)) continue;
    const ofParts = [...(parts.get(subject)?.values() ?? [])].map((figures) => figures.get(id));
    const known = [own.get(id), ...ofParts].filter(isKnown);
    if (known.some(isUncertain)) moving.add(id);
    if (known.every(isUncertain)) continue;
    const sources = sourcesOf(method);
    const isMoved = restsOnAny(sources, moving, indicators, policy);
    if (isCounted(method)) unknown.push(id);
    else if (isMoved && isAgain(method)) {
      moving.add(id);
      again.push({ indicator, method, needs: decisionsIn(sources, policy) });
    } else if (isMoved) unknown.push(id);
  }
  return { moving, again, unknown };
}

/** What is made of these indicators and is reckoned again when they are others, on the way to a decision. */
export function stepsAfter(
  ids: Iterable<string>,
  ref: string,
  indicators: readonly Indicator[],
  policy: Policy,
): readonly Step[] {
  const reached = restsOn([ref], indicators, policy);
  const moving = new Set(ids);
  return indicators.flatMap((indicator): Step[] => {
    const { id, method } = indicator;
    const sources = sourcesOf(method);
    if (!reached.has(id) || moving.has(id) || !isAgain(method)) return [];
    if (!restsOnAny(sources, moving, indicators, policy)) return [];
    moving.add(id);
    return [{ indicator, method, needs: decisionsIn(sources, policy) }];
  });
}

function isKnown(figure: Figure | undefined): figure is Figure {
  return figure?.value !== undefined;
}

function restsOnAny(
  sources: readonly string[],
  moving: ReadonlySet<string>,
  indicators: readonly Indicator[],
  policy: Policy,
): boolean {
  return [...restsOn(sources, indicators, policy)].some((id) => moving.has(id));
}

function decisionsIn(sources: readonly string[], policy: Policy): ReadonlySet<string> {
  const ids = sources.flatMap((ref) =>
    ref.startsWith("decision.") ? (decisionOf(ref, policy.decisions)?.id ?? []) : [],
  );
  return cone(policy, ids, "needs");
}

/** Counted from claims, where who the clients were is chance; what a price makes of a cost is none. */
function isCounted({ kind }: Method): boolean {
  return ["mean-per-person-against-peers", "use-part", "outlier-share", "observed-expected"].includes(kind);
}
