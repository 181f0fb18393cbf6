/** A request as data: amounts in whole cents, days and instants as text; what is not known is not there. */
import { toDayText, toInstantText } from "../../src/day.ts";
import type { AskedFact, Evidence, Request, Stage } from "../../src/request.ts";

export function requestJson(request: Request): object {
  const { provider, on, procedure, way, goes, decision, outcome, conditions, facts, stages, money } = request;
  const { answer, waiting } = request;
  return {
    provider,
    on: toDayText(on),
    procedure: procedure.id,
    ...(way && { way }),
    ...(goes !== "" && { goes }),
    phases: stages.map(stageJson),
    ...(decision !== undefined && { decision, outcome }),
    conditions: conditions.map(({ list, condition, holds, note }) => ({
      id: `${list}.${condition.id}`,
      weight: condition.weight,
      ...(holds !== undefined && { holds }),
      args: note.args,
      ...("source" in condition.basis
        ? { source: condition.basis.source }
        : { assumption: condition.basis.assumption }),
    })),
    facts: facts.map(factJson),
    missing: facts
      .filter(({ asked, value }) => asked && value === undefined)
      .map(({ key, fact }) => ({ ref: key, supplier: fact.supplier })),
    money: Object.fromEntries(money.map((each) => [each.decision, each.outcome])),
    ...(answer && { answer }),
    ...(waiting && { waiting }),
  };
}

function stageJson({ phase, state, opens, closes, due, doneOn, late }: Stage): object {
  return {
    id: phase.id,
    by: phase.by,
    state,
    ...(opens !== undefined && { opens: toInstantText(opens) }),
    ...(closes !== undefined && { closes: toInstantText(closes) }),
    ...(due !== undefined && { due: toDayText(due) }),
    ...(doneOn !== undefined && { done_on: toDayText(doneOn) }),
    ...(late && { late }),
  };
}

function factJson({ key, fact, value, origin, knownAt, asked, evidence }: AskedFact): object {
  return {
    ref: key,
    supplier: fact.supplier,
    asked,
    ...(value !== undefined && { value, origin, ...(knownAt !== undefined && { known_at: knownAt }) }),
    ...(evidence.length > 0 && { evidence: evidence.map(evidenceJson) }),
  };
}

function amountOf(cents: bigint | number): { cents: string } {
  return { cents: String(cents) };
}

function evidenceJson(evidence: Evidence): object {
  const { source, origin, knownAt, isOfNow } = evidence;
  return { source, origin, known_at: knownAt, ...(isOfNow && { of_now: true }), ...foundJson(evidence) };
}

function foundJson(evidence: Evidence): object {
  switch (evidence.source) {
    case "ceiling":
      return { amount: amountOf(evidence.cents) };
    case "granted":
      return { amount: amountOf(evidence.cents), since: toDayText(evidence.since) };
    case "class": {
      const { taken, proposed } = evidence;
      return { ...(taken !== undefined && { taken }), ...(proposed && { proposed }) };
    }
    case "signals":
      return { regions: evidence.regions, signals: evidence.signals };
    case "claimed": {
      const { cents, before, since } = evidence;
      const ends = {
        ...(since !== undefined && { since: toDayText(since) }),
        ...(before !== undefined && { before: toDayText(before) }),
      };
      return { amount: amountOf(cents), ...ends };
    }
    case "forecast": {
      const { expected, band } = evidence.forecast;
      return {
        expected: amountOf(expected),
        ...(band && { band: { low: amountOf(band.low), high: amountOf(band.high), percent: 80 } }),
      };
    }
    case "new_clients":
      return { months: evidence.intake.months, even: evidence.intake.isEven };
    case "stopped_clients":
      return { months: evidence.months };
    case "moved_clients":
      return { came: evidence.came, went: evidence.went };
    case "cost_per_client":
      return {
        groups: evidence.groups.map(({ group, year, before }) => ({
          group,
          year: { clients: year.clients, amount: amountOf(year.cents) },
          before: { clients: before.clients, amount: amountOf(before.cents) },
        })),
      };
  }
}
