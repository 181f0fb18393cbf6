/** What all indicators of one reckoning share: whom they are about, what was counted before, and who the peers are. */
import { parseDatum } from "../datum.ts";
import type { DataQuality } from "../data-quality.ts";
import type { Datum } from "../datum.ts";
import { query } from "../indicator.ts";
import type { Among, Counted, Exclusion, Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { decisionOf, readsOf } from "../decision.ts";
import { whole } from "../formula.ts";
import { compilePolicy, cone, fill, missingRuleOf, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { Answers, nameOf } from "./asking.ts";
import type { Amounts, Owner } from "./amount.ts";
import type { Asking } from "./asking.ts";
import type { Certainty } from "./certainty.ts";
import type { ComparedCosts } from "./cost.ts";
import { note } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";
import { blockedIn, emptyMonths, joined, judgeFeed, readFeed } from "./gate.ts";
import type { Verdicts } from "./gate.ts";
import { figuresOf, withFigures } from "./provider.ts";
import { yearsOf } from "./year.ts";

/** What is reckoned, about whom, from which tables of the lake. */
export interface Question {
  readonly policy: Policy;
  readonly indicators: readonly Indicator[];
  /** What is known of each provider besides its claims, by provider. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The tables that the lake holds: claims, population, contracts. */
  readonly tables: ReadonlySet<string>;
  /** Whose claims count, by UZOVI code; without it, all that the lake holds. */
  readonly insurers?: readonly string[];
  /** What the claims must pass before anything is counted from them. */
  readonly quality?: DataQuality;
}

/** The figures of one indicator: by provider or region, or by provider and then by part; and what is to know of them all. */
export type Figures = { readonly notes: readonly Note[] } & (
  | { readonly of: "whole"; readonly figures: ReadonlyMap<string, Figure> }
  | { readonly of: "part"; readonly figures: ReadonlyMap<string, ReadonlyMap<string, Figure>> }
);

/** The providers that others are compared with. */
export interface Peers {
  readonly providers: ReadonlySet<string>;
  readonly notes: readonly Note[];
}

/** The known amounts of the peers among whom somebody is placed, by part and then by peer; of the whole under no part. */
export type Rows = ReadonlyMap<string, ReadonlyMap<string, bigint>>;

/** What a decision rests on: others, and perhaps figures. */
interface Needed {
  readonly decisions: ReadonlySet<string>;
  readonly figures: boolean;
}

export class Context implements Amounts {
  readonly question: Question;
  readonly lake = new Answers();
  /** The indicators that are reckoned so far, by id. */
  readonly done = new Map<string, Figures>();
  /** How sure a decision is, by its name, then by provider and part: told once, however many figures ask. */
  readonly certainties = new Map<string, Map<string, ReadonlyMap<string, Certainty>>>();
  /** The rows in which ranks place, by the indicator that is the rank. */
  readonly rows = new Map<string, Rows>();
  /** By counted year, the months in which nobody has a claim. */
  readonly emptyMonths = new Map<number, readonly number[]>();
  /** Costs against the peers, by what was asked. */
  readonly costs = new Map<string, ComparedCosts>();
  readonly #indicators: ReadonlyMap<string, Indicator>;
  readonly #peerTables = new Map<string, string>();
  readonly #among = new Map<string, readonly string[]>();
  readonly #decided = new Map<string, Map<string, ReadonlyMap<string, Datum | undefined>>>();
  readonly #needed = new Map<string, Needed>();
  #verdicts: Verdicts = new Map();
  #program: Program | undefined;
  #regions: ReadonlyMap<string, readonly string[]> = new Map();
  #providers: readonly string[] = [];

  constructor(question: Question) {
    this.question = question;
    this.#indicators = new Map(question.indicators.map((indicator) => [indicator.id, indicator]));
  }

  get policy(): Policy {
    return this.question.policy;
  }

  /** Every provider with a dossier or with claims, sorted. */
  get providers(): readonly string[] {
    return this.#providers;
  }

  /** What the checks of the claims say of each provider. */
  get verdicts(): Verdicts {
    return this.#verdicts;
  }

  /** The regions in which a provider has clients, in any year that a figure of regions is about. */
  regionsOf(provider: string): readonly string[] {
    return this.#regions.get(provider) ?? [];
  }

  /** The parts of a kind that a provider has: as the policy fixes them, or as its dossier and its figures name them. */
  membersOf(provider: string, kind: string): readonly string[] {
    const { policy, dossiers } = this.question;
    const fixed = policy.subjects.get(kind);
    if (fixed !== undefined) return fixed;
    const told = dossiers.get(provider)?.parts.get(kind)?.keys() ?? [];
    const reckoned = [...this.done].flatMap(([id, figures]) =>
      figures.of === "part" && this.indicator(id).subject === kind
        ? [...(figures.figures.get(provider)?.keys() ?? [])]
        : [],
    );
    return [...new Set([...told, ...reckoned])].toSorted();
  }

  indicator(id: string): Indicator {
    return this.#indicators.get(id)!;
  }

  /** Judges the claims of the years that are counted, keeps their client tables, and learns who the providers are. */
  *open(): Asking<void> {
    const { indicators, dossiers, tables, insurers, quality } = this.question;
    const providers = new Set(dossiers.keys());
    const counted = [...new Set(indicators.flatMap(yearsOf))].toSorted((a, b) => a - b);
    const years = tables.has("claims") ? counted : [];
    const verdicts: Verdicts[] = [];
    for (const year of years) {
      const feed = quality && (yield* readFeed(this.lake, quality, year, insurers));
      // The lake makes the table while what it said of the feed is judged.
      yield* this.lake.keep(query.clientTable({ year, ...(insurers && { insurers }) }));
      if (quality !== undefined && feed !== undefined) {
        verdicts.push(judgeFeed(quality, feed));
        this.emptyMonths.set(year, emptyMonths(feed));
      }
      for (const row of yield* this.lake.rows(query.providers(year))) providers.add(nameOf(row, "provider") ?? "");
    }
    this.#verdicts = joined(verdicts);
    this.#providers = [...providers].filter((provider) => provider !== "").toSorted();
    this.#regions = yield* this.#readRegions();
  }

  *#readRegions(): Asking<ReadonlyMap<string, readonly string[]>> {
    const regions = new Map<string, Set<string>>();
    const { indicators, tables } = this.question;
    const years = indicators.filter(({ subject }) => subject === "region").flatMap(yearsOf);
    for (const year of tables.has("claims") ? new Set(years) : [])
      for (const row of yield* this.lake.rows(query.clientsByRegion({ year, targetGroups: [] }))) {
        const [provider = "", region = ""] = [nameOf(row, "provider"), nameOf(row, "region")];
        regions.set(provider, (regions.get(provider) ?? new Set()).add(region));
      }
    return new Map([...regions].map(([provider, own]) => [provider, [...own].toSorted()]));
  }

  /** What a provider has of a name: supplied, or as the policy takes it when nobody supplies it. */
  supplied(provider: string, key: string, part?: { kind: string; member: string }): Datum | undefined {
    return suppliedIn(this.question.dossiers.get(provider), key, this.policy, part);
  }

  reckoned(id: string, { unit, part }: Owner): bigint | undefined {
    const figures = this.done.get(id);
    if (figures?.of === "whole") return figures.figures.get(unit)?.value;
    return part && figures?.figures.get(unit)?.get(part.member)?.value;
  }

  /**
   * The contracted providers of a year for which all of `among` holds, whose claims of that year passed the checks. Without agreements
   * in the lake, all are peers.
   */
  *peers(year: number, among: readonly Among[]): Asking<Peers> {
    const { tables, insurers } = this.question;
    const scope = { year, ...(insurers && { insurers }) };
    const rows = tables.has("contracts") ? yield* this.lake.rows(query.contracted(scope)) : [];
    const agreed = new Set(rows.flatMap((row) => nameOf(row, "provider") ?? []));
    const chosen = this.among(among).filter((provider) => agreed.size === 0 || agreed.has(provider));
    const blocked = blockedIn(this.#verdicts, year);
    const passing = chosen.filter((provider) => !blocked.has(provider));
    const notes = [
      ...(agreed.size === 0 ? [note("no_agreements", { year })] : []),
      ...(passing.length < chosen.length
        ? [note("peers_left_out", { providers: chosen.length - passing.length, year })]
        : []),
    ];
    return { providers: new Set(passing), notes };
  }

  /** The providers for which all of these hold. */
  among(conditions: readonly Among[]): readonly string[] {
    const key = JSON.stringify(conditions);
    const known = this.#among.get(key);
    if (known !== undefined) return known;
    const tests = conditions.map((condition) => this.#testOf(condition));
    const chosen = this.#providers.filter((provider) => tests.every((holds) => holds(provider)));
    this.#among.set(key, chosen);
    return chosen;
  }

  #testOf({ key, value }: Among): (provider: string) => boolean {
    const { policy } = this.question;
    const wanted = parseDatum(policy.names.find(key.split("@")[0]!)!.type, value);
    if (!key.startsWith("decision.")) return (provider) => this.supplied(provider, key) === wanted;
    return (provider) => this.decided(key, provider) === wanted;
  }

  /** What is decided of a provider, or of a part of it, on its dossier and the figures reckoned so far. */
  decided(ref: string, provider: string, member = ""): Datum | undefined {
    const known = this.#decided.get(ref) ?? this.#decided.set(ref, new Map()).get(ref)!;
    const own = known.get(provider) ?? known.set(provider, this.#decide(ref, provider)).get(provider)!;
    return own.get(this.question.policy.names.find(ref)?.subject === whole ? "" : member);
  }

  /** A decision by member of the part that it is about; of the provider itself under no name. */
  #decide(ref: string, provider: string): ReadonlyMap<string, Datum | undefined> {
    const { policy, dossiers } = this.question;
    const dossier = dossiers.get(provider);
    if (dossier === undefined) return new Map();
    const needed = this.#neededFor(ref);
    const { program } = this;
    const frame = fill(program, needed.figures ? withFigures(dossier, figuresOf(provider, this)) : dossier);
    run(program, frame, needed.decisions);
    const { subject = whole } = policy.names.find(ref) ?? {};
    const frames = subject === whole ? [frame] : (frame.parts.get(subject) ?? []);
    return new Map(frames.map((own) => [own.member, valueOf(program, own, ref, subject)]));
  }

  /** The policy, ready to decide. */
  get program(): Program {
    this.#program ??= compilePolicy(this.question.policy);
    return this.#program;
  }

  #neededFor(ref: string): Needed {
    const known = this.#needed.get(ref);
    if (known !== undefined) return known;
    const { policy } = this.question;
    const decisions = cone(policy, [decisionOf(ref, policy.decisions)!.id], "needs");
    const reads = [...decisions].flatMap((id) => readsOf(policy.decisions.get(id)!));
    const needed = { decisions, figures: reads.some(({ ref: name }) => name.startsWith("indicator.")) };
    this.#needed.set(ref, needed);
    return needed;
  }

  /** The name of a table in the lake with these peers. */
  *peerTable(peers: Peers): Asking<string> {
    const providers = [...peers.providers].toSorted();
    const key = providers.join(",");
    const name = this.#peerTables.get(key) ?? `value_peer_${this.#peerTables.size + 1}`;
    this.#peerTables.set(key, name);
    yield* this.lake.keep(query.peerTable(name, providers));
    return name;
  }
}

/** What a dossier has of a name, for a part its own; or what the policy takes it to be. */
export function suppliedIn(
  dossier: Dossier | undefined,
  key: string,
  policy: Policy,
  part?: Owner["part"],
): Datum | undefined {
  const own = part && dossier?.parts.get(part.kind)?.get(part.member)?.get(key)?.value;
  return own ?? dossier?.values.get(key)?.value ?? missingRuleOf(policy, key)?.value;
}

/** Who counts, with the values of the policy; or the parameters that are missing for it. */
export function resolveExclusion(
  year: number,
  { ageUnder, targetGroups }: Exclusion,
): { readonly counted: Counted } | { readonly missing: readonly string[] } {
  const given = [...(ageUnder === undefined ? [] : [ageUnder]), ...targetGroups];
  const missing = given.flatMap((item) => ("missing" in item ? [item.missing] : []));
  if (missing.length > 0) return { missing };
  const groups = targetGroups.flatMap((group) => ("value" in group ? [group.value] : []));
  const age = ageUnder !== undefined && "value" in ageUnder ? { ageUnder: ageUnder.value } : {};
  return { counted: { year, ...age, targetGroups: groups } };
}
